package diag

var swedish = map[Code]message{
	noteWord:    {"anmärkning", ""},
	didYouMean:  {"Menade du ”%[1]s”?", ""},
	SiteGroup:   {"Hela portalen", ""},
	NoOwnerList: {"Utan ägare", ""},
	ReviewEvent: {"Granska ”%[1]s”", ""},
	NotUTF8: {
		"filen är inte giltig UTF-8",
		"Spara den igen med teckenkodningen UTF-8.",
	},
	Unreadable: {
		"filen går inte att läsa: %[1]s",
		"",
	},
	TooLarge: {
		"filen är %[1]s, och en text får vara högst %[2]s",
		"Dela upp den på flera sidor.",
	},
	SymlinkOutside: {
		"den symboliska länken leder ut ur webbplatsen",
		"Lägg själva filen här.",
	},
	SymlinkFolder: {
		"mappen är en symbolisk länk, och den följs inte",
		"Lägg själva mappen här.",
	},
	NoFrontMatter: {
		"sidan saknar sidhuvud",
		"Börja filen med en rad ---, sedan title: … och sedan en rad ---.",
	},
	UnterminatedFrontMatter: {
		"sidhuvudet har inget slut",
		"Avsluta det med en rad som bara är ---.",
	},
	BadYAML: {
		"raden går inte att tolka som YAML",
		"Sätt citattecken om ett värde som innehåller kolon, #, @ eller citattecken, och dra in med blanksteg, inte tabbar.",
	},
	AlwaysError: {
		"”%[1]s” kan inte göras till en anmärkning",
		"En sida med ett sådant problem går inte att publicera; ta bort raden.",
	},
	UnknownKey: {
		"okänd nyckel ”%[1]s”",
		"",
	},
	DuplicateKey: {
		"nyckeln ”%[1]s” står två gånger; den första är på rad %[2]d",
		"Behåll en av dem.",
	},
	DuplicateValue: {
		"”%[1]s” står två gånger; det första är på rad %[2]d",
		"Behåll ett av dem.",
	},
	MissingKey: {
		"nyckeln ”%[1]s” saknas",
		"Lägg till en rad: %[1]s: …",
	},
	EmptyValue: {
		"”%[1]s” saknar värde",
		"Skriv ett, eller ta bort raden.",
	},
	WantText: {
		"”%[1]s” ska vara en text",
		"Skriv en enda text, vid behov inom citattecken.",
	},
	WantList: {
		"”%[1]s” ska vara en lista",
		"Skriv [ett, två], eller en på varje rad efter ett bindestreck.",
	},
	WantMapping: {
		"”%[1]s” ska innehålla nycklar med värden",
		"Skriv varje nyckel på en egen rad, indragen.",
	},
	WantNumber: {
		"”%[1]s” ska vara ett heltal",
		"Skriv till exempel %[1]s: 10.",
	},
	WantYesNo: {
		"”%[1]s” ska vara true eller false",
		"Skriv %[1]s: true eller %[1]s: false.",
	},
	BadDate: {
		"”%[1]s”: datumet ”%[2]s” finns inte",
		"Skriv år-månad-dag, till exempel 2026-11-21.",
	},
	DateOrder: {
		"”%[1]s” är tidigare än ”%[2]s”",
		"Ändra ett av datumen.",
	},
	UnknownPhase: {
		"fasen ”%[1]s” finns inte i site.yaml",
		"Faserna är: %[2]s.",
	},
	UnknownFact: {
		"faktum ”%[1]s” finns inte i site.yaml",
		"Numren är: %[2]s.",
	},
	UnknownRole: {
		"rollen ”%[1]s” finns inte i site.yaml",
		"Rollerna är: %[2]s.",
	},
	UnknownValue: {
		"”%[1]s” kan inte vara ”%[2]s”",
		"Välj något av: %[3]s.",
	},
	BadID: {
		"”%[1]s” duger inte som id",
		"Skriv bara bokstäver a–z, siffror och bindestreck.",
	},
	LongID: {
		"id:t ”%[1]s” är längre än %[2]d tecken",
		"Korta det.",
	},
	BadColour: {
		"”%[1]s” är ingen färg",
		"Skriv sex hexadecimala siffror inom citattecken, till exempel \"#0b6b74\". De står i den grafiska manualen, eller fås av rött, grönt och blått.",
	},
	BadURL: {
		"”%[1]s” är ingen fullständig webbadress",
		"Skriv hela adressen, till exempel https://portal.example/.",
	},
	BadEmail: {
		"”%[1]s” är ingen e-postadress",
		"Skriv bara adressen, till exempel namn@kommunen.se.",
	},
	BadEdit: {
		"”%[1]s” leder inte till sidans fil",
		"Skriv en webbadress med {path} där filens sökväg ska stå, till exempel https://git.example/portal/edit/{path}.",
	},
	MissingAny: {
		"”%[1]s” behöver minst en av nycklarna %[2]s",
		"Lägg till den som läsaren ska använda.",
	},
	NotFull: {
		"portalen kan inte vara helt förenlig med lagen när det finns en brist: ”%[1]s”",
		"Skriv conformance: partial, eller ändra bristens why.",
	},
	BadAlias: {
		"”%[1]s” kan inte vara en gammal adress",
		"Skriv den från portalens rot, till exempel planera/gammal-sida/.",
	},
	MissingSite: {
		"content/site.yaml finns inte",
		"Kör ”vagvisare init MAPP” för en webbplats att utgå från, eller ange webbplatsens mapp med --source.",
	},
	MissingURL: {
		"site.yaml saknar ”url”, så portalen får varken sitemap.xml eller flöde",
		"Lägg till adressen där portalen ska ligga, eller använd --base-url.",
	},
	ManyRedirects: {
		"%[1]s har %[2]d omdirigeringar, och värden tar emot %[3]d",
		"Ta bort gamla adresser (aliases) som ingen använder längre. På alla ligger det en sida som leder vidare.",
	},
	MissingSection: {
		"mappen har ingen egen sida",
		"Lägg till %[1]s med titel och inledning.",
	},
	IndexName: {
		"en mapps egen sida ska heta _index.md",
		"Byt namn på filen.",
	},
	NoAddress: {
		"namnet ”%[1]s” har ingen bokstav eller siffra att göra en adress av",
		"Byt namn.",
	},
	DuplicateAddress: {
		"sidan skulle få adressen %[1]s, som %[2]s redan har",
		"Byt namn på en av filerna.",
	},
	TakenAddress: {
		"adressen %[1]s hör till en sida som portalen gör själv",
		"Byt namn på filen.",
	},
	TakenAlias: {
		"den gamla adressen %[1]s hör till något annat",
		"Ta bort den ur aliases.",
	},
	StepsElsewhere: {
		"steg på en sida som inte är en fas",
		"Skriv steps i sidan för fasens mapp, till exempel content/planera/_index.md.",
	},
	EmptyPage: {
		"sidan har ingen text",
		"Skriv något under sidhuvudet, eller sätt draft: true.",
	},
	FuturePage: {
		"sidan är inte med förrän den publiceras den %[1]s",
		"",
	},
	FutureChange: {
		"ändringen visas inte förrän den %[1]s",
		"Rätta dagen om ändringen redan är gjord.",
	},
	HeadingOne: {
		"en rubrik på första nivån i texten",
		"Sidans rubrik kommer från title. Börja med ##.",
	},
	DuplicateID: {
		"id:t ”%[1]s” står två gånger på sidan",
		"Ändra ett av dem.",
	},
	UnknownAttribute: {
		"okänt attribut ”%[1]s”",
		"En rubrik kan ha {#id}, en länk {video=\"12 min\"}.",
	},
	RawHTML: {
		"HTML i texten: %[1]s",
		"Skriv Markdown i stället; vill du visa tecknen, sätt dem inom `grava accenter`.",
	},
	UnclosedComment: {
		"kommentaren har inget slut och döljer resten av sidan",
		"Avsluta den med -->.",
	},
	TooDeep: {
		"raden öppnar mer än femtio citat eller listor",
		"Skriv den med färre.",
	},
	UnknownBox: {
		"faktaruta av slaget ”%[1]s” finns inte",
		"Slagen är: notis, viktigt, exempel, lag, tips.",
	},
	UnclosedBox: {
		"faktarutan har inget slut",
		"Avsluta den med en rad av bara kolon, lika många som i början.",
	},
	StrayBoxEnd: {
		"raden avslutar ingen faktaruta",
		"Börja en ruta med ::: och slaget, eller ta bort raden.",
	},
	UnusedFootnote: {
		"inget hänvisar till fotnoten [^%[1]s]",
		"Hänvisa till den i texten, eller ta bort den.",
	},
	UndefinedFootnote: {
		"fotnoten [^%[1]s] finns inte",
		"Lägg till en rad: [^%[1]s]: …",
	},
	BrokenLinkSyntax: {
		"en länk som inte går att tolka som länk",
		"Skriv [text](adress) utan blanksteg i adressen, eller sätt adressen inom < >.",
	},
	BadLink: {
		"”%[1]s” är ingen adress",
		"",
	},
	BadScheme: {
		"en länk får inte börja med ”%[1]s:”",
		"Använd https, http, mailto, tel eller sms, eller en sökväg till en fil under content/.",
	},
	DeadLink: {
		"länken leder till %[1]s, som inte finns",
		"Skriv sökvägen till sidans .md-fil, räknad från den här filen.",
	},
	DeadAnchor: {
		"%[2]s har ingen rubrik ”#%[1]s”",
		"",
	},
	MissingFile: {
		"filen %[1]s finns inte",
		"Lägg filen där, eller rätta sökvägen.",
	},
	LinkOutside: {
		"länken %[1]s leder ut ur content/",
		"Flytta in filen i content/.",
	},
	RootedLink: {
		"länken %[1]s är inte räknad från den här filen",
		"Skriv sökvägen räknad från den här filen, så fungerar portalen på vilken adress som helst.",
	},
	DraftLink: {
		"länken leder till %[1]s, som inte är publicerad än",
		"Publicera även den sidan, eller ta bort länken så länge.",
	},
	EditorsLink: {
		"länken leder till %[1]s, som bara visas för dem som skriver",
		"Ta bort länken, eller editors: true på den sidan och på mappens sida: den som läser portalen kommer inte dit.",
	},
	ExternalImage: {
		"bilden hämtas från en annan plats: %[1]s",
		"Lägg bilden under content/: en sida hämtar inget från andra.",
	},
	BadImage: {
		"%[1]s är ingen bild",
		"En bild är en fil i PNG, JPEG, GIF, SVG eller WebP.",
	},
	Template: {
		"layouten fungerar inte: %[1]s",
		"",
	},
	BadAsset: {
		"filen går inte att förminska: %[1]s",
		"Rätta felet där.",
	},
	ForeignFile: {
		"filen är inte gjord av vagvisare och ersätts därför inte",
		"Flytta den, eller välj en annan mapp med --output.",
	},
	DeadReference: {
		"den publicerade sidan hänvisar till %[1]s, som inte finns",
		"Hänvisningen kommer från en layout.",
	},
	InlineCode: {
		"den publicerade sidan innehåller %[1]s, som en sträng säkerhetspolicy stoppar",
		"Flytta det till en fil under assets/.",
	},
	ExternalResource: {
		"den publicerade sidan hämtar %[1]s från en annan plats",
		"Lägg det under assets/.",
	},
	RepeatedID: {
		"den publicerade sidan har id:t ”%[1]s” två gånger",
		"",
	},
	ProseBlock: {
		"”%[1]s” går inte att använda i ett fält",
		"Ett fält kan hålla stycken, listor, fet och kursiv text och länkar.",
	},
	BadTaskAttribute: {
		"punkten har det okända attributet ”%[1]s”",
		"En punkt kan ha #id, roles och phase.",
	},
	ItemLoop: {
		"punkten ”%[1]s” är återanvänd i en ring",
		"Skriv ut punkten i en av checklistorna.",
	},
	StrayPlace: {
		"[[%[1]s]] kan bara stå i en mall",
		"Ta bort raden, eller skriv kind: template.",
	},
	UnknownPlace: {
		"mallen har inget fält ”%[1]s”",
		"Lägg till fältet under fields, eller ta bort raden.",
	},
	Unplaced: {
		"fältet ”%[1]s” har ingen plats i texten",
		"Skriv [[%[1]s]] på en egen rad där fältet ska stå.",
	},
	PlacedTwice: {
		"fältet ”%[1]s” står två gånger; det första är på rad %[2]d",
		"Ta bort en av raderna.",
	},
	MisplacedKey: {
		"”%[1]s” hör inte till typen %[2]s",
		"Ta bort raden, eller byt typ.",
	},
	WrongColumn: {
		"”%[1]s: %[2]s” ska vara något av typen %[3]s",
		"",
	},
	UnevenYears: {
		"tabellen ”%[1]s” har %[2]d år, men den första har %[3]d",
		"Ge alla tabeller lika många kolumner för år.",
	},
	NotTemplate: {
		"”%[1]s” är ingen mall",
		"Skriv sökvägen till en fil med kind: template, räknat från den här filen.",
	},
	UnknownTechnology: {
		"tekniken ”%[1]s” finns inte i site.yaml",
		"Där finns: %[2]s.",
	},
	UnknownField: {
		"fältet ”%[1]s” finns inte i %[2]s",
		"Ta bort raden, eller rätta namnet.",
	},
	MissingValue: {
		"fältet ”%[1]s” (%[2]s) är obligatoriskt och saknar värde",
		"Fyll i det, eller skriv status: draft.",
	},
	IncompletePlan: {
		"%[1]d av %[2]d obligatoriska fält är ifyllda; kvar är %[3]s",
		"",
	},
	WantAmount: {
		"”%[1]s” ska vara ett tal",
		"Skriv siffror utan mellanrum och enhet, med högst tre decimaler, till exempel 1250 eller 2.5.",
	},
	WantLevel: {
		"”%[1]s” ska vara en nivå",
		"Nivåerna är %[2]s.",
	},
	WantPeriod: {
		"”%[1]s” ska vara en period",
		"Skriv {start: 2027-01-10, end: 2027-03-31}.",
	},
	PeriodOrder: {
		"perioden ”%[1]s” slutar innan den börjar",
		"Låt end vara samma dag som start eller senare.",
	},
	WrongTotal: {
		"”%[1]s” är %[2]s, men summan av %[4]s är %[3]s",
		"Rätta värdet eller raderna.",
	},
	DuplicateRow: {
		"raden upprepar den på rad %[1]d",
		"Ta bort en av dem, eller ändra det som upprepas.",
	},
	TooFewRows: {
		"”%[1]s” har för få rader: %[2]d av minst %[3]d",
		"",
	},
	TooManyRows: {
		"”%[1]s” har för många rader: %[2]d av högst %[3]d",
		"",
	},
	RaciAccountable: {
		"aktiviteten ”%[1]s” har %[2]d ansvariga",
		"Ge exakt en roll A (eller AR).",
	},
	RaciResponsible: {
		"ingen utför aktiviteten ”%[1]s”",
		"Ge minst en roll R (eller AR).",
	},
	TakenName: {
		"”%[1]s” är ett namn också i posten på rad %[2]d",
		"Behåll det i en av dem: ett namn leder till ett ställe.",
	},
	NeedlessName: {
		"”%[1]s” är redan ett namn på termen",
		"Ta bort det ur searched-as: alla namn går att söka på.",
	},
	WordUnreadable: {
		"filen är inget Word-dokument",
		"Spara den i Word som ”Word-dokument (.docx)”.",
	},
	WordEncrypted: {
		"dokumentet är låst med lösenord, eller sparat i Words äldre format",
		"Spara det utan lösenord som ”Word-dokument (.docx)”.",
	},
	WordTooLarge: {
		"dokumentet är uppackat större än %[1]s",
		"Ta bort bilder och bilagor ur det.",
	},
	WordDamaged: {
		"dokumentets del %[1]s är skadad",
		"Öppna dokumentet i Word, reparera det och spara det igen.",
	},
	WordMacros: {
		"dokumentet har makron, som inte läses",
		"",
	},
	WordTracked: {
		"dokumentet har spårade ändringar; de lästes som godkända",
		"Godkänn eller avvisa dem i Word om det inte stämmer.",
	},
	WordNoFields: {
		"dokumentet har inga av mallens fält",
		"Utgå från mallens Word-fil, och fyll i den.",
	},
	WordOtherTemplate: {
		"dokumentet är gjort av mallen %[1]s, inte %[2]s",
		"Ange rätt mall med --template.",
	},
	WordOldTemplate: {
		"dokumentet är gjort av version %[1]s av mallen, som nu är %[2]s",
		"Jämför det som lästes med mallen.",
	},
	WordUnknownField: {
		"fältet ”%[1]s” finns inte i mallen; där stod: %[2]s",
		"",
	},
	WordUnreadValue: {
		"”%[1]s” gick inte att läsa; där stod: %[2]s",
		"Skriv in värdet i planens fil.",
	},
	WordMissingField: {
		"fältet ”%[1]s” finns inte i dokumentet",
		"",
	},
	WordStrayText: {
		"texten står utanför fälten och togs inte med: %[1]s",
		"Flytta den till ett fält.",
	},
	WordPlain: {
		"”%[1]s” innehåller %[2]s, som inte togs med",
		"",
	},
	OrphanPage: {
		"ingen text leder hit, och sidan hör inte till någon fas",
		"Länka hit från en sida där ämnet tas upp, eller skriv phase: … i sidhuvudet.",
	},
	NoSummary: {
		"sidan är utan sammanfattning",
		"Lägg till en rad: summary: … Meningen står i listor och sökträffar.",
	},
	NoOwner: {
		"sidan är utan informationsansvarig",
		"Lägg till en rad: owner: … Ange en funktion, inte en person.",
	},
	NoReview: {
		"sidan är utan datum för granskning",
		"Lägg till en rad: review: 2027-01-31, med dagen då den senast ska granskas.",
	},
	ReviewOverdue: {
		"sidan skulle ha granskats senast %[1]s",
		"Läs igenom den, ändra det som inte stämmer, och skriv nya datum vid updated och review.",
	},
	ReviewSoon: {
		"sidan ska granskas senast %[1]s; dagar kvar: %[2]d",
		"Läs igenom den, och skriv sedan nya datum vid updated och review.",
	},
	HeadingSkip: {
		"rubriken ”%[1]s” har nivå %[2]d fast rubriken ovanför har nivå %[3]d",
		"Ta bort ett # eller flera: nivåerna ska följa på varandra.",
	},
	NoCaptions: {
		"filmen %[1]s saknar textning",
		"Lägg den i %[2]s, bredvid filmen. Har filmen inget ljud räcker en rad som säger det.",
	},
	NoAlt: {
		"bilden %[1]s är utan alternativtext",
		"Skriv inom hakparenteserna vad bilden visar, för den som inte ser den.",
	},
	VagueLink: {
		"länktexten ”%[1]s” säger inte vart länken leder",
		"Låt länktexten nämna det som länken leder till, till exempel sidans rubrik.",
	},
	BareURL: {
		"länken visar adressen %[1]s i stället för en text",
		"Skriv [vad som finns där](adressen).",
	},
	LongSentence: {
		"meningen ”%[1]s …” har %[2]d ord; fler än %[3]d är svårt att läsa",
		"Dela den, eller gör en punktlista.",
	},
	HardText: {
		"texten har LIX %[1]d; gränsen är %[2]d",
		"Skriv kortare meningar och byt ut långa ord. Gränsen står vid lix i site.yaml.",
	},
	UnexplainedShort: {
		"förkortningen ”%[1]s” förklaras inte",
		"Skriv ut den första gången, med förkortningen inom parentes, eller lägg den i ordlista.yaml.",
	},
	UnusedFile: {
		"ingen sida hänvisar till filen",
		"Länka till den, eller ta bort den: den publiceras inte.",
	},
	NoStatement: {
		"portalen är utan tillgänglighetsredogörelse, som lagen (2018:1937) kräver",
		"Lägg till accessibility: … i site.yaml. Nycklarna förklaras i ”Så skriver du i portalen”.",
	},
	OldStatement: {
		"tillgänglighetsredogörelsen är äldre än ett år: den ändrades senast %[1]s",
		"Gå igenom portalen, och skriv nya datum vid assessed och updated.",
	},
	LateDeficiency: {
		"bristen ”%[1]s” skulle ha varit åtgärdad senast %[2]s",
		"Ta bort den om den är åtgärdad, eller skriv ett nytt datum vid until.",
	},
	MissingFact: {
		"ingen sida säger sig innehålla faktum %[1]s: ”%[2]s”",
		"Skriv om det där läsaren letar, och lägg numret i sidans facts. ”vagvisare check --facts” visar alla.",
	},
	OldLaw: {
		"lagen som sidan berättar om lästes för mer än ett år sedan, %[1]s",
		"Läs vad som gäller nu, ändra det som har ändrats, och skriv dagens datum vid law.",
	},
	RepeatedText: {
		"texten ”%[1]s …”, %[2]d ord, står också i %[3]s",
		"Säg det på ett ställe och länka dit.",
	},
	SearchLoop: {
		"searched-as leder i cirkel: %[1]s",
		"Låt bara den ena termen leda till den andra, eller gör dem till en term med synonymer.",
	},
	LinkGone: {
		"länken leder till %[1]s, som inte finns längre (%[2]s)",
		"Sök upp den nya adressen, eller ta bort länken.",
	},
	LinkMoved: {
		"%[1]s har flyttat till %[2]s",
		"Byt till den nya adressen.",
	},
	LinkUnchecked: {
		"%[1]s gick inte att kontrollera (%[2]s)",
		"Öppna länken i en webbläsare.",
	},
}
