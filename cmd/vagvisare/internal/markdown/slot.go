package markdown

// A slot is where something is missing in the HTML, or where a part of it begins or ends
// that a Filler is handed.
type slot struct {
	at    int32 // byte offset
	index int32 // in Links, Places or Tasks of the Document
	kind  slotKind
}

type slotKind uint8

const (
	linkSlot     slotKind = iota // the inside of a link begins
	linkEndSlot                  // … and ends
	imageSlot                    // an image stands here
	placeSlot                    // a place stands here
	taskSlot                     // the text of a task begins
	taskRestSlot                 // … and ends, and what follows it in the item begins
	taskEndSlot                  // … and ends
)

func (o *output) slot(kind slotKind, index int) {
	o.slots = append(o.slots, slot{at: int32(len(o.html)), kind: kind, index: int32(index)})
}
