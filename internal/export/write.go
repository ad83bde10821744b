package export

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const header = "# Written by terraform-provider-intercom export. See README.md.\n\n"

// build makes the files of everything that was read, and looks up what that refers to. Only the end of the context is an error.
func (e *export) build(chosen []*kind) error {
	var imports [][]byte
	for _, k := range chosen {
		var resources [][]byte
		for _, o := range k.objects {
			resources = append(resources, formatted(func(file *hclwrite.Body) {
				body := file.AppendNewBlock("resource", []string{k.Type, o.name}).Body()
				for _, a := range e.attributes(k.schema.Attributes, o.config, place{object: o}) {
					body.SetAttributeRaw(string(a.Name.Bytes()), a.Value)
				}
			}))
			imports = append(imports, formatted(func(file *hclwrite.Body) {
				block := file.AppendNewBlock("import", nil).Body()
				block.SetAttributeRaw("to", traversal(k.Type, o.name))
				block.SetAttributeValue("id", cty.StringVal(o.importID()))
			}))
		}
		if len(k.objects) > 0 {
			e.add(k.file()+".tf", resources...)
		}
		if err := e.ctx.Err(); err != nil {
			return interrupted(err)
		}
	}
	e.add("imports.tf", imports...)
	e.add("providers.tf", formatted(e.providers))
	e.add("variables.tf", formatted(func(file *hclwrite.Body) {
		e.variables.declare(file, text(e.workspace["id"]), !e.options.Variables)
	}))
	if e.options.Variables {
		e.files.content[e.tfvars()] = e.variables.values(text(e.workspace["id"]))
	}
	if len(e.blocks) > 0 {
		e.add("data_sources.tf", formatted(e.dataSources))
	}
	e.files.content["README.md"] = e.readme(chosen)
	// Git must not change the line ends of bodies: file() reads every byte.
	e.files.content[".gitattributes"] = []byte("* -text\n")
	return nil
}

// save writes the files.
func (e *export) save(chosen []*kind) error {
	if err := e.checkSecrets(); err != nil {
		return err
	}
	m := manifest{Workspace: text(e.workspace["id"]), Names: e.names.all(e.chosen)}
	for _, k := range chosen {
		m.Kinds = append(m.Kinds, k.Type)
	}
	slices.Sort(m.Kinds)
	for _, key := range slices.Sorted(maps.Keys(m.Names)) {
		if e.names.given[key] == "" {
			m.Gone = append(m.Gone, key)
		}
	}
	return e.files.write(e.options.Dir, m, e.earlier)
}

func (e *export) tfvars() string {
	return cmp.Or(slug(text(e.workspace["id"])), "workspace") + ".tfvars"
}

// add joins what was formatted to a file.
func (e *export) add(path string, blocks ...[]byte) {
	e.files.content[path] = append([]byte(header), bytes.Join(blocks, []byte("\n"))...)
}

// formatted returns what fill writes, as terraform fmt formats it. Each resource is formatted by itself: a file of a thousand would take
// much memory.
func formatted(fill func(file *hclwrite.Body)) []byte {
	f := hclwrite.NewEmptyFile()
	fill(f.Body())
	return hclwrite.Format(f.Bytes())
}

// providers writes the provider's requirement and block.
func (e *export) providers(file *hclwrite.Body) {
	terraform := file.AppendNewBlock("terraform", nil).Body()
	terraform.SetAttributeValue("required_version", cty.StringVal(">= 1.8"))
	terraform.AppendNewline()
	required := map[string]cty.Value{"source": cty.StringVal("terraform-intercom/intercom")}
	// A build without a version has none that the registry could have.
	if v, err := version.NewVersion(e.options.Version); err == nil && v.Prerelease() == "" {
		required["version"] = cty.StringVal(fmt.Sprintf("~> %d.%d", v.Segments()[0], v.Segments()[1]))
	}
	terraform.AppendNewBlock("required_providers", nil).Body().SetAttributeValue("intercom", cty.ObjectVal(required))
	file.AppendNewline()
	body := file.AppendNewBlock("provider", []string{"intercom"}).Body()
	body.SetAttributeRaw(workspaceID, traversal("var", workspaceID))
	body.SetAttributeValue("deletion_protection", cty.True)
	// The environment of a later plan may lack them.
	for region, address := range intercom.RegionURLs {
		if region != "us" && e.server.client.BaseURL == address {
			body.SetAttributeValue("region", cty.StringVal(region))
		}
	}
	if v := e.server.client.Version; v != intercom.DefaultVersion {
		body.SetAttributeValue("api_version", cty.StringVal(string(v)))
	}
	var areas []cty.Value
	for _, area := range intercom.PreviewAreas {
		needs := func(k *kind) bool { return e.chosen[k.Type] && k.Preview == area }
		if slices.Contains(e.server.client.Preview, area) && slices.ContainsFunc(slices.Collect(maps.Values(e.kinds)), needs) {
			areas = append(areas, cty.StringVal(area))
		}
	}
	if len(areas) > 0 {
		body.SetAttributeValue("preview", cty.ListVal(areas))
	}
}

// dataSources writes what names the IDs of objects that are not in the export.
func (e *export) dataSources(file *hclwrite.Body) {
	slices.SortFunc(e.blocks, func(a, b dataBlock) int { return cmp.Or(cmp.Compare(a.typ, b.typ), cmp.Compare(a.name, b.name)) })
	for i, b := range e.blocks {
		if i > 0 {
			file.AppendNewline()
		}
		body := file.AppendNewBlock("data", []string{b.typ, b.name}).Body()
		for _, name := range slices.Sorted(maps.Keys(b.arguments)) {
			body.SetAttributeRaw(name, b.arguments[name])
		}
	}
}

// checkSecrets refuses to write the access token, plain or encoded, wherever it came from. No encoding of it has a line end, and a
// line takes less memory than a file.
func (e *export) checkSecrets() error {
	redactor := intercom.NewRedactor(e.server.client.Token)
	for _, path := range slices.Sorted(maps.Keys(e.files.content)) {
		for line := range strings.Lines(string(e.files.content[path])) {
			if redactor.Redact(line) != line {
				return errors.New(path + " would contain the access token, because something in the workspace does. Nothing was written: remove it there, and make a new access token")
			}
		}
	}
	return nil
}
