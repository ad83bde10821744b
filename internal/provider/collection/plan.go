package collection

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// checkPlan refuses what Intercom would refuse or do otherwise than configured, and keeps what the change does not affect.
func checkPlan(ctx context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	plan, prior := p.Plan, p.Prior
	if prior != nil && !p.Replaces {
		moves := !plan.ParentID.Equal(prior.ParentID)
		if !moves && plan.Name.Equal(prior.Name) {
			plan.URL = prior.URL
		}
		if !moves {
			plan.Order = prior.Order
		}
		plan.Icon, plan.DefaultLocale = prior.Icon, prior.DefaultLocale
		diags.Append(removedLocales(plan, prior)...)
	}
	diags.Append(p.WithReader(ctx, func(ctx context.Context, r framework.Reader) diag.Diagnostics {
		problems := checkParent(ctx, r, p)
		if !problems.HasError() {
			problems.Append(checkLocales(ctx, r, p)...)
		}
		if prior != nil && !p.Replaces && !problems.HasError() {
			problems.Append(checkTakeover(ctx, r, p)...)
		}
		return problems
	})...)
	return diags
}

// removedLocales warns of translations that stay in Intercom.
func removedLocales(plan, prior *model) (diags diag.Diagnostics) {
	if plan.Translations.IsUnknown() {
		return nil
	}
	var removed []string
	for _, locale := range prior.locales() {
		if plan.Translations.Elements()[locale] == nil {
			removed = append(removed, locale)
		}
	}
	if len(removed) > 0 {
		diags.AddAttributeWarning(translationsPath, "Translations of collections stay in Intercom", fmt.Sprintf(
			"Collection %s has no translation to %s in the configuration any more. Intercom cannot delete a translation: its texts stay as they are, and Terraform does not manage them any more.",
			framework.Label(prior.ID.ValueString(), prior.Name.ValueString()), strings.Join(removed, ", ")))
	}
	return diags
}

// checkTakeover warns of translations in Intercom in whose place the plan puts others, although state does not have them.
func checkTakeover(ctx context.Context, r framework.Reader, p *framework.Plan[model]) (diags diag.Diagnostics) {
	before := p.Prior.Translations.Elements()
	added := slices.DeleteFunc(p.Plan.locales(), func(locale string) bool { return before[locale] != nil })
	if len(added) == 0 {
		return nil
	}
	label := framework.Label(p.Prior.ID.ValueString(), p.Prior.Name.ValueString())
	c, err := r.Collection(ctx, p.Prior.ID.ValueString())
	if err != nil {
		return diag.Diagnostics{providerdiag.Warning("reading collection "+label+" to plan what it replaces", err, "The plan may replace translations that Terraform did not manage, and does not name them.", permission)}
	}
	for _, locale := range added {
		shown, planned := shownTexts(c.TranslatedContent[locale], nil), p.Plan.Translations.Elements()[locale]
		name, _ := textsOf(shown)
		if _, description := textsOf(planned); description.IsNull() {
			shown = translation(name, description) // which the update keeps
		}
		if !name.IsNull() && !sameTexts(shown, planned) {
			diags.Append(framework.ReplacesTexts(translationsPath.AtMapKey(locale), "translations of collections",
				fmt.Sprintf("Collection %s has a translation to %s (%q)", label, locale, intercom.Clean(name.ValueString(), 80)), "copy it into the configuration first."))
		}
	}
	return diags
}

// checkParent refuses a parent in which the collection cannot be.
func checkParent(ctx context.Context, r framework.Reader, p *framework.Plan[model]) (diags diag.Diagnostics) {
	plan, own := p.Plan, ""
	here := place{parent: plan.ParentID.ValueString(), helpCenter: plan.HelpCenterID.ValueString(), unknown: plan.ParentID.IsUnknown()}
	if p.Prior != nil && !p.Replaces {
		own, here.defaultLocale = p.Prior.ID.ValueString(), p.Prior.DefaultLocale.ValueString()
		defer treeOf(p.Data).put(own, here)
		if plan.ParentID.Equal(p.Prior.ParentID) {
			return nil
		}
	}
	if here.unknown || here.parent == "" {
		return nil
	}
	refuse := func(summary, detail string) diag.Diagnostics {
		diags.AddAttributeError(parentPath, summary, detail+" "+framework.NothingChanged)
		return diags
	}
	if here.parent == own {
		return refuse("A collection cannot be in itself", "parent_id is the ID of the collection itself.")
	}
	places, err := treeOf(p.Data).all(ctx, r)
	if err != nil {
		return diag.Diagnostics{providerdiag.AttributeError(parentPath, "reading the collections", err, framework.NothingChanged, permission)}
	}
	level, known := levelOf(places, here.parent, own)
	below := levelsFrom(places, own)
	switch helpCenter := places[here.parent].helpCenter; {
	case level == 0:
		return refuse("A collection cannot be in a collection that is in it", fmt.Sprintf("Collection %s is in collection %s.", intercom.Quote(here.parent, 40), own))
	case here.helpCenter != "" && helpCenter != "" && here.helpCenter != helpCenter:
		return refuse("The parent is in another help center", fmt.Sprintf("Collection %s is in help center %s, and this collection in %s. "+
			"Intercom cannot move a collection to another help center.", intercom.Quote(here.parent, 40), intercom.Quote(helpCenter, 40), intercom.Quote(here.helpCenter, 40)))
	case known && level+below > maxLevels:
		deep := fmt.Sprintf("Collections have %d levels. Collection %s is on level %d", maxLevels, intercom.Quote(here.parent, 40), level)
		if below > 1 {
			deep += fmt.Sprintf(", and this collection holds %d more", below-1)
		}
		return refuse("Collections have three levels", deep+".")
	}
	return nil
}

// levelOf is the level of a collection: 1 for the first, 0 if it is in the collection own. It is not known where a parent is not.
func levelOf(places map[string]place, id, own string) (level int, known bool) {
	for level = 1; level <= maxLevels; level++ {
		p, listed := places[id]
		switch {
		case id == own:
			return 0, true
		case !listed || p.unknown:
			return level, false
		case p.parent == "":
			return level, true
		}
		id = p.parent
	}
	return level, true
}

// levelsFrom is how many levels there are from a collection on, itself included; 1 for a new one.
func levelsFrom(places map[string]place, id string) int {
	if id == "" {
		return 1
	}
	level := []string{id}
	for depth := 1; ; depth++ {
		var next []string
		for child, p := range places {
			if slices.Contains(level, p.parent) && child != id {
				next = append(next, child)
			}
		}
		if len(next) == 0 || depth > maxLevels {
			return depth
		}
		level = next
	}
}

// checkLocales refuses translations to the default locale, whose texts are the collection's own, and from 2.16 on to locales that
// the help center does not have.
func checkLocales(ctx context.Context, r framework.Reader, p *framework.Plan[model]) (diags diag.Diagnostics) {
	plan := p.Plan
	locales := plan.locales()
	if len(locales) == 0 || p.Prior != nil && plan.Translations.Equal(p.Prior.Translations) {
		return nil
	}
	helpCenter, main, err := helpCenterOf(ctx, r, p)
	if err != nil {
		return diag.Diagnostics{providerdiag.AttributeError(translationsPath, "reading the help center of the collection", err, framework.NothingChanged, permission)}
	}
	for _, locale := range locales {
		at := translationsPath.AtMapKey(locale)
		switch {
		case locale == main:
			diags.AddAttributeError(at, "Translation to the default locale", fmt.Sprintf("%s is the default locale of the help center. Its texts are name and description. %s", locale, framework.NothingChanged))
		case helpCenter != nil && helpCenter.Locales != nil && !slices.Contains(helpCenter.Locales, locale):
			diags.AddAttributeError(at, "The help center does not have this locale", fmt.Sprintf("Help center %s has %s. Add the language in the settings of the help center first. %s",
				framework.Label(string(helpCenter.ID), helpCenter.DisplayName), strings.Join(known(helpCenter.Locales), ", "), framework.NothingChanged))
		}
	}
	return diags
}

// known are the locales of an answer that are Intercom's.
func known(locales []string) []string {
	return slices.DeleteFunc(slices.Clone(locales), func(locale string) bool { return !slices.Contains(intercom.ContentLocales, locale) })
}

// helpCenterOf is the help center that the planned collection is or will be in, nil if that is not known, and its default locale, ""
// if no collection of it tells.
func helpCenterOf(ctx context.Context, r framework.Reader, p *framework.Plan[model]) (found *intercom.HelpCenter, main string, err error) {
	id := p.Plan.HelpCenterID.ValueString()
	if parent := p.Plan.ParentID; id == "" && !parent.IsNull() {
		if parent.IsUnknown() {
			return nil, "", nil
		}
		if id = treeOf(p.Data).helpCenterOf(ctx, r, parent.ValueString()); id == "" {
			return nil, "", nil
		}
	}
	helpCenters, err := framework.ListOnce(framework.Reader.HelpCenters)(ctx, r)
	if err != nil {
		return nil, "", err
	}
	for i := range helpCenters {
		h := &helpCenters[i]
		if string(h.ID) == id || id == "" && (h.Default != nil && *h.Default || len(helpCenters) == 1) {
			found = h
		}
	}
	if p.Prior != nil && !p.Prior.DefaultLocale.IsNull() {
		return found, p.Prior.DefaultLocale.ValueString(), nil
	}
	if found == nil {
		return nil, "", nil
	}
	places, err := treeOf(p.Data).all(ctx, r)
	for _, each := range places {
		if each.helpCenter == string(found.ID) && each.defaultLocale != "" {
			main = each.defaultLocale
		}
	}
	return found, main, err
}
