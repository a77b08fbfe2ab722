package render

import (
	"html/template"
	"sync"
	"text/template/parse"
)

// A set holds parsed layouts. Escaping them depends on what stands around them, so each layout needs copies of its own
// of base.html and of the partials that it reaches; they are made when the layout is first used.
type set struct {
	functions template.FuncMap
	shared    trees            // base.html, partials and figures
	layouts   map[string]trees // by name: what a layout's file defines, which is "main" and seldom more
	made      sync.Map         // templates, by the name of the layout
}

// trees are parsed templates by their names.
type trees map[string]*parse.Tree

// parse adds the template of a file, and what else the file defines.
func (t trees) parse(name, source string, functions template.FuncMap) error {
	parsed, err := template.New(name).Funcs(functions).Parse(source)
	if err != nil {
		return err
	}
	for _, part := range parsed.Templates() {
		t[part.Name()] = part.Tree
	}
	return nil
}

// has reports whether there is a layout.
func (s *set) has(layout string) bool { return s.layouts[layout] != nil }

// layout returns a layout, which there must be.
func (s *set) layout(name string) *template.Template {
	return s.make(name, func(t *builder) {
		for part := range s.layouts[name] {
			t.add(part)
		}
		t.add(baseLayout)
	})
}

// partials returns all that layouts share, without any layout.
func (s *set) partials() *template.Template {
	return s.make("", func(t *builder) {
		for name := range s.shared {
			t.add(name)
		}
	})
}

func (s *set) make(name string, fill func(*builder)) *template.Template {
	if made, ok := s.made.Load(name); ok {
		return made.(*template.Template)
	}
	t := &builder{set: s, own: s.layouts[name], to: template.New("").Funcs(s.functions).Option("missingkey=error")}
	fill(t)
	made, _ := s.made.LoadOrStore(name, t.to)
	return made.(*template.Template)
}

// A builder copies templates, with those that they call.
type builder struct {
	set *set
	own trees // of the layout, which go before those that are shared
	to  *template.Template
}

func (b *builder) add(name string) {
	tree := b.own[name]
	if tree == nil {
		tree = b.set.shared[name]
	}
	if tree == nil || b.to.Lookup(name) != nil {
		return
	}
	template.Must(b.to.AddParseTree(name, tree.Copy()))
	b.calls(tree.Root)
}

// calls adds what the templates in a list call.
func (b *builder) calls(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.TemplateNode:
			b.add(node.Name)
		case *parse.IfNode:
			b.calls(node.List)
			b.calls(node.ElseList)
		case *parse.RangeNode:
			b.calls(node.List)
			b.calls(node.ElseList)
		case *parse.WithNode:
			b.calls(node.List)
			b.calls(node.ElseList)
		}
	}
}
