package diff

import (
	"cmp"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// A mask is a set of directions.
type mask uint8

const (
	request mask = 1 << iota
	reply
	beyond    // requests that hold what a wildcard or xsi:type admits
	generated // none: what has a Go type
	both      = request | reply
	sending   = request | beyond
)

func (m mask) direction() Direction { return [...]Direction{"", Request, Reply, Both}[m&both] }

// A pairKey is two declarations that stand for each other: two types or two elements.
type pairKey struct{ old, new any }

// A pair is a key with what differs and where it leads. Since types may be recursive a pair is compared once, and
// directions go along its edges afterwards.
type pair struct {
	pairKey
	found []*finding
	next  []lead
	mask  mask
	opens []opening
}

// A lead is a pair that another one leads to, and in which directions.
type lead struct {
	*pair
	ways mask
}

// A finding is a change before it is known which messages lead to it.
type finding struct {
	rule           *Rule
	path           string
	request, reply Wire
	api            API
	message        string
	aside          string // what the message says of replies, where they don't break
	again          string // the element that comes a further time in replies, where they break for that
	old, new       source.Span
}

// add enters a finding with the verdicts of its rule, for the caller to amend.
func (p *pair) add(rule, path, message string, old, new source.Span) *finding {
	r := ruleByID[rule]
	f := &finding{rule: r, path: path, request: r.Request, reply: r.Reply, api: r.Go, message: message, old: old, new: new}
	p.found = append(p.found, f)
	return f
}

// changed enters a finding about a declaration that both sides have.
func (p *pair) changed(rule string, old, new *contract.Node, message string) *finding {
	return p.add(rule, new.Path, message, old.Span, new.Span)
}

// wire sets both verdicts.
func (f *finding) wire(request, reply Wire) *finding {
	f.request, f.reply = request, reply
	return f
}

// pair makes the pair of two declarations, to which from leads.
func (c *comparer) pair(from *pair, old, new any) { c.pairIn(^mask(0), from, old, new) }

// pairIn makes one to which from leads in some directions.
func (c *comparer) pairIn(ways mask, from *pair, old, new any) {
	key := pairKey{old, new}
	p := c.pairs[key]
	if p == nil {
		p = &pair{pairKey: key}
		c.pairs[key] = p
		c.all = append(c.all, p)
	}
	from.next = append(from.next, lead{p, ways})
}

// run compares all pairs that were not yet, those too that turn up on the way.
func (c *comparer) run() {
	for ; c.compared < len(c.all); c.compared++ {
		p := c.all[c.compared]
		switch old := p.old.(type) {
		case *contract.Element:
			c.element(p, old, p.new.(*contract.Element))
		case *contract.Struct:
			c.structure(p, old, p.new.(*contract.Struct))
		case inherited:
			c.contents(p, old.Struct, p.new.(inherited).Struct)
		case contract.Type:
			c.simple(p, old, p.new.(contract.Type))
		}
	}
}

// spread gives a pair and what it leads to a direction, and returns those that it is new to.
func spread(p *pair, m mask) (reached []*pair) {
	stack := []*pair{p}
	for len(stack) > 0 {
		p := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if p.mask&m != 0 || m == beyond && p.mask&request != 0 {
			continue
		}
		p.mask |= m
		reached = append(reached, p)
		for _, l := range p.next {
			if l.ways&m != 0 {
				stack = append(stack, l.pair)
			}
		}
	}
	return reached
}

// directions gives all pairs the directions in which messages lead to them, and returns those of requests.
func (c *comparer) directions() (requests []*pair) {
	for m := request; m <= reply; m <<= 1 {
		for way := range c.roots {
			if mask(way)&m == 0 {
				continue
			}
			if reached := spread(c.roots[way], m); m == request {
				requests = append(requests, reached...)
			}
		}
	}
	return requests
}

// changes returns the findings of all pairs with their directions, each once.
func (c *comparer) changes() []Change {
	told := findings(slices.Concat(c.roots[:], c.all))
	return sorted(append(c.globalChanges(told), c.unshownChanges(told)...), told)
}

// findings are those of pairs that messages lead to.
func findings(pairs []*pair) map[changeKey]*merge {
	told := map[changeKey]*merge{}
	for _, p := range pairs {
		if p.mask&both == 0 {
			continue
		}
		for _, f := range p.found {
			k := f.key()
			if told[k] == nil {
				told[k] = &merge{finding: f, request: Compatible, reply: Compatible, api: GoNone}
			}
			told[k].add(f, p.mask)
		}
	}
	return told
}

// sorted returns some changes and those of findings.
func sorted(out []Change, found map[changeKey]*merge) []Change {
	for _, m := range found {
		out = append(out, m.change())
	}
	slices.SortFunc(out, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
	})
	return out
}

// A changeKey tells changes apart.
type changeKey struct{ rule, path, message string }

func (f *finding) key() changeKey { return changeKey{f.rule.ID, f.path, f.message} }

// A merge is what several pairs found of one declaration, as they do of a base's field.
type merge struct {
	*finding
	request, reply Wire
	api            API
	mask           mask
	again          string
}

func (m *merge) add(f *finding, in mask) {
	if in&request != 0 {
		m.request = worse(m.request, f.request)
	}
	if in&reply != 0 {
		m.reply = worse(m.reply, f.reply)
		m.again = cmp.Or(m.again, f.again)
	}
	m.mask |= in
	m.api = worseAPI(m.api, f.api)
}

func (m *merge) change() Change {
	c := Change{
		Rule: m.rule.ID, Path: m.path, Direction: m.mask.direction(), Wire: worse(m.request, m.reply), Go: m.api,
		Message: m.message, Old: m.old, New: m.new,
	}
	if m.mask&request != 0 {
		c.Request = m.request
	}
	if m.mask&reply != 0 {
		c.Reply = m.reply
		if m.aside != "" && m.reply != Breaking {
			c.Message += "; " + m.aside
		}
		if m.again != "" {
			c.Message += "; " + m.again + " may come a further time, which the old client has no room for"
		}
	}
	return c
}

func worse(a, b Wire) Wire {
	if a.weight() > b.weight() {
		return a
	}
	return b
}

func (w Wire) weight() int { return slices.Index([]Wire{Compatible, Unknown, Breaking}, w) }

func worseAPI(a, b API) API { return choose(a.Compare(b) > 0, a, b) }
