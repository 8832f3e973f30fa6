package diff

import (
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// values are what an element or attribute states of its value.
type values struct {
	initial, fixed *string
	typ            contract.Type
	empty          bool // it has the value where it stands without content, as elements do
	required       bool // of an attribute: it must be there
}

// implied is the value of what has no content.
func (v values) implied() *string {
	if v.fixed != nil {
		return v.fixed
	}
	return v.initial
}

// mayLack reports whether a document can be without the value: an attribute that is not there, or an element without content, which has
// a value then or a type that admits none.
func (v values) mayLack() bool {
	if !v.empty || v.implied() != nil {
		return !v.required
	}
	if v.simple() == nil {
		return true
	}
	_, ok := newLexis(v.simple()).value("")
	return ok != no
}

// simple is the type of the text; nil for content of another kind and for names, whose values are not texts.
func (v values) simple() contract.Type {
	t := v.typ
	if s, ok := t.(*contract.Struct); ok {
		if t = s.TextType(); t == nil {
			return nil
		}
	}
	if kind := primitive(t); kind == "QName" || kind == "NOTATION" || variety(t) == "" {
		return nil
	}
	return t
}

// alone is the type of the texts that a fixed value leaves.
func (v values) alone() contract.Type {
	if v.fixed == nil {
		return v.simple()
	}
	return &contract.Simple{Base: v.simple(), Enum: []contract.EnumValue{{Value: *v.fixed}}}
}

// statedValues compares what two declarations state of their value.
func statedValues(p *pair, on, nn *contract.Node, o, n values) {
	if o.fixed != nil || n.fixed != nil {
		fixed(p, on, nn, o, n)
		return
	}
	if sameStated(o, n, o.initial, n.initial) {
		return
	}
	f := p.changed("default-changed", on, nn, fmt.Sprintf("the default is %s, was %s", quoted(n.initial), quoted(o.initial)))
	f.api = constant(o.initial, n.initial)
	f.wire(worse(f.request, withoutContent(o, n)), worse(f.reply, readsWithout(o, n)))
}

// fixed compares fixed values.
func fixed(p *pair, on, nn *contract.Node, o, n values) {
	request := withoutContent(o, n)
	if n.fixed != nil {
		request = worse(request, fixedFits(o, n))
	}
	said := fmt.Sprintf("the fixed value is %s, was %s", quoted(n.fixed), quoted(o.fixed))
	api := constant(o.fixed, n.fixed)
	switch {
	case o.initial != nil:
		said, api = fmt.Sprintf("the value is fixed to %s, its default was %s", quoted(n.fixed), quoted(o.initial)), GoBreaking
	case n.initial != nil:
		said, api = fmt.Sprintf("the default is %s, the value was fixed to %s", quoted(n.initial), quoted(o.fixed)), GoBreaking
	case equal(o.fixed, n.fixed):
		if t, is := o.simple(), n.simple(); t == nil || is == nil || worse(fits(t, is), request) == fits(t, is) {
			return // or told of the types
		}
		said, api = fmt.Sprintf("the fixed value %s is of another type", quoted(n.fixed)), GoNone
	}
	reply := readsWithout(o, n)
	if (o.implied() != nil && n.mayLack() || o.empty && n.implied() != nil) && !sameStated(o, n, o.implied(), n.implied()) {
		reply = worse(reply, Unknown) // as with a default
	}
	p.changed("fixed-changed", on, nn, said).wire(request, reply).api = api
}

// fixedFits is the verdict of texts under a new fixed value. Values are compared (XML Schema Part 1, clause 3.3.4), or texts by some
// validators, of elements: a break is told if either breaks.
func fixedFits(o, n values) Wire {
	was, is := o.simple(), n.simple()
	if was == nil || is == nil {
		return choose(equal(o.fixed, n.fixed), Compatible, Breaking)
	}
	texts := samples(was, n.alone())
	if o.fixed != nil {
		texts = []string{*o.fixed}
	}
	space, l := whiteSpace(is), newLexis(was)
	other := slices.ContainsFunc(texts, func(text string) bool {
		_, ok := l.value(text)
		return ok == yes && treated(space, text) != treated(space, *n.fixed)
	})
	if other && n.empty {
		return Breaking
	}
	return fits(o.alone(), n.alone())
}

// withoutContent is the verdict of requests with an element that had a value without content, and has none now.
func withoutContent(o, n values) Wire {
	if !o.empty || o.implied() == nil || n.implied() != nil || n.simple() == nil {
		return Compatible
	}
	_, ok := newLexis(n.simple()).value("")
	return choose(ok == no, Breaking, Compatible)
}

// readsWithout is the verdict of replies with an element that has a value without content, and had none.
func readsWithout(o, n values) Wire {
	if !o.empty || o.implied() != nil || n.implied() == nil || o.simple() == nil {
		return Compatible
	}
	_, ok := landing(o.simple(), "")
	return choose(ok, Compatible, Breaking)
}

// sameStated reports whether two defaults or fixed values are one value, in whatever form.
func sameStated(o, n values, a, b *string) bool {
	if a == nil || b == nil || o.simple() == nil || n.simple() == nil {
		return equal(a, b)
	}
	return sameValue(n.simple(), *a, *b)
}

// constant is the verdict about the Go constant of a default or fixed value.
func constant(o, n *string) API {
	switch {
	case o == nil:
		return GoAdditive
	case n == nil:
		return GoBreaking
	}
	return GoNone
}

func equal(a, b *string) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func quoted(s *string) string {
	if s == nil {
		return "none"
	}
	return fmt.Sprintf("%q", *s)
}
