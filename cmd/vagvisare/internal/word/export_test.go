package word

// What tests outside the package need to see.
var (
	Fills     = fills
	StylesXML = stylesXML
)

const Ink = colourInk
