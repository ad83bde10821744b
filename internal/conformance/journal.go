package conformance

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// The events of a journal.
const (
	eventRun     = "run"     // the first line: which workspace, and the mark of the run
	eventSending = "sending" // a POST is about to be sent
	eventMade    = "made"    // it made the object with this ID
	eventDoubt   = "doubt"   // its answer names an object that does not carry the mark, which is never deleted
	eventRefused = "refused" // Intercom refused it
	eventUnclear = "unclear" // no answer showed the result
	eventRemoved = "removed" // the object is gone
)

// errJournal ends the rows of a run: nothing may be created without a record.
var errJournal = errors.New("the journal cannot be written")

// entry is a line of a journal.
type entry struct {
	N         int    `json:"n"` // of the POST
	Event     string `json:"event"`
	Kind      string `json:"kind,omitempty"`
	Path      string `json:"path,omitempty"`
	ID        string `json:"id,omitempty"`
	Workspace string `json:"workspace,omitempty"`
	Mark      string `json:"mark,omitempty"`
}

// Journal records every POST on disk before it is sent, and then what it created: after a crash, it shows what is left.
type Journal struct {
	mu      sync.Mutex
	file    *os.File
	entries []entry
	n       int
}

// createJournal creates a journal. It never overwrites a file, which may be the only record of what to clean up.
func createJournal(path, workspace, mark string) (*Journal, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	j := &Journal{file: file}
	if err := j.write(entry{Event: eventRun, Workspace: workspace, Mark: mark}); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	syncDirectory(filepath.Dir(path))
	return j, nil
}

// syncDirectory makes the new file's name durable. Some systems do not support this, but the file still exists there.
func syncDirectory(path string) {
	if directory, err := os.Open(path); err == nil {
		_ = directory.Sync()
		_ = directory.Close()
	}
}

// openJournal continues the journal of an earlier run.
func openJournal(path string) (j *Journal, workspace, mark string, err error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return nil, "", "", err
	}
	j = &Journal{file: file}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var e entry
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			continue // a crash cut off the line: its content is missing, so nothing is deleted for it
		}
		j.entries = append(j.entries, e)
		j.n = max(j.n, e.N)
	}
	if err := lines.Err(); err != nil {
		return nil, "", "", errors.Join(err, file.Close())
	}
	if len(j.entries) == 0 || j.entries[0].Event != eventRun || j.entries[0].Mark == "" {
		return nil, "", "", errors.Join(errors.New("it is not the journal of a run"), file.Close())
	}
	// Text after a line that was cut off must start a new line.
	if _, err := file.WriteString("\n"); err != nil {
		return nil, "", "", errors.Join(err, file.Close())
	}
	return j, j.entries[0].Workspace, j.entries[0].Mark, nil
}

// sending records a POST that is about to be sent, and returns its number.
func (j *Journal) sending(kind, path string) (int, error) {
	j.mu.Lock()
	j.n++
	n := j.n
	j.mu.Unlock()
	return n, j.write(entry{N: n, Event: eventSending, Kind: kind, Path: path})
}

// write returns when the line is on disk.
func (j *Journal) write(e entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries = append(j.entries, e) // the clean-up of this run does not need the disk
	if _, err := j.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("%w: %w", errJournal, err)
	}
	if err := j.file.Sync(); err != nil {
		return fmt.Errorf("%w: %w", errJournal, err)
	}
	return nil
}

// Close closes the file.
func (j *Journal) Close() error { return j.file.Close() }

// made is an object that was created, and whether its deletion succeeded.
type made struct {
	entry
	removed bool
}

// made returns the created objects, each once, the newest first.
func (j *Journal) made() []made {
	j.mu.Lock()
	defer j.mu.Unlock()
	known := map[string]bool{}
	removed := map[string]bool{}
	var all []made
	for _, e := range slices.Backward(j.entries) {
		key := e.Kind + " " + e.ID
		switch {
		case e.Event == eventRemoved:
			removed[key] = true
		case e.Event == eventMade && !known[key]:
			known[key] = true
			all = append(all, made{e, removed[key]})
		}
	}
	return all
}

// open returns the creates whose result is unknown, or whose answer named an object that is not the run's.
func (j *Journal) open() []entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	ended := map[int]bool{}
	for _, e := range j.entries {
		ended[e.N] = ended[e.N] || e.Event == eventMade || e.Event == eventRefused
	}
	var open []entry
	for _, e := range j.entries {
		if e.Event == eventSending && e.Kind != "" && !ended[e.N] {
			open = append(open, e)
		}
	}
	return open
}
