package render

import (
	"bytes"
	"encoding/json"
	"fmt"

	"vagvisare/cmd/vagvisare/internal/words"
)

// A Stored is something that the portal's scripts may keep in a reader's browser.
type Stored struct {
	Key   string // that it is kept under
	Place string // the browser's name of the storage
	What  string // it is, in words
	When  string // it is kept
	Until string // how long
}

// Stored returns all that the scripts may keep, as words.json lists it.
func (v *View) Stored() []Stored { return v.renderer.layouts.stored }

// readStored reads the list. A portal must tell what it keeps, so that one without the list is an error.
func readStored(data []byte) ([]Stored, error) {
	var parts struct{ Storage json.RawMessage }
	if err := json.Unmarshal(data, &parts); err != nil {
		return nil, err
	}
	if parts.Storage == nil {
		return nil, fmt.Errorf(`%s has no "storage"`, words.File)
	}
	decoder := json.NewDecoder(bytes.NewReader(parts.Storage))
	decoder.DisallowUnknownFields()
	var stored []Stored
	if err := decoder.Decode(&stored); err != nil {
		return nil, fmt.Errorf("storage: %w", err)
	}
	for _, s := range stored {
		if s.Key == "" || s.Place == "" || s.What == "" || s.When == "" || s.Until == "" {
			return nil, fmt.Errorf("storage: %q is not fully told", s.Key)
		}
	}
	return stored, nil
}
