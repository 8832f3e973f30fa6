package fetch

import (
	"context"
	"path"
	"slices"
	"strings"

	"example.com/wsgen/gen/source"
)

// assemble is the set of named documents, with the locations that lead from one file to the other.
func assemble(ctx context.Context, docs []*document) (*Set, error) {
	s := &Set{}
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s.Documents = append(s.Documents, Document{Path: d.path, URL: Redacted(d.url), Data: d.rewritten()})
	}
	slices.SortFunc(s.Documents[1:], func(a, b Document) int { return strings.Compare(a.Path, b.Path) })
	return s, nil
}

// rewritten is the document's bytes with locations that lead to the files of their documents. Those that do already, and
// those that nothing was fetched for, stay as they are.
func (d *document) rewritten() []byte {
	var edits []source.Edit
	for _, r := range d.references {
		if r.target != nil && local(d.path, r.location) != r.target.path {
			edits = append(edits, source.Edit{Span: r.at, Text: relative(d.path, r.target.path)})
		}
	}
	return d.text.Apply(edits)
}

// local is the path of the file that a location in another one means; "" for one that means none.
func local(from, location string) string {
	location, _, _ = strings.Cut(location, "#")
	if location == "" || strings.ContainsAny(location, `:?\`) || strings.HasPrefix(location, "/") {
		return ""
	}
	return path.Join(path.Dir(from), location)
}

// relative is the location that means a file in another one.
func relative(from, to string) string {
	above := strings.Split(path.Dir(from), "/")
	if above[0] == "." {
		above = nil
	}
	below := strings.Split(to, "/")
	same := 0
	for same < len(above) && same < len(below)-1 && above[same] == below[same] {
		same++
	}
	return strings.Repeat("../", len(above)-same) + strings.Join(below[same:], "/")
}
