package export

import (
	"fmt"
	"hash/fnv"
	"regexp"
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
	taken map[string]bool
}

func newNames(kept map[string]string) *names {
	return &names{kept: kept, given: map[string]string{}, taken: map[string]bool{}}
}

// reserve keeps the names of an earlier export for the same objects, before any new object gets one.
func (n *names) reserve(typ, id string) {
	if name := n.kept[typ+"/"+id]; validName(name) && !n.taken[typ+"."+name] {
		n.take(typ, id, name)
	}
}

// give returns the name of an object: that of an earlier export, or one made of its title. Of several with the same title, all but
// the first one get a number, too. IDs would make another name in each workspace.
func (n *names) give(typ, id, title string) string {
	if name, ok := n.given[typ+"/"+id]; ok {
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
	for i := 2; n.taken[typ+"."+name]; i++ {
		name = fmt.Sprintf("%s_%d", base, i)
	}
	return n.take(typ, id, name)
}

func (n *names) take(typ, id, name string) string {
	n.given[typ+"/"+id], n.taken[typ+"."+name] = name, true
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
