package mock

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

const (
	nsXS  = "http://www.w3.org/2001/XMLSchema"
	nsXSI = "http://www.w3.org/2001/XMLSchema-instance"
	enc11 = "http://schemas.xmlsoap.org/soap/encoding/"
	enc12 = "http://www.w3.org/2003/05/soap-encoding"
)

// A checker compares a message with its contract. It stops at the first thing that is wrong, but for values of
// records, each of which is judged for itself.
type checker struct {
	record  *contract.Field // nil where there are no records
	records []string        // what is wrong with the values of each record, "" for nothing
	inside  bool            // a record
	open    bool            // enumerations may have values that the contract does not list
}

// element checks e against its declaration; f is the field that it stands for, nil for a root.
func (c *checker) element(path string, e *infoset.Element, decl *contract.Element, f *contract.Field) error {
	path += "/" + e.Name.Local
	if f != nil && f == c.record {
		c.records, c.inside = append(c.records, ""), true
		defer func() { c.inside = false }()
	}
	if attr(e, nsXSI, "nil") == "true" || attr(e, nsXSI, "nil") == "1" {
		switch {
		case !decl.Nillable || f != nil && f.OmitEmpty:
			return fmt.Errorf("%s: xsi:nil is not allowed", path)
		case len(e.Children) > 0 || e.Text != "":
			return fmt.Errorf("%s: is nil and has content", path)
		}
		return nil
	}
	t := actual(decl.Type, e)
	if s, ok := t.(*contract.Struct); ok && s.Pruned && attr(e, nsXSI, "type") != "" && attr(e, nsXSI, "type") != expanded(s.Name) {
		return nil // of a type that the contract leaves out
	}
	return c.typed(path, e, t, f)
}

// actual is the type that xsi:type names where it derives from the declared one, else that.
func actual(t contract.Type, e *infoset.Element) contract.Type {
	s, ok := t.(*contract.Struct)
	if !ok {
		return t
	}
	named := attr(e, nsXSI, "type")
	for _, d := range s.Derived {
		if expanded(d.Name) == named {
			return d
		}
		if deeper := actual(d, e); deeper != contract.Type(d) {
			return deeper
		}
	}
	return t
}

// expanded is a name as infoset writes the value of xsi:type.
func expanded(n contract.QName) string { return "{" + n.Space + "}" + n.Local }

func (c *checker) typed(path string, e *infoset.Element, t contract.Type, f *contract.Field) error {
	s, ok := t.(*contract.Struct)
	if !ok {
		if b, ok := t.(*contract.Builtin); ok && b.Kind == "anyType" {
			return nil
		}
		return c.leaf(path, e, t, f)
	}
	if s.Embedded != nil {
		return c.document(path, e, s)
	}
	if s.Abstract {
		return fmt.Errorf("%s: the type is abstract and xsi:type names none that derives from it", path)
	}
	if err := c.attributes(path, e, s); err != nil {
		return err
	}
	if text := simpleContent(s); text != nil {
		if len(e.Children) > 0 {
			return fmt.Errorf("%s: has elements where text is expected", path)
		}
		return c.value(path, text.Type, e.Text)
	}
	if strings.TrimSpace(e.Text) != "" && !mixed(s) {
		return fmt.Errorf("%s: has text where elements are expected", path)
	}
	if s.Map != nil {
		return nil // the entries of a map are open by their nature
	}
	return c.children(path, e.Children, s)
}

// children checks the elements of a complex type.
func (c *checker) children(path string, rest []*infoset.Element, s *contract.Struct) error {
	if s.AnyOrder {
		rest = inOrder(rest, fields(s))
	}
	for _, g := range content(s) {
		var err error
		if rest, err = c.group(path, g, rest); err != nil {
			return err
		}
	}
	if len(rest) > 0 {
		return fmt.Errorf("%s: unexpected element %s", path, label(rest[0].Name))
	}
	return nil
}

// leaf checks an element with text alone. The rule omit-empty forbids the tag of an optional value that is empty.
func (c *checker) leaf(path string, e *infoset.Element, t contract.Type, f *contract.Field) error {
	for _, a := range e.Attrs {
		if a.Name != (xml.Name{Space: nsXSI, Local: "type"}) {
			return fmt.Errorf("%s: unexpected attribute %s", path, label(a.Name))
		}
	}
	switch {
	case len(e.Children) > 0:
		return fmt.Errorf("%s: has elements where text is expected", path)
	case f != nil && f.OmitEmpty && e.Text == "":
		return fmt.Errorf("%s: is optional and empty", path)
	}
	return c.value(path, t, e.Text)
}

// value checks a text; within a record what is wrong with it is the record's.
func (c *checker) value(path string, t contract.Type, text string) error {
	err := checkValue(t, text)
	if err == nil || c.open && errors.Is(err, errUnlisted) {
		return nil
	}
	if !c.inside {
		return fmt.Errorf("%s: %w", path, err)
	}
	if last := &c.records[len(c.records)-1]; *last == "" {
		*last = path[strings.LastIndexByte(path, '/')+1:] + ": " + err.Error()
	}
	return nil
}

// document checks a document that stands in an element as text: its root is the one child that the type has.
func (c *checker) document(path string, e *infoset.Element, s *contract.Struct) error {
	inner, err := infoset.Parse([]byte(e.Text))
	if err != nil {
		return fmt.Errorf("%s: is no XML document: %w", path, err)
	}
	return c.children(path, []*infoset.Element{inner}, s)
}

func (c *checker) attributes(path string, e *infoset.Element, s *contract.Struct) error {
	declared := attributes(s)
	for _, a := range e.Attrs {
		switch a.Name.Space {
		case nsXSI, ns11, ns12, enc11, enc12: // of messages, whatever their types declare
			continue
		}
		i := slices.IndexFunc(declared, func(d *contract.Attr) bool { return xml.Name(d.Name) == a.Name })
		switch {
		case i >= 0:
			if err := c.value(path+"/@"+a.Name.Local, declared[i].Type, a.Value); err != nil {
				return err
			}
		case s.AnyAttribute() == nil:
			return fmt.Errorf("%s: unexpected attribute %s", path, label(a.Name))
		}
	}
	for _, d := range declared {
		if d.Required && !slices.ContainsFunc(e.Attrs, func(a xml.Attr) bool { return a.Name == xml.Name(d.Name) }) {
			return fmt.Errorf("%s: has no attribute %s", path, d.Name.Local)
		}
	}
	return nil
}

// group matches the occurrences of a group and returns what stands behind them.
func (c *checker) group(path string, g *contract.Group, kids []*infoset.Element) ([]*infoset.Element, error) {
	for n := 0; g.Max < 0 || n < g.Max; n++ {
		if n >= g.Min && (len(kids) == 0 || !starts(g, kids[0].Name)) {
			break
		}
		rest, err := c.once(path, g, kids)
		if err != nil {
			return nil, err
		}
		if len(rest) == len(kids) {
			break // an occurrence of nothing stands for all that are missing
		}
		kids = rest
	}
	return kids, nil
}

func (c *checker) once(path string, g *contract.Group, kids []*infoset.Element) ([]*infoset.Element, error) {
	switch g.Kind {
	case contract.Choice:
		return c.choice(path, g, kids)
	case contract.All:
		return c.all(path, g, kids)
	}
	var err error
	for _, p := range g.Items {
		if kids, err = c.particle(path, p, kids); err != nil {
			return nil, err
		}
	}
	return kids, nil
}

func (c *checker) choice(path string, g *contract.Group, kids []*infoset.Element) ([]*infoset.Element, error) {
	if len(kids) > 0 {
		for _, p := range g.Items {
			if starts(p, kids[0].Name) {
				return c.particle(path, p, kids)
			}
		}
	}
	if len(g.Items) == 0 || slices.ContainsFunc(g.Items, emptiable) {
		return kids, nil
	}
	return nil, fmt.Errorf("%s: has none of the elements of a choice", path)
}

func (c *checker) all(path string, g *contract.Group, kids []*infoset.Element) ([]*infoset.Element, error) {
	seen := map[*contract.Field]bool{}
next:
	for len(kids) > 0 {
		for _, p := range g.Items {
			f, ok := p.(*contract.Field)
			if !ok || !names(f, kids[0].Name) {
				continue
			}
			if seen[f] {
				return nil, fmt.Errorf("%s: %s stands twice", path, kids[0].Name.Local)
			}
			seen[f] = true
			if err := c.element(path, kids[0], f.Element, f); err != nil {
				return nil, err
			}
			kids = kids[1:]
			continue next
		}
		break
	}
	for _, p := range g.Items {
		if f, ok := p.(*contract.Field); ok && f.Min > 0 && !seen[f] {
			if len(kids) > 0 {
				return nil, fmt.Errorf("%s: unexpected element %s", path, label(kids[0].Name))
			}
			return nil, fmt.Errorf("%s: has no %s", path, f.Element.Name.Local)
		}
	}
	return kids, nil
}

func (c *checker) particle(path string, p contract.Particle, kids []*infoset.Element) ([]*infoset.Element, error) {
	n := 0
	switch p := p.(type) {
	case *contract.Group:
		return c.group(path, p, kids)
	case *contract.Field:
		for ; len(kids) > 0 && (p.Max < 0 || n < p.Max) && names(p, kids[0].Name); n++ {
			if err := c.element(path, kids[0], meant(p.Element, kids[0].Name), p); err != nil {
				return nil, err
			}
			kids = kids[1:]
		}
		if n < p.Min {
			return nil, fmt.Errorf("%s: %s stands %d times, least is %d", path, p.Element.Name.Local, n, p.Min)
		}
	case *contract.Any:
		for ; len(kids) > 0 && (p.Max < 0 || n < p.Max) && p.Admits(kids[0].Name.Space); n++ {
			kids = kids[1:]
		}
		if n < p.Min {
			return nil, fmt.Errorf("%s: stands %d elements where least is %d", path, n, p.Min)
		}
	}
	return kids, nil
}
