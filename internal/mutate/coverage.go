package main

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

// coverage is the blocks that the tests run, by the name of the file without its directory: one package is changed at a time.
type coverage map[string][]block

type block struct{ fromLine, fromCol, toLine, toCol int }

func (c coverage) has(m mutant) bool {
	for _, b := range c[filepath.Base(m.file)] {
		after := m.line > b.fromLine || m.line == b.fromLine && m.col >= b.fromCol
		before := m.line < b.toLine || m.line == b.toLine && m.col <= b.toCol
		if after && before {
			return true
		}
	}
	return false
}

// parseCoverage reads a profile of go test: a line "mode: …", then lines "file:1.2,3.4 statements count".
func parseCoverage(profile string) (coverage, error) {
	c := coverage{}
	for _, line := range strings.Split(strings.TrimSpace(profile), "\n")[1:] {
		name, rest, _ := strings.Cut(line, ":")
		var (
			b                 block
			statements, count int
		)
		if _, err := fmt.Sscanf(rest, "%d.%d,%d.%d %d %d", &b.fromLine, &b.fromCol, &b.toLine, &b.toCol, &statements, &count); err != nil {
			return nil, fmt.Errorf("coverage profile: %q: %w", line, err)
		}
		if count > 0 {
			c[path.Base(name)] = append(c[path.Base(name)], b)
		}
	}
	return c, nil
}
