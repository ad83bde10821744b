package article

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// mainLocales are the default locales of help centers, by the IDs of their collections. They are read once a walk.
type mainLocales struct {
	providerdata.Cache[map[string]string]
}

// checkLocales refuses a translation to the default locale: its texts are the article's own, and where the two differ, those count.
func checkLocales(ctx context.Context, r framework.Reader, p *framework.Plan[model]) (diags diag.Diagnostics) {
	planned := p.Plan.translations()
	if len(planned) == 0 || p.Prior != nil && p.Plan.Translations.Equal(p.Prior.Translations) {
		return nil
	}
	main, err := mainLocale(ctx, r, p)
	if err != nil {
		return diag.Diagnostics{providerdiag.AttributeError(path.Root("translations"), "reading the collections for the default locale", err, framework.NothingChanged, permission)}
	}
	if _, translated := planned[main]; translated {
		diags.AddAttributeError(path.Root("translations").AtMapKey(main), "Translation to the default locale",
			fmt.Sprintf("%s is the default locale of the help center. Its texts are title, description, and body or body_markdown. %s", main, framework.NothingChanged))
	}
	return diags
}

// mainLocale is the default locale of the planned article's help center, or "" if Intercom does not tell: help centers with one
// language have none.
func mainLocale(ctx context.Context, r framework.Reader, p *framework.Plan[model]) (string, error) {
	if p.Prior != nil && !p.Prior.DefaultLocale.IsNull() {
		return p.Prior.DefaultLocale.ValueString(), nil
	}
	if len(stringsOf(p.Plan.CollectionIDs)) == 0 {
		return "", nil
	}
	byCollection, err := providerdata.Shared[mainLocales](r.Data).Get(ctx, "", func() (map[string]string, error) {
		collections, err := r.Collections(ctx)
		found := map[string]string{}
		for i := range collections {
			found[string(collections[i].ID)] = collections[i].DefaultLocale
		}
		return found, err
	})
	for _, id := range stringsOf(p.Plan.CollectionIDs) {
		if main := byCollection[id]; main != "" {
			return main, err
		}
	}
	return "", err
}

// checkAuthor warns of an author that is not among the admins, such as a teammate who was removed. What Intercom does with one is
// not documented, so it is no error.
func checkAuthor(ctx context.Context, r framework.Reader, p *framework.Plan[model]) (diags diag.Diagnostics) {
	id := p.Plan.AuthorID
	if id.IsUnknown() || p.Prior != nil && id.Equal(p.Prior.AuthorID) {
		return nil
	}
	admins, err := framework.ListOnce(framework.Reader.Admins)(ctx, r)
	if err != nil {
		tflog.Info(ctx, "Listing the admins failed; the authors of articles are not checked", framework.LogError(err))
		return nil
	}
	if !slices.ContainsFunc(admins, func(a intercom.Admin) bool { return string(a.ID) == id.ValueString() }) {
		diags.AddAttributeWarning(path.Root("author_id"), "Authors of articles are not among the admins",
			fmt.Sprintf("Intercom lists no admin with the ID %s. It may refuse the article. The data source intercom_admins lists the admins.", intercom.Quote(id.ValueString(), 40)))
	}
	return diags
}
