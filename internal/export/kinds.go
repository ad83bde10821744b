package export

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

const (
	prefix      = "intercom_"
	workspaceID = "workspace_id"
)

// kind is a registered resource type.
type kind struct {
	framework.Metadata
	schema *tfprotov6.SchemaBlock
	// list is the schema of the list resource, nil if there is none.
	list *tfprotov6.SchemaBlock
	// fillsMaps: an import fills free maps only if its ID requests that.
	fillsMaps bool
	// naturalKey returns the natural key of an object, as a clause, or "". Nil: the kind has none.
	naturalKey func(state tftypes.Value) string
	// with is the kind with each of whose objects the list must be asked, nil if the list shows everything.
	with *with

	objects []*object
	// problems are what could not be read. Each is an object, unless broken.
	problems []string
	// broken: the list ended before its end.
	broken bool
}

// with is a kind whose objects have associations: the list of those has an argument for the ID of one of them.
type with struct{ typ, argument string }

// Kinds returns the metadata of every registered resource type, by type.
func Kinds() map[string]framework.Metadata {
	all := map[string]framework.Metadata{}
	for _, create := range provider.New("")().Resources(context.Background()) {
		if r, ok := create().(interface{ Kind() framework.Metadata }); ok {
			all[r.Kind().Type] = r.Kind()
		}
	}
	return all
}

// kindsOf returns the registered kinds in the order of their types, those that others refer to not before them.
func kindsOf(schema *tfprotov6.GetProviderSchemaResponse) []*kind {
	var all []*kind
	for _, create := range provider.New("")().Resources(context.Background()) {
		r, ok := create().(interface{ Kind() framework.Metadata })
		if !ok {
			continue
		}
		k := &kind{Metadata: r.Kind(), schema: schema.ResourceSchemas[r.Kind().Type].Block}
		if list := schema.ListResourceSchemas[k.Type]; list != nil {
			k.list = list.Block
		}
		if keyed, ok := r.(interface {
			NaturalKeys(ctx context.Context) func(tftypes.Value) string
		}); ok {
			k.naturalKey = keyed.NaturalKeys(context.Background())
		}
		if maps, ok := r.(interface{ FillsMaps() bool }); ok {
			k.fillsMaps = maps.FillsMaps()
		}
		all = append(all, k)
	}
	for _, k := range all {
		k.with = k.listedWith(schema)
	}
	slices.SortFunc(all, func(a, b *kind) int { return strings.Compare(a.Type, b.Type) })
	return all
}

// listedWith returns the kind by whose objects associations are listed: the last one, which most are fewer of, such as tags.
func (k *kind) listedWith(schema *tfprotov6.GetProviderSchemaResponse) (found *with) {
	for _, key := range k.Keys {
		typ := k.References[key.Name]
		if len(k.Keys) != 2 || typ == "" {
			return nil
		}
		if schema.ResourceSchemas[typ] != nil && k.list != nil && attribute(k.list, key.Name) != nil {
			found = &with{typ, key.Name}
		}
	}
	return found
}

// listable reports whether the list can show all objects. A list with a required argument, such as the type of a custom object, cannot.
func (k *kind) listable() bool {
	return k.with != nil || k.list != nil && !slices.ContainsFunc(k.list.Attributes, func(a *tfprotov6.SchemaAttribute) bool { return a.Required })
}

// covered reports whether an export writes the kind.
func (k *kind) covered() bool { return withheld[k.Type] == "" && k.listable() }

// file is the name of the kind's files, without an ending: "ticket_types".
func (k *kind) file() string { return strings.ToLower(strings.ReplaceAll(k.Plural, " ", "_")) }

// importID returns the import ID of an object with these keys.
func (k *kind) importID(identity map[string]string) string {
	parts := make([]string, len(k.Keys))
	for i, key := range k.Keys {
		parts[i] = identity[key.Name]
	}
	return strings.Join(parts, "/")
}

// selection is what the flags say about kinds.
type selection struct {
	only, exclude, include []string
}

// choose returns the kinds to export with the client's versions. It refuses what is no kind.
func (s selection) choose(all []*kind, client intercom.Config) (chosen []*kind, left map[string]string, err error) {
	known := map[string]bool{}
	for _, k := range all {
		known[k.Type] = true
	}
	groups := []string{framework.RecordsPeople, framework.RecordsTickets}
	for _, group := range s.include {
		if !slices.Contains(groups, group) {
			return nil, nil, fmt.Errorf("-include %s: the records to include are %s", intercom.Quote(group, 40), strings.Join(groups, " and "))
		}
	}
	only, err := types("-only", s.only, known)
	if err != nil {
		return nil, nil, err
	}
	exclude, err := types("-exclude", s.exclude, known)
	if err != nil {
		return nil, nil, err
	}
	left = map[string]string{}
	for _, k := range all {
		version := client.VersionOf(k.Preview)
		switch {
		case len(only) > 0 && !only[k.Type]:
			left[k.Type] = "not in -only"
		case exclude[k.Type]:
			left[k.Type] = "in -exclude"
		case k.Records != "" && !slices.Contains(s.include, k.Records):
			left[k.Type] = "needs -include " + k.Records
		case withheld[k.Type] != "":
			left[k.Type] = withheld[k.Type]
		case !k.covered():
			left[k.Type] = cmp.Or(unlisted[k.Type], "the provider cannot list them")
		case !version.Has(k.Since.Read) && k.Preview != "":
			left[k.Type] = fmt.Sprintf("needs API version Preview: set INTERCOM_PREVIEW=%s; this export used %s", k.Preview, version)
		case !version.Has(k.Since.Read) && k.Since.Read != "":
			left[k.Type] = fmt.Sprintf("needs API version %s; this export used %s", k.Since.Read, version)
		case k.NotInPreview && version == intercom.Preview:
			left[k.Type] = "API version Preview does not have them"
		default:
			chosen = append(chosen, k)
		}
	}
	is := map[string]bool{}
	for _, k := range chosen {
		is[k.Type] = true
	}
	chosen = slices.DeleteFunc(chosen, func(k *kind) bool {
		if k.with == nil {
			return false
		}
		var ends []string
		for _, key := range k.Keys {
			if end := k.References[key.Name]; known[end] {
				ends = append(ends, end)
			}
		}
		without := slices.ContainsFunc(ends, func(end string) bool { return !is[end] })
		if without {
			left[k.Type] = fmt.Sprintf("needs %s in the export", strings.Join(ends, " and "))
		}
		return without
	})
	return chosen, left, nil
}

// types completes names of types: tag, or intercom_tag.
func types(flag string, names []string, known map[string]bool) (map[string]bool, error) {
	found := map[string]bool{}
	for _, name := range names {
		full := prefix + strings.TrimPrefix(name, prefix)
		if !known[full] {
			return nil, fmt.Errorf("%s %s is not a resource type: the types are %s", flag, intercom.Quote(name, 80), strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		}
		found[full] = true
	}
	return found, nil
}
