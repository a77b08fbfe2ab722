package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/site"
)

// Where Visual Studio Code finds the schemas of a site. They lie beside its settings, so that
// they follow the site to whoever edits it.
const schemaFolder = ".vscode/schemas"

// yamlExtension is the extension of Visual Studio Code that reads schemas of YAML.
const yamlExtension = "redhat.vscode-yaml"

// schemaSettings says which file of content/ each schema is for.
var schemaSettings = []member{
	{"./" + schemaFolder + "/site.schema.json", json.RawMessage(`"content/site.yaml"`)},
	{"./" + schemaFolder + "/ordlista.schema.json", json.RawMessage(`"content/ordlista.yaml"`)},
}

// setUpVSCode lets Visual Studio Code complete and check site.yaml and the glossary of a site, and
// complete front matter. It returns the number of files written, and what the user has to do
// where a file that exists cannot be added to.
func setUpVSCode(dir string, config *site.Config) (n int, todo []string, err error) {
	vocabulary, err := newVocabulary(dir)
	if err != nil {
		return 0, nil, err
	}
	vocabulary.Config = config
	if n, err = writeSchemas(fileSchemas(vocabulary), filepath.Join(dir, filepath.FromSlash(schemaFolder))); err != nil {
		return n, nil, err
	}
	written, err := writeJSON(filepath.Join(dir, filepath.FromSlash(snippetFile)), snippetsOf(load.PageSchema(vocabulary, nil)))
	if err != nil {
		return n, nil, err
	}
	if written {
		n++
	}
	for _, file := range []struct {
		name string
		add  func([]member) ([]member, error)
	}{
		{".vscode/settings.json", addSchemas},
		{".vscode/extensions.json", addRecommendation},
	} {
		written, err := addTo(filepath.Join(dir, filepath.FromSlash(file.name)), file.add)
		switch {
		case errors.Is(err, errNoPlainJSON):
			wanted, _ := file.add(nil)
			todo = append(todo, fmt.Sprintf("%s is no plain JSON, and is left as it is; add to it:\n%s", file.name, object(wanted, "\t")))
		case err != nil:
			return n, todo, err
		case written:
			n++
		}
	}
	return n, todo, nil
}

// errNoPlainJSON is the error for a file that holds comments, or anything but an object.
var errNoPlainJSON = errors.New("no plain JSON")

// addTo adds to the JSON object in a file, which need not exist, and reports whether that
// changed it.
func addTo(file string, add func([]member) ([]member, error)) (bool, error) {
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	exists := err == nil
	var old []member
	if exists && len(bytes.TrimSpace(data)) > 0 {
		if old, err = members(data); err != nil {
			return false, errNoPlainJSON
		}
	}
	list, err := add(slices.Clone(old))
	if err != nil {
		return false, err
	}
	indent := indentOf(data)
	out := object(list, indent)
	if exists && bytes.Equal(out, object(old, indent)) {
		return false, nil
	}
	return true, writeNew(file, out, exists)
}

// addSchemas adds the schemas to the settings. One that is set already is left as it is.
func addSchemas(settings []member) ([]member, error) {
	at := slices.IndexFunc(settings, func(m member) bool { return m.key == "yaml.schemas" })
	if at < 0 {
		at, settings = len(settings), append(settings, member{"yaml.schemas", json.RawMessage("{}")})
	}
	schemas, err := members(settings[at].value)
	if err != nil {
		return nil, errNoPlainJSON
	}
	for _, schema := range schemaSettings {
		if !slices.ContainsFunc(schemas, func(m member) bool { return m.key == schema.key }) {
			schemas = append(schemas, schema)
		}
	}
	settings[at].value = object(schemas, "\t")
	return settings, nil
}

// addRecommendation recommends the extension that reads the schemas.
func addRecommendation(extensions []member) ([]member, error) {
	at := slices.IndexFunc(extensions, func(m member) bool { return m.key == "recommendations" })
	if at < 0 {
		at, extensions = len(extensions), append(extensions, member{"recommendations", json.RawMessage("[]")})
	}
	var names []string
	if err := json.Unmarshal(extensions[at].value, &names); err != nil {
		return nil, errNoPlainJSON
	}
	if !slices.Contains(names, yamlExtension) {
		names = append(names, yamlExtension)
	}
	data, err := json.Marshal(names)
	extensions[at].value = data
	return extensions, err
}

// A member of a JSON object, whose order is worth keeping.
type member struct {
	key   string
	value json.RawMessage
}

// members reads a JSON object.
func members(data []byte) ([]member, error) {
	if !json.Valid(data) || !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return nil, errNoPlainJSON
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.Token()
	var list []member
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		list = append(list, member{key.(string), value})
	}
	return list, nil
}

// object writes a JSON object.
func object(list []member, indent string) []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		key, _ := json.Marshal(m.key) // a text can always be written
		b.Write(append(append(key, ':'), m.value...))
	}
	b.WriteByte('}')
	var out bytes.Buffer
	json.Indent(&out, b.Bytes(), "", indent) // of valid parts
	out.WriteByte('\n')
	return out.Bytes()
}

// indentOf returns the space before the first line inside an object.
func indentOf(data []byte) string {
	_, rest, _ := strings.Cut(string(data), "\n")
	if indent := rest[:len(rest)-len(strings.TrimLeft(rest, " \t"))]; indent != "" {
		return indent
	}
	return "\t"
}
