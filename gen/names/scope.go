package names

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/source"
)

// packageID is the id of the scope of a package.
const packageID = "package"

// A scope is a set of Go names: a package's, or the members of a struct.
type scope struct {
	what  string // for people
	id    string // the same whatever names are chosen
	taken map[string]holder
	kept  map[string]string // what the lock gives to a declaration that still exists, by name
	alike map[string]int    // elements of one name and place, see lockPath
}

type holder struct {
	path string
	span source.Span
}

// A claimant is a declaration that asks for a name, with the names that it gets along with one.
type claimant struct {
	in                 *scope
	source, kind, path string
	stated             string // the name that a spec asks for; "" for none
	further            func(Go string) []name
	got                string
}

func (c claimant) key() string { return c.kind + " " + c.path }

// newScope makes a scope in which each declaration that claimed a name in the first pass keeps the
// one that the lock gives to it, whatever is declared before it now.
func (p *planner) newScope(what, id string) *scope {
	s := &scope{what: what, id: scopeID(p.api, id), taken: map[string]holder{}, alike: map[string]int{}}
	s.kept = p.kept[s.id]
	return s
}

// scopeID tells the scopes of all packages apart.
func scopeID(api *contract.API, id string) string {
	if api.Subset != nil {
		id = api.Package + " " + id
	}
	return api.Source + " " + id
}

// content reports whether all who asked for a name got the one that the lock gives to them, and nobody that of one who is away.
func content(claims []claimant, l *lock.Lock, away map[string]map[string]string) bool {
	for _, c := range claims {
		Go, ok := l.Name(c.source, c.kind, c.path)
		if ok && Go != c.got || !ok && away[c.in.id][c.got] != "" {
			return false
		}
	}
	return true
}

// keep finds what the lock gives to those who asked for a name, by scope and name; what nobody asked for stays with those
// who are away.
func keep(claims []claimant, l *lock.Lock, away map[string]map[string]string) map[string]map[string]string {
	kept := map[string]map[string]string{}
	for _, c := range claims {
		Go, ok := l.Name(c.source, c.kind, c.path)
		if !ok || c.stated != "" && c.stated != Go {
			continue // one that is called otherwise now leaves its name to others
		}
		for _, n := range c.names(Go) {
			if kept[n.in.id] == nil {
				kept[n.in.id] = map[string]string{}
			}
			if kept[n.in.id][n.Go] == "" {
				kept[n.in.id][n.Go] = c.key()
			}
		}
	}
	for id, names := range away {
		if kept[id] == nil {
			kept[id] = map[string]string{}
		}
		for Go, key := range names {
			if kept[id][Go] == "" {
				kept[id][Go] = key
			}
		}
	}
	return kept
}

// unreached are the names, by scope, that the lock gives to global declarations that no operation leads to for now.
func unreached(apis []*contract.API, l *lock.Lock) map[string]map[string]string {
	away := map[string]map[string]string{}
	for _, api := range apis {
		away[scopeID(api, packageID)] = map[string]string{}
	}
	for _, api := range apis {
		for _, c := range api.Coverage {
			if c.Fate != contract.Unreached {
				continue
			}
			for _, kind := range []string{"type", "element", "head", "sum"} {
				if Go, ok := l.Name(api.Source, kind, c.Path); ok {
					away[scopeID(home(apis, api, kind, c.Path), packageID)][Go] = kind + " " + c.Path
				}
			}
		}
	}
	return away
}

// reserve takes a name for generated code itself.
func (s *scope) reserve(name string) { s.taken[name] = holder{path: "generated code"} }

func (s *scope) free(name, key string) bool {
	_, taken := s.taken[name]
	other, kept := s.kept[name]
	return !taken && (!kept || other == key)
}

// A name is a name in a scope.
type name struct {
	in *scope
	Go string
}

// names are all that the claimant gets along with a name.
func (c claimant) names(Go string) []name {
	all := []name{{c.in, Go}}
	if c.further != nil {
		all = append(all, c.further(Go)...)
	}
	return all
}

// A wish is what a declaration wants to be called: by its own name, behind that of what it is nested in.
type wish struct {
	owner, own string
	stated     string // the name that a spec asks for what a declaration has beside it; "" for none
	space      string // the namespace whose short name tells it apart; "" for none
	// id is what the lock knows the declaration by, "" for its path.
	id string
	// further are the names that generated code makes of a name. All must be free.
	further func(Go string) []name
}

// claim gives a declaration the first of its candidates that is free. Only a name that a spec states can be refused.
func (p *planner) claim(s *scope, kind string, node *contract.Node, w wish) string {
	c := claimant{in: s, source: p.api.Source, kind: kind, path: cmp.Or(w.id, node.Path), stated: node.Rename, further: w.further}
	c.got = p.first(c, node, w)
	p.table.claims = append(p.table.claims, c)
	return c.got
}

// first takes the first candidate that is free.
func (p *planner) first(c claimant, node *contract.Node, w wish) string {
	for candidate := range p.candidates(c, node, w) {
		all := c.names(candidate)
		i := slices.IndexFunc(all, func(n name) bool { return !n.in.free(n.Go, c.key()) })
		if i < 0 {
			for _, n := range all {
				n.in.taken[n.Go] = holder{node.Path, nameSpan(node)}
			}
			p.record(c.kind, c.path, candidate)
			return candidate
		}
		if node.Rename != "" {
			p.collision(node, all[i], candidate)
		}
	}
	return w.owner + w.own
}

// candidates are the names that a declaration can have, the best first: the one that the spec states and no other, or
// the one that the lock holds; what its path gives; that with the short name of its namespace; with the word for its
// kind; with both; behind the steps before it; its whole path, which no other declaration has. Each follows from the
// declaration alone.
func (p *planner) candidates(c claimant, node *contract.Node, w wish) iter.Seq[string] {
	return func(yield func(string) bool) {
		if node.Rename != "" {
			yield(node.Rename)
			return
		}
		if locked, ok := p.lock.Name(c.source, c.kind, c.path); ok && !yield(locked) {
			return
		}
		if !yield(w.owner + w.own) {
			return
		}
		short, word := p.short(w.space), words[c.kind]
		list := []string{w.owner + short + w.own, w.owner + w.own + word, w.owner + short + w.own + word}
		for _, candidate := range append(list, behindSteps(node.Path, w.own)...) {
			if !yield(candidate) {
				return
			}
		}
		// A wire name can be spelled like a path, too, if not at every length.
		for last := p.spelled(word, node.Path); yield(last); last += "_" {
		}
	}
}

// lockPath is what the lock knows an element or attribute by: its path, whose last step says the namespace of a name where it is
// another one than the declaration's, that of attributes none. Else what is added would be given the Go name of what has its local name.
func (s *scope) lockPath(path string, name contract.QName) string {
	at := strings.LastIndexAny(path, "/@") + 1
	usual := name.Space == contract.PathSpace(path)
	if at > 0 && path[at-1] == '@' {
		usual = false // a type has one attribute of a name
	} else if name.Space == "" || strings.HasPrefix(path, documentPath+"/") {
		usual = true
	}
	if usual || name.Local == "" {
		return path
	}
	id := path[:at] + name.String()
	s.alike[id]++
	if n := s.alike[id]; n > 1 {
		id += "[" + strconv.Itoa(n) + "]"
	}
	return id
}

// behindSteps lists a name behind the last step of a path before its own, behind the last two, and so on.
func behindSteps(path, name string) []string {
	var list []string
	steps := strings.Split(path, "/")
	for _, step := range slices.Backward(steps[:len(steps)-1]) {
		own, nth := step[strings.LastIndexByte(step, '}')+1:], ordinal(step)
		if nth != "" {
			own = own[:strings.LastIndexByte(own, '[')]
		}
		if identifier(own) != "" {
			name = Exported(own) + nth + name
			list = append(list, name)
		}
	}
	return list
}

// words are the words for kinds of declarations. No two kinds that share a scope and a path have the same.
var words = map[string]string{
	"branch": "Branch", "client": "Client", "default": "Value", "element": "Element", "endpoint": "Endpoint", "field": "Field",
	"fixed": "FixedValue", "group": "Group", "head": "Head", "header": "Block", "kind": "Notification", "operation": "Operation", "receiver": "Receiver",
	"session-group": "Group", "sessions": "Sessions", "sum": "Choice", "type": "Type", "value": "Value",
}

// spelled is a path as an identifier behind a word. Different paths give different identifiers: letters and digits
// stand for themselves, a slash is an underscore and what else there is, and X, has its code point between X and _.
func (p *planner) spelled(word, path string) string {
	var b strings.Builder
	b.WriteString(word + "_")
	if space, rest, ok := strings.Cut(strings.TrimPrefix(path, "{"), "}"); ok {
		if short := p.short(space); short != "" {
			b.WriteString(short + "_")
			path = rest
		}
	}
	for _, r := range path {
		switch {
		case r == '/':
			b.WriteByte('_')
		case r != 'X' && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "X%X_", r)
		}
	}
	return b.String()
}

func (p *planner) record(kind, path, name string) {
	source := p.api.Source
	p.table.facts = append(p.table.facts, func(l *lock.Lock) { l.SetName(source, kind, path, name) })
}

// nameSpan is where a declaration gets its name: the overlay that states it, else the declaration.
func nameSpan(node *contract.Node) source.Span {
	if n := len(node.From); node.Rename != "" && n > 0 {
		return node.From[n-1]
	}
	return node.Span
}

// collision reports a stated name that another declaration has, at both, with the line that ends it.
func (p *planner) collision(node *contract.Node, clash name, name string) {
	first, taken := clash.in.taken[clash.Go]
	if !taken { // the lock keeps it for a declaration that comes later
		_, first.path, _ = strings.Cut(clash.in.kept[clash.Go], " ")
	}
	d := source.Diagnostic{
		Span: nameSpan(node),
		ID:   "name-collision",
		Message: fmt.Sprintf("%s and %s both get the Go name %s in %s; state another in the spec: name: %s",
			node.Path, first.path, clash.Go, clash.in.what, clash.in.other(name)),
	}
	if first.span.File != nil {
		d.Related = []source.Note{{Span: first.span, Message: "the first holder of " + clash.Go}}
	}
	p.diags = append(p.diags, d)
}

// other returns a free name to suggest, and takes it so that no two suggestions collide.
func (s *scope) other(name string) string {
	other := "Other" + name
	for n := 2; !s.free(other, ""); n++ {
		other = fmt.Sprintf("Other%s%d", name, n)
	}
	s.reserve(other)
	return other
}
