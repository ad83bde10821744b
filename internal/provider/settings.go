package provider

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// settings are the provider's arguments, completed from the environment and the defaults.
type settings struct {
	token, baseURL, workspaceID string
	version                     intercom.Version
	// preview has the areas of the API that the version Preview is used for.
	preview            []string
	rateLimitShare     float64
	deletionProtection types.Bool
	// batchRefresh is off while it is unknown: it changes the number of calls, not the result.
	batchRefresh types.Bool
	// hidePersonalData is on while it is unknown.
	hidePersonalData bool
	// environment looks up a variable.
	environment func(string) string
	// unknown names the arguments that are known only after apply.
	unknown []string
}

const hidePersonalDataVariable = "INTERCOM_HIDE_PERSONAL_DATA"

// resolve takes each argument from the configuration, or else from its environment variable, or else its default. It adds
// an error for what is malformed. An empty argument or variable counts as not set.
func resolve(m providerModel, environment func(string) string, diags *diag.Diagnostics) settings {
	s := settings{environment: environment}
	s.deletionProtection = s.flag("deletion_protection", "INTERCOM_DELETION_PROTECTION", m.DeletionProtection, diags)
	s.batchRefresh = s.flag("batch_refresh", "INTERCOM_BATCH_REFRESH", m.BatchRefresh, diags)
	hide := s.flag("hide_personal_data", hidePersonalDataVariable, m.HidePersonalData, diags)
	s.hidePersonalData = hide.IsUnknown() || hide.ValueBool()
	s.token = s.argument("access_token", "INTERCOM_ACCESS_TOKEN", m.AccessToken, "", diags, intercom.ValidToken)
	region := s.argument("region", "INTERCOM_REGION", m.Region, "us", diags, func(region string) error {
		if _, ok := intercom.RegionURLs[region]; !ok {
			return fmt.Errorf("the regions are us, eu and au, not %s", intercom.Quote(region, 40))
		}
		return nil
	})
	s.baseURL = s.argument("base_url", "INTERCOM_BASE_URL", m.BaseURL, intercom.RegionURLs[region], diags, func(baseURL string) error {
		_, err := intercom.ParseBaseURL(baseURL)
		return err
	})
	s.version = intercom.Version(s.argument("api_version", "INTERCOM_API_VERSION", m.APIVersion, string(intercom.DefaultVersion), diags, func(version string) error {
		_, err := intercom.ParseVersion(version)
		return err
	}))
	share := types.StringNull()
	if m.RateLimitShare.IsUnknown() {
		share = types.StringUnknown()
	} else if !m.RateLimitShare.IsNull() {
		share = types.StringValue(strconv.FormatFloat(m.RateLimitShare.ValueFloat64(), 'g', -1, 64))
	}
	s.argument("rate_limit_share", "INTERCOM_RATE_LIMIT_SHARE", share, "1", diags, func(share string) (err error) {
		if s.rateLimitShare, err = strconv.ParseFloat(share, 64); err != nil || !(s.rateLimitShare > 0 && s.rateLimitShare <= 1) {
			return fmt.Errorf("it is a number above 0 and up to 1, not %s", intercom.Quote(share, 40))
		}
		return nil
	})
	s.preview = s.areas(m.Preview, diags)
	s.workspaceID = s.argument("workspace_id", "INTERCOM_WORKSPACE_ID", m.WorkspaceID, "", diags, intercom.ValidID)
	return s
}

// defaults returns the default arguments for the provider's objects.
func (s settings) defaults() providerdata.Options {
	return providerdata.Options{DeletionProtection: s.deletionProtection, BatchRefresh: s.batchRefresh.ValueBool()}
}

// areas resolves the argument preview. An empty set, and a set of empty strings, is treated as not set.
func (s *settings) areas(configured types.Set, diags *diag.Diagnostics) (chosen []string) {
	var listed []string
	text := types.StringNull()
	for _, each := range configured.Elements() {
		if area, _ := each.(types.String); area.IsUnknown() {
			text = types.StringUnknown()
		} else {
			listed = append(listed, area.ValueString())
		}
	}
	if configured.IsUnknown() {
		text = types.StringUnknown()
	} else if !text.IsUnknown() {
		text = types.StringValue(strings.Trim(strings.Join(listed, ","), ", "))
	}
	s.argument("preview", "INTERCOM_PREVIEW", text, "", diags, func(text string) error {
		for area := range strings.SplitSeq(text, ",") {
			switch area = strings.TrimSpace(area); {
			case slices.Contains(intercom.PreviewAreas, area):
				chosen = append(chosen, area)
			case area != "":
				return fmt.Errorf("the areas are %s, not %s", strings.Join(intercom.PreviewAreas, " and "), intercom.Quote(area, 40))
			}
		}
		return nil
	})
	return chosen
}

// flag resolves a boolean argument. It stays unknown, or null if it is not set anywhere.
func (s *settings) flag(name, variable string, configured types.Bool, diags *diag.Diagnostics) types.Bool {
	text := strings.TrimSpace(s.environment(variable))
	if !configured.IsNull() || text == "" {
		return configured
	}
	on, err := strconv.ParseBool(text)
	if err != nil {
		diags.AddAttributeError(path.Root(name), "Malformed "+variable, "It must be true or false.")
	}
	return types.BoolValue(on)
}

// argument resolves one argument and trims the blanks that a file or a secret store adds. An unknown value is recorded and
// replaced by the default.
func (s *settings) argument(name, env string, configured types.String, standard string, diags *diag.Diagnostics, check func(string) error) string {
	if configured.IsUnknown() {
		s.unknown = append(s.unknown, name)
		return standard
	}
	value, source := strings.TrimSpace(configured.ValueString()), name
	if value == "" {
		value, source = strings.TrimSpace(s.environment(env)), env
	}
	if value == "" {
		value, source = standard, name
	}
	if value == "" {
		return ""
	}
	if err := check(value); err != nil {
		diags.AddAttributeError(path.Root(name), "Malformed "+source, err.Error()+".")
	}
	return value
}

// exchangeLog returns a function that logs a run's calls to Intercom: these fields and no others, never a header or a body.
// A field with values that do not fit is reported once.
func exchangeLog(hidesPersons bool) func(context.Context, intercom.Exchange) {
	var reported sync.Map
	return func(ctx context.Context, e intercom.Exchange) {
		if hidesPersons {
			e.Path, e.RequestID = intercom.HidePersonalData(e.Path), intercom.HidePersonalData(e.RequestID)
		}
		kind, _, _ := strings.Cut(strings.TrimPrefix(e.Path, "/"), "/")
		for _, field := range e.Odd {
			if _, again := reported.LoadOrStore(kind+" "+field, true); !again {
				tflog.Warn(ctx, "Intercom answered a value that does not fit its field; the provider takes the field for absent", map[string]any{
					"method": e.Method, "path": e.Path, "field": field, "request_id": e.RequestID,
				})
			}
		}
		fields := map[string]any{
			"method": e.Method, "path": e.Path, "status": e.Status, "request_id": e.RequestID,
			"duration_ms": e.Duration.Milliseconds(), "attempt": e.Attempt,
		}
		if slices.Contains([]int{200, 404, 410}, e.Status) && e.Attempt == 1 {
			tflog.Debug(ctx, answered(e), fields)
			return
		}
		tflog.Info(ctx, answered(e), fields)
	}
}

// answered says in a fixed order what the fields say: Terraform's log has the fields of a line in random order.
func answered(e intercom.Exchange) string {
	text := fmt.Sprintf("Intercom answered %s %s with %d in %d ms, request ID %s", e.Method, e.Path, e.Status, e.Duration.Milliseconds(), cmp.Or(e.RequestID, "not given"))
	if e.Status == 0 {
		text = fmt.Sprintf("Intercom did not answer %s %s in %d ms", e.Method, e.Path, e.Duration.Milliseconds())
	}
	if e.Attempt > 1 {
		text += fmt.Sprintf(", attempt %d", e.Attempt)
	}
	return text
}

// logPause says that a run waits, so that nobody takes it for stuck. Its path has no values: it is the kind of call.
func logPause(ctx context.Context, p intercom.Pause) {
	limit := "Intercom refused the call (429)"
	if p.Limit > 0 {
		limit = fmt.Sprintf("%d calls in a window", p.Limit)
	}
	tflog.Info(ctx, "Waiting for Intercom's rate limit", map[string]any{
		"seconds": int(math.Ceil(p.Wait.Seconds())), "limit": limit, "method": p.Method, "path": intercom.HidePersonalData(p.Path),
	})
}
