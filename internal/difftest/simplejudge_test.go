package difftest_test

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
)

// refusedRequest names a text that was valid and is not.
func (p *textPair) refusedRequest() string {
	for i, text := range p.texts {
		// xmllint refuses white space around what is of a built-in type, and takes it where a restriction says something.
		collapses := text != strings.TrimSpace(text) && !p.n.holdsText()
		if p.old[i] && !p.new[i] && !collapses {
			return fmt.Sprintf("%q was valid", text)
		}
	}
	return ""
}

// refusedReply names a text that the old client does not read, or two that it does not tell apart.
func (p *textPair) refusedReply() string {
	said := map[string]landed{}
	for _, l := range p.oldClients {
		if l.refused != nil {
			return fmt.Sprintf("%q: %v", l.text, l.refused)
		}
		other, seen := said[l.read]
		if seen && !p.n.sameText(p.meant(l.text), p.meant(other.text)) {
			return fmt.Sprintf("%q and %q are %q", l.text, other.text, l.read)
		}
		said[l.read] = l
	}
	return ""
}

// meant is what an empty element stands for.
func (p *textPair) meant(text string) string {
	if _, value, ok := strings.Cut(p.valueN, `"`); ok && text == "" && !p.attribute {
		return strings.TrimSuffix(html.UnescapeString(value), `"`)
	}
	return text
}

// sameText reports whether two texts may be one value of the type, white space apart.
func (t *simpleType) sameText(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	one, other := strings.Join(x, " "), strings.Join(y, " ")
	switch kinds[t.kind] {
	case "": // a list or a union
		return t.kind == "list" && slices.EqualFunc(x, y, t.members[0].sameText) ||
			t.kind == "union" && slices.ContainsFunc(t.members, func(m *simpleType) bool { return m.sameText(a, b) })
	case "string", "anyURI", "language":
		return one == other
	case "hexBinary":
		return strings.EqualFold(one, other)
	case "base64Binary":
		return strings.Join(x, "") == strings.Join(y, "")
	case "double":
		f, _ := strconv.ParseFloat(one, map[string]int{"float": 32, "double": 64}[t.kind])
		g, _ := strconv.ParseFloat(other, map[string]int{"float": 32, "double": 64}[t.kind])
		return f == g || f != f && g != g
	}
	return says(one, other)
}
