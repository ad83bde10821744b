package export

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// progress tells how far the export is.
type progress struct {
	out    io.Writer
	server func() *server

	mu sync.Mutex
}

// every is how many objects are found between two lines.
const every = 500

func (p *progress) say(format string, arguments ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, _ = fmt.Fprintf(p.out, format+"\n", arguments...)
}

func (p *progress) found(k *kind) {
	if n := len(k.objects); n%every == 0 {
		p.say("%s: %d so far, %d calls", k.Type, n, p.server().calls.Load())
	}
}

func (p *progress) waiting(d time.Duration) {
	p.say("waiting %d s for Intercom's rate limit", int(d.Seconds())+1)
}

func (p *progress) done(k *kind) {
	problems := ""
	if n := len(k.problems); n > 0 {
		problems = fmt.Sprintf(", %d problems", n)
	}
	p.say("%s: %d%s, %d calls, waited %s", k.Type, len(k.objects), problems, p.server().calls.Load(), time.Duration(p.server().waited.Load()).Round(time.Second))
}

// conclude prints the summary, and returns ErrIncomplete if something could not be read.
func (e *export) conclude(chosen []*kind) error {
	out, failed := e.options.Out, len(e.unread) > 0
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "KIND\tEXPORTED\tNOT EXPORTED")
	total := 0
	for _, k := range chosen {
		total += len(k.objects)
		state := ""
		if n := len(k.problems); n > 0 {
			failed, state = true, fmt.Sprint(n)
		}
		_, _ = fmt.Fprintf(table, "%s\t%d\t%s\n", k.Type, len(k.objects), state)
	}
	for _, typ := range slices.Sorted(maps.Keys(e.left)) {
		_, _ = fmt.Fprintf(table, "%s\t-\t%s\n", typ, e.left[typ])
	}
	_ = table.Flush()
	for _, k := range chosen {
		for _, problem := range k.problems {
			_, _ = fmt.Fprintf(out, "\nNot exported: %s %s\n", k.Type, intercom.Clean(problem, 600))
		}
	}
	for _, sentence := range e.lookUpProblems() {
		_, _ = fmt.Fprintln(out, "\n"+sentence)
	}
	if same := e.duplicates(chosen); len(same) > 0 {
		_, _ = fmt.Fprintln(out, "\nAnother workspace can have only one object of each of these:")
		for _, sentence := range same {
			_, _ = fmt.Fprintln(out, "  "+intercom.Clean(sentence, 600))
		}
	}
	if lacking := e.lacking(chosen); len(lacking) > 0 {
		_, _ = fmt.Fprintln(out, "\nThe configuration cannot have everything of these objects. In another workspace, set the rest by hand, before anything uses them:")
		for _, sentence := range lacking {
			_, _ = fmt.Fprintln(out, "  "+intercom.Clean(sentence, 600))
		}
	}
	_, _ = fmt.Fprintf(out, "\n%d objects are in %s, with %d calls. README.md there says what is not covered, and what another workspace must have.\n"+
		"Run terraform init and terraform plan there: the plan must say \"%d to import, 0 to add, 0 to change, 0 to destroy\".\n", total, e.options.Dir, e.server.calls.Load(), total)
	if failed {
		return ErrIncomplete
	}
	return nil
}

// lookUpProblems says of which types the IDs stayed.
func (e *export) lookUpProblems() (sentences []string) {
	for _, typ := range slices.Sorted(maps.Keys(e.unread)) {
		sentences = append(sentences, fmt.Sprintf("IDs of %s stay as they are, because %s could not be looked up: %s", typ, typ, e.unread[typ]))
	}
	return sentences
}

// readme says what the directory holds.
func (e *export) readme(chosen []*kind) []byte {
	var b strings.Builder
	say := func(format string, arguments ...any) { fmt.Fprintf(&b, format+"\n", arguments...) }
	say("# Workspace %s", line(text(e.workspace["id"])))
	say("\nThis directory is the configuration of the Intercom workspace %s, written by `terraform-provider-intercom export`.", code(text(e.workspace["name"])))
	files := ""
	if e.options.Variables {
		files = " -var-file=" + e.tfvars()
	}
	say("\n## Adopt the workspace\n\nSet `INTERCOM_ACCESS_TOKEN` to a token of this workspace, and run:\n\n```shell\nterraform init\nterraform plan%s\n```", files)
	say("\nThe plan must import everything, and must not add, change, or destroy anything. After the apply, delete `imports.tf`. With OpenTofu, run `tofu` instead.")
	e.sayClone(say, chosen)
	say("\n## What is covered\n\n| Kind | Objects | File |\n| --- | --- | --- |")
	for _, k := range chosen {
		file := "none"
		if len(k.objects) > 0 {
			file = "`" + k.file() + ".tf`"
		}
		say("| `%s` | %d | %s |", k.Type, len(k.objects), file)
	}
	say("\nObjects that are archived, and attributes that Intercom creates with each ticket type, are left out.")
	e.sayMissing(say, chosen)
	return []byte(b.String())
}

// sayClone lists what another workspace must have before the configuration is applied there.
func (e *export) sayClone(say func(string, ...any), chosen []*kind) {
	values := "-var workspace_id=ID"
	if e.options.Variables {
		values = "-var-file=other.tfvars"
		say("\nThe values of this workspace are in `%s`.", e.tfvars())
	}
	say("\n## Make the same in another workspace\n\nCopy the directory without `imports.tf`, set `INTERCOM_ACCESS_TOKEN` to a token of the other workspace, and run `terraform apply %s`.", values)
	for _, k := range chosen {
		if why := uncopied[k.Type]; why != "" && len(k.objects) > 0 {
			say("\nLeave out `%s.tf`, too: the other workspace cannot have the %s, because %s.", k.file(), k.Plural, why)
		}
	}
	if len(e.blocks) > 0 {
		say("\nThe API cannot create the following. The other workspace must have it before the apply:\n")
		for _, block := range e.blocks {
			say("- `data.%s.%s`", block.typ, block.name)
		}
	}
	if same := e.duplicates(chosen); len(same) > 0 {
		say("\nThe provider cannot create the following twice in one workspace. Rename or remove all but one of each before the apply:\n")
		for _, sentence := range same {
			say("- %s", code(sentence))
		}
	}
	say("\nThe API cannot set the following. Set it by hand after the apply:\n")
	for _, typ := range slices.Sorted(maps.Keys(e.chosen)) {
		if by := unsettable[typ]; by != "" && len(e.kinds[typ].objects) > 0 {
			say("- `%s`: %s", typ, by)
		}
	}
	for _, sentence := range e.lacking(chosen) {
		say("- %s", code(sentence))
	}
	if len(e.literals) > 0 {
		say("\nThese IDs are of this workspace only, because nothing in the export and no data source names them:\n")
		for _, line := range e.literalLines() {
			say("- %s", line)
		}
	}
}

// literalLines lists the IDs that stayed. Those of records that are not in the export are counted: there can be many thousands.
func (e *export) literalLines() (lines []string) {
	counts := map[string]map[string]bool{}
	for _, l := range e.literals {
		k := e.kinds[l.typ]
		if k == nil || k.Records == "" || e.chosen[l.typ] {
			lines = append(lines, fmt.Sprintf("`%s`: `%s` is %s", l.address, l.argument, code(l.id)))
			continue
		}
		user, _, _ := strings.Cut(l.address, ".")
		format := fmt.Sprintf("`%s`: `%s` has the IDs of %s (%%d). An export of `%s` with `-include %s` has references in their place.", user, l.argument, k.Plural, k.Type, k.Records)
		if counts[format] == nil {
			counts[format] = map[string]bool{}
		}
		counts[format][l.id] = true
	}
	for _, format := range slices.Sorted(maps.Keys(counts)) {
		lines = append(lines, fmt.Sprintf(format, len(counts[format])))
	}
	return lines
}

// sayMissing lists what is not in the export.
func (e *export) sayMissing(say func(string, ...any), chosen []*kind) {
	say("\n## What is not covered\n")
	for _, typ := range slices.Sorted(maps.Keys(e.left)) {
		say("- `%s`: %s.", typ, e.left[typ])
	}
	for _, typ := range slices.Sorted(maps.Keys(e.chosen)) {
		if lacks := incomplete[typ]; lacks != "" {
			say("- `%s`: %s", typ, lacks)
		}
	}
	say("- %s", NotManaged)
	for _, k := range chosen {
		for _, problem := range k.problems {
			say("- `%s`, not exported: %s", k.Type, code(intercom.Clean(problem, 600)))
		}
	}
	for _, note := range slices.Concat(e.lookUpProblems(), e.notes) {
		say("- %s", code(note))
	}
}

// line writes foreign text on one line.
func line(s string) string { return oneLine(intercom.Clean(s, 200)) }

// code writes foreign text as code in Markdown.
func code(s string) string {
	return "`" + strings.ReplaceAll(cmp.Or(oneLine(intercom.Clean(s, 700)), " "), "`", "'") + "`"
}
