package resolve

import (
	"fmt"
	"strings"

	"example.com/wsgen/gen/contract"
)

// normalizeEnums writes the values of the schemas' enumerations as those of their base types (Part 2, clause 4.3.5): without
// the white space that these do not keep.
func (c *compiler) normalizeEnums() {
	for _, l := range c.listed {
		v := &l.of.Enum[l.at]
		if text := normalized(l.of.Base, v.Value); text != v.Value {
			v.Value, v.Path = text, enumPath(l.of, text)
		}
	}
}

func enumPath(t *contract.Simple, value string) string { return fmt.Sprint(t.Path, "/=", value) }

// normalized is a text with its white space treated as a type does (Part 2, clause 4.3.6).
func normalized(t contract.Type, text string) string {
	collapsed := strings.Join(strings.FieldsFunc(text, isSpace), " ")
	if collapsed == text {
		return text
	}
	budget := 10_000 // as in valid
	switch whiteSpace(t, &budget) {
	case "replace":
		return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(text)
	case "collapse":
		return collapsed
	}
	return text
}

// whiteSpace is how a type treats white space: a union as that of its members which changes the least, for which of them a text is
// of depends on the text.
func whiteSpace(t contract.Type, budget *int) string {
	for *budget--; *budget > 0; *budget-- {
		switch x := t.(type) {
		case *contract.Simple:
			if x.Facets.WhiteSpace != nil {
				return *x.Facets.WhiteSpace
			}
			t = x.Base
		case *contract.Union:
			least := "collapse"
			for _, m := range x.Members {
				switch space := whiteSpace(m, budget); {
				case space == "preserve":
					return space
				case space == "replace":
					least = space
				}
			}
			return least
		case *contract.Builtin:
			switch x.Kind {
			case "string", "anySimpleType":
				return "preserve"
			case "normalizedString":
				return "replace"
			}
			return "collapse"
		default: // a list
			return "collapse"
		}
	}
	return "preserve"
}
