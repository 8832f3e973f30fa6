package difftest_test

import (
	"encoding/xml"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// landed says what of a reply callers of the old client don't find: it is in no field though the old contract has one of its
// name, or is another value there. What the contract has no name for is kept elsewhere, and reported as drift.
func (m *message) landed(old, current *contract.API, got played) error {
	want := m.body
	switch {
	case got.Fault && got.Typed == "":
		return nil // the old contract does not declare it
	case got.Fault:
		want = within(m.detail())
	}
	reply, err := infoset.Parse([]byte("<b>" + want + "</b>"))
	if err != nil {
		return err
	}
	typed, err := infoset.Parse([]byte("<b>" + got.Typed + "</b>"))
	if err != nil {
		return err
	}
	parts, now := m.parts(old, got.Fault), m.parts(current, got.Fault)
	known := min(len(reply.Children), len(parts))
	if len(typed.Children) < known {
		return fmt.Errorf("%d of %d elements of the reply are in no field", known-len(typed.Children), known)
	}
	for i, want := range reply.Children[:known] {
		is := parts[i].Element
		if i < len(now) {
			is = now[i].Element
		}
		if err := lands(parts[i].Element, is, want, typed.Children[i]); err != nil {
			return err
		}
	}
	return nil
}

// blocksLanded says which texts of header blocks that the old client knows are in none of its fields.
func (m *message) blocksLanded(got played) error {
	blocks, err := children(m.header)
	if err != nil {
		return err
	}
	for i, block := range blocks {
		fields, known := got.Blocks[block.start.Name.Local]
		if !known {
			continue
		}
		text, err := followed(append([]element{block}, slices.Delete(slices.Clone(blocks), i, i+1)...))
		if err != nil {
			return err
		}
		said, err := infoset.Parse([]byte(text))
		if err != nil {
			return err
		}
		if missing := fields.lacks(said); missing != nil {
			return fmt.Errorf("the header block says %s %q, and no field does", missing.Name.Local, missing.Text)
		}
	}
	return nil
}

// lacks returns an element with a text that stands in no field; nil for none.
func (x *tree) lacks(e *infoset.Element) *infoset.Element {
	if len(e.Children) == 0 && e.Text != "" && !x.has(e.Text) {
		return e
	}
	for _, child := range e.Children {
		if missing := x.lacks(child); missing != nil {
			return missing
		}
	}
	return nil
}

func (x *tree) has(text string) bool {
	has := func(x tree) bool { return x.has(text) }
	return x.Text == text || slices.ContainsFunc(x.Struct, has) || slices.ContainsFunc(x.List, has)
}

// parts are those of the reply, or of its faults.
func (m *message) parts(old *contract.API, fault bool) []*contract.Part {
	for _, b := range old.Bindings {
		for _, op := range b.Operations {
			switch {
			case op.Name != m.operation:
			case fault:
				return op.Faults
			case op.Out != nil:
				return op.Out.Body
			}
		}
	}
	return nil
}

// lands compares an element of a reply with what is in the fields of the old client. now is what the new contract declares, nil if
// nothing: it says what the element means where it is empty.
func lands(e, now *contract.Element, want, got *infoset.Element) error {
	s, _ := e.Type.(*contract.Struct)
	if s != nil && ofOther(s, want) {
		now = nil
	}
	if s == nil && len(want.Children) == 0 || s != nil && hasText(s) {
		text := meaning(now, want)
		if b, ok := e.Type.(*contract.Builtin); ok && (b.Kind == "anyType" || b.Kind == "anySimpleType") { // kept as it came
			text = want.Text
		}
		if !says(text, got.Text) {
			return fmt.Errorf("%s says %q and its field %q", want.Name.Local, text, got.Text)
		}
	}
	if s == nil {
		return nil
	}
	is := typeIn(now, want)
	s = stated(s, want)
	for _, a := range want.Attrs {
		i := slices.IndexFunc(got.Attrs, func(b xml.Attr) bool { return a.Name == b.Name })
		switch {
		case i < 0 && hasAttr(s, is, a.Name):
			return fmt.Errorf("%s: the attribute %s is in no field", want.Name.Local, a.Name.Local)
		case i >= 0 && !says(a.Value, got.Attrs[i].Value):
			return fmt.Errorf("%s: the attribute %s says %q and its field %q", want.Name.Local, a.Name.Local, a.Value, got.Attrs[i].Value)
		}
	}
	rest := slices.Clone(got.Children)
	for _, child := range want.Children {
		e := declared(s, is, child.Name)
		i := slices.IndexFunc(rest, func(x *infoset.Element) bool { return x.Name == child.Name })
		switch {
		case e == nil:
		case i < 0:
			return fmt.Errorf("%s: the element %s is in no field", want.Name.Local, child.Name.Local)
		default:
			if err := lands(e, declared(is, nil, child.Name), child, rest[i]); err != nil {
				return err
			}
		}
		if i >= 0 {
			rest = slices.Delete(rest, i, i+1)
		}
	}
	return nil
}

// meaning is what the text of an element says: another one where it is empty and there is a default.
func meaning(e *contract.Element, is *infoset.Element) string {
	null := slices.ContainsFunc(is.Attrs, func(a xml.Attr) bool { return a.Name.Space == spaces["xsi"] && a.Name.Local == "nil" })
	switch {
	case e == nil || is.Text != "" || null:
	case e.Fixed != nil:
		return *e.Fixed
	case e.Default != nil:
		return *e.Default
	}
	return is.Text
}

// typeIn is the type that an element is of in a reply, of what is declared for it; nil for none that has children.
func typeIn(declared *contract.Element, e *infoset.Element) *contract.Struct {
	if declared == nil {
		return nil
	}
	s, _ := declared.Type.(*contract.Struct)
	if s == nil {
		return nil
	}
	return stated(s, e)
}

// stated is the type that an element says it is of, if the contract has it in place of the declared one.
func stated(s *contract.Struct, e *infoset.Element) *contract.Struct {
	for _, a := range e.Attrs {
		for _, d := range s.Derived {
			if found := stated(d, e); a.Value == d.Name.String() || found != d {
				return found
			}
		}
	}
	return s
}

// ofOther reports an element that says a type that the contract does not know, where it knows several: the client keeps it as it came.
func ofOther(s *contract.Struct, e *infoset.Element) bool {
	is := stated(s, e)
	return len(s.Derived) > 0 && slices.ContainsFunc(e.Attrs, func(a xml.Attr) bool {
		return a.Name.Space == spaces["xsi"] && a.Name.Local == "type" && a.Value != is.Name.String()
	})
}

func hasText(s *contract.Struct) bool {
	for ; s != nil; s = s.Base {
		if s.Text != nil {
			return true
		}
	}
	return false
}

// hasAttr reports whether a type has an attribute of a name, or one of its local name whose form is another one now.
func hasAttr(s, now *contract.Struct, name xml.Name) bool {
	return someAttr(s, func(q contract.QName) bool {
		return exact(q, name) || q.Local == name.Local && !someAttr(now, func(is contract.QName) bool { return is == q })
	})
}

func someAttr(s *contract.Struct, is func(contract.QName) bool) bool {
	for ; s != nil; s = s.Base {
		if slices.ContainsFunc(s.Attrs, func(a *contract.Attr) bool { return is(a.Name) }) {
			return true
		}
	}
	return false
}

func exact(q contract.QName, name xml.Name) bool {
	return q.Space == name.Space && q.Local == name.Local
}

// declared returns the element that a type has of a name, or of its local name if that is in another namespace now; nil for none.
func declared(s, now *contract.Struct, name xml.Name) *contract.Element {
	if e := someElement(s, func(q contract.QName) bool { return exact(q, name) }); e != nil {
		return e
	}
	return someElement(s, func(q contract.QName) bool {
		return q.Local == name.Local && now != nil && someElement(now, func(is contract.QName) bool { return is == q }) == nil
	})
}

func someElement(s *contract.Struct, is func(contract.QName) bool) *contract.Element {
	for ; s != nil; s = s.Base {
		if s.Own != nil {
			if e := elementIn(s.Own, is); e != nil {
				return e
			}
		}
		if s.Derivation != contract.Extension {
			break
		}
	}
	return nil
}

func elementIn(g *contract.Group, is func(contract.QName) bool) *contract.Element {
	for _, x := range g.Items {
		switch x := x.(type) {
		case *contract.Group:
			if e := elementIn(x, is); e != nil {
				return e
			}
		case *contract.Field:
			for _, e := range append([]*contract.Element{x.Element}, x.Element.Members...) {
				if is(e.Name) && !e.Abstract { // of which no message had one
					return e
				}
			}
		}
	}
	return nil
}

// says reports whether two texts say the same, word by word: as numbers, truth values and instants if they are.
func says(a, b string) bool {
	return slices.EqualFunc(strings.Fields(a), strings.Fields(b), func(a, b string) bool {
		x, ok := new(big.Rat).SetString(a)
		y, too := new(big.Rat).SetString(b)
		if ok && too {
			return x.Cmp(y) == 0
		}
		s, err := time.Parse(time.RFC3339, a)
		t, failed := time.Parse(time.RFC3339, b)
		if err == nil && failed == nil {
			return s.Equal(t)
		}
		truth := strings.NewReplacer("true", "1", "false", "0")
		return a == b || truth.Replace(a) == truth.Replace(b)
	})
}
