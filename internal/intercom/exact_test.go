package intercom_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestEveryListOfAPageIsExact: an unreadable element must not make a list look absent, or empty.
func TestEveryListOfAPageIsExact(t *testing.T) {
	t.Parallel()
	// The tags in an object have Whole.
	except := []string{"TagList"}
	lists := 0
	for _, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || slices.Contains(except, spec.Name.Name) {
				return true
			}
			structure, ok := spec.Type.(*ast.StructType)
			if !ok || !isPage(structure) {
				return true
			}
			for _, field := range structure.Fields.List {
				name := jsonName(field)
				if !isList(field.Type) {
					continue
				}
				if lists++; !slices.Contains(intercom.Exact, name) {
					t.Errorf("%s: %s is not exact", spec.Name.Name, name)
				}
			}
			return true
		})
	}
	if lists < 8 {
		t.Errorf("only %d lists were found", lists)
	}
}

// TestNothingDecidesByAMissingBoolean: a boolean that a resource sets, and the assignees of a ticket, tell absent from false.
func TestNothingDecidesByAMissingBoolean(t *testing.T) {
	t.Parallel()
	// No argument sets these, and they decide only where they are true.
	shownOnly := []string{"deleted", "custom", "api_writable", "ui_writable"}
	for _, answer := range []any{intercom.Ticket{}, intercom.TicketType{}, intercom.TicketTypeAttribute{}, intercom.DataAttribute{}, intercom.Contact{}} {
		for field := range reflect.ValueOf(answer).Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			plain := field.Type.Kind() == reflect.Bool || strings.HasSuffix(name, "_assignee_id") && field.Type.Kind() == reflect.String
			if plain && !slices.Contains(shownOnly, name) {
				t.Errorf("%T: an absent %s looks like false", answer, name)
			}
		}
	}
}

// isPage reports whether a struct shows where its list ends.
func isPage(structure *ast.StructType) bool {
	return slices.ContainsFunc(structure.Fields.List, func(field *ast.Field) bool {
		embedded, _ := field.Type.(*ast.Ident)
		return embedded != nil && len(field.Names) == 0 && embedded.Name == "listEnd" || slices.Contains([]string{"total_count", "pages", "has_more"}, jsonName(field))
	})
}

func isList(expr ast.Expr) bool {
	switch of := expr.(type) {
	case *ast.ArrayType:
		return true
	case *ast.IndexExpr:
		name, _ := of.X.(*ast.Ident)
		return name != nil && (name.Name == "list" || name.Name == "wholeList")
	}
	return false
}

// jsonName returns the name of a field in answers.
func jsonName(field *ast.Field) string {
	if field.Tag == nil {
		return ""
	}
	name, _, _ := strings.Cut(reflect.StructTag(strings.Trim(field.Tag.Value, "`")).Get("json"), ",")
	return name
}

// sources parses the files of the client.
func sources(t *testing.T) []*ast.File {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}
