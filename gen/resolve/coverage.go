package resolve

import (
	"cmp"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A Covered is a contract, and what became of each construct of its documents.
type Covered struct {
	API        *contract.API
	Constructs []contract.Construct // in the order of the documents
}

// Coverage resolves as [Resolve] does, or [ResolveLax] where what is lacking is a warning, and says of each element of the WSDLs
// and schemas what became of it. It does so where there are errors, too.
func Coverage(tree *parser.Tree, lack source.Severity) ([]Covered, source.List) {
	r := resolved(tree, lack)
	read := map[*parser.Schema]bool{}
	for _, s := range tree.Schemas {
		read[s] = s.WSDL == nil // those of a WSDL stand in it
	}
	var out []Covered
	for _, c := range r.compilers {
		out = append(out, Covered{c.api, c.coverage(read)})
	}
	return out, r.diags.Compact()
}

// A place is where an element starts.
type place struct {
	file  *source.File
	start int
}

// A coverage says what became of each element of a contract's documents.
type coverage struct {
	noted   map[place][]contract.Construct // by what lowered them
	refused map[*source.File][]int         // where diagnostics stand, sorted
	out     []contract.Construct
}

// coverage walks the documents that the contract is made of.
func (c *compiler) coverage(read map[*parser.Schema]bool) []contract.Construct {
	w := &coverage{noted: map[place][]contract.Construct{}, refused: map[*source.File][]int{}}
	for _, x := range slices.Concat(c.api.Coverage, c.rawContent(), c.unused()) {
		at := place{x.Span.File, x.Span.Start}
		w.noted[at] = append(w.noted[at], x)
	}
	for _, d := range c.diags {
		if d.Severity == source.Error {
			w.refuse(d.Span)
		}
	}
	for _, d := range c.refused {
		w.refuse(d.Span)
	}
	for _, offsets := range w.refused {
		slices.Sort(offsets)
	}
	for _, d := range c.ix.wsdls {
		c.number(d.File)
		w.walk(d.XML, contract.Modelled)
	}
	seen := map[*parser.Schema]bool{}
	for _, u := range c.ix.units {
		if read[u.schema] && !seen[u.schema] {
			seen[u.schema] = true
			w.walk(u.schema.XML, contract.Modelled)
		}
	}
	for _, rest := range w.noted { // of specs, and of attributes
		w.out = append(w.out, rest...)
	}
	slices.SortFunc(w.out, func(a, b contract.Construct) int {
		return cmp.Or(cmp.Compare(c.fileOrder(a), c.fileOrder(b)), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Fate, b.Fate))
	})
	return slices.CompactFunc(w.out, func(a, b contract.Construct) bool { return a.ID == b.ID && a.Span == b.Span && a.Fate == b.Fate })
}

// refuse notes where a diagnostic stands.
func (w *coverage) refuse(at source.Span) {
	if f := at.File; f != nil {
		w.refused[f] = append(w.refused[f], at.Start)
	}
}

// fileOrder is the place of a construct's file among the documents.
func (c *compiler) fileOrder(x contract.Construct) int { return c.files[x.Span.File] }

// walk judges an element and those in it. What stands in something that is left out is left out with it.
func (w *coverage) walk(x *parser.XML, around contract.Fate) {
	if x == nil {
		return
	}
	fate := worse(around, ownFate(x))
	at := place{x.Span.File, x.Span.Start}
	var attributes []contract.Construct
	for _, n := range w.noted[at] {
		if isAttribute(n.ID) {
			attributes = append(attributes, n)
		} else {
			fate = worse(fate, n.Fate)
		}
	}
	delete(w.noted, at)
	w.out = append(w.out, attributes...)
	if w.isRefused(x) {
		fate = contract.Refused
	}
	w.out = append(w.out, contract.Construct{ID: elementLabel(x), Fate: fate, Span: x.Span})
	for _, a := range x.Attrs {
		if a.Name.Space != "" && vocabularies[a.Name.Space] == "" {
			w.out = append(w.out, contract.Construct{ID: elementLabel(x) + "/@" + a.Name.String(), Fate: worse(fate, contract.Ignored), Span: a.Span})
		}
	}
	inner := fate
	if fate == contract.CarriedRaw {
		inner = around // a particle is carried raw, not what stands in its declaration
	}
	for _, c := range x.Children {
		w.walk(c, inner)
	}
}

// isRefused reports a diagnostic in the start tag of an element.
func (w *coverage) isRefused(x *parser.XML) bool {
	offsets := w.refused[x.Span.File]
	i, _ := slices.BinarySearch(offsets, x.Span.Start)
	return i < len(offsets) && offsets[i] < x.Span.End
}

// weights order fates: of a construct that met several, the heaviest counts.
var weights = map[contract.Fate]int{contract.Modelled: 0, contract.CarriedRaw: 1, contract.Ignored: 2, contract.Unreached: 3, contract.Refused: 4}

func worse(a, b contract.Fate) contract.Fate {
	if weights[a] < weights[b] {
		return b
	}
	return a
}

// rawContent is the elements of any type, whose content is kept raw.
func (c *compiler) rawContent() (out []contract.Construct) {
	raw := func(e *contract.Element, n *contract.Node) {
		if e != nil && kindOf(e.Type) == "anyType" {
			out = append(out, contract.Construct{ID: "xs:element", Fate: contract.CarriedRaw, Span: n.Span})
		}
	}
	var group func(g *contract.Group)
	group = func(g *contract.Group) {
		for _, p := range g.Items {
			switch p := p.(type) {
			case *contract.Group:
				group(p)
			case *contract.Field:
				raw(p.Element, &p.Node)
			}
		}
	}
	for _, e := range c.api.Elements {
		raw(e, &e.Node)
	}
	for _, t := range c.api.Types {
		if s, ok := t.(*contract.Struct); ok && s.Own != nil {
			group(s.Own)
		}
	}
	return out
}

// generated are the places of the operations that the contract has.
func (c *compiler) generated() (list []attachment) {
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			if a, ok := c.attached[o]; ok {
				list = append(list, a)
			}
		}
	}
	return list
}

// unused is the operations of port types and the messages that no binding of the contract has, and the ports without one.
func (c *compiler) unused() (out []contract.Construct) {
	used := map[*parser.XML]bool{}
	messages := map[contract.QName]bool{}
	for _, a := range c.generated() {
		used[a.abstract.XML] = true
		for _, m := range append([]*parser.OperationMessage{a.abstract.Input, a.abstract.Output}, a.abstract.Faults...) {
			if m != nil {
				messages[contract.QName(m.Message.V)] = true
			}
		}
		for _, m := range []*parser.BindingMessage{a.bound.Input, a.bound.Output} {
			if m == nil {
				continue
			}
			for _, h := range m.Headers {
				messages[contract.QName(h.Message.V)] = true
			}
		}
	}
	bindings := map[contract.QName]bool{}
	for _, b := range c.api.Bindings {
		bindings[b.Name] = true
	}
	for _, w := range c.ix.wsdls {
		for _, s := range w.Services {
			for _, p := range s.Ports {
				if !bindings[contract.QName(p.Binding.V)] {
					out = append(out, contract.Construct{ID: "wsdl:port", Fate: contract.Unreached, Span: p.Span})
				}
			}
		}
		for _, pt := range w.PortTypes {
			for _, o := range pt.Operations {
				if !used[o.XML] {
					out = append(out, contract.Construct{ID: "wsdl:operation", Fate: contract.Unreached, Span: o.Span})
				}
			}
		}
		for _, m := range w.Messages {
			if !messages[contract.QName{Space: w.TargetNamespace.V, Local: m.Name.V}] {
				out = append(out, contract.Construct{ID: "wsdl:message", Fate: contract.Unreached, Span: m.Span})
			}
		}
	}
	return out
}
