package acctest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// person is at the end of every text in Intercom's answers.
const person = ` "Countess" Lovelace lovelace@example.com \`

var personalAnswers = map[string]func(*http.Response, []byte, string) []byte{
	"every text": func(_ *http.Response, body []byte, _ string) []byte { return rewritten(body, person) },
	"400":        personalRefusal(400, "parameter_invalid"),
	"404":        personalRefusal(404, "not_found"),
	"409":        personalRefusal(409, "conflict"),
}

// personalRefusal has a person in its message and its request ID; codes and fields are Intercom's own.
func personalRefusal(status int, code string) func(*http.Response, []byte, string) []byte {
	return func(resp *http.Response, _ []byte, _ string) []byte {
		refusal(resp, status, code, "")
		message, _ := json.Marshal(person) // a string always has a JSON form
		return fmt.Appendf(nil, `{"type":"error.list","request_id":%s,"errors":[{"code":%q,"message":%s,"field":"email"}]}`, message, code, message)
	}
}

// TestRule9Persons: with hide_personal_data, no diagnostic and no name in a list has text from an answer, or text from the
// configuration that has a blank or an @.
func TestRule9Persons(t *testing.T) {
	rule(t, "9, persons", func(c *cell) (all []situation) {
		for _, op := range operations(c) {
			for name, answer := range personalAnswers {
				all = append(all, situation{op.name + ", " + name, func(c *cell) {
					h := c.hostile()
					c.set(acctest.Block{"hide_personal_data": true})
					_, do := op.prepare(c)
					c.fresh()
					h.change = answer
					_, diags := do()
					c.impersonal(diags)
				}})
			}
		}
		if c.hasList() {
			all = append(all, situation{"list", func(c *cell) {
				h := c.hostile()
				c.set(acctest.Block{"hide_personal_data": true})
				object := c.made()
				c.fresh()
				h.change = personalAnswers["every text"]
				found, diags := c.list(object)
				c.impersonal(diags)
				for _, each := range found {
					c.impersonal([]*tfprotov6.Diagnostic{{Detail: each.Name}})
				}
			}})
		}
		return all
	})
}

// impersonal expects no personal data.
func (c *cell) impersonal(diags []*tfprotov6.Diagnostic) {
	text := acctest.Text(diags)
	for _, word := range append([]string{"Countess", "Lovelace", "lovelace"}, persons(c.config())...) {
		if strings.Contains(text, word) {
			c.wrong("the diagnostics have %q: %s", word, text)
			return
		}
	}
}

// persons returns the texts of a configuration that may be personal data.
func persons(value any) (found []string) {
	switch v := value.(type) {
	case string:
		if strings.ContainsAny(v, " @") {
			found = append(found, v)
		}
	case map[string]any:
		for _, inner := range v {
			found = append(found, persons(inner)...)
		}
	case []any:
		for _, inner := range v {
			found = append(found, persons(inner)...)
		}
	}
	return found
}
