package framework

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
)

// snapshot holds what existed before the walk's first create.
type snapshot[T any] struct {
	Snapshot
	objects []T
}

// snapshots holds the snapshots of a walk.
type snapshots[T any] struct {
	providerdata.Cache[snapshot[T]]
}

// snapshot lists the existing objects, once per walk and kind.
func (r *object[M, T]) snapshot(ctx context.Context, reader Reader, plan *M) (snapshot[T], error) {
	if r.kind.Snapshot == nil {
		return snapshot[T]{}, nil
	}
	key := ""
	if r.kind.SnapshotKey != nil {
		key = r.kind.SnapshotKey(plan)
	}
	return providerdata.Shared[snapshots[T]](r.Data).Get(ctx, key, func() (snapshot[T], error) {
		objects, err := r.kind.Snapshot(ctx, reader, plan)
		if err != nil {
			return snapshot[T]{}, err
		}
		taken := snapshot[T]{objects: objects}
		taken.Snapshot = SnapshotOf(objects, r.kind.Facts)
		return taken, nil
	})
}

// SnapshotOf returns the Snapshot of objects.
func SnapshotOf[T any](objects []T, facts func(T) Facts) Snapshot {
	s := Snapshot{IDs: map[string]bool{}}
	for _, each := range objects {
		shown := facts(each)
		s.IDs[shown.ID.String()] = true
		if shown.CreatedAt.After(s.Newest) {
			s.Newest = shown.CreatedAt.Time
		}
	}
	return s
}
