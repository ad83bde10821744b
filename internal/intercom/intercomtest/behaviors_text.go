package intercomtest

import (
	"html"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// TrimsText shows texts without leading and trailing blanks in all answers, as Intercom trims titles and names. Searches
// still compare what was sent. Fields are members by name, at any depth; default: all titles, descriptions, names, and
// texts among ticket attributes and custom attributes.
func TrimsText(fields ...string) Behavior { return shows("TrimsText", strings.TrimSpace, fields) }

// EscapesText shows texts HTML-escaped. Fields as for TrimsText.
func EscapesText(fields ...string) Behavior { return shows("EscapesText", html.EscapeString, fields) }

// WrapsText shows texts as a paragraph of HTML, as Intercom shows what its editor wrote. Fields as for TrimsText.
func WrapsText(fields ...string) Behavior {
	return shows("WrapsText", func(s string) string { return "<p>" + s + "</p>" }, fields)
}

// SpacesText shows two blanks as HTML keeps them: a blank and a non-breaking space. Fields as for TrimsText.
func SpacesText(fields ...string) Behavior {
	return shows("SpacesText", func(s string) string { return strings.ReplaceAll(s, "  ", " &nbsp;") }, fields)
}

// DecomposesText shows letters and their accents as characters of their own (Unicode NFD). Fields as for TrimsText.
func DecomposesText(fields ...string) Behavior {
	return shows("DecomposesText", norm.NFD.String, fields)
}

// textFields are members with text from people.
var textFields = []string{
	"name", "title", "description", "body", TitleAttribute, DescriptionAttribute, "internal_label", "external_label",
}

func shows(name string, change func(string) string, fields []string) Behavior {
	return editing(name, func(o object) {
		eachObject(o, func(inner object) {
			kind, _ := inner["type"].(string)
			for key, value := range inner {
				text, isText := value.(string)
				switch {
				case key == "body" && strings.HasPrefix(kind, "article"): // it is HTML already, as the editor wrote it
				case isText && text != "" && (slices.Contains(fields, key) || len(fields) == 0 && slices.Contains(textFields, key)):
					inner[key] = change(text)
				case len(fields) == 0 && (key == "custom_attributes" || key == "ticket_attributes"):
					showValues(value, change)
				}
			}
		})
	})
}

// showValues changes the texts among attributes, except those that are changed with the object.
func showValues(attributes any, change func(string) string) {
	values, _ := attributes.(object)
	for key, value := range values {
		if text, isText := value.(string); isText && text != "" && !slices.Contains(textFields, key) {
			values[key] = change(text)
		}
	}
}
