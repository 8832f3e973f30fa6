package diff

import (
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// otherPlaces tells of elements and wildcards whose Go names go by other places, which something else may have had, where nothing else
// tells that they, or what is around them, are others in Go. Attributes go by their names, which wsgen.lock has in full.
func otherPlaces(p *pair, found []*finding, old, new *content) {
	told := func(l *leaf) bool {
		return slices.ContainsFunc(found, func(f *finding) bool { return f.api == GoBreaking && l.below(f.path) })
	}
	for _, l := range old.leaves {
		if l.match == nil || l.owner.Array != nil || told(l) || told(l.match) {
			continue
		}
		if l.goPlace(lastStep(l.node.Path)) == l.match.goPlace(lastStep(l.match.node.Path)) || l.goPlace(old.lockStep(l)) == l.match.goPlace(new.lockStep(l.match)) {
			continue
		}
		was, is := label(l.owner.Path, l.node.Path), label(l.match.owner.Path, l.match.node.Path)
		p.changed("name-changed", l.node, l.match.node, fmt.Sprintf("its Go name goes by the place %s, did by %s", is, was))
	}
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

// goPlace is the steps of a path that its Go name and those of the types around it come from: the last, those of groups that are types
// in Go, those of branches, and those of choices, which are types with one branch, too. Of other groups it has the number, where several stand
// side by side.
func (l *leaf) goPlace(last string) string {
	steps := []string{last}
	for step := range strings.SplitSeq(label(l.owner.Path, strings.TrimSuffix(l.node.Path, "/"+lastStep(l.node.Path))), "/") {
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

// lockStep is what the lock knows an element or a wildcard by at its place: the last step of its path or, for an element of another
// namespace than the declaration's, its name and which one it is of those of that name.
func (c *content) lockStep(l *leaf) string {
	if l.field == nil || l.name.Space == "" || contract.PathSpace(l.node.Path) == l.field.Element.Name.Space {
		return lastStep(l.node.Path)
	}
	nth := 0
	for _, o := range c.leaves {
		if o.field != nil && o.name == l.name && o.in == l.in {
			nth++
		}
		if o == l {
			break
		}
	}
	return fmt.Sprintf("%s[%d]", l.name, nth)
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
