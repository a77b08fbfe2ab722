package browser
import ("testing";"vagvisare/cmd/verify/internal/tool";"os";"context";"fmt"
 "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp")
func TestX(t *testing.T){
 c,_:=tool.FindChromium(); b,err:=Start(t.Context(),c); if err!=nil{t.Fatal(err)}; defer b.Close()
 p,_:=b.NewPage()
 m,_:=tool.Modules(t.Context(), t.Output(), "../..")
 ax,_:=os.ReadFile(m+"/axe-core/axe.min.js")
 s,_:=Serve(t.Context(),"/tmp/vvsite/public","/")
 pages,_:=s.Pages()
 seen:=map[string]int{}
 for _,n:=range pages { 
 for _,v := range []View{{},{Dark:true},{Width:320}} {
 if err:=p.Open(s.URL(n),v);err!=nil{t.Fatal(err)}
 p.do("x",func(ctx context.Context) error {
  w,_:=chromedp.Call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: p.frame, WorldName: "axe"})
  in := func(q *runtime.EvaluateParams) { q.ContextID = w.ExecutionContextID }
  chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](string(ax), in))
  r,err:=chromedp.Run(ctx, chromedp.Evaluate[[]string](`axe.run(document,{runOnly:{type:"tag",values:["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}).then(r=>[...r.violations.map(v=>"VIOLATION "+v.id+" "+v.nodes[0].target),...r.incomplete.flatMap(v=>v.nodes.map(n=>v.id+" "+n.target+" "+(n.any[0]||n.all[0]||n.none[0]).message))])`, in, chromedp.EvalAwaitPromise))
  for _,l:=range r { if seen[l]==0 { fmt.Println(n,v,l) }; seen[l]++ }
  return err })
 }}
 fmt.Println(len(seen))
}
