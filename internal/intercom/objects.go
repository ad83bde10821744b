package intercom

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
)

// described is an object that shows its kind and ID.
type described interface{ self() (kind string, id ID) }

// one makes a call whose answer is one object of the kind: the one with the ID, or any if id is empty.
func one[T any, P interface {
	*T
	described
}](ctx context.Context, d doer, cl call, kind, id string) (*T, error) {
	var found T
	cl.decode = decodeInto(&found, func(t *T) error { return isThe(P(t), kind, id) })
	if err := d.do(ctx, cl); err != nil {
		return nil, err
	}
	return &found, nil
}

// isThe accepts an object of the kind with the ID, or with any if id is empty.
func isThe(object described, kind, id string) error {
	shownKind, shownID := object.self()
	switch {
	case ValidID(string(shownID)) != nil:
		return fmt.Errorf("%w: it is no %s", errBodyInvalid, kind)
	case shownKind != "" && shownKind != kind || id != "" && string(shownID) != id:
		return otherObject(shownKind, shownID)
	}
	return nil
}

// created makes a call whose answer is a new object of the kind. The answer must show the kind, because there is no known
// ID to compare: {"id":"req-77"} may be a proxy's promise. It must also pass the checks.
func created[T any, P interface {
	*T
	described
}](ctx context.Context, w Writer, cl call, kind string, checks ...func(*T) error) (*T, error) {
	var found T
	cl.decode = decodeInto(&found, func(t *T) error {
		shownKind, shownID := P(t).self()
		switch {
		case shownKind == "" || ValidID(string(shownID)) != nil:
			return fmt.Errorf("%w: it is not a new %s", errBodyInvalid, kind)
		case shownKind != kind:
			return otherObject(shownKind, shownID)
		}
		for _, check := range checks {
			if err := check(t); err != nil {
				return err
			}
		}
		return nil
	})
	if err := w.do(ctx, cl); err != nil {
		return nil, err
	}
	return &found, nil
}

// otherObject describes the object in the answer, if its kind and ID look like Intercom's.
func otherObject(kind string, id ID) error {
	if ValidID(kind) != nil || len(kind) > 40 {
		kind = "an object"
	}
	if ValidID(string(id)) != nil {
		return fmt.Errorf("%w: %s", errOtherObject, kind)
	}
	return fmt.Errorf("%w: %s %s", errOtherObject, kind, id)
}

// all reads a list that Intercom does not page. If the answer shows that there is more, the error is ErrIncomplete.
func all[T any, P interface {
	*T
	described
}](ctx context.Context, d doer, path, kind string) ([]T, error) {
	return allOf[T, P](ctx, d, path, kind, "")
}

// allOf is all for a list of an area.
func allOf[T any, P interface {
	*T
	described
}](ctx context.Context, d doer, path, kind, area string) ([]T, error) {
	return allThat[T, P](ctx, d, path, kind, area, func(a *answer) error {
		var alone struct {
			ID *ID `json:"id"`
		}
		if json.Unmarshal(a.body, &alone) == nil && alone.ID != nil {
			return fmt.Errorf("%w: it is one object and no list", errOtherObject)
		}
		return nil
	})
}

// allOrOne is all for a lookup, which Intercom may answer with only the object that it finds.
func allOrOne[T any, P interface {
	*T
	described
}](ctx context.Context, d doer, path, kind string) ([]T, error) {
	return allThat[T, P](ctx, d, path, kind, "", func(*answer) error { return nil })
}

func allThat[T any, P interface {
	*T
	described
}](ctx context.Context, d doer, path, kind, area string, check decoder) ([]T, error) {
	var found list[T]
	var end listEnd
	accept := decodeInto(&found, func(l *list[T]) error {
		if *l == nil {
			return fmt.Errorf("%w: it is not a list of kind %s", errBodyInvalid, kind)
		}
		return areObjects[T, P](*l, kind)
	})
	err := d.do(ctx, call{method: http.MethodGet, path: path, area: area, idempotent: true, decode: func(a *answer) (err error) {
		if err = accept(a); err == nil {
			err = check(a)
		}
		if err == nil {
			end, err = endOf(a.body)
		}
		return err
	}})
	if err != nil {
		return nil, err
	}
	if next, err := end.next(); err != nil || len(next) > 0 || end.TotalCount != nil && *end.TotalCount > len(found) {
		return nil, fmt.Errorf("GET %s: %w: there is more than the %d that were shown", path, ErrIncomplete, len(found))
	}
	return once[T, P](found), nil
}

// once returns each object of a list once. Several can have one ID: standard attributes do.
func once[T any, P interface {
	*T
	described
}](found []T) []T {
	listed := map[ID]T{}
	return slices.DeleteFunc(found, func(each T) bool {
		_, id := P(&each).self()
		first, repeated := listed[id]
		listed[id] = each
		return repeated && reflect.DeepEqual(first, each)
	})
}

// areObjects accepts objects of the kind with IDs.
func areObjects[T any, P interface {
	*T
	described
}](found []T, kind string) error {
	for i := range found {
		shown, id := P(&found[i]).self()
		switch {
		case shown != "" && shown != kind:
			return otherObject(shown, id)
		case id == "":
			return fmt.Errorf("%w: one has no id", errBodyInvalid)
		case ValidID(string(id)) != nil:
			return fmt.Errorf("%w: one has an invalid ID", errOtherObject)
		}
	}
	return nil
}

// deletion is the answer to a DELETE.
type deletion struct {
	ID      ID     `json:"id"`
	Object  string `json:"object"`
	Type    string `json:"type"`
	Deleted *bool  `json:"deleted"`
}

// isDeletion accepts the answer that the object was deleted, if it names exactly this object.
func isDeletion(kind, id string) decoder {
	var answer deletion
	return only200(decodeInto(&answer, func(d *deletion) error {
		shown := cmp.Or(d.Object, d.Type)
		switch {
		case d.ID == "" || shown == "" || d.Deleted == nil:
			return fmt.Errorf("%w: it is not a deletion", errBodyInvalid)
		case string(d.ID) != id || shown != kind || d.Type != "" && d.Type != kind:
			return otherObject(shown, d.ID)
		case !*d.Deleted:
			return errNotDeleted
		}
		return nil
	}))
}

// only200 accepts only status 200.
func only200(accept decoder) decoder {
	return func(a *answer) error {
		if a.status != http.StatusOK {
			return fmt.Errorf("%w: the status is not 200", errBodyInvalid)
		}
		return accept(a)
	}
}
