package diag

var english = map[Code]message{
	noteWord:    {"note", ""},
	didYouMean:  {"Did you mean “%[1]s”?", ""},
	SiteGroup:   {"The whole site", ""},
	NoOwnerList: {"No owner", ""},
	ReviewEvent: {"Review “%[1]s”", ""},
	NotUTF8: {
		"the file is not valid UTF-8",
		"Save it again with the encoding UTF-8.",
	},
	Unreadable: {
		"the file cannot be read: %[1]s",
		"",
	},
	TooLarge: {
		"the file is %[1]s, and a text may be at most %[2]s",
		"Divide it into several pages.",
	},
	SymlinkOutside: {
		"the symbolic link leads out of the site",
		"Put the file itself here.",
	},
	SymlinkFolder: {
		"the folder is a symbolic link, which is not followed",
		"Put the folder itself here.",
	},
	NoFrontMatter: {
		"the page has no header",
		"Begin the file with a line ---, then title: …, then a line ---.",
	},
	UnterminatedFrontMatter: {
		"the header has no end",
		"End it with a line that holds only ---.",
	},
	BadYAML: {
		"the line cannot be read as YAML",
		"Put a value that holds a colon, a #, a @ or a quotation mark in quotation marks, and indent with spaces, not tabs.",
	},
	AlwaysError: {
		"“%[1]s” cannot be made a note",
		"A page with such a problem cannot be published; remove the line.",
	},
	UnknownKey: {
		"unknown key “%[1]s”",
		"",
	},
	DuplicateKey: {
		"the key “%[1]s” stands twice; the first is on line %[2]d",
		"Keep one of them.",
	},
	DuplicateValue: {
		"“%[1]s” stands twice; the first is on line %[2]d",
		"Keep one of them.",
	},
	MissingKey: {
		"the key “%[1]s” is missing",
		"Add a line: %[1]s: …",
	},
	EmptyValue: {
		"“%[1]s” has no value",
		"Write one, or remove the line.",
	},
	WantText: {
		"“%[1]s” must be a text",
		"Write a single text, in quotation marks if need be.",
	},
	WantList: {
		"“%[1]s” must be a list",
		"Write [one, two], or one on each line, after a hyphen.",
	},
	WantMapping: {
		"“%[1]s” must hold keys with values",
		"Write each key on a line of its own, indented.",
	},
	WantNumber: {
		"“%[1]s” must be a whole number",
		"Write %[1]s: 10, for example.",
	},
	WantYesNo: {
		"“%[1]s” must be true or false",
		"Write %[1]s: true or %[1]s: false.",
	},
	BadDate: {
		"“%[1]s”: there is no date “%[2]s”",
		"Write year-month-day, such as 2026-11-21.",
	},
	DateOrder: {
		"“%[1]s” is before “%[2]s”",
		"Change one of the dates.",
	},
	UnknownPhase: {
		"there is no phase “%[1]s” in site.yaml",
		"The phases are: %[2]s.",
	},
	UnknownFact: {
		"there is no fact “%[1]s” in site.yaml",
		"The numbers are: %[2]s.",
	},
	UnknownRole: {
		"there is no role “%[1]s” in site.yaml",
		"The roles are: %[2]s.",
	},
	UnknownValue: {
		"“%[1]s” cannot be “%[2]s”",
		"Choose one of: %[3]s.",
	},
	BadID: {
		"“%[1]s” is no id",
		"Write letters a–z, digits and hyphens only.",
	},
	LongID: {
		"the id “%[1]s” is longer than %[2]d characters",
		"Shorten it.",
	},
	BadColour: {
		"“%[1]s” is no colour",
		"Write six hexadecimal digits in quotes, such as \"#0b6b74\". They stand in the graphic manual, or follow from red, green and blue.",
	},
	BadURL: {
		"“%[1]s” is no absolute web address",
		"Write it whole, such as https://portal.example/.",
	},
	BadEmail: {
		"“%[1]s” is no e-mail address",
		"Write the address alone, such as name@kommunen.se.",
	},
	BadEdit: {
		"“%[1]s” does not lead to a page's file",
		"Write a web address with {path} where the file's path goes, such as https://git.example/portal/edit/{path}.",
	},
	MissingAny: {
		"“%[1]s” needs at least one of the keys %[2]s",
		"Add the one that readers are to use.",
	},
	NotFull: {
		"the portal cannot be fully compliant with a deficiency: “%[1]s”",
		"Write conformance: partial, or change the deficiency's why.",
	},
	BadAlias: {
		"“%[1]s” cannot be an old address",
		"Write it from the portal's root, such as planera/gammal-sida/.",
	},
	MissingSite: {
		"there is no content/site.yaml",
		"Run “vagvisare init DIR” for a site to start from, or name the site's folder with --source.",
	},
	MissingURL: {
		"site.yaml has no “url”, so the portal gets no sitemap.xml and no feed",
		"Add the address where the portal will stand, or use --base-url.",
	},
	ManyRedirects: {
		"%[1]s has %[2]d redirects, and the host takes %[3]d",
		"Remove old addresses (aliases) that nobody uses any more. Pages stand at all of them, and lead on.",
	},
	MissingSection: {
		"the folder has no page of its own",
		"Add %[1]s with a title and an introduction.",
	},
	IndexName: {
		"the page of a folder must be called _index.md",
		"Rename the file.",
	},
	NoAddress: {
		"the name “%[1]s” holds no letter or digit to make an address of",
		"Rename it.",
	},
	DuplicateAddress: {
		"the page would get the address %[1]s, which %[2]s has already",
		"Rename one of the files.",
	},
	TakenAddress: {
		"the address %[1]s belongs to a page that the portal makes itself",
		"Rename the file.",
	},
	TakenAlias: {
		"the old address %[1]s belongs to something else",
		"Remove it from aliases.",
	},
	StepsElsewhere: {
		"steps on a page that is no phase",
		"Write steps in the page of the phase's folder, such as content/planera/_index.md.",
	},
	EmptyPage: {
		"the page has no text",
		"Write something under the header, or set draft: true.",
	},
	FuturePage: {
		"the page is left out until it is published on %[1]s",
		"",
	},
	FutureChange: {
		"the change is not shown until %[1]s",
		"Correct the day if the change has been made already.",
	},
	HeadingOne: {
		"a heading of the first level in the text",
		"The page's heading comes from title. Begin with ##.",
	},
	DuplicateID: {
		"the id “%[1]s” stands twice on the page",
		"Change one of them.",
	},
	UnknownAttribute: {
		"unknown attribute “%[1]s”",
		"A heading may have {#id}, a link {video=\"12 min\"}.",
	},
	RawHTML: {
		"HTML in the text: %[1]s",
		"Write Markdown instead; to show the characters, put them in `backticks`.",
	},
	UnclosedComment: {
		"the comment has no end, and hides the rest of the page",
		"End it with -->.",
	},
	TooDeep: {
		"the line opens more than fifty quotations or lists",
		"Write it with fewer.",
	},
	UnknownBox: {
		"there is no fact box of the kind “%[1]s”",
		"The kinds are: notis, viktigt, exempel, lag, tips.",
	},
	UnclosedBox: {
		"the fact box has no end",
		"End it with a line of colons only, as many as it began with.",
	},
	StrayBoxEnd: {
		"the line ends no fact box",
		"Begin a box with ::: and its kind, or remove the line.",
	},
	UnusedFootnote: {
		"nothing refers to the footnote [^%[1]s]",
		"Refer to it in the text, or remove it.",
	},
	UndefinedFootnote: {
		"there is no footnote [^%[1]s]",
		"Add a line: [^%[1]s]: …",
	},
	BrokenLinkSyntax: {
		"a link that cannot be read as one",
		"Write [text](address) without spaces in the address, or put the address in < >.",
	},
	BadLink: {
		"“%[1]s” is no address",
		"",
	},
	BadScheme: {
		"a link may not begin with “%[1]s:”",
		"Use https, http, mailto, tel or sms, or a path to a file under content/.",
	},
	DeadLink: {
		"the link leads to %[1]s, which does not exist",
		"Write the path to the page's .md file, seen from this file.",
	},
	DeadAnchor: {
		"%[2]s has no heading “#%[1]s”",
		"",
	},
	MissingFile: {
		"there is no file %[1]s",
		"Put the file there, or mend the path.",
	},
	LinkOutside: {
		"the link %[1]s leads out of content/",
		"Move the file into content/.",
	},
	RootedLink: {
		"the link %[1]s is not written from this file",
		"Write the path from this file, so that the portal works at any address.",
	},
	DraftLink: {
		"the link leads to %[1]s, which is not published yet",
		"Publish that page too, or remove the link for now.",
	},
	EditorsLink: {
		"the link leads to %[1]s, which is shown to editors only",
		"Remove the link, or editors: true on that page and on its folder's page: those who read the portal do not get there.",
	},
	ExternalImage: {
		"the image comes from another host: %[1]s",
		"Put the image under content/: a page loads nothing from others.",
	},
	BadImage: {
		"%[1]s is no image",
		"An image is a file in PNG, JPEG, GIF, SVG or WebP.",
	},
	Template: {
		"the layout fails: %[1]s",
		"",
	},
	BadAsset: {
		"the file cannot be made smaller: %[1]s",
		"Mend the error there.",
	},
	ForeignFile: {
		"the file was not made by vagvisare, and is not replaced",
		"Move it away, or choose another folder with --output.",
	},
	DeadReference: {
		"the published page refers to %[1]s, which does not exist",
		"The reference comes from a layout.",
	},
	InlineCode: {
		"the published page holds %[1]s, which a strict security policy blocks",
		"Move it to a file under assets/.",
	},
	ExternalResource: {
		"the published page loads %[1]s from another host",
		"Put it under assets/.",
	},
	RepeatedID: {
		"the published page has the id “%[1]s” twice",
		"",
	},
	ProseBlock: {
		"“%[1]s” cannot be used in a field",
		"A field can hold paragraphs, lists, bold and italic text, and links.",
	},
	BadTaskAttribute: {
		"the item has the unknown attribute “%[1]s”",
		"An item can have #id, roles and phase.",
	},
	ItemLoop: {
		"the item “%[1]s” is reused in a circle",
		"Write the item out in one of the checklists.",
	},
	StrayPlace: {
		"[[%[1]s]] can only stand in a template",
		"Remove the line, or write kind: template.",
	},
	UnknownPlace: {
		"the template has no field “%[1]s”",
		"Add the field to fields, or remove the line.",
	},
	Unplaced: {
		"the field “%[1]s” has no place in the text",
		"Write [[%[1]s]] on a line of its own where the field is to stand.",
	},
	PlacedTwice: {
		"the field “%[1]s” stands twice; the first is on line %[2]d",
		"Remove one of the lines.",
	},
	MisplacedKey: {
		"“%[1]s” does not belong to the type %[2]s",
		"Remove the line, or change the type.",
	},
	WrongColumn: {
		"“%[1]s: %[2]s” must be something of the type %[3]s",
		"",
	},
	UnevenYears: {
		"the table “%[1]s” has %[2]d years, but the first has %[3]d",
		"Give all tables as many columns for years.",
	},
	NotTemplate: {
		"“%[1]s” is no template",
		"Write the path of a file with kind: template, seen from this file.",
	},
	UnknownTechnology: {
		"the technology “%[1]s” is not in site.yaml",
		"It has: %[2]s.",
	},
	UnknownField: {
		"there is no field “%[1]s” in %[2]s",
		"Remove the line, or correct the name.",
	},
	MissingValue: {
		"the field “%[1]s” (%[2]s) is required and has no value",
		"Fill it in, or write status: draft.",
	},
	IncompletePlan: {
		"%[1]d of %[2]d required fields are filled in; what remains is %[3]s",
		"",
	},
	WantAmount: {
		"“%[1]s” must be a number",
		"Write digits without spaces and unit, with at most three decimals, such as 1250 or 2.5.",
	},
	WantLevel: {
		"“%[1]s” must be a level",
		"The levels are %[2]s.",
	},
	WantPeriod: {
		"“%[1]s” must be a period",
		"Write {start: 2027-01-10, end: 2027-03-31}.",
	},
	PeriodOrder: {
		"the period “%[1]s” ends before it starts",
		"Let end be the day of start or later.",
	},
	WrongTotal: {
		"“%[1]s” is %[2]s, but the sum of %[4]s is %[3]s",
		"Correct the value or the rows.",
	},
	DuplicateRow: {
		"the row repeats the one on line %[1]d",
		"Remove one of them, or change what is repeated.",
	},
	TooFewRows: {
		"“%[1]s” has too few rows: %[2]d of at least %[3]d",
		"",
	},
	TooManyRows: {
		"“%[1]s” has too many rows: %[2]d of at most %[3]d",
		"",
	},
	RaciAccountable: {
		"the activity “%[1]s” has %[2]d accountable roles",
		"Give exactly one role A (or AR).",
	},
	RaciResponsible: {
		"nobody carries out the activity “%[1]s”",
		"Give at least one role R (or AR).",
	},
	TakenName: {
		"“%[1]s” is a name in the entry on line %[2]d too",
		"Keep it in one of them: a name leads to one place.",
	},
	NeedlessName: {
		"“%[1]s” is a name of the term already",
		"Remove it from searched-as: all names can be searched for.",
	},
	WordUnreadable: {
		"the file is no Word document",
		"Save it in Word as “Word document (.docx)”.",
	},
	WordEncrypted: {
		"the document is locked with a password, or saved in Word's older format",
		"Save it without a password as “Word document (.docx)”.",
	},
	WordTooLarge: {
		"the document is larger than %[1]s when unpacked",
		"Remove pictures and attachments from it.",
	},
	WordDamaged: {
		"the document's part %[1]s is damaged",
		"Open the document in Word, repair it and save it again.",
	},
	WordMacros: {
		"the document has macros, which are not read",
		"",
	},
	WordTracked: {
		"the document has tracked changes, which were read as accepted",
		"Accept or reject them in Word if that is not right.",
	},
	WordNoFields: {
		"the document has none of the template's fields",
		"Start from the template's Word file, and fill it in.",
	},
	WordOtherTemplate: {
		"the document is made from the template %[1]s, not %[2]s",
		"Give the right template with --template.",
	},
	WordOldTemplate: {
		"the document is made from version %[1]s of the template, which is now %[2]s",
		"Compare what was read with the template.",
	},
	WordUnknownField: {
		"the template has no field “%[1]s”; it held: %[2]s",
		"",
	},
	WordUnreadValue: {
		"“%[1]s” could not be read; it held: %[2]s",
		"Write the value into the plan's file.",
	},
	WordMissingField: {
		"the document lacks the field “%[1]s”",
		"",
	},
	WordStrayText: {
		"the text stands outside the fields and was not taken: %[1]s",
		"Move it into a field.",
	},
	WordPlain: {
		"“%[1]s” holds %[2]s, which was not taken",
		"",
	},
	OrphanPage: {
		"no text leads here, and the page belongs to no phase",
		"Link here from a page that brings the subject up, or write phase: … in the header.",
	},
	NoSummary: {
		"the page has no summary",
		"Add a line: summary: … The sentence stands in lists and search results.",
	},
	NoOwner: {
		"the page has no owner",
		"Add a line: owner: … Name a function, not a person.",
	},
	NoReview: {
		"the page has no date of review",
		"Add a line: review: 2027-01-31, with the day by which to review it.",
	},
	ReviewOverdue: {
		"the page was to be reviewed by %[1]s",
		"Read it through, change what is no longer true, and write new dates at updated and review.",
	},
	ReviewSoon: {
		"the page is to be reviewed by %[1]s; days left: %[2]d",
		"Read it through, and then write new dates at updated and review.",
	},
	HeadingSkip: {
		"the heading “%[1]s” is of level %[2]d, and the one above it of level %[3]d",
		"Take away one # or more: levels follow upon each other.",
	},
	NoCaptions: {
		"the film %[1]s has no captions",
		"Put them into %[2]s, beside the film. If it has no sound, a line that says so is enough.",
	},
	NoAlt: {
		"the image %[1]s has no alternative text",
		"Write between the brackets what it shows, for those who cannot see it.",
	},
	VagueLink: {
		"the link text “%[1]s” does not tell where the link leads",
		"Let the text name what the link leads to, such as the page's title.",
	},
	BareURL: {
		"the link shows the address %[1]s in place of a text",
		"Write [what is there](the address).",
	},
	LongSentence: {
		"the sentence “%[1]s …” has %[2]d words; more than %[3]d are hard to read",
		"Divide it, or make it a list.",
	},
	HardText: {
		"the text has a LIX of %[1]d; the limit is %[2]d",
		"Write shorter sentences, and use shorter words. The limit stands at lix in site.yaml.",
	},
	UnexplainedShort: {
		"the short form “%[1]s” is not explained",
		"Write it out the first time, with the short form in parentheses, or put it into ordlista.yaml.",
	},
	UnusedFile: {
		"no page refers to the file",
		"Link to it, or remove it: it is not published.",
	},
	NoStatement: {
		"the portal has no accessibility statement, which the law (2018:1937) asks for",
		"Add accessibility: … to site.yaml. The keys are explained in “Så skriver du i portalen”.",
	},
	OldStatement: {
		"the accessibility statement is more than a year old: it was last changed on %[1]s",
		"Go through the portal, and write new dates at assessed and updated.",
	},
	LateDeficiency: {
		"the deficiency “%[1]s” was to be mended by %[2]s",
		"Remove it if it is mended, or write a new date at until.",
	},
	MissingFact: {
		"no page says that it carries fact %[1]s: “%[2]s”",
		"Write of it where a reader looks for it, and add its number to the page's facts. “vagvisare check --facts” shows them all.",
	},
	OldLaw: {
		"the law that the page tells of was read more than a year ago, on %[1]s",
		"Read what applies now, change what has changed, and write the day at law.",
	},
	RepeatedText: {
		"the text “%[1]s …”, %[2]d words, stands in %[3]s too",
		"Say it in one place, and link to it.",
	},
	SearchLoop: {
		"searched-as leads in a circle: %[1]s",
		"Let only one of the terms lead to the other, or make them one term with synonyms.",
	},
	LinkGone: {
		"the link leads to %[1]s, which is gone (%[2]s)",
		"Look up the new address, or remove the link.",
	},
	LinkMoved: {
		"%[1]s has moved to %[2]s",
		"Write the new address.",
	},
	LinkUnchecked: {
		"%[1]s could not be checked (%[2]s)",
		"Open the link in a browser.",
	},
}
