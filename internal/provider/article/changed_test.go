package article_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// cdnShot is an image that was copied from another article.
const cdnShot = "https://downloads.intercomcdn.com/i/o/abc/shot.png"

// TestOwnTextChanged: each change of a text that Terraform wrote is sent, also one that Intercom could have made of the text itself.
func TestOwnTextChanged(t *testing.T) {
	t.Parallel()
	const callout = `<div class="intercom-interblocks-callout" style="background-color: #feedaf80; border-color: %s;"><p>Careful</p></div>`
	for name, c := range map[string]struct {
		form, before, after string
		puts                int
	}{
		"an image":               {"body", `<img src="` + cdnShot + `" alt="Shot">`, `<img src="https://example.com/new.png" alt="Shot">`, 1},
		"an image in Markdown":   {"body_markdown", "![Shot](" + cdnShot + ")", "![Shot](https://example.com/new.png)", 1},
		"a heading":              {"body", "<h1>A</h1><h3>B</h3>", "<h1>A</h1><h2>B</h2>", 1},
		"a border":               {"body", fmt.Sprintf(callout, "#fbc91633"), fmt.Sprintf(callout, "#ff000033"), 1},
		"a border in Markdown":   {"body_markdown", ":::callout backgroundColor=\"#feedaf80\" borderColor=\"#fbc91633\"\nCareful\n:::", ":::callout backgroundColor=\"#feedaf80\" borderColor=\"#ff000033\"\nCareful\n:::", 1},
		"white space":            {"body", "<p>A</p><p>B</p>", "<p>A</p>\n\n<p>B</p>\n", 0},
		"wrapped lines":          {"body", "<p>A B</p>", "<p>A\nB</p>", 0},
		"attributes in order":    {"body", `<img src="https://example.com/a.png" alt="Shot">`, `<img alt="Shot" src="https://example.com/a.png">`, 0},
		"white space (Markdown)": {"body_markdown", "A\n\n* B\n", "A\n\n\n- B", 0},
	} {
		for _, kind := range []string{"intercom_article", bodyKind} {
			t.Run(name+" "+kind, func(t *testing.T) {
				t.Parallel()
				s := acctest.Fake(t)
				seedTexts(s)
				p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": "2.16"})
				config := func(text string) acctest.Block {
					if kind == bodyKind {
						return acctest.Block{"article_id": "42", c.form: text}
					}
					return with(acctest.Block{"title": "Another", c.form: text})
				}
				object := p.Run(acctest.Object{}, config(c.before))
				object, diags := p.Read(object)
				acctest.Expect(t, diags)
				before := s.Count("PUT", "")
				object = p.Run(object, config(c.after))
				if n := s.Count("PUT", "") - before; n != c.puts {
					t.Errorf("%d PUTs, want %d", n, c.puts)
				}
				read, diags := p.Read(object)
				acctest.Expect(t, diags)
				if planned, _ := p.Plan(read, config(c.after)); !planned.State.Equal(read.State) {
					t.Errorf("the next plan is not empty: %s", planned.State)
				}
			})
		}
	}
}

// TestImportedImage: a text of Intercom's own stays where only its images are others than the configured ones, and a plan names both.
func TestImportedImage(t *testing.T) {
	t.Parallel()
	for form, text := range map[string]acctest.Block{
		"HTML":     {"body": `<p>Look:</p><img src="https://example.com/a.png" alt="Shot">`},
		"Markdown": {"body_markdown": "Look:\n\n![Shot](https://example.com/a.png)"},
	} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			s, object := harness(t, text)
			id := object.Get("id")
			if form == "HTML" {
				id += "?body=html"
			}
			p := protocol(t, s, "2.16")
			imported, diags := p.Import(id, nil)
			acctest.Expect(t, diags)
			before := writes(s)
			planned, diags := p.Plan(imported, with(text))
			said := acctest.Text(diags)
			for _, words := range []string{"WARNING", "Images of articles", "https://example.com/a.png", "https://downloads.intercomcdn.com/i/o/"} {
				if !strings.Contains(said, words) {
					t.Errorf("not said: %s, but %s", words, said)
				}
			}
			object, _ = p.Apply(planned)
			if n := writes(s) - before; n > 0 {
				t.Errorf("%d writes", n)
			}
			for name, value := range text {
				text[name] = strings.Replace(value.(string), "Shot", "New", 1)
			}
			object = p.Run(object, with(text))
			if n := writes(s) - before; n != 1 {
				t.Errorf("%d writes of another alternative text", n)
			}
			_, diags = p.Plan(refresh(t, s, object), with(text))
			acctest.Expect(t, diags)
		})
	}
}

// TestOldSeal: the text of a state whose seal does not tell who wrote it is compared leniently, so that a new release plans no changes.
func TestOldSeal(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "<h1>A</h1><h3>B</h3>"})
	private := map[string][]byte{}
	if err := json.Unmarshal(object.Private, &private); err != nil {
		t.Fatal(err)
	}
	seal := string(private["seal"])
	if !strings.Contains(seal, `"written":true`) {
		t.Fatalf("the seal is %s", seal)
	}
	private["seal"] = []byte(strings.Replace(seal, `,"written":true`, "", 1))
	var err error
	if object.Private, err = json.Marshal(private); err != nil {
		t.Fatal(err)
	}
	before := writes(s)
	protocol(t, s, "2.16").Run(refresh(t, s, object), with(acctest.Block{"body": "<h1>A</h1><h2>B</h2>"}))
	if n := writes(s) - before; n > 0 {
		t.Errorf("%d writes", n)
	}
}
