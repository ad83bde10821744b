package export

import (
	"fmt"
	"hash/fnv"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxName is the largest length of a name in a configuration, in characters.
const maxName = 60

// names gives out names that are unique within a resource or data source type.
type names struct {
	// kept are the names of an earlier export into the same directory, by type and ID.
	kept map[string]string
	// given are the names of this export, by type and ID.
	given map[string]string
	// taken has the type and ID of the object that has a name, or had it in the earlier export: in the state, the address may still be
	// that object's, and Terraform does not import another one there.
	taken map[string]string
}

func newNames(kept map[string]string) *names {
	n := &names{kept: kept, given: map[string]string{}, taken: map[string]string{}}
	for _, key := range slices.Sorted(maps.Keys(kept)) {
		typ, _, _ := strings.Cut(key, "/")
		if address := typ + "." + kept[key]; validName(kept[key]) && n.taken[address] == "" {
			n.taken[address] = key
		}
	}
	return n
}

// all returns the names of this export, and those of the earlier one whose objects of these types are gone.
func (n *names) all(types map[string]bool) map[string]string {
	all := maps.Clone(n.given)
	for address, key := range n.taken {
		if typ, _, _ := strings.Cut(key, "/"); types[typ] {
			all[key] = strings.TrimPrefix(address, typ+".")
		}
	}
	return all
}

// give returns the name of an object: that of an earlier export, or one made of its title. Of several with the same title, all but
// the first one get a number, too. IDs would make another name in each workspace.
func (n *names) give(typ, id, title string) string {
	key := typ + "/" + id
	if name, ok := n.given[key]; ok {
		return name
	}
	if name := n.kept[key]; n.taken[typ+"."+name] == key {
		n.given[key] = name
		return name
	}
	base := slug(title)
	if base == "" {
		hash := fnv.New32a()
		_, _ = hash.Write([]byte(title))
		base = fmt.Sprintf("%08x", hash.Sum32())
	}
	if kind := typ[strings.LastIndexByte(typ, '.')+1:]; !letter(base[0]) || slug(title) == "" {
		base = strings.TrimPrefix(kind, prefix) + "_" + base
	}
	name := base
	for i := 2; n.taken[typ+"."+name] != ""; i++ {
		name = fmt.Sprintf("%s_%d", base, i)
	}
	n.given[key], n.taken[typ+"."+name] = name, key
	return name
}

// escaped are the characters that the provider escapes in what it shows.
var escaped = regexp.MustCompile(`\\u[0-9a-f]{4}`)

// slug writes a title in ASCII letters, digits, and single underscores. It is empty if nothing of the title is left.
func slug(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(escaped.ReplaceAllString(title, " ")) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			if gap && b.Len() > 0 {
				b.WriteByte('_')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
		if b.Len() >= maxName {
			break
		}
	}
	return b.String()
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' }

// validName refuses what no export gives, such as a name that somebody wrote into the manifest.
func validName(name string) bool {
	return name != "" && letter(name[0]) && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}
