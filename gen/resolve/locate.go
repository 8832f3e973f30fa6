package resolve

import (
	"reflect"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A spot is a particle and the group that it stands in; nil for the outermost group.
type spot struct {
	contract.Particle
	node *contract.Node
	in   *contract.Group
}

// field is the particle as a field, nil for another one or none.
func (s *spot) field() *contract.Field {
	if s == nil {
		return nil
	}
	f, _ := s.Particle.(*contract.Field)
	return f
}

// spots are the particles of a struct's own content that a key means: the fields of that name or,
// where none has it, what has the path. A path is the last labels that inspect prints for it, and all
// of them below the struct where the last ones are those of another path too.
func spots(s *contract.Struct, key string) []spot {
	var named, ending []spot
	var whole *spot
	tail := "/" + key
	var walk func(p contract.Particle, in *contract.Group)
	walk = func(p contract.Particle, in *contract.Group) {
		x := spot{p, particleNode(p), in}
		_, isField := p.(*contract.Field)
		switch above, ok := strings.CutSuffix(x.node.Path, tail); {
		case isField && in != nil && (withoutIndex(x.node.Path) == in.Path+tail || above == in.Path):
			named = append(named, x)
		case !ok:
		case above == s.Path:
			whole = &x
		default:
			ending = append(ending, x)
		}
		if g, ok := p.(*contract.Group); ok {
			for _, item := range g.Items {
				walk(item, g)
			}
		}
	}
	if s.Own != nil {
		walk(s.Own, nil)
	}
	switch {
	case len(named) > 0:
		return named
	case whole != nil:
		return []spot{*whole}
	}
	return ending
}

func nodes(list []spot) (found []*contract.Node) {
	for _, x := range list {
		found = append(found, x.node)
	}
	return found
}

// withoutIndex is a path without the index of its last step.
func withoutIndex(path string) string {
	if strings.HasSuffix(path, "]") {
		path = path[:strings.LastIndexByte(path, '[')]
	}
	return path
}

func particleNode(p contract.Particle) *contract.Node {
	switch p := p.(type) {
	case *contract.Group:
		return &p.Node
	case *contract.Any:
		return &p.Node
	}
	return &p.(*contract.Field).Node
}

// ambiguous reports a key of an overlay that means several particles or attributes.
func (c *compiler) ambiguous(s *contract.Struct, key parser.Value[string], found []*contract.Node) {
	var paths []string
	x := c.diags.Errorf(key.Span, idAmbiguousName, "%s stands %d times in %s", key.V, len(found), s.Path)
	for _, f := range found[:min(len(found), 8)] {
		paths = append(paths, strings.TrimPrefix(f.Path, s.Path+"/"))
		x.Related = append(x.Related, source.Note{Span: f.Span, Message: paths[len(paths)-1] + " is declared here"})
	}
	x.Hint = "write the path: " + strings.Join(paths, ", ")
}

// findField looks for a field in a struct and its bases. One of several in a WSDL is reported and read as
// the first; two fields of a spec's own are reported where they stand.
func (c *compiler) findField(s *contract.Struct, key parser.Value[string]) *contract.Field {
	for ; s != nil; s = s.Base {
		found := spots(s, key.V)
		if len(found) == 0 || found[0].field() == nil {
			continue
		}
		if len(found) > 1 && c.overlay() {
			c.ambiguous(s, key, nodes(found))
		}
		return found[0].field()
	}
	return nil
}

// overlayGroup lays an entry over a model group or a wildcard, which have a Go name and a documentation
// of their own and nothing else that a spec could say.
func (c *compiler) overlayGroup(at *spot, e *parser.Entry[*parser.SpecField]) {
	rest := *e.Value
	rest.Block, rest.Name, rest.Doc, rest.Reason = parser.Block{}, parser.Value[string]{}, parser.Value[string]{}, parser.Value[string]{}
	if !reflect.DeepEqual(rest, parser.SpecField{}) {
		c.diags.Errorf(e.Key.Span, idOverlayUnsupported, "%s is no field: an overlay can state its name, doc and reason alone", e.Key.V)
	}
	at.node.From = append(at.node.From, e.Key.Span)
	if e.Value.Name.Set() {
		at.node.Rename = c.goName(e.Value.Name)
	}
	if e.Value.Doc.Set() {
		at.node.Doc = doc(e.Value.Doc)
	}
	at.node.Doc = explained(at.node.Doc, e.Value.Reason)
}
