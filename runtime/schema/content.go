package schema

import (
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A match places the children of an element in a content model (Part 1, clause 3.8.4). Since a schema must say without
// looking ahead which particle takes a child (clause 3.8.6), it goes through the model once. What does not fit is
// reported, and the rest is placed as if it did.
type match struct {
	children []*xmltext.Tree
	decls    []placed
	reports  []func(*xsd.Validator)
	rest     []int              // the children that are not left out, see run
	out      map[xsd.QName]bool // names of those that are
}

// A placed child has a leaf of the model and a declaration, or something is wrong with its place.
type placed struct {
	leaf        *particle
	decl        *element
	rule, wrong string
}

// run matches a sequence of particles. A child that has no place is left out, and the others are placed anew.
func (m *match) run(model []*particle) {
	whole := &particle{kind: sequenceGroup, min: 1, max: 1, items: model}
	m.out = map[xsd.QName]bool{}
	for i := range m.children {
		m.rest = append(m.rest, i)
	}
	for tries := 0; ; tries++ {
		m.reports = nil
		end := m.repeat(whole, 0)
		if end == len(m.rest) {
			break
		}
		if tries == 0 && m.fits(whole) || tries == maxMisfits {
			m.reports = nil
			m.settle(whole)
			return
		}
		i := m.rest[end]
		m.decls[i] = m.misfit(whole, i)
		m.out[m.children[i].Name] = true
		m.rest = append(m.rest[:end:end], m.rest[end+1:]...)
	}
	if len(m.reports) > 0 && len(m.rest) == len(m.children) && m.fits(whole) {
		m.reports = nil
	}
}

// maxMisfits bounds how many children of an element are reported: each costs another match.
const maxMisfits = 50

// settle gives the children that have no place yet that of their name.
func (m *match) settle(whole *particle) {
	for i, child := range m.children {
		if p := &m.decls[i]; p.leaf == nil && p.wrong == "" {
			p.leaf, p.decl = whole.find(child.Name)
		}
	}
}

// misfit says why a child has no place.
func (m *match) misfit(whole *particle, i int) placed {
	name := m.children[i].Name
	leaf, decl := whole.find(name)
	if leaf == nil {
		return placed{rule: "unknown", wrong: "is not declared"}
	}
	count := 0
	for _, child := range m.children {
		if child.Name == name {
			count++
		}
	}
	if leaf.max >= 0 && count > leaf.max {
		return placed{leaf, decl, "occurs", "must occur at most " + times(leaf.max)}
	}
	return placed{leaf, decl, "order", "must not stand here"}
}

// find returns the first leaf that takes a name.
func (p *particle) find(name xsd.QName) (*particle, *element) {
	if decl, ok := p.takes(name); ok {
		return p, decl
	}
	for _, item := range p.items {
		if leaf, decl := item.find(name); leaf != nil {
			return leaf, decl
		}
	}
	return nil, nil
}

// at is the name of the i-th of the children that have a place.
func (m *match) at(i int) (xsd.QName, bool) {
	if i >= len(m.rest) {
		return xsd.QName{}, false
	}
	return m.children[m.rest[i]].Name, true
}

// repeat matches all occurrences of a particle from child i on, and returns where they end.
func (m *match) repeat(p *particle, i int) int {
	n := 0
	for p.max < 0 || n < p.max {
		if !m.starts(p, i) {
			break
		}
		end := m.once(p, i)
		if end == i {
			return i
		}
		i, n = end, n+1
	}
	if n >= p.min || p.emptiable() {
		return i
	}
	if n == 0 && (p.kind == sequenceGroup || p.kind == allGroup) {
		return m.once(p, i) // which says what is missing
	}
	m.missing(p)
	return i
}

// once matches one occurrence.
func (m *match) once(p *particle, i int) int {
	switch p.kind {
	case sequenceGroup:
		for _, item := range p.items {
			i = m.repeat(item, i)
		}
		return i
	case choiceGroup:
		for _, item := range p.items {
			if m.starts(item, i) {
				return m.repeat(item, i)
			}
		}
		return i
	case allGroup:
		return m.all(p, i)
	}
	name, _ := m.at(i)
	decl, _ := p.takes(name)
	m.decls[m.rest[i]] = placed{leaf: p, decl: decl}
	return i + 1
}

// all matches the members of a group, and those of the groups directly in it, in any order.
func (m *match) all(p *particle, i int) int {
	seen := map[*particle]int{}
	for item := m.next(p, i, seen); item != nil; item = m.next(p, i, seen) {
		i = m.once(item, i)
		seen[item]++
	}
	m.unseen(p, seen)
	return i
}

// next returns the member that takes child i, nil for none.
func (m *match) next(p *particle, i int, seen map[*particle]int) *particle {
	for _, item := range p.items {
		if item.amid() {
			if found := m.next(item, i, seen); found != nil {
				return found
			}
		} else if (item.max < 0 || seen[item] < item.max) && m.starts(item, i) {
			return item
		}
	}
	return nil
}

// unseen reports the members that occur too few times. Of a group that is optional there may be none at all.
func (m *match) unseen(p *particle, seen map[*particle]int) {
	for _, item := range p.items {
		switch {
		case item.amid():
			if item.min > 0 || item.begun(seen) {
				m.unseen(item, seen)
			}
		case seen[item] < item.min && !item.emptiable():
			m.missing(item)
		}
	}
}

// amid reports a group whose members stand amid those of the group around it.
func (p *particle) amid() bool { return p.kind == allGroup && p.max == 1 }

// begun reports whether a member of a group has been seen.
func (p *particle) begun(seen map[*particle]int) bool {
	return slices.ContainsFunc(p.items, func(item *particle) bool { return seen[item] > 0 || item.begun(seen) })
}

// starts reports whether a particle can begin with child i.
func (m *match) starts(p *particle, i int) bool {
	name, ok := m.at(i)
	return ok && p.max != 0 && p.first(name)
}

// first reports whether a particle can begin with an element.
func (p *particle) first(name xsd.QName) bool {
	switch p.kind {
	case elementParticle, anyParticle:
		_, ok := p.takes(name)
		return ok
	}
	for _, item := range p.items {
		if item.max != 0 && item.first(name) {
			return true
		}
		if p.kind == sequenceGroup && !item.emptiable() {
			return false
		}
	}
	return false
}

// emptiable reports whether nothing at all satisfies a particle (Part 1, clause 3.9.6).
func (p *particle) emptiable() bool {
	if p.min == 0 {
		return true
	}
	switch p.kind {
	case elementParticle, anyParticle:
		return false
	case choiceGroup:
		for _, item := range p.items {
			if item.emptiable() {
				return true
			}
		}
		return false
	}
	for _, item := range p.items {
		if !item.emptiable() {
			return false
		}
	}
	return true
}

// missing reports a particle that occurs too few times. What stands in a wrong place is reported there.
func (m *match) missing(p *particle) {
	labels := p.labels(nil)
	switch {
	case p.kind == elementParticle && m.out[p.decl.name]:
	case len(labels) == 1 && p.min > 1:
		m.report(labels[0], "occurs", "must occur at least "+times(p.min))
	case len(labels) == 1:
		m.report(labels[0], "required", "must be present")
	case p.min > 1:
		m.report("", "occurs", "must hold at least "+strconv.Itoa(p.min)+" of "+strings.Join(labels, ", "))
	default:
		m.report("", "choice", "must hold one of "+strings.Join(labels, ", "))
	}
}

func (m *match) report(name, rule, message string) {
	m.reports = append(m.reports, func(v *xsd.Validator) { v.Report(name, rule, message) })
}

// labels are the names with which a particle can begin.
func (p *particle) labels(list []string) []string {
	switch p.kind {
	case elementParticle:
		return append(list, p.decl.name.Local)
	case anyParticle:
		return append(list, "*")
	}
	for _, item := range p.items {
		list = item.labels(list)
		if p.kind == sequenceGroup && !item.emptiable() {
			break
		}
	}
	return list
}

func times(n int) string {
	if n == 1 {
		return "1 time"
	}
	return strconv.Itoa(n) + " times"
}
