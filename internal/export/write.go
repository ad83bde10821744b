package export

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

const header = "# Written by terraform-provider-intercom export. See README.md.\n\n"

// write makes the files of everything that was read and writes them.
func (e *export) write(chosen []*kind, earlier manifest) error {
	imports := hclwrite.NewEmptyFile()
	for _, k := range chosen {
		f := hclwrite.NewEmptyFile()
		for i, o := range k.objects {
			if i > 0 {
				f.Body().AppendNewline()
			}
			body := f.Body().AppendNewBlock("resource", []string{k.Type, o.name}).Body()
			for _, a := range e.attributes(k.schema.Attributes, o.config, place{object: o}) {
				body.SetAttributeRaw(string(a.Name.Bytes()), a.Value)
			}
			if len(imports.Body().Blocks()) > 0 {
				imports.Body().AppendNewline()
			}
			block := imports.Body().AppendNewBlock("import", nil).Body()
			block.SetAttributeRaw("to", traversal(k.Type, o.name))
			block.SetAttributeValue("id", cty.StringVal(o.importID()))
		}
		if len(k.objects) > 0 {
			e.add(k.file()+".tf", f)
		}
	}
	e.add("imports.tf", imports)
	e.add("providers.tf", e.providers())
	e.add("variables.tf", e.variables.declared(text(e.workspace["id"]), !e.options.Variables))
	if e.options.Variables {
		e.files.content[e.tfvars()] = e.variables.values(text(e.workspace["id"]))
	}
	if len(e.blocks) > 0 {
		e.add("data_sources.tf", e.dataSources())
	}
	e.files.content["README.md"] = e.readme(chosen)
	// Git must not change the line ends of bodies: file() reads every byte.
	e.files.content[".gitattributes"] = []byte("* -text\n")
	if err := e.checkSecrets(); err != nil {
		return err
	}
	return e.files.write(e.options.Dir, e.names.given, earlier)
}

func (e *export) tfvars() string {
	return cmp.Or(slug(text(e.workspace["id"])), "workspace") + ".tfvars"
}

func (e *export) add(path string, f *hclwrite.File) {
	e.files.content[path] = append([]byte(header), hclwrite.Format(f.Bytes())...)
}

// providers writes the provider's requirement and block.
func (e *export) providers() *hclwrite.File {
	f := hclwrite.NewEmptyFile()
	terraform := f.Body().AppendNewBlock("terraform", nil).Body()
	terraform.SetAttributeValue("required_version", cty.StringVal(">= 1.8"))
	terraform.AppendNewline()
	required := map[string]cty.Value{"source": cty.StringVal("terraform-intercom/intercom")}
	// A build without a version has none that the registry could have.
	if v, err := version.NewVersion(e.options.Version); err == nil && v.Prerelease() == "" {
		required["version"] = cty.StringVal(fmt.Sprintf("~> %d.%d", v.Segments()[0], v.Segments()[1]))
	}
	terraform.AppendNewBlock("required_providers", nil).Body().SetAttributeValue("intercom", cty.ObjectVal(required))
	f.Body().AppendNewline()
	body := f.Body().AppendNewBlock("provider", []string{"intercom"}).Body()
	body.SetAttributeRaw(workspaceID, traversal("var", workspaceID))
	body.SetAttributeValue("deletion_protection", cty.True)
	return f
}

// dataSources writes what names the IDs of objects that are not in the export.
func (e *export) dataSources() *hclwrite.File {
	f := hclwrite.NewEmptyFile()
	slices.SortFunc(e.blocks, func(a, b dataBlock) int { return cmp.Or(cmp.Compare(a.typ, b.typ), cmp.Compare(a.name, b.name)) })
	for i, b := range e.blocks {
		if i > 0 {
			f.Body().AppendNewline()
		}
		body := f.Body().AppendNewBlock("data", []string{b.typ, b.name}).Body()
		for _, name := range slices.Sorted(maps.Keys(b.arguments)) {
			body.SetAttributeRaw(name, b.arguments[name])
		}
	}
	return f
}

// checkSecrets refuses to write the access token, wherever it came from.
func (e *export) checkSecrets() error {
	token := e.options.token()
	for path, content := range e.files.content {
		if token != "" && bytes.Contains(content, []byte(token)) {
			return errors.New(path + " would contain the access token, because something in the workspace does. Nothing was written: remove it there, and make a new access token")
		}
	}
	return nil
}
