package preview

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"strconv"
	"time"

	"vagvisare/cmd/vagvisare/internal/search"
)

// search makes search find what there is now.
func (s *Server) search() {
	begun := time.Now()
	documents, glossary := s.live.Documents(s.documents)
	if documents == nil {
		return
	}
	s.documents = documents
	index := s.searched()
	var err error
	if index != nil {
		err = index.Update(documents, glossary)
	} else if index, err = search.NewLive(s.opt.Site.Cache, filepath.Join(s.dir, ".vagvisare", "preview"), documents, glossary); err == nil {
		s.mu.Lock()
		s.index = index
		s.mu.Unlock()
	}
	if err != nil {
		s.opt.Report.Warn(err)
		return
	}
	s.hub.searchable()
	s.opt.Report.Searchable(time.Since(begun))
}

// searched returns the index; nil until it is ready.
func (s *Server) searched() *search.Live {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.index
}

func (s *Server) closeIndex() {
	if index := s.searched(); index != nil {
		index.Close()
	}
}

// serveSearch sends what a query finds, as the portal's own script would find it.
func (s *Server) serveSearch(w http.ResponseWriter, r *http.Request) {
	limit, err := strconv.Atoi(r.FormValue("limit"))
	if err != nil {
		limit = 10
	}
	q := search.Query{
		Text: r.FormValue("q"), Phase: r.FormValue("fas"), Kind: r.FormValue("typ"), Role: r.FormValue("roll"), Limit: min(max(limit, 1), 1000),
	}
	s.answer(w, func(ix *search.Index) (any, error) { return ix.Answer(q, r.FormValue("facets") != "") })
}

// serveSuggestions sends what begins as somebody types.
func (s *Server) serveSuggestions(w http.ResponseWriter, r *http.Request) {
	limit, err := strconv.Atoi(r.FormValue("limit"))
	if err != nil {
		limit = 8
	}
	s.answer(w, func(ix *search.Index) (any, error) { return ix.Suggest(r.FormValue("q"), min(max(limit, 1), 100)), nil })
}

// answer sends what an index answers.
func (s *Server) answer(w http.ResponseWriter, of func(*search.Index) (any, error)) {
	index := s.searched()
	if index == nil {
		http.Error(w, "The index is being made.", http.StatusServiceUnavailable)
		return
	}
	var data []byte
	err := index.View(func(ix *search.Index) error {
		answer, err := of(ix)
		if err == nil {
			data, err = json.Marshal(answer)
		}
		return err
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", contentType("answer.json"))
	w.Header().Set("Cache-Control", "no-store")
	w.Write(data)
}
