package intercom_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// BenchmarkTicketRoundTrip measures one read over a kept connection of the loopback interface.
func BenchmarkTicketRoundTrip(b *testing.B) {
	body := []byte(ticketSeeds[0])
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) }))
	defer server.Close()
	client := newClient(b, intercom.Config{BaseURL: server.URL})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := client.Ticket(b.Context(), "630"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeTicket(b *testing.B) {
	body := []byte(ticketSeeds[0])
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		var ticket intercom.Ticket
		if err := json.Unmarshal(body, &ticket); err != nil {
			b.Fatal(err)
		}
	}
}
