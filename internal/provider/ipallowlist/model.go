package ipallowlist

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	Enabled   types.Bool   `tfsdk:"enabled"`
	Addresses types.Set    `tfsdk:"addresses"`
	OnDestroy types.String `tfsdk:"on_destroy"`
}

const onDestroyDisable = "disable"

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"enabled": schema.BoolAttribute{
			MarkdownDescription: "Whether only the addresses of the allowlist can use the API and the web application.",
			Required:            true,
		},
		"addresses": schema.SetAttribute{
			MarkdownDescription: "IP addresses (`10.0.0.1`) and ranges in CIDR notation (`192.168.1.0/24`). Required if `enabled` is `true`. Removing the argument leaves the addresses as they are.",
			ElementType:         types.StringType,
			Optional:            true,
			Computed:            true,
			PlanModifiers:       []planmodifier.Set{managedfields.Optional()},
		},
		"on_destroy": schema.StringAttribute{
			MarkdownDescription: "Effect of a destroy on the IP allowlist in Intercom: `abandon` (default) does not change it, `disable` disables it and keeps its addresses. A new value takes effect after it has been applied.",
			Optional:            true,
			Validators:          []validator.String{stringvalidator.OneOf(schemas.OnDestroyAbandon, onDestroyDisable)},
		},
	}
}

var addressesPath = path.Root("addresses")

// validate refuses text that is not an address, and an enabled allowlist that nobody is on.
func validate(config *model) (diags diag.Diagnostics) {
	for _, element := range config.Addresses.Elements() {
		text, _ := element.(types.String)
		if _, ok := rangeOf(text.ValueString()); !ok && !text.IsUnknown() {
			diags.AddAttributeError(addressesPath.AtSetValue(element), "Invalid IP address",
				fmt.Sprintf("%s is neither an IP address, such as 10.0.0.1, nor a range in CIDR notation, such as 192.168.1.0/24.", intercom.Quote(text.ValueString(), 80)))
		}
	}
	if config.Enabled.ValueBool() && !config.Addresses.IsUnknown() && len(config.Addresses.Elements()) == 0 {
		diags.AddAttributeError(addressesPath, "Missing addresses", "An enabled IP allowlist without addresses locks everybody out. List the addresses, or set enabled = false.")
	}
	return diags
}

// checkPlan warns of what can lock people out: Intercom protects nobody but the caller of this run.
func checkPlan(_ context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	enables := p.Plan.Enabled.ValueBool() || p.Plan.Enabled.IsUnknown()
	if !enables {
		return nil
	}
	if p.Prior == nil || !p.Prior.Enabled.ValueBool() {
		diags.AddAttributeWarning(path.Root("enabled"), "This plan enables the IP allowlist",
			"Only the listed addresses can use Intercom's API and web application then. Intercom refuses the change only if it would lock out the machine that applies it. It does not check "+
				"your teammates' addresses, nor the address of the next Terraform run: the machines of HCP Terraform and of hosted CI services change their addresses.\n\n"+
				"What to do: make sure that addresses has your offices, your VPNs, and every machine that uses the API. Who is locked out can only be let in again from a listed address.")
		return diags
	}
	if p.Plan.Addresses.IsNull() || p.Plan.Addresses.IsUnknown() {
		return nil
	}
	if removed := missing(framework.Texts(p.Prior.Addresses), framework.Texts(p.Plan.Addresses)); len(removed) > 0 {
		for i, text := range removed {
			removed[i] = intercom.Quote(text, 80)
		}
		diags.AddAttributeWarning(addressesPath, "This plan removes addresses from the IP allowlist",
			fmt.Sprintf("No other listed range contains %s. Who uses Intercom from there is locked out, including Terraform runs.", strings.Join(removed, ", ")))
	}
	return diags
}

// rangeOf reads an address, or a range in CIDR notation, of which Intercom ignores the bits beyond the prefix.
func rangeOf(text string) (netip.Prefix, bool) {
	if r, err := netip.ParsePrefix(text); err == nil {
		return r.Masked(), true
	}
	ip, err := netip.ParseAddr(text)
	if err != nil || ip.Zone() != "" {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(ip, ip.BitLen()), true
}

// canonical returns the ranges that texts mean, sorted and each once. What is not a range stays as it is.
func canonical(texts []string) []string {
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = text
		if r, ok := rangeOf(text); ok {
			all[i] = r.String()
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func sameRanges(a, b []string) bool { return slices.Equal(canonical(a), canonical(b)) }

// missing returns the ranges of texts that none of the others contains.
func missing(texts, others []string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool {
		r, ok := rangeOf(text)
		return slices.ContainsFunc(others, func(other string) bool {
			o, valid := rangeOf(other)
			return text == other || ok && valid && o.Bits() <= r.Bits() && o.Contains(r.Addr())
		})
	})
}

// setOf returns each text once, as a set.
func setOf(texts []string) types.Set {
	texts = slices.Compact(slices.Sorted(slices.Values(texts)))
	values := make([]attr.Value, len(texts))
	for i, text := range texts {
		values[i] = types.StringValue(text)
	}
	return types.SetValueMust(types.StringType, values)
}
