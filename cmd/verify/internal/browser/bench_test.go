package browser_test
import ("testing";"vagvisare/cmd/verify/internal/browser";"vagvisare/cmd/verify/internal/tool";"os";"time")
func TestBench(t *testing.T){
 c,_:=tool.FindChromium(); b,err:=browser.Start(t.Context(),c); if err!=nil{t.Fatal(err)}; defer b.Close()
 p,_:=b.NewPage()
 m,_:=tool.Modules(t.Context(), t.Output(), "../..")
 ax,_:=os.ReadFile(m+"/axe-core/axe.min.js")
 s,_:=browser.Serve(t.Context(),"/tmp/vvsite/public","/")
 d,_:=browser.Files("/tmp/vvsite/public")
 pages,_:=s.Pages()
 for _,x:=range []*browser.Site{s,d} {
 t0:=time.Now()
 for _,n:=range pages[:30]{ if err:=p.Open(x.URL(n),browser.View{});err!=nil{t.Fatal(err)} }
 t.Log("open",time.Since(t0)/30)
 t0=time.Now()
 for _,n:=range pages[:30]{ if _,err:=x.Visit(p,n,browser.View{});err!=nil{t.Fatal(err)} }
 t.Log("visit",time.Since(t0)/30)
 t0=time.Now()
 for range 30{ p.Resize(320); p.Overflow() }
 t.Log("resize",time.Since(t0)/30)
 }
 s.Visit(p,"index.html",browser.View{})
 t0:=time.Now()
 for range 10{ p.Axe(string(ax),[]string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}) }
 t.Log("axe",time.Since(t0)/10)
}
