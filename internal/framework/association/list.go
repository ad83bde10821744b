package association

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Listing describes the list resource of associations.
type Listing struct {
	Description string
	// By are the arguments, by the name of the key whose value each of them is. If there is only one, it is required. Of several, one
	// must be set.
	By map[string]By
	// All finds the associations if no argument is set, so none must be. Optional.
	All func(ctx context.Context, r framework.Reader) iter.Seq2[*Link, error]
}

// By is how to find the associations of one object, such as those of a tag.
type By struct {
	// Find yields the associations of the object with the ID. limit is how many are asked for, or 0.
	Find func(ctx context.Context, r framework.Reader, id string, limit int64) iter.Seq2[*Link, error]
	// Exists returns an error if there is no object with the ID. It is asked if Find yields nothing. Nil: Find fails then.
	Exists func(ctx context.Context, r framework.Reader, id string) error
}

// NewListResource returns the list resource of associations.
func NewListResource[M any](o *framework.Object[M, *Link], l Listing) list.ListResource {
	return framework.NewListResource(o, framework.Listing[types.Object, *Link]{
		Description: l.Description, Attributes: l.attributes(o.Keys),
		Find: func(ctx context.Context, r framework.Reader, config types.Object, limit int64) iter.Seq2[*Link, error] {
			for name, by := range l.By {
				if id, ok := config.Attributes()[name].(types.String); ok && !id.IsNull() {
					return by.find(ctx, r, id.ValueString(), limit)
				}
			}
			if l.All == nil {
				return failed(&providerdiag.LocalError{What: "missing argument", Next: "set exactly one of " + l.names() + ".", Err: errors.New("the list has no argument that says what to list")})
			}
			return l.All(ctx, r)
		},
	})
}

// names lists the arguments for messages.
func (l Listing) names() string {
	var names []string
	for name := range l.By {
		names = append(names, "`"+name+"`")
	}
	slices.Sort(names)
	return strings.Join(names, " and ")
}

// attributes returns the arguments, which are described as the keys are.
func (l Listing) attributes(keys []framework.Key) map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{}
	others := func(than framework.Key) (all []path.Expression) {
		for name := range l.By {
			if name != than.Name {
				all = append(all, path.MatchRoot(name))
			}
		}
		return all
	}
	for _, key := range keys {
		if _, ok := l.By[key.Name]; !ok {
			continue
		}
		only := len(l.By) == 1
		a := schema.StringAttribute{MarkdownDescription: key.Description, Required: only, Optional: !only, Validators: []validator.String{schemas.IsID}}
		switch {
		case only:
		case l.All != nil:
			a.MarkdownDescription += " Only one of " + l.names() + " can be set."
			a.Validators = append(a.Validators, stringvalidator.ConflictsWith(others(key)...))
		default:
			a.MarkdownDescription += " Exactly one of " + l.names() + " must be set."
			if len(attributes) == 0 { // one of them tells, not each
				a.Validators = append(a.Validators, stringvalidator.ExactlyOneOf(others(key)...))
			}
		}
		attributes[key.Name] = a
	}
	return attributes
}

// find yields the associations of an object. If there are none, it checks that the object exists.
func (b By) find(ctx context.Context, r framework.Reader, id string, limit int64) iter.Seq2[*Link, error] {
	return func(yield func(*Link, error) bool) {
		none := true
		for link, err := range b.Find(ctx, r, id, limit) {
			none = false
			if !yield(link, err) {
				return
			}
		}
		if none && b.Exists != nil {
			if err := b.Exists(ctx, r, id); err != nil {
				yield(nil, err)
			}
		}
	}
}

func failed(err error) iter.Seq2[*Link, error] {
	return func(yield func(*Link, error) bool) { yield(nil, err) }
}

// Of yields the associations that each of the objects shows, until an error. If links returns an error, too, it comes after them.
func Of[T any](found iter.Seq2[*T, error], links func(*T) ([]*Link, error)) iter.Seq2[*Link, error] {
	return func(yield func(*Link, error) bool) {
		for object, err := range found {
			var shown []*Link
			if err == nil {
				shown, err = links(object)
			}
			for _, l := range shown {
				if !yield(l, nil) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// ByObject finds associations in an object that shows all of its own, such as the tags of an article.
func ByObject[T any](read func(r framework.Reader, ctx context.Context, id string) (*T, error), links func(*T) ([]*Link, error)) By {
	return By{Find: func(ctx context.Context, r framework.Reader, id string, _ int64) iter.Seq2[*Link, error] {
		return Of(func(yield func(*T, error) bool) { yield(read(r, ctx, id)) }, links)
	}}
}

// ByList finds associations in a complete list of the objects on their other side, such as the companies of a contact. link makes
// an association of each.
func ByList[T any](read func(r framework.Reader, ctx context.Context, id string) ([]T, error), link func(id string, other *T) *Link) By {
	return By{Find: func(ctx context.Context, r framework.Reader, id string, _ int64) iter.Seq2[*Link, error] {
		all := framework.All(func() ([]*T, error) { return framework.Pointers(read(r, ctx, id)) }, nil)
		return Of(all, func(other *T) ([]*Link, error) { return []*Link{link(id, other)}, nil })
	}}
}

// Tags returns the tags that an answer shows, and an error if they may not be all tags of the object, such as "article 7".
func Tags(shown intercom.Shown[intercom.TagList], of string) ([]intercom.Tag, error) {
	tags, ok := shown.Get()
	if !ok {
		return nil, fmt.Errorf("the answer does not show the tags of %s", of)
	}
	if err := tags.Whole(); err != nil {
		return tags.Tags, fmt.Errorf("the tags of %s: %w", of, err)
	}
	return tags.Tags, nil
}

// TagExists returns an error if there is no tag with the ID. It reads the list of all tags once per walk.
func TagExists(ctx context.Context, r framework.Reader, id string) error {
	tags, err := framework.ListOnce(framework.Reader.Tags)(ctx, r)
	switch {
	case err != nil:
		return fmt.Errorf("nothing has the tag %s, and the list of all tags, which shows whether it exists, could not be read: %w", id, err)
	case !slices.ContainsFunc(tags, func(t intercom.Tag) bool { return string(t.ID) == id }):
		return &providerdiag.LocalError{
			What: "there is no such tag", Next: "correct tag_id. The data source intercom_tags lists the IDs of all tags.",
			Err: fmt.Errorf("nothing has the tag %s, and the list of all tags does not have it either", id),
		}
	}
	return nil
}

// Pair names an association for people by both of its objects, as far as their names are known.
func Pair(first, second string) string {
	if first == "" || second == "" {
		return first + second
	}
	return first + ": " + second
}
