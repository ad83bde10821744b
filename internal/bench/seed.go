package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// seed adds n tickets to Intercom and to state. Terraform's time to create them individually grows with the square of n, so
// it creates only the first, and the others are copies. A later plan must find no change.
func (p *project) seed(ctx context.Context, w *world, n int) error {
	if _, err := p.run(ctx, nil, append(applying, "-target=intercom_ticket.many[0]")...); err != nil {
		return err
	}
	path := filepath.Join(p.path, "terraform.tfstate")
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var state struct {
		Version   int            `json:"version"`
		Terraform string         `json:"terraform_version"`
		Serial    int            `json:"serial"`
		Lineage   string         `json:"lineage"`
		Outputs   map[string]any `json:"outputs"`
		Resources []struct {
			Mode      string           `json:"mode"`
			Type      string           `json:"type"`
			Name      string           `json:"name"`
			Provider  string           `json:"provider"`
			Instances []map[string]any `json:"instances"`
		} `json:"resources"`
	}
	if err := json.Unmarshal(data, &state); err != nil {
		return err
	}
	if len(state.Resources) != 1 || len(state.Resources[0].Instances) != 1 {
		return fmt.Errorf("state does not hold one ticket: %s", data)
	}
	first := w.fake.Tickets()[0]
	r := &state.Resources[0]
	for i := 1; i < n; i++ {
		next := intercomtest.Ticket{
			TypeID: first.TypeID, ContactIDs: first.ContactIDs, Attributes: maps.Clone(first.Attributes),
			CreatedAt: first.CreatedAt, UpdatedAt: first.UpdatedAt, Shared: first.Shared,
		}
		title := fmt.Sprintf("Ticket %d", i)
		next.Attributes[intercomtest.TitleAttribute] = title
		next = w.fake.AddTicket(next)
		instance := maps.Clone(r.Instances[0])
		instance["index_key"] = i
		for member, values := range map[string]map[string]any{
			"attributes": {"id": next.ID, "ticket_id": next.TicketID, "title": title},
			"identity":   {"id": next.ID},
		} {
			if of, ok := instance[member].(map[string]any); ok {
				of = maps.Clone(of)
				maps.Copy(of, values)
				instance[member] = of
			}
		}
		r.Instances = append(r.Instances, instance)
	}
	if data, err = json.MarshalIndent(state, "", "  "); err != nil {
		return err
	}
	// A search shows them after the next second.
	select {
	case <-time.After(time.Second):
	case <-ctx.Done():
		return ctx.Err()
	}
	return os.WriteFile(path, data, 0o600)
}
