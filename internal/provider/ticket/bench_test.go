package ticket_test

import (
	"net/http"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// BenchmarkProtocol measures the provider's cost per ticket in each of Terraform's steps, with the framework but without
// gRPC and the network.
func BenchmarkProtocol(b *testing.B) {
	fake := acctest.Fake(b)
	d := acctest.NewProtocol(b, fake, "intercom_ticket", nil, provider.WithClient(func(cfg *intercom.Config) {
		cfg.HTTPClient = &http.Client{Transport: acctest.InProcess{Handler: fake.Handler()}}
	}))
	config := minimal(acctest.Block{"description": "Since 09:40 UTC.", "ticket_attributes": acctest.Block{"Priority": "High", "Seats": "12"}})
	object := d.Run(acctest.Object{}, config)
	// The fake's own work would count, so a read gets a recorded answer.
	answer := intercomtest.Call{}
	d.Read(object)
	for _, c := range fake.Calls() {
		answer = c
	}
	d = acctest.NewProtocol(b, fake, "intercom_ticket", nil, provider.WithClient(func(cfg *intercom.Config) {
		cfg.HTTPClient = &http.Client{Transport: acctest.InProcess{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/me" {
				fake.Handler().ServeHTTP(w, r)
				return
			}
			_, _ = w.Write(answer.ResponseBody)
		})}}
	}))
	for _, step := range []struct {
		name string
		run  func() bool
	}{
		{"validate", func() bool { return !acctest.HasError(d.Validate(config)) }},
		{"plan nothing", func() bool {
			planned, diags := d.Plan(object, config)
			return !acctest.HasError(diags) && planned.State.Equal(object.State)
		}},
		{"refresh", func() bool {
			read, diags := d.Read(object)
			return !acctest.HasError(diags) && read.State.Equal(object.State)
		}},
	} {
		b.Run(step.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if !step.run() {
					b.Fatal("it is not what it was")
				}
			}
		})
	}
}
