package diag

var english = map[Code]message{
	noteWord:   {"note", ""},
	didYouMean: {"Did you mean “%[1]s”?", ""},
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
	BadURL: {
		"“%[1]s” is no absolute web address",
		"Write it whole, such as https://portal.example/.",
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
	EmptyPage: {
		"the page has no text",
		"Write something under the header, or set draft: true.",
	},
	FuturePage: {
		"the page is left out until it is published on %[1]s",
		"",
	},
	HeadingOne: {
		"a heading of the first level in the text",
		"The page's heading comes from title. Begin with ##.",
	},
	DuplicateID: {
		"the id “%[1]s” stands on two headings",
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
}
