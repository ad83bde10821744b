package provider_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// TestArguments tests every argument from the configuration and from its environment variable. A missing or malformed one
// is an error at its path.
func TestArguments(t *testing.T) {
	variables := map[string]string{
		"access_token": "INTERCOM_ACCESS_TOKEN", "region": "INTERCOM_REGION", "base_url": "INTERCOM_BASE_URL",
		"api_version": "INTERCOM_API_VERSION", "rate_limit_share": "INTERCOM_RATE_LIMIT_SHARE", "workspace_id": "INTERCOM_WORKSPACE_ID", "deletion_protection": "INTERCOM_DELETION_PROTECTION",
		"preview": "INTERCOM_PREVIEW",
	}
	for name, c := range map[string]struct {
		argument string
		value    string
		// problem is in the summary; "" means that the value is valid.
		problem, says string
	}{
		"a token":                       {argument: "access_token", value: "dG9rOmFiYw=="},
		"an empty token":                {argument: "access_token", value: "", problem: "Missing", says: "Developer Hub"},
		"a token that ends a line":      {argument: "access_token", value: " dG9rOmFiYw==\n"},
		"a token with a line break":     {argument: "access_token", value: "secret\nof two", problem: "Malformed", says: "line break"},
		"a token with a space":          {argument: "access_token", value: "Bearer secret", problem: "Malformed", says: "space"},
		"a token with a tab":            {argument: "access_token", value: "secret\tof two", problem: "Malformed", says: "line break"},
		"a token with invisible text":   {argument: "access_token", value: "secret\u200b", problem: "Malformed", says: "character that no token has"},
		"a region in capitals":          {argument: "region", value: "EU", problem: "Malformed", says: "us, eu and au"},
		"region us":                     {argument: "region", value: "us"},
		"region eu":                     {argument: "region", value: "eu"},
		"region au":                     {argument: "region", value: "au"},
		"an unknown region":             {argument: "region", value: "EMEA", problem: "Malformed", says: "us, eu and au"},
		"a proxy":                       {argument: "base_url", value: "https://proxy.example.com/intercom"},
		"a slash behind":                {argument: "base_url", value: "https://api.intercom.io/"},
		"a port":                        {argument: "base_url", value: "https://proxy.example.com:8443/intercom/"},
		"a path alone":                  {argument: "base_url", value: "/intercom", problem: "Malformed", says: "https://HOST"},
		"a fragment":                    {argument: "base_url", value: "https://api.intercom.io#top", problem: "Malformed", says: "fragment"},
		"an empty query":                {argument: "base_url", value: "https://api.intercom.io?", problem: "Malformed", says: "query"},
		"loopback":                      {argument: "base_url", value: "http://127.0.0.1:8080"},
		"IPv6 loopback":                 {argument: "base_url", value: "http://[::1]:8080"},
		"http to elsewhere":             {argument: "base_url", value: "http://api.intercom.io", problem: "Malformed", says: "https only"},
		"http to a name like loopback":  {argument: "base_url", value: "http://127.0.0.1.example.com", problem: "Malformed", says: "https only"},
		"not a URL":                     {argument: "base_url", value: "api.intercom.io", problem: "Malformed", says: "https://HOST"},
		"a password":                    {argument: "base_url", value: "https://user:secret@api.intercom.io", problem: "Malformed", says: "user name or password"},
		"a query":                       {argument: "base_url", value: "https://api.intercom.io?a=b", problem: "Malformed", says: "query"},
		"version 2.13":                  {argument: "api_version", value: "2.13"},
		"version Preview":               {argument: "api_version", value: "Preview"},
		"a version to come":             {argument: "api_version", value: "2.17", problem: "This API version is not tested", says: "2.13 to 2.16 and Preview, not with 2.17"},
		"a major version to come":       {argument: "api_version", value: "3.0", problem: "This API version is not tested", says: "not with 3.0"},
		"a version that cannot delete":  {argument: "api_version", value: "2.12", problem: "This API version cannot delete tickets", says: "2.13 or later"},
		"a version that never existed":  {argument: "api_version", value: "1.5", problem: "Malformed", says: "1.0 to 1.4"},
		"not a version":                 {argument: "api_version", value: "latest", problem: "Malformed", says: "2.16"},
		"a version with trailing zeros": {argument: "api_version", value: "2.016", problem: "Malformed", says: "2.16"},
		"a workspace":                   {argument: "workspace_id", value: "ecahpwf5"},
		"half of the limit":             {argument: "rate_limit_share", value: "0.5"},
		"all of the limit":              {argument: "rate_limit_share", value: "1"},
		"none of the limit":             {argument: "rate_limit_share", value: "0", problem: "Malformed", says: "above 0 and up to 1"},
		"more than the limit":           {argument: "rate_limit_share", value: "1.5", problem: "Malformed", says: "above 0 and up to 1"},
		"an area of Preview":            {argument: "preview", value: "team_members"},
		"blanks around areas":           {argument: "preview", value: " team_members , identity_verification_secrets,"},
		"no area":                       {argument: "preview", value: " "},
		"not an area":                   {argument: "preview", value: "tickets", problem: "Malformed", says: "not \"tickets\""},
		"not a workspace ID":            {argument: "workspace_id", value: "a/b", problem: "Malformed", says: "a/b"},
	} {
		for _, source := range []string{c.argument, variables[c.argument]} {
			t.Run(name+" from "+source, func(t *testing.T) {
				for _, variable := range variables {
					t.Setenv(variable, "")
				}
				arguments := acctest.Block{"access_token": "token"}
				if source == c.argument {
					arguments[c.argument] = c.value
					if c.argument == "preview" {
						arguments["preview"] = []any{c.value}
					}
				} else {
					delete(arguments, c.argument)
					t.Setenv(source, c.value)
				}
				text := acctest.Text(acctest.NewUnconfigured(t, "intercom_ticket").Configure(arguments))
				if c.problem == "" {
					if text != "" {
						t.Errorf("unexpected diagnostics:\n%s", text)
					}
					return
				}
				for _, word := range []string{c.problem, c.says, `[AttributeName("` + c.argument + `")]`} {
					if !strings.Contains(text, word) {
						t.Errorf("the diagnostics do not say %q:\n%s", word, text)
					}
				}
				if strings.Contains(c.value, "secret") && strings.Contains(text, "secret") {
					t.Errorf("the diagnostics hold a secret:\n%s", text)
				}
			})
		}
	}
}

// TestEmptyArguments: an empty argument is not set, so the environment's value is used. An empty variable must not send a
// token to the host of another region or turn off a pin.
func TestEmptyArguments(t *testing.T) {
	const eu, proxy = "https://api.eu.intercom.io", "https://proxy.example.com"
	for name, c := range map[string]struct {
		arguments   acctest.Block
		environment map[string]string
		baseURL     string
		workspace   string
		version     intercom.Version
		share       float64
		preview     []string
	}{
		"base_url": {
			arguments: acctest.Block{"base_url": "", "region": "eu"}, baseURL: eu, version: intercom.DefaultVersion, share: 1,
		},
		"base_url of blanks, and a variable": {
			arguments: acctest.Block{"base_url": " ", "region": "eu"}, environment: map[string]string{"INTERCOM_BASE_URL": proxy},
			baseURL: proxy, version: intercom.DefaultVersion, share: 1,
		},
		"region and its variable": {
			arguments: acctest.Block{"region": ""}, environment: map[string]string{"INTERCOM_REGION": "eu"}, baseURL: eu, version: intercom.DefaultVersion, share: 1,
		},
		"workspace_id": {
			arguments: acctest.Block{"workspace_id": "", "region": "eu"}, environment: map[string]string{"INTERCOM_WORKSPACE_ID": "ecahpwf5"},
			baseURL: eu, workspace: "ecahpwf5", version: intercom.DefaultVersion, share: 1,
		},
		"api_version": {
			arguments: acctest.Block{"api_version": "", "region": "eu"}, environment: map[string]string{"INTERCOM_API_VERSION": "2.14", "INTERCOM_RATE_LIMIT_SHARE": " 0.5\n"},
			baseURL: eu, version: "2.14", share: 0.5,
		},
		"preview": {
			arguments: acctest.Block{"preview": []any{}, "region": "eu"}, environment: map[string]string{"INTERCOM_PREVIEW": "team_members, identity_verification_secrets\n"},
			baseURL: eu, version: intercom.DefaultVersion, share: 1, preview: intercom.PreviewAreas,
		},
		"preview of blanks": {
			arguments: acctest.Block{"preview": []any{" ", ""}, "region": "eu"}, environment: map[string]string{"INTERCOM_PREVIEW": "team_members"},
			baseURL: eu, version: intercom.DefaultVersion, share: 1, preview: []string{intercom.PreviewTeamMembers},
		},
		"preview and its variable": {
			arguments: acctest.Block{"preview": []any{"team_members"}, "region": "eu"}, environment: map[string]string{"INTERCOM_PREVIEW": "identity_verification_secrets"},
			baseURL: eu, version: intercom.DefaultVersion, share: 1, preview: []string{intercom.PreviewTeamMembers},
		},
		"variables": {
			arguments: acctest.Block{"region": "eu"}, environment: map[string]string{"INTERCOM_BASE_URL": "", "INTERCOM_WORKSPACE_ID": " "},
			baseURL: eu, version: intercom.DefaultVersion, share: 1,
		},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range c.environment {
				t.Setenv(variable, value)
			}
			var got intercom.Config
			p := acctest.NewUnconfigured(t, "intercom_ticket", provider.WithClient(func(cfg *intercom.Config) { got = *cfg }))
			c.arguments["access_token"] = "token"
			if diags := p.Configure(c.arguments); len(diags) > 0 {
				t.Fatal(acctest.Text(diags))
			}
			if got.BaseURL != c.baseURL || got.WorkspaceID != c.workspace || got.Version != c.version || got.RateLimitShare != c.share || !slices.Equal(got.Preview, c.preview) {
				t.Errorf("got %s, workspace %q, version %s, share %v, preview %v", got.BaseURL, got.WorkspaceID, got.Version, got.RateLimitShare, got.Preview)
			}
		})
	}
}

// TestValidate: what the configuration sets is checked without a token, and the environment is not checked.
func TestValidate(t *testing.T) {
	t.Setenv("INTERCOM_REGION", "nowhere")
	schema := acctest.NewUnconfigured(t, "intercom_ticket")
	for name, c := range map[string]struct {
		arguments acctest.Block
		argument  string
	}{
		"nothing":           {acctest.Block{}, ""},
		"a region":          {acctest.Block{"region": "de"}, "region"},
		"a URL":             {acctest.Block{"base_url": "http://example.com"}, "base_url"},
		"a version":         {acctest.Block{"api_version": "2.1x"}, "api_version"},
		"a share":           {acctest.Block{"rate_limit_share": 5}, "rate_limit_share"},
		"a workspace":       {acctest.Block{"workspace_id": "a/b"}, "workspace_id"},
		"a token":           {acctest.Block{"access_token": "Bearer secret"}, "access_token"},
		"an unknown region": {acctest.Block{"region": acctest.Unknown, "api_version": "2.16"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := acctest.Text(schema.ValidateProvider(c.arguments))
			if c.argument == "" && text != "" || !strings.Contains(text, c.argument) || strings.Contains(text, "secret") {
				t.Errorf("got %s", text)
			}
		})
	}
}

func TestDeletionProtectionFromEnvironment(t *testing.T) {
	for value, refused := range map[string]bool{"true": true, "1": true, "false": false, "": false} {
		t.Run(value, func(t *testing.T) {
			t.Setenv("INTERCOM_DELETION_PROTECTION", value)
			d := acctest.NewProtocol(t, acctest.Fake(t), "intercom_ticket", nil)
			object := d.Run(acctest.Object{}, ticket(nil))
			if _, diags := d.Plan(object, nil); acctest.HasError(diags) != refused {
				t.Errorf("refused: %v, want %v", acctest.HasError(diags), refused)
			}
		})
	}
}

func TestBatchRefreshFromEnvironment(t *testing.T) {
	for value, batched := range map[string]bool{"true": true, "false": false, "": false} {
		t.Run(value, func(t *testing.T) {
			t.Setenv("INTERCOM_BATCH_REFRESH", value)
			synctest.Test(t, func(t *testing.T) {
				s := intercomtest.NewServer()
				defer s.Close()
				intercomtest.SeedExample(s.Workspace)
				s.URL = "http://127.0.0.1" // never dialled
				d := acctest.NewProtocol(t, s, "intercom_ticket", nil, provider.WithClient(func(cfg *intercom.Config) {
					cfg.HTTPClient = &http.Client{Transport: acctest.InProcess{Handler: s.Handler()}}
				}))
				objects := []acctest.Object{d.Run(acctest.Object{}, ticket(nil)), d.Run(acctest.Object{}, ticket(acctest.Block{"title": "Search is down"}))}
				s.ResetCalls()
				var both sync.WaitGroup
				for _, object := range objects {
					both.Go(func() { d.Read(object) })
				}
				both.Wait()
				if searched := s.Count("POST", "/tickets/search") == 1; searched != batched || searched && len(s.Calls()) != 2 { // and GET /me
					t.Errorf("searched: %v, want %v; %d calls", searched, batched, len(s.Calls()))
				}
			})
		})
	}
}

func TestMalformedFlags(t *testing.T) {
	for _, variable := range []string{"INTERCOM_DELETION_PROTECTION", "INTERCOM_BATCH_REFRESH"} {
		t.Run(variable, func(t *testing.T) {
			t.Setenv(variable, "yes")
			diags := acctest.NewUnconfigured(t, "intercom_ticket").Configure(acctest.Block{"access_token": "token"})
			if text := acctest.Text(diags); !acctest.HasError(diags) || !strings.Contains(text, variable) {
				t.Errorf("diagnostics: %s", text)
			}
		})
	}
}

// TestUnknownArguments: a provider whose configuration depends on another resource can plan what needs no call. Everything
// else names the unknown argument.
func TestUnknownArguments(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	known := acctest.NewProtocol(t, s, "intercom_ticket", nil)
	object := known.Run(acctest.Object{}, ticket(nil))
	s.ResetCalls()
	for _, argument := range []string{"access_token", "region", "base_url", "api_version", "rate_limit_share", "workspace_id", "preview"} {
		d := acctest.NewUnconfigured(t, "intercom_ticket")
		arguments := acctest.Block{"access_token": s.Token, "base_url": s.URL}
		arguments[argument] = acctest.Unknown
		if diags := d.Configure(arguments); len(diags) > 0 {
			t.Errorf("configuring: %s", acctest.Text(diags))
		}
		if _, diags := d.Plan(acctest.Object{}, ticket(acctest.Block{"ticket_attributes": acctest.Block{"Priority": "High"}})); len(diags) > 0 {
			t.Errorf("planning a new ticket: %s", acctest.Text(diags))
		}
		for what, diags := range map[string]string{
			"read":    text(d.Read(object)),
			"destroy": text(d.Destroy(object)),
			"import":  text(d.Import("1", nil)),
		} {
			if !strings.Contains(diags, argument+` of the provider "intercom" will be known only after apply`) {
				t.Errorf("%s: %s", what, diags)
			}
		}
	}
	if calls := s.Calls(); len(calls) > 0 {
		t.Errorf("%d calls", len(calls))
	}
}

// TestTokenIsNeverShown: the token is hidden in an answer that repeats the request, and in an argument that was set to the
// token by mistake, although the configuration then fails.
func TestTokenIsNeverShown(t *testing.T) {
	t.Parallel()
	const accessToken = "dG9rOjEyMzQ1Njc4OTBhYmNkZWY6MTow"
	s := acctest.Fake(t, intercomtest.WithToken(accessToken))
	d := acctest.NewProtocol(t, s, "intercom_ticket", nil)
	object := d.Run(acctest.Object{}, ticket(nil))
	s.Inject(intercomtest.Fault{Method: http.MethodGet, Act: intercomtest.Message(http.StatusForbidden, "Authorization: Bearer "+accessToken)})
	for what, diags := range map[string]string{
		"a read":   text(d.Read(object)),
		"a region": acctest.Text(acctest.NewUnconfigured(t, "intercom_ticket").Configure(acctest.Block{"access_token": accessToken, "region": accessToken})),
	} {
		if !strings.Contains(diags, "[access token]") {
			t.Errorf("%s does not name the token: %s", what, diags)
		}
		if strings.Contains(diags, accessToken[:12]) {
			t.Errorf("%s shows the token: %s", what, diags)
		}
	}
}

func text(_ acctest.Object, diags []*tfprotov6.Diagnostic) string { return acctest.Text(diags) }

func ticket(changes acctest.Block) acctest.Block {
	config := acctest.Block{"ticket_type_id": "1234", "contacts": []any{acctest.Block{"email": "ada@example.com"}}, "title": "Checkout is down"}
	maps.Copy(config, changes)
	return config
}
