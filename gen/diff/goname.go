package diff

import (
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// otherPlaces tells of elements and wildcards whose Go names go by other places, which something else may have had, where nothing else
// tells that they, or what is around them, are others in Go.
func otherPlaces(p *pair, found []*finding, old *content) {
	told := func(l *leaf) bool {
		return slices.ContainsFunc(found, func(f *finding) bool { return f.api == GoBreaking && l.below(f.path) })
	}
	for _, l := range old.leaves {
		if l.match == nil || l.owner.Array != nil || l.goPlace() == l.match.goPlace() || told(l) || told(l.match) {
			continue
		}
		was, is := label(l.owner.Path, l.node.Path), label(l.match.owner.Path, l.match.node.Path)
		p.changed("name-changed", l.node, l.match.node, fmt.Sprintf("its Go name goes by the place %s, did by %s", is, was))
	}
}

// otherAttributePlaces does so of attributes. In Go the first one of a local name has it, and those behind it others.
func otherAttributePlaces(p *pair, o, n *contract.Struct, old []*contract.Attr, partners map[*contract.Attr]*contract.Attr) {
	was, is := namesakes(o), namesakes(n)
	for _, a := range old {
		if b := partners[a]; b != nil && was[a] != is[b] {
			p.changed("name-changed", &a.Node, &b.Node, fmt.Sprintf("%d attributes %s stand before it, which have its Go name first, were %d", is[b], b.Name.Local, was[a]))
		}
	}
}

// namesakes counts the attributes of the same local name before each one, of the type that declares it.
func namesakes(s *contract.Struct) map[*contract.Attr]int {
	before := map[*contract.Attr]int{}
	for ; s != nil; s = s.Base {
		count := map[string]int{}
		for _, a := range s.Attrs {
			before[a] = count[a.Name.Local]
			count[a.Name.Local]++
		}
	}
	return before
}

// renamedConstants tells of values of an enumeration that are in another form: after it their constants are called.
func renamedConstants(p *pair, was *contract.Simple, partners map[*contract.EnumValue]*contract.EnumValue) {
	for i := range was.Enum {
		v := &was.Enum[i]
		if now := partners[v]; now != nil && treated("collapse", v.Value) != treated("collapse", now.Value) {
			p.changed("name-changed", &v.Node, &now.Node, fmt.Sprintf("its Go name goes by %q, did by %q", now.Value, v.Value))
		}
	}
}

// below reports whether a path is that of the leaf or of a group around it. A head that stands for a choice is told of itself.
func (l *leaf) below(path string) bool {
	if l.node.Path == path || globalPath(l.node.Path) == l.node.Path {
		return true
	}
	for g := l.in; g != nil; g = g.parent {
		if g.node.Path == path || g.top != nil && g.top.Path == path {
			return true
		}
	}
	return false
}

// goPlace is the steps of a path that its Go name and those of the types around it come from: its own, those of groups that are types
// in Go, those of branches, and those of choices, which are types with one branch, too. Of other groups it has the number, where several stand
// side by side.
func (l *leaf) goPlace() string {
	steps := []string{lastStep(l.node.Path)}
	for step := range strings.SplitSeq(label(l.owner.Path, l.node.Path), "/") {
		if strings.HasPrefix(step, string(contract.Choice)) {
			steps = append(steps, step)
		} else if i := strings.LastIndexByte(step, '['); i > 0 {
			steps = append(steps, step[i:])
		}
	}
	for g := l.in; g != nil; g = g.parent {
		path := choose(g.top != nil, g.top, g.node).Path
		if g.kind == contract.Choice {
			steps = append(steps, branchStep(label(path, l.node.Path)))
		}
		if g.kind == contract.Choice || repeats(g.occurs) {
			steps = append(steps, lastStep(path))
		}
	}
	slices.Reverse(steps)
	return strings.Join(slices.Compact(steps), "/")
}

// branchStep is the first step within a choice. A choice in it is a part of it.
func branchStep(path string) string {
	for {
		step, rest, _ := strings.Cut(path, "/")
		if rest == "" || !strings.HasPrefix(step, string(contract.Choice)) {
			return step
		}
		path = rest
	}
}

// lastStep is the last step of a path: slashes stand in namespaces, too.
func lastStep(path string) string {
	path = path[strings.LastIndexByte(path, '}')+1:]
	return path[strings.LastIndexByte(path, '/')+1:]
}
