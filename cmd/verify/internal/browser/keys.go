package browser

import (
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Type presses the key of each letter, one after the other, in whatever has focus. It returns
// when the page has seen the last one; what that leads to is for Wait.
func (p *Page) Type(text string) error {
	return p.do("type "+text, func(ctx context.Context) error {
		for _, letter := range text {
			if err := stroke(ctx, letter); err != nil {
				return err
			}
		}
		return nil
	})
}

// Press presses keys, given as scripts name them, such as "Enter" or "/".
func (p *Page) Press(keys ...string) error {
	for _, key := range keys {
		code, known := named[key]
		if !known {
			code = key
		}
		if utf8.RuneCountInString(code) != 1 {
			return fmt.Errorf("there is no key %q", key)
		}
		if err := p.Type(code); err != nil {
			return err
		}
	}
	return nil
}

var named = map[string]string{
	"ArrowDown": kb.ArrowDown, "ArrowUp": kb.ArrowUp, "Backspace": kb.Backspace, "End": kb.End,
	"Enter": kb.Enter, "Escape": kb.Escape, "Home": kb.Home, "Tab": kb.Tab,
}

// stroke presses a key and lets it go.
func stroke(ctx context.Context, letter rune) error {
	events := kb.Encode(letter)
	down, up := events[0], events[len(events)-1]
	if len(events) == 3 {
		// What a key writes comes with its going down, so that a page can keep it from being written.
		down.Type = input.DispatchKeyEventTypeKeyDown
		down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
	}
	if down.Key == "Unidentified" { // a letter that stands on no American keyboard
		down.Key, up.Key = string(letter), string(letter)
	}
	for _, event := range []*input.DispatchKeyEventParams{down, up} {
		if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, *event); err != nil {
			return err
		}
	}
	return nil
}

// Paste writes a whole text at once into whatever has focus.
func (p *Page) Paste(text string) error {
	return p.do("paste "+text, func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
}
