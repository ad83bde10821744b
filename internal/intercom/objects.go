package intercom

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
)

// described is an object that tells of itself what it is.
type described interface{ self() (kind string, id ID) }

// one makes a call whose answer is one object of the kind: the one with the id, or any if id is empty.
func one[T any, P interface {
	*T
	described
}](ctx context.Context, c *Client, cl call, kind, id string) (*T, error) {
	var found T
	cl.accept = decodeInto(&found, func(t *T) error {
		shownKind, shownID := P(t).self()
		switch {
		case ValidID(string(shownID)) != nil:
			return fmt.Errorf("%w: it is no %s", errBodyInvalid, kind)
		case shownKind != "" && shownKind != kind || id != "" && string(shownID) != id:
			return fmt.Errorf("%w: %s %s", errOtherObject, Clean(shownKind, maxID), shownID)
		}
		return nil
	})
	if err := c.do(ctx, cl); err != nil {
		return nil, err
	}
	return &found, nil
}

// all reads a list that Intercom does not page.
func all[T any, P interface {
	*T
	described
}](ctx context.Context, c *Client, path, kind string) ([]T, error) {
	var found list[T]
	accept := decodeInto(&found, func(l *list[T]) error {
		if *l == nil {
			return fmt.Errorf("%w: it is no list of the kind %s", errBodyInvalid, kind)
		}
		return areObjects[T, P](*l, kind)
	})
	if err := c.do(ctx, call{method: http.MethodGet, path: path, safe: true, accept: accept}); err != nil {
		return nil, err
	}
	return found, nil
}

// areObjects accepts objects of the kind with ids.
func areObjects[T any, P interface {
	*T
	described
}](found []T, kind string) error {
	for i := range found {
		shown, id := P(&found[i]).self()
		switch {
		case shown != "" && shown != kind:
			return fmt.Errorf("%w: of type %s", errOtherObject, Clean(shown, maxID))
		case id == "":
			return fmt.Errorf("%w: one has no id", errBodyInvalid)
		case ValidID(string(id)) != nil:
			return fmt.Errorf("%w: one has the id %s, which is none", errOtherObject, Clean(string(id), maxID))
		}
	}
	return nil
}

// isDeletion accepts the answer that the object was deleted.
func isDeletion(kind, id string) func([]byte) error {
	type deletion struct {
		ID      ID     `json:"id"`
		Object  string `json:"object"`
		Type    string `json:"type"`
		Deleted *bool  `json:"deleted"`
	}
	var answer deletion
	return decodeInto(&answer, func(d *deletion) error {
		shown := cmp.Or(d.Object, d.Type)
		switch {
		case d.ID == "" && d.Deleted == nil:
			return fmt.Errorf("%w: it is no deletion", errBodyInvalid)
		case string(d.ID) != id || shown != "" && shown != kind:
			return fmt.Errorf("%w: %s %s", errOtherObject, Clean(shown, maxID), Clean(string(d.ID), maxID))
		case d.Deleted == nil || !*d.Deleted:
			return errNotDeleted
		}
		return nil
	})
}
