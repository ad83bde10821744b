package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// mutant is one change of a file: the bytes from start to end become text.
type mutant struct {
	file       string // absolute
	line, col  int
	start, end int
	was, text  string
}

func (m mutant) String() string {
	return fmt.Sprintf("%s:%d:%d: %s -> %s", filepath.Base(m.file), m.line, m.col, short(m.was), short(m.text))
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "..."
	}
	return s
}

func (m mutant) compare(other mutant) int {
	return cmp.Or(cmp.Compare(m.file, other.file), cmp.Compare(m.start, other.start), cmp.Compare(m.text, other.text))
}

// overlay writes the changed file, and the file that tells go to compile it in place of the original, which stays untouched.
func (m mutant) overlay(dir string) (string, error) {
	source, err := os.ReadFile(m.file)
	if err != nil {
		return "", err
	}
	changed := filepath.Join(dir, "mutant.go")
	text := string(source[:m.start]) + m.text + string(source[m.end:])
	if err := os.WriteFile(changed, []byte(text), 0o600); err != nil { //nolint:gosec // A file in a directory of this run.
		return "", err
	}
	list, err := json.Marshal(map[string]map[string]string{"Replace": {m.file: changed}})
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "overlay.json")
	return name, os.WriteFile(name, list, 0o600)
}

// mutantsOf returns the changes of a package's files, its tests left out, in the order of the source.
func mutantsOf(dir, pattern string) ([]mutant, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(abs, pattern))
	if err != nil {
		return nil, err
	}
	var mutants []mutant
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || !strings.HasSuffix(file, ".go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		of, err := mutantsIn(file, source)
		if err != nil {
			return nil, err
		}
		mutants = append(mutants, of...)
	}
	if len(mutants) == 0 {
		return nil, fmt.Errorf("no Go file to change in %s", filepath.Join(dir, pattern))
	}
	return mutants, nil
}

// swaps are the operators that are changed, each to one that turns a decision at its edge.
var swaps = map[token.Token]string{
	token.EQL: "!=", token.NEQ: "==", token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">",
	token.LAND: "||", token.LOR: "&&", token.ADD: "-", token.SUB: "+",
}

// mutantsIn returns the changes of a file: operators swapped, conditions negated, true and false exchanged, calls left out
// whose results nobody uses.
func mutantsIn(file string, source []byte) ([]mutant, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, file, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var mutants []mutant
	// %s in text stands for what was there.
	add := func(from, to token.Pos, text string) {
		at := set.Position(from)
		start, end := at.Offset, set.Position(to).Offset
		was := string(source[start:end])
		mutants = append(mutants, mutant{
			file: file, line: at.Line, col: at.Column, start: start, end: end, was: was, text: strings.ReplaceAll(text, "%s", was),
		})
	}
	ast.Inspect(tree, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.BinaryExpr:
			if text, ok := swaps[node.Op]; ok && !concatenates(node) {
				add(node.OpPos, node.OpPos+token.Pos(len(node.Op.String())), text)
			}
		case *ast.IfStmt:
			// A comparison is negated by its operator already.
			if binary, ok := node.Cond.(*ast.BinaryExpr); !ok || swaps[binary.Op] == "" {
				add(node.Cond.Pos(), node.Cond.End(), "!(%s)")
			}
		case *ast.Ident:
			switch node.Name {
			case "true":
				add(node.Pos(), node.End(), "false")
			case "false":
				add(node.Pos(), node.End(), "true")
			}
		case *ast.ExprStmt:
			// A function that nobody calls: what the statement uses stays used.
			add(node.Pos(), node.End(), "_ = func() { %s }")
		}
		return true
	})
	return mutants, nil
}

// concatenates reports whether + is known to join strings, which have no other operator.
func concatenates(node *ast.BinaryExpr) bool {
	return slices.ContainsFunc([]ast.Expr{node.X, node.Y}, func(operand ast.Expr) bool {
		switch operand := operand.(type) {
		case *ast.BasicLit:
			return node.Op == token.ADD && operand.Kind == token.STRING
		case *ast.BinaryExpr:
			return node.Op == token.ADD && concatenates(operand)
		}
		return false
	})
}
