package site

import (
	"path"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// A Kind is what sort of page a page is.
type Kind string

// The kinds that front matter may name, and those that follow from a page's place.
const (
	Guidance     Kind = "guidance"
	Checklist    Kind = "checklist"
	Example      Kind = "example" // a learning example
	Template     Kind = "template"
	PlanDocument Kind = "plan" // a filled-in template
	Plain        Kind = "page"
	Section      Kind = "section" // the page of a folder
	Home         Kind = "home"
)

// Kinds are those that front matter may name.
var Kinds = []Kind{Guidance, Checklist, Template, PlanDocument, Example, Plain}

// HasWord reports whether pages of the kind are also Word files.
func (k Kind) HasWord() bool { return k == Checklist || k == Template || k == PlanDocument }

// A Ref is a reference in front matter, with its place.
type Ref struct {
	Value     string
	Line, Col int
}

// A Page is one page of the portal. The first group of fields is what its file says; the
// second is set by New.
type Page struct {
	Source    string // path in content/, e.g. "planera/roller.md"; "planera/" for a folder without a page
	Kind      Kind
	Title     string
	Summary   string // one sentence
	PhaseID   string
	RoleIDs   []string
	Tags      []string
	Keywords  []string // words that must find this page
	Owner     string   // the function answerable for the information
	Published time.Time
	Updated   time.Time
	Changes   []Change  // what was changed when, in any order; after New the newest first
	Review    time.Time // when it is next to be reviewed
	Law       time.Time // when the law that it tells of was read; zero where it tells of none
	Draft     bool
	Editors   bool     // meant for those who write alone; a folder's page says it for all that lies in the folder
	Facts     []string // ids of the facts that it carries
	Weight    int      // lighter pages come first; 0 comes last
	Aliases   []Ref    // old addresses
	Related   []Ref    // paths of pages, from this file
	Outline   []*Step  // the steps that a phase's page names
	Version   string   // of a template or a plan
	Doc       *markdown.Document
	Text      []byte         // the Markdown, where a Word file is to be made of it
	Template  *plan.Template // nil unless the page is a template
	Plan      *Plan          // nil unless the page is a plan
	Case      *Case          // nil unless the page is a learning example

	Backstage bool   // whether Editors is said of the page or of a folder that it lies in
	Path      string // published address, e.g. "planera/roller/"; "" for the home page
	Phase     *Phase // nil outside the phases
	Roles     []*Role
	Topics    []*Tag  // what Tags name
	Steps     []*Step // that the page belongs to, phase by phase
	Parent    *Page   // nil for the home page
	Children  []*Page // of a folder's page, in order
	Prev      *Page   // the page before this one in its phase or top folder, or nil
	Next      *Page
	Targets   []Target // of Doc.Links, one for one
	Items     []*Item  // of Doc.Tasks, one for one
	SeeAlso   []*Page  // related pages: those named in Related, else those that share topics
	Backlinks []*Page  // pages whose text links here

	key []byte // collation key of the title
}

// File returns the page's file relative to the site's root.
func (p *Page) File() string { return "content/" + p.Source }

// IsSection reports whether the page stands for a folder.
func (p *Page) IsSection() bool { return p.Kind == Section || p.Kind == Home }

// Changed returns the day of the last change: of publication, when it has not been changed since.
func (p *Page) Changed() time.Time {
	if p.Updated.IsZero() {
		return p.Published
	}
	return p.Updated
}

// Top returns the name of the top folder that the page lies in, or "".
func (p *Page) Top() string {
	top, _, found := strings.Cut(p.Path, "/")
	if !found {
		return ""
	}
	return top
}

// Trail returns the pages above this one, from the home page down.
func (p *Page) Trail() []*Page {
	if p.Parent == nil {
		return nil
	}
	return append(p.Parent.Trail(), p.Parent)
}

// relativeSource returns the path in content/ that a path means in the page's file.
func (p *Page) relativeSource(to string) string { return path.Join(p.dir(), to) }

// dir returns the folder of content/ that the page lies in, or stands for; "." is content/ itself.
func (p *Page) dir() string { return path.Dir(p.Source) }

// A File is a file of content/ that pages may link to or show.
type File struct {
	Source string // path in content/, with composed letters
	Name   string // path from the site's root, as the file system spells it
	Size   int64  // bytes
	Hash   string // SHA-256 of the contents, in hexadecimal
	Width  int    // of an image, in CSS pixels; 0 when not known
	Height int
	Err    error // why the file could not be read, or nil
}

// Ext returns the file's extension in lower case, without the dot.
func (f *File) Ext() string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(f.Source), "."))
}

// IsFilm reports whether the file is a film that browsers can show.
func (f *File) IsFilm() bool { return f.Ext() == "mp4" || f.Ext() == "webm" }

// Path returns the published path: the name, made plain, and enough of the hash that a
// changed file gets a new address.
func (f *File) Path() string {
	name := strings.TrimSuffix(path.Base(f.Source), path.Ext(f.Source))
	slug := markdown.Slug(name)
	if slug == "" {
		slug = "file"
	}
	if ext := markdown.Slug(f.Ext()); ext != "" {
		return "assets/files/" + slug + "-" + f.Hash[:10] + "." + ext
	}
	return "assets/files/" + slug + "-" + f.Hash[:10]
}
