package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
)

// manifestFile is where an export keeps what the next one into the same directory needs.
const manifestFile = ".intercom-export.json"

// manifest has the workspace, the kinds, and the files of an export, and the name of each object by type and ID, also of those that
// are gone since an earlier export.
type manifest struct {
	Workspace string            `json:"workspace"`
	Kinds     []string          `json:"kinds"`
	Files     []string          `json:"files"`
	Names     map[string]string `json:"names"`
	// Gone are the keys of Names whose objects are gone.
	Gone []string `json:"gone,omitempty"`
}

// objects returns the names of the objects of a type that the export had, by import ID.
func (m manifest) objects(typ string) map[string]string {
	objects := map[string]string{}
	for key, name := range m.Names {
		if id, found := strings.CutPrefix(key, typ+"/"); found {
			objects[id] = name
		}
	}
	for _, key := range m.Gone {
		delete(objects, strings.TrimPrefix(key, typ+"/"))
	}
	return objects
}

// files are the files of the output by path below the directory, with "/".
type files struct{ content map[string][]byte }

func newFiles() *files { return &files{map[string][]byte{}} }

// add adds a file under the path, or under a numbered one if it is taken, regardless of case.
func (f *files) add(stem, ending string, content []byte) (path string) {
	path = stem + ending
	for i := 2; f.content[path] != nil; i++ {
		path = fmt.Sprintf("%s_%d%s", stem, i, ending)
	}
	f.content[path] = content
	return path
}

// openDir returns the manifest of an earlier export. Without force, a directory that an export could overwrite is an error.
func openDir(dir string, force bool) (manifest, error) {
	var m manifest
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return m, err
	}
	content, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err == nil {
		err = json.Unmarshal(content, &m)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return m, fmt.Errorf("%s: %w", manifestFile, err)
	}
	if len(entries) > 0 && !force {
		return m, fmt.Errorf("%s is not empty, and an export never overwrites files without -force", dir)
	}
	if len(entries) > 0 && m.Files == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".tf") }) {
		return m, fmt.Errorf("%s has a configuration that no export wrote: choose another directory", dir)
	}
	return m, nil
}

// checkForeign refuses to overwrite what no export wrote. Overwritten, it would also count as an export's, and be removed by a later one.
func (f *files) checkForeign(dir string, earlier manifest) error {
	for _, path := range slices.Sorted(maps.Keys(f.content)) {
		if slices.Contains(earlier.Files, path) {
			continue
		}
		had, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case !bytes.Equal(had, f.content[path]):
			return fmt.Errorf("%s was not written by an export, and this one would overwrite it. Nothing was written: move it away, or choose another directory", filepath.Join(dir, path))
		}
	}
	return nil
}

// write writes the files and removes those of the earlier export that are not written again. Each file is whole at any time.
func (f *files) write(dir string, m, earlier manifest) error {
	if err := f.checkForeign(dir, earlier); err != nil {
		return err
	}
	for path := range f.content {
		m.Files = append(m.Files, path)
	}
	slices.Sort(m.Files)
	content, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	// First, because a run that ends halfway must know its files.
	all := m
	all.Files = slices.Compact(slices.Sorted(slices.Values(slices.Concat(m.Files, earlier.Files))))
	both, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	if err := writeFile(dir, manifestFile, both); err != nil {
		return err
	}
	for _, path := range m.Files {
		if err := writeFile(dir, path, f.content[path]); err != nil {
			return err
		}
	}
	for _, path := range earlier.Files {
		if f.content[path] == nil && filepath.IsLocal(filepath.FromSlash(path)) {
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(path))); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return writeFile(dir, manifestFile, append(content, '\n'))
}

// writeFile writes a file beside its place and moves it there. A file with the same content is left alone.
func writeFile(dir, path string, content []byte) error {
	full := filepath.Join(dir, filepath.FromSlash(path))
	if had, err := os.ReadFile(full); err == nil && string(had) == string(content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(full), ".export-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(content)
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), full)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

// bodyFile writes a long text to a file of its own, and a call of file that reads it.
func (e *export) bodyFile(s string, p place) hclwrite.Tokens {
	parts := []string{p.object.kind.file() + "/" + p.object.name}
	last := p.path[len(p.path)-1]
	for _, key := range p.keys {
		parts = append(parts, strings.ReplaceAll(slug(key), "_", "-"))
	}
	if !slices.Contains(bodies, last) {
		parts = append(parts, last)
	}
	ending := ".txt"
	switch {
	case last == "body_markdown":
		ending = ".md"
	case strings.HasPrefix(strings.TrimSpace(s), "<"):
		ending = ".html"
	case json.Valid([]byte(s)):
		ending = ".json"
	}
	path := e.files.add(strings.Join(parts, "."), ending, []byte(s))
	return hclwrite.TokensForFunctionCall("file", interpolated("", traversal("path", "module"), "/"+path))
}
