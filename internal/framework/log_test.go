package framework

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestLogError: the field has no quoted text and no email address.
func TestLogError(t *testing.T) {
	t.Parallel()
	err := errors.New(`GET /contacts/7 was answered: 400; parameter_invalid: "Ada Lovelace is no user", ada@example.com`)
	if got, want := LogError(err)["error"], `GET /contacts/7 was answered: 400; parameter_invalid: "(hidden)", (hidden)`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestEveryLogLineHidesErrors: no log line of the provider has an error's text but through LogError.
func TestEveryLogLineHidesErrors(t *testing.T) {
	t.Parallel()
	lines := 0
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && strings.HasPrefix(called(call), "tflog.") {
				lines++
				if hasErrorText(call) {
					t.Errorf("%s logs an error's text: use LogError", files.Position(call.Pos()))
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if lines < 5 {
		t.Errorf("%d log lines found", lines)
	}
}

// called returns a called function or method, with the identifier before it.
func called(call *ast.CallExpr) string {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	of, _ := selector.X.(*ast.Ident)
	if of == nil {
		return "." + selector.Sel.Name
	}
	return of.Name + "." + selector.Sel.Name
}

// hasErrorText reports whether an argument calls Error or has an error itself, which tflog writes as text.
func hasErrorText(call *ast.CallExpr) (found bool) {
	for _, argument := range call.Args {
		ast.Inspect(argument, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if called(n) == "framework.LogError" || isIdent(n.Fun, "LogError") {
					return false
				}
				found = found || strings.HasSuffix(called(n), ".Error")
			case *ast.Ident:
				found = found || n.Name == "err"
			}
			return true
		})
	}
	return found
}

func isIdent(e ast.Expr, name string) bool {
	of, ok := e.(*ast.Ident)
	return ok && of.Name == name
}
