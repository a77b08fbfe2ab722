package word_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/word"
)

// FuzzRead holds what is true of every file, and of every main part in a file of ours: reading it
// never panics, says the same twice, and tells of an error exactly where it gives nothing.
func FuzzRead(f *testing.F) {
	template := everyType()
	template.Fields = template.Fields[:len(template.Fields)-1]
	blank := blankOf(template)
	blank.Parts = append(blank.Parts[:1:1], blank.Parts[2:]...) // without the guidance, to be quick
	values := everyValue()
	values.Pairs = values.Pairs[:len(values.Pairs)-1]
	filled := write(f, filledOf(planOf(f, template, values)))
	shell := edit(f, filled, func(parts map[string]string) { parts[documentPart] = "" })
	for _, data := range [][]byte{filled, write(f, blank)} {
		f.Add(data, false)
		edit(f, data, func(parts map[string]string) { f.Add([]byte(parts[documentPart]), true) })
	}
	const open = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>`
	for _, body := range []string{
		`<w:bookmarkStart w:id="1" w:name="f_namn"/><w:bookmarkStart w:id="2" w:name="f_namn"/><w:bookmarkEnd w:id="2"/><w:bookmarkEnd w:id="1"/>`,
		`<w:bookmarkStart w:id="1" w:name="f_syfte"/><w:tbl><w:bookmarkEnd w:id="1"/><w:tr><w:tc><w:tbl><w:tc/></w:tbl></w:tc></w:tr></w:tbl>`,
		`<w:tbl><w:tr><w:tc><w:p><w:bookmarkStart w:id="1" w:name="f_poster"/></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val="63"/><w:vMerge/></w:tcPr></w:tc><w:tc/></w:tr></w:tbl>`,
		`<w:sdt><w:sdtPr><w:tag w:val="f_med__1"/><w14:checkbox/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>☒ Inköp</w:t></w:r></w:p></w:sdtContent></w:sdt>`,
		`<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr><w:ind w:left="99999"/></w:pPr><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="begin"/></w:r></w:p>`,
		`<w:bookmarkStart w:id="1" w:name="f_syfte"/>` + strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="2"/></w:numPr></w:pPr></w:p>`, 3) + `<w:bookmarkEnd w:id="1"/>`,
	} {
		f.Add([]byte(open+body+`</w:body></w:document>`), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, inside bool) {
		if inside {
			data = edit(t, shell, func(parts map[string]string) { parts[documentPart] = string(data) })
		}
		read := func() (*plan.Plan, []diag.Problem) {
			filled, problems := word.Read(bytes.NewReader(data), int64(len(data)))
			if (filled == nil) != diag.Failed(problems) {
				t.Errorf("read %v, told %v", filled != nil, problems)
			}
			if filled == nil {
				return nil, problems
			}
			r, more := filled.Plan(template, blank)
			p, unread := template.Read(r.Values, plan.Rules{Roles: roles})
			return p, append(append(problems, more...), word.Unread(template, r.Values, unread)...)
		}
		p, problems := read()
		again, problemsAgain := read()
		if !reflect.DeepEqual(problems, problemsAgain) || p != nil && !p.Equal(again) {
			t.Errorf("two runs differ: %v, %v", problems, problemsAgain)
		}
		for _, problem := range problems {
			if problem.Text("sv") == "" || strings.Contains(problem.Text("en"), "%!") {
				t.Errorf("%s says %q", problem.Code, problem.Text("en"))
			}
		}
	})
}
