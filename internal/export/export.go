// Package export writes an Intercom workspace down as a Terraform configuration: what the provider's own protocol server lists and
// reads becomes resources, import blocks, and data sources in a directory that plans imports and nothing else.
package export

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// ErrIncomplete means that the directory was written, but something is not in it that should be.
var ErrIncomplete = errors.New("the export is not complete")

// Options are what the command line sets.
type Options struct {
	// Dir is the directory to write.
	Dir string
	// Only and Exclude are resource types. Include has the kinds of records to export, too: people, tickets.
	Only, Exclude, Include []string
	// Force overwrites an earlier export.
	Force bool
	// Variables makes variables of what is the workspace's own.
	Variables bool
	// Version is the provider's.
	Version string
	// Log gets the progress, and Out the summary.
	Log, Out io.Writer

	// Arguments are arguments of the provider besides the environment's, and Provider adjusts it for tests. Commas separate the
	// elements of a set.
	Arguments map[string]string
	Provider  []provider.Option
}

// export is one run.
type export struct {
	ctx     context.Context
	options Options
	server  *server
	// earlier is the export that the directory has, or nothing.
	earlier  manifest
	progress *progress
	// workspace is the data source intercom_workspace.
	workspace map[string]tftypes.Value

	kinds  map[string]*kind
	chosen map[string]bool
	// left says why a kind is not in the export.
	left map[string]string
	// ids are the exported objects by type and ID.
	ids map[string]map[string]*object
	// named are the exported objects by type and name, for the types whose names others have.
	named     map[string]map[string][]*object
	names     *names
	variables *variables
	sources   map[string]*source
	// data has the name of the data source for each type and ID that was looked for, "" if there is none.
	data     map[string]string
	blocks   []dataBlock
	literals []literal
	// unread says, by type, why objects that others refer to could not be looked up.
	unread map[string]string
	files  *files
	// notes are what else the reader of the export must know.
	notes []string
}

// literal is an ID in the output that no reference could replace.
type literal struct{ address, argument, id, typ string }

// Run exports a workspace. It writes nothing unless all that can be read has been read. The error is ErrIncomplete if something could
// not be read.
func Run(ctx context.Context, o Options) error {
	earlier, err := openDir(o.Dir, o.Force)
	if err != nil {
		return err
	}
	e := &export{
		ctx: ctx, options: o, earlier: earlier, progress: &progress{out: o.Log}, chosen: map[string]bool{}, kinds: map[string]*kind{}, ids: map[string]map[string]*object{},
		names: newNames(earlier.Names), variables: &variables{names: newNames(nil)}, sources: map[string]*source{}, data: map[string]string{}, named: map[string]map[string][]*object{}, unread: map[string]string{}, files: newFiles(),
	}
	e.progress.server = func() *server { return e.server }
	if e.server, err = newServer(ctx, o.Version, o.Arguments, o.Provider, e.progress.waiting); err != nil {
		return fmt.Errorf("configuring the provider: %w", err)
	}
	all := kindsOf(e.server.schema)
	chosen, left, err := selection{o.Only, o.Exclude, o.Include}.choose(all, e.server.client)
	if err != nil {
		return err
	}
	e.left = left
	for _, k := range all {
		e.kinds[k.Type] = k
	}
	for _, k := range chosen {
		e.chosen[k.Type] = true
	}
	if len(o.Include) > 0 {
		e.progress.say("Warning: the files, and the state after an apply, hold personal data of contacts. Keep both where only those may read who may read the Inbox.")
	}
	if e.workspace, err = e.server.data(ctx, prefix+"workspace", nil); err != nil {
		return fmt.Errorf("reading the workspace: %w", err)
	}
	if err := e.checkEarlier(); err != nil {
		return err
	}
	if err := e.readAll(chosen); err != nil {
		return err
	}
	if err := e.checkRead(chosen); err != nil {
		return err
	}
	// Everything that asks Intercom comes before the first file.
	if err := e.build(chosen); err != nil {
		return err
	}
	if err := e.checkLookUps(); err != nil {
		return err
	}
	if err := e.save(chosen); err != nil {
		return err
	}
	return e.conclude(chosen)
}

func interrupted(err error) error {
	return fmt.Errorf("the export was interrupted, nothing was written: %w", err)
}

// checkEarlier refuses a directory whose earlier export is of another workspace, or has kinds that this one would remove.
func (e *export) checkEarlier() error {
	earlier := e.earlier
	if id := text(e.workspace["id"]); earlier.Workspace != "" && earlier.Workspace != id {
		return fmt.Errorf("%s has an export of workspace %s, and the access token belongs to workspace %s: choose another directory", e.options.Dir, earlier.Workspace, id)
	}
	removed := slices.DeleteFunc(slices.Clone(earlier.Kinds), func(typ string) bool { return e.chosen[typ] })
	if len(removed) > 0 {
		return fmt.Errorf("the earlier export in %s also has %s, and this one would remove them: select them, too, or choose another directory", e.options.Dir, strings.Join(removed, ", "))
	}
	return nil
}

// checkRead refuses to replace an earlier export by one that lacks what could not be read now: applied, it would destroy that.
func (e *export) checkRead(chosen []*kind) error {
	for _, k := range chosen {
		if e.earlier.Files != nil && len(k.problems) > 0 {
			return fmt.Errorf("%s could not be read completely, and the earlier export in %s would lose what it has of them. Nothing was written: %s",
				k.Plural, e.options.Dir, intercom.Clean(k.problems[0], 600))
		}
	}
	return nil
}

// checkLookUps refuses to replace an earlier export by one whose references to a type became IDs.
func (e *export) checkLookUps() error {
	for _, typ := range slices.Sorted(maps.Keys(e.unread)) {
		for key := range e.earlier.Names {
			if strings.HasPrefix(key, "data."+typ+"/") {
				return fmt.Errorf("%s could not be looked up, and the earlier export in %s would lose its references to them. Nothing was written: %s", typ, e.options.Dir, e.unread[typ])
			}
		}
	}
	return nil
}

// readAll reads every chosen kind, associations last, and names the objects.
func (e *export) readAll(chosen []*kind) error {
	for _, associations := range []bool{false, true} {
		if associations {
			e.dropOrphans(chosen)
		}
		for _, k := range chosen {
			if associations != (k.with != nil) {
				continue
			}
			if err := e.read(e.ctx, k); err != nil {
				return interrupted(err)
			}
			e.checkAll(k)
			e.ids[k.Type] = map[string]*object{}
			for _, o := range k.objects {
				e.ids[k.Type][o.id] = o
			}
			// By title, so that names do not depend on the order in which a workspace got its objects.
			slices.SortStableFunc(k.objects, func(a, b *object) int { return cmp.Compare(a.title, b.title) })
			for _, o := range k.objects {
				o.name = e.names.give(k.Type, o.key, o.title)
			}
			slices.SortFunc(k.objects, func(a, b *object) int { return cmp.Compare(a.name, b.name) })
			e.progress.done(k)
		}
	}
	return nil
}

// dropOrphans drops the objects whose parents, which their import IDs name, are not in the export, though parents of their kind are:
// they are archived, or could not be exported.
func (e *export) dropOrphans(chosen []*kind) {
	for _, k := range chosen {
		k.objects = slices.DeleteFunc(k.objects, func(o *object) bool {
			for _, key := range k.Keys {
				parent := k.References[key.Name]
				if e.chosen[parent] && e.ids[parent][text(o.state[key.Name])] == nil {
					delete(e.ids[k.Type], o.id)
					e.notes = append(e.notes, fmt.Sprintf("%s %s is left out, because its %s is archived or not in the export", k.Type, o.key, e.kinds[parent].Name))
					return true
				}
			}
			return false
		})
	}
}

// checkAll makes the configurations of a kind's objects, and drops the objects that can have none.
func (e *export) checkAll(k *kind) {
	var kept []*object
	for _, o := range k.objects {
		config, err := e.configOf(o)
		if err != nil {
			k.fail(fmt.Sprintf("%s %s: %s", o.key, o.title, oneLine(err.Error())), false)
			continue
		}
		o.config = config
		kept = append(kept, o)
	}
	k.objects = kept
}

// configOf returns the object's configuration, without what the provider's validators refuse.
func (e *export) configOf(o *object) (map[string]tftypes.Value, error) {
	config := configurable(o.kind.schema.Attributes, o.state)
	typ := o.kind.schema.ValueType()
	var left []string // why arguments are left out
	for range o.kind.schema.Attributes {
		refused, err := e.server.validate(e.ctx, o.kind.Type, tftypes.NewValue(typ, config))
		if err != nil || len(refused) == 0 {
			for _, why := range left {
				e.notes = append(e.notes, fmt.Sprintf("%s %s: %s. The argument is left out", o.kind.Type, o.key, why))
			}
			return config, err
		}
		repaired := false
		for _, d := range refused {
			name := root(d.Attribute)
			if a := attribute(o.kind.schema, name); a != nil && a.Optional && !config[name].IsNull() {
				config[name] = tftypes.NewValue(a.ValueType(), nil)
				repaired = true
				left = append(left, fmt.Sprintf("the provider refuses Intercom's value of %s: %s", name, problem([]*tfprotov6.Diagnostic{d})))
				break
			}
		}
		if !repaired && len(left) > 0 { // and what it refuses now is only a consequence
			return nil, errors.New(strings.Join(left, "; "))
		}
		if !repaired {
			return nil, problem(refused)
		}
	}
	return config, nil
}

func root(path *tftypes.AttributePath) string {
	if path == nil || len(path.Steps()) == 0 {
		return ""
	}
	name, _ := path.Steps()[0].(tftypes.AttributeName)
	return string(name)
}

func attribute(of *tfprotov6.SchemaBlock, name string) *tfprotov6.SchemaAttribute {
	for _, a := range of.Attributes {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// failLookUp keeps why references to a type stayed IDs. One reason is enough: the others are mostly the same.
func (e *export) failLookUp(typ string, err error) {
	if e.unread[typ] == "" {
		e.unread[typ] = intercom.Clean(oneLine(err.Error()), 600)
	}
}
