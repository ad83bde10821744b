package functions

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// file is a text with its front matter.
type file struct {
	// front is the front matter, nil if the text has none or an empty one.
	front *yaml.Node
	// body is the text after it, which begins in line.
	body string
	line int
}

// split parses the front matter of a text: YAML between two lines of "---", of which the first begins the text.
func split(text string) (*file, error) {
	text = markdown.Normalize(text)
	lines := strings.Split(text, "\n")
	if strings.TrimRight(lines[0], " \t") != "---" {
		return &file{body: text, line: 1}, nil
	}
	for i := 1; i < len(lines); i++ {
		if l := strings.TrimRight(lines[i], " \t"); l != "---" && l != "..." {
			continue
		}
		front, err := parseYAML(strings.Join(lines[1:i], "\n"))
		if err != nil {
			return nil, err
		}
		return &file{front: front, body: strings.Join(lines[i+1:], "\n"), line: i + 2}, nil
	}
	return nil, errors.New("line 1: the front matter has no end. Write --- in a line of its own after it")
}

// parseYAML returns the map of a front matter, which is empty if there are only comments. Its lines are those of the file.
func parseYAML(text string) (*yaml.Node, error) {
	front, document := &yaml.Node{Kind: yaml.MappingNode}, yaml.Node{}
	if !blank(text) {
		if err := yaml.Load([]byte(text), &document); err != nil {
			return nil, yamlError(err)
		}
	}
	if len(document.Content) > 0 && document.Content[0].Tag != "!!null" {
		front = document.Content[0]
	}
	if front.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("line %d: the front matter is not a map of keys to values, such as title: Refunds", front.Line+1)
	}
	asText(front, map[*yaml.Node]bool{})
	var value any
	if err := front.Decode(&value); err != nil {
		return nil, yamlError(err)
	}
	return front, nil
}

// blank reports whether YAML has comments alone.
func blank(text string) bool {
	for l := range strings.SplitSeq(text, "\n") {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			return false
		}
	}
	return true
}

// asText makes the dates in YAML texts, as they are written: Terraform has no dates.
func asText(n *yaml.Node, seen map[*yaml.Node]bool) {
	if seen[n] {
		return
	}
	seen[n] = true
	if n.Kind == yaml.ScalarNode && n.Tag == "!!timestamp" {
		n.Tag = "!!str"
	}
	for _, c := range n.Content {
		asText(c, seen)
	}
}

// yamlError describes what is wrong with a front matter, with the line in the file.
func yamlError(err error) error {
	if many, ok := errors.AsType[*yaml.LoadErrors](err); ok && len(many.Errors) > 0 {
		err = many.Errors[0]
	}
	if one, ok := errors.AsType[*yaml.LoadError](err); ok {
		line := "the front matter"
		if one.Mark.Line > 0 {
			line = fmt.Sprintf("line %d", one.Mark.Line+1)
		}
		return fmt.Errorf("%s is not valid YAML: %s", line, strings.TrimRight(intercom.Clean(one.Message, 200), "."))
	}
	return fmt.Errorf("the front matter is not valid YAML: %s", strings.TrimRight(intercom.Clean(err.Error(), 200), "."))
}

// get returns the value of a key, nil if it has none or null.
func (f *file) get(key string) *yaml.Node {
	if f.front == nil {
		return nil
	}
	for i := 0; i+1 < len(f.front.Content); i += 2 {
		if f.front.Content[i].Value != key {
			continue
		}
		value := f.front.Content[i+1]
		for value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		if value.Kind == yaml.ScalarNode && value.Tag == "!!null" {
			return nil
		}
		return value
	}
	return nil
}

// text returns the text of a key, nil if it has none. Numbers are texts as they are written.
func (f *file) text(key string) (*string, error) {
	value := f.get(key)
	if value == nil {
		return nil, nil //nolint:nilnil // Absent is not an error.
	}
	if value.Kind != yaml.ScalarNode {
		return nil, fmt.Errorf("line %d: %s is not a text", value.Line+1, key)
	}
	return &value.Value, nil
}

// texts returns the texts of a key: a list, or a single text.
func (f *file) texts(key string) ([]string, error) {
	value := f.get(key)
	if value == nil {
		return []string{}, nil
	}
	if value.Kind == yaml.ScalarNode {
		return []string{value.Value}, nil
	}
	texts := []string{}
	for _, item := range value.Content {
		if value.Kind != yaml.SequenceNode || item.Kind != yaml.ScalarNode || item.Tag == "!!null" {
			return nil, fmt.Errorf("line %d: %s is not a list of texts", value.Line+1, key)
		}
		texts = append(texts, item.Value)
	}
	return texts, nil
}
