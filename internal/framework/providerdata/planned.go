package providerdata

import (
	"context"
	"slices"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// PlanAttribute tells the plans that come after it what an attribute of a ticket type will be like: a ticket whose
// configuration refers to an attribute that is yet to be made is checked against that.
func (s *Data) PlanAttribute(typeID string, a intercom.TicketTypeAttribute) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.planned == nil {
		s.planned = map[string][]intercom.TicketTypeAttribute{}
	}
	s.planned[typeID] = append(s.planned[typeID], a)
}

// PlannedTicketType is TicketType with the attributes that this run's plan makes or changes.
func (s *Data) PlannedTicketType(ctx context.Context, id string) (*intercom.TicketType, error) {
	t, err := s.TicketType(ctx, id)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil || len(s.planned[id]) == 0 {
		return t, err
	}
	planned := *t
	planned.Attributes = slices.DeleteFunc(slices.Clone(t.Attributes), func(a intercom.TicketTypeAttribute) bool {
		return slices.ContainsFunc(s.planned[id], func(p intercom.TicketTypeAttribute) bool { return p.ID != "" && p.ID == a.ID })
	})
	planned.Attributes = append(planned.Attributes, s.planned[id]...)
	return &planned, nil
}
