package acctest_test

import (
	"maps"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// laterData are data sources with tests of their own that some tested version lacks.
var laterData = map[string]acctest.Block{
	"intercom_article_draft":             {"article_id": intercomtest.ExampleArticle},
	"intercom_article_versions":          {"article_id": intercomtest.ExampleArticle},
	"intercom_data_connector_executions": {"connector_id": intercomtest.ExampleConnector},
}

var first = regexp.MustCompile(`Requires API version (2\.\d+) or later`)

// describedAs reports whether a description says that an API version lacks the object.
func describedAs(lacking intercom.Version, description string) bool {
	if m := first.FindStringSubmatch(description); m != nil && !lacking.Has(intercom.Version(m[1])) {
		return true
	}
	if strings.Contains(description, "Does not work with API version Preview") {
		return lacking == intercom.Preview
	}
	return strings.Contains(description, "Requires API version Preview,") && lacking != intercom.Preview
}

// TestDescribedVersions: the description of a data source or a list names the API versions that lack it, which are those that a read
// refuses.
func TestDescribedVersions(t *testing.T) {
	t.Parallel()
	data, listConfig := maps.Clone(laterData), map[string]acctest.Block{}
	for _, d := range dataSources {
		data[d.name] = d.config
	}
	for _, l := range lists {
		listConfig[l.kind] = listConfigs[l.kind]
	}
	for _, version := range []intercom.Version{"2.13", "2.14", "2.15", "2.16", intercom.Preview} {
		t.Run(string(version), func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seedLists(s)
			seedAssociations(s)
			provider := acctest.Block{"api_version": string(version), "preview": nil}
			refused := func(diags string) bool {
				return strings.Contains(diags, "API version "+string(version)+" does not ") || strings.Contains(diags, "requires API version")
			}
			for name, config := range data {
				p := acctest.NewProtocol(t, s, name, provider)
				description, _ := p.Descriptions()
				if _, diags := p.Data(config); refused(acctest.Text(diags)) != describedAs(version, description) {
					t.Errorf("the data source %s is described by %q and says %q", name, description, acctest.Text(diags))
				}
			}
			for name, config := range listConfig {
				p := acctest.NewProtocol(t, s, name, provider)
				_, description := p.Descriptions()
				if _, diags := p.List(config, 0); refused(acctest.Text(diags)) != describedAs(version, description) {
					t.Errorf("the list %s is described by %q and says %q", name, description, acctest.Text(diags))
				}
			}
		})
	}
}
