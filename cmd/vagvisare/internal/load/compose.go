package load

import (
	"bytes"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// Compose writes a page's file as Content reads it: a header of the given keys, in their
// order and with their comments, then the text.
func Compose(header plan.Input, body string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("---\n")
	if err := writeYAML(&b, header); err != nil {
		return nil, err
	}
	b.WriteString("---\n")
	if body = strings.TrimSpace(body); body != "" {
		b.WriteString("\n" + body + "\n")
	}
	return b.Bytes(), nil
}

// ComposeValues writes values alone, for a file that has the rest.
func ComposeValues(values plan.Input) (string, error) {
	var b bytes.Buffer
	err := writeYAML(&b, plan.Input{Kind: plan.Mapping, Pairs: []plan.Pair{{Key: "values", Value: values}}})
	return b.String(), err
}

func writeYAML(b *bytes.Buffer, in plan.Input) error {
	encoder := yaml.NewEncoder(b)
	encoder.SetIndent(2)
	if err := encoder.Encode(yamlNode(in)); err != nil {
		return err
	}
	return encoder.Close()
}

// plainScalar matches what is clear without quotation marks, and read back as it is written:
// numbers, days, yes and no.
var plainScalar = regexp.MustCompile(`^(-?\d{1,13}(\.\d+)?|\d{4}-\d\d-\d\d|true|false)$`)

func yamlNode(in plan.Input) *yaml.Node {
	n := &yaml.Node{}
	switch in.Kind {
	case plan.Scalar:
		n.Kind, n.Value = yaml.ScalarNode, in.Text
		switch {
		case in.Text == "":
			n.Tag = "!!null"
		case strings.Contains(in.Text, "\n"):
			n.Tag, n.Style = "!!str", yaml.LiteralStyle
		case !plainScalar.MatchString(in.Text):
			n.Tag = "!!str"
		}
	case plan.List:
		n.Kind = yaml.SequenceNode
		for _, item := range in.Items {
			n.Content = append(n.Content, yamlNode(item))
		}
		if allScalars(in.Items) {
			n.Style = yaml.FlowStyle
		}
	case plan.Mapping:
		n.Kind = yaml.MappingNode
		for _, pair := range in.Pairs {
			key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: pair.Key, HeadComment: pair.Comment}
			n.Content = append(n.Content, key, yamlNode(pair.Value))
		}
	}
	return n
}

func allScalars(items []plan.Input) bool {
	for _, item := range items {
		if item.Kind != plan.Scalar || strings.Contains(item.Text, "\n") {
			return false
		}
	}
	return true
}
