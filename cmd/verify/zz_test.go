package main

import (
	"fmt"
	"testing"
	"time"

	"vagvisare/cmd/verify/internal/browser"
	"vagvisare/cmd/verify/internal/tool"
)

func TestZZ(t *testing.T) {
	c, _ := tool.FindChromium()
	b, err := browser.Start(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for _, parts := range [][]string{{" kamera"}, {" ", "kamera"}} {
		p, _ := b.NewPrivatePage()
		s := &session{ctx: t.Context(), dir: t.TempDir()}
		from, _ := plainHost(s, "/tmp/sv/pub")
		w := &walk{way: from, name: "zz", tally: &tally{}, page: p}
		w.open("sok/?q=larm", browser.View{})
		w.until("hits", `hits().length === 10`)
		fmt.Println("length", ask[int](w, "history.length"))
		w.tap("form[role=search] input")
		w.press("End")
		for _, x := range parts {
			w.write(x)
			time.Sleep(800 * time.Millisecond)
		}
		w.until("another", `query() === "larm kamera" && part("count").includes("larm kamera")`)
		fmt.Println("length", ask[int](w, "history.length"), w.err)
		p.Close()
	}
}
