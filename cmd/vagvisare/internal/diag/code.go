package diag

// A Code names a kind of problem. It is stable: sites name codes in site.yaml, and
// programs read them from --json.
type Code string

// The codes, with their arguments.
const (
	NotUTF8                 Code = "not-utf8"                  // args: a byte that is no part of a character
	Unreadable              Code = "unreadable"                // args: the system's own error
	TooLarge                Code = "too-large"                 // args: size, limit
	SymlinkOutside          Code = "linked-outside"            // args: –
	SymlinkFolder           Code = "linked-folder"             // args: –
	NoFrontMatter           Code = "no-front-matter"           // args: –
	UnterminatedFrontMatter Code = "unterminated-front-matter" // args: –
	BadYAML                 Code = "bad-yaml"                  // args: –
	AlwaysError             Code = "always-error"              // args: the code
	UnknownKey              Code = "unknown-key"               // args: the key
	DuplicateKey            Code = "duplicate-key"             // args: the key, line of the first
	DuplicateValue          Code = "duplicate-value"           // args: the value, line of the first
	MissingKey              Code = "missing-key"               // args: the key
	EmptyValue              Code = "empty-value"               // args: the key
	WantText                Code = "want-text"                 // args: the key
	WantList                Code = "want-list"                 // args: the key
	WantMapping             Code = "want-mapping"              // args: the key
	WantNumber              Code = "want-number"               // args: the key
	WantYesNo               Code = "want-yes-no"               // args: the key
	BadDate                 Code = "bad-date"                  // args: the key, the value
	DateOrder               Code = "date-order"                // args: two keys
	UnknownPhase            Code = "unknown-phase"             // args: the id, all ids
	UnknownFact             Code = "unknown-fact"              // args: the number, all numbers
	UnknownRole             Code = "unknown-role"              // args: the id, all ids
	UnknownValue            Code = "unknown-value"             // args: the key, the value, all values
	BadID                   Code = "bad-id"                    // args: the value
	LongID                  Code = "long-id"                   // args: the value, how long it may be
	BadColour               Code = "bad-colour"                // args: the value
	BadURL                  Code = "bad-url"                   // args: the value
	BadEmail                Code = "bad-email"                 // args: the value
	BadEdit                 Code = "bad-edit"                  // args: the value
	MissingAny              Code = "missing-any"               // args: the key, the keys of which it needs one
	NotFull                 Code = "not-full"                  // args: what goes against the law
	BadAlias                Code = "bad-alias"                 // args: the value
	MissingSite             Code = "missing-site"              // args: –
	MissingURL              Code = "missing-url"               // args: –
	ManyRedirects           Code = "many-redirects"            // args: the host's file, how many there are, how many it takes
	MissingSection          Code = "missing-section"           // args: the file to add
	IndexName               Code = "index-name"                // args: –
	NoAddress               Code = "no-address"                // args: the name
	DuplicateAddress        Code = "duplicate-address"         // args: the address, the other file
	TakenAddress            Code = "taken-address"             // args: the address
	TakenAlias              Code = "taken-alias"               // args: the address
	StepsElsewhere          Code = "steps-elsewhere"           // args: –
	EmptyPage               Code = "empty-page"                // args: –
	FuturePage              Code = "future-page"               // args: the date
	FutureChange            Code = "future-change"             // args: the date
	HeadingOne              Code = "heading-one"               // args: –
	DuplicateID             Code = "duplicate-id"              // args: the id
	UnknownAttribute        Code = "unknown-attribute"         // args: the attribute
	RawHTML                 Code = "raw-html"                  // args: the tag
	UnclosedComment         Code = "unclosed-comment"          // args: –
	TooDeep                 Code = "too-deep"                  // args: –
	UnknownBox              Code = "unknown-box"               // args: the kind
	UnclosedBox             Code = "unclosed-box"              // args: the kind
	StrayBoxEnd             Code = "stray-box-end"             // args: –
	UnusedFootnote          Code = "unused-footnote"           // args: the name
	UndefinedFootnote       Code = "undefined-footnote"        // args: the name
	BrokenLinkSyntax        Code = "broken-link-syntax"        // args: –
	BadLink                 Code = "bad-link"                  // args: the address
	BadScheme               Code = "bad-scheme"                // args: the scheme
	DeadLink                Code = "dead-link"                 // args: the target
	DeadAnchor              Code = "dead-anchor"               // args: the anchor, the page's file
	MissingFile             Code = "missing-file"              // args: the file
	LinkOutside             Code = "link-outside"              // args: the target
	RootedLink              Code = "rooted-link"               // args: the target
	DraftLink               Code = "draft-link"                // args: the target
	EditorsLink             Code = "editors-link"              // args: the link
	ExternalImage           Code = "external-image"            // args: the address
	BadImage                Code = "bad-image"                 // args: the file
	Template                Code = "template"                  // args: the error of the template engine
	BadAsset                Code = "bad-asset"                 // args: the minifier's error
	ForeignFile             Code = "foreign-file"              // args: –
	DeadReference           Code = "dead-reference"            // args: the reference
	InlineCode              Code = "inline-code"               // args: what it is
	ExternalResource        Code = "external-resource"         // args: the address
	RepeatedID              Code = "repeated-id"               // args: the id
	ProseBlock              Code = "prose-block"               // args: the sign
	BadTaskAttribute        Code = "bad-task-attribute"        // args: the attribute
	ItemLoop                Code = "item-loop"                 // args: the target
	StrayPlace              Code = "stray-place"               // args: the id
	UnknownPlace            Code = "unknown-place"             // args: the id
	Unplaced                Code = "unplaced"                  // args: the id
	PlacedTwice             Code = "placed-twice"              // args: the id, line of the first
	MisplacedKey            Code = "misplaced-key"             // args: the key, the type
	WrongColumn             Code = "wrong-column"              // args: the key, the id, the types
	UnevenYears             Code = "uneven-years"              // args: the id, columns, columns of the first
	NotTemplate             Code = "not-template"              // args: the target
	UnknownTechnology       Code = "unknown-technology"        // args: the id, all ids
	UnknownField            Code = "unknown-field"             // args: the id, the template's file
	MissingValue            Code = "missing-value"             // args: the id, the label
	IncompletePlan          Code = "incomplete-plan"           // args: filled, required, labels of what is missing
	WantAmount              Code = "want-amount"               // args: the key
	WantLevel               Code = "want-level"                // args: the key, the levels
	WantPeriod              Code = "want-period"               // args: the key
	PeriodOrder             Code = "period-order"              // args: the key
	WrongTotal              Code = "wrong-total"               // args: the key, the value, the sum, the column
	DuplicateRow            Code = "duplicate-row"             // args: line of the first
	TooFewRows              Code = "too-few-rows"              // args: the key, rows, least
	TooManyRows             Code = "too-many-rows"             // args: the key, rows, most
	RaciAccountable         Code = "raci-accountable"          // args: the activity, how many
	RaciResponsible         Code = "raci-responsible"          // args: the activity
	TakenName               Code = "taken-name"                // args: the name, line of the other entry
	NeedlessName            Code = "needless-name"             // args: the name
	WordUnreadable          Code = "word-unreadable"           // args: –
	WordEncrypted           Code = "word-encrypted"            // args: –
	WordTooLarge            Code = "word-too-large"            // args: the limit
	WordDamaged             Code = "word-damaged"              // args: the part
	WordMacros              Code = "word-macros"               // args: –
	WordTracked             Code = "word-tracked"              // args: –
	WordNoFields            Code = "word-no-fields"            // args: –
	WordOtherTemplate       Code = "word-other-template"       // args: its template, the one asked for
	WordOldTemplate         Code = "word-old-template"         // args: its version, the template's
	WordUnknownField        Code = "word-unknown-field"        // args: the field, what it held
	WordUnreadValue         Code = "word-unread-value"         // args: the label, what it held
	WordMissingField        Code = "word-missing-field"        // args: the label
	WordStrayText           Code = "word-stray-text"           // args: the text
	WordPlain               Code = "word-plain"                // args: the label, what was lost
	OrphanPage              Code = "orphan-page"               // args: –
	NoSummary               Code = "no-summary"                // args: –
	NoOwner                 Code = "no-owner"                  // args: –
	NoReview                Code = "no-review"                 // args: –
	ReviewOverdue           Code = "review-overdue"            // args: the date
	ReviewSoon              Code = "review-soon"               // args: the date, days until then
	HeadingSkip             Code = "heading-skip"              // args: the heading, its level, the level before it
	NoAlt                   Code = "no-alt"                    // args: the image
	NoCaptions              Code = "no-captions"               // args: the film, the file to add
	VagueLink               Code = "vague-link"                // args: the link's text
	BareURL                 Code = "bare-url"                  // args: the address
	LongSentence            Code = "long-sentence"             // args: how the sentence begins, its words, the limit
	HardText                Code = "hard-text"                 // args: the text's LIX, the limit
	UnexplainedShort        Code = "unexplained-short"         // args: the short form
	UnusedFile              Code = "unused-file"               // args: –
	NoStatement             Code = "no-statement"              // args: –
	OldStatement            Code = "old-statement"             // args: the date
	LateDeficiency          Code = "late-deficiency"           // args: what it is, the date
	MissingFact             Code = "missing-fact"              // args: the number, what it says
	OldLaw                  Code = "old-law"                   // args: the date
	RepeatedText            Code = "repeated-text"             // args: how the text begins, its words, the other file
	SearchLoop              Code = "search-loop"               // args: the terms of the circle
	LinkGone                Code = "link-gone"                 // args: the address, the answer
	LinkMoved               Code = "link-moved"                // args: the address, the new one
	LinkUnchecked           Code = "link-unchecked"            // args: the address, the reason
)

// Words that what a command prints needs besides the problems: their text is that of a
// problem with the code.
const (
	SiteGroup   Code = "site-group"    // heading of the problems of files that are no page's
	NoOwnerList Code = "no-owner-list" // heading of those of pages without an owner
	ReviewEvent Code = "review-event"  // args: a page's title
)

// Words that Print and Hint need besides the problems.
const (
	noteWord   Code = "note"
	didYouMean Code = "did-you-mean"
)

// A message is the catalogue's text for a code in one language.
type message struct {
	text string
	hint string // how to mend it; "" where the text says enough
}

// Languages are the languages that the catalogue speaks.
var Languages = []string{"en", "sv"}

// message returns the text for a code; an unknown language is English.
func (c Code) message(lang string) message {
	if lang == "sv" {
		return swedish[c]
	}
	return english[c]
}

// lowerable are the problems with which a page can be published all the same: something of
// it is missing or plain, nothing is false or unsafe.
var lowerable = map[Code]bool{
	BrokenLinkSyntax: true, DateOrder: true, DeadAnchor: true, DeadLink: true, DraftLink: true, EditorsLink: true,
	DuplicateValue: true, EmptyPage: true, EmptyValue: true, ExternalImage: true, HeadingOne: true,
	LinkOutside: true, MissingFile: true, RawHTML: true, RootedLink: true, UndefinedFootnote: true,
	StrayBoxEnd: true, UnknownAttribute: true, UnknownBox: true, UnknownKey: true, UnknownPhase: true, UnknownFact: true, UnknownRole: true,
	UnusedFootnote: true, BadTaskAttribute: true,
	// Advice is a note already, and a site may say so.
	OrphanPage: true, NoSummary: true, NoOwner: true, NoReview: true, ReviewOverdue: true, ReviewSoon: true,
	HeadingSkip: true, NoAlt: true, NoCaptions: true, VagueLink: true, BareURL: true, LongSentence: true, HardText: true,
	UnexplainedShort: true, UnusedFile: true, NoStatement: true, OldStatement: true, LateDeficiency: true,
	MissingFact: true, OldLaw: true, RepeatedText: true, SearchLoop: true, LinkGone: true, LinkMoved: true, LinkUnchecked: true,
}

// Lowerable reports whether a site may make the problem a note.
func (c Code) Lowerable() bool { return lowerable[c] }

// words are the codes that stand for no problem.
var words = map[Code]bool{noteWord: true, didYouMean: true, SiteGroup: true, NoOwnerList: true, ReviewEvent: true}

// Known reports whether c is the code of a problem.
func (c Code) Known() bool {
	_, ok := english[c]
	return ok && !words[c]
}

// Codes returns the codes of all problems, in no particular order.
func Codes() []Code {
	codes := make([]Code, 0, len(english))
	for c := range english {
		if c.Known() {
			codes = append(codes, c)
		}
	}
	return codes
}
