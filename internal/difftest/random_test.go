package difftest_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/gen/diff"
)

// A model is a content model of elements a, b, … that hold numbers, and of wildcards: kind is its name, "any", or that of the group.
type model struct {
	kind  string
	occur [2]int // the least and the most, -1 for any number
	items []*model
}

var occurrences = [][2]int{{1, 1}, {1, 1}, {1, 1}, {0, 1}, {0, 1}, {0, -1}, {1, -1}, {2, 2}, {0, 3}}

// randomModel returns a group of elements with these names.
func randomModel(r *rand.Rand, names []string) *model {
	m := &model{kind: []string{"sequence", "sequence", "choice"}[r.IntN(3)], occur: [2]int{1, 1}}
	if r.IntN(3) == 0 {
		m.occur = occurrences[r.IntN(len(occurrences))]
	}
	for len(names) > 0 {
		n := 1
		if r.IntN(3) == 0 && len(names) > 2 {
			n = 2
			m.items = append(m.items, randomModel(r, names[:n]))
		} else {
			m.items = append(m.items, &model{kind: names[0], occur: occurrences[r.IntN(len(occurrences))]})
		}
		names = names[n:]
	}
	return m
}

// changed returns a copy with one small change: of a group, of an element, or of where an element stands.
func (m *model) changed(r *rand.Rand) *model {
	if m.items != nil && r.IntN(6) == 0 {
		return m.moved(r)
	}
	out := *m
	out.items = slices.Clone(m.items)
	i := 0
	if len(out.items) > 0 {
		i = r.IntN(len(out.items))
	}
	switch n := r.IntN(8); {
	case len(out.items) == 0 || n == 0:
		out.occur = occurrences[r.IntN(len(occurrences))]
	case n < 3 && len(out.items) > 0:
		out.items[i] = out.items[i].changed(r)
	case n == 3:
		out.kind = map[string]string{"sequence": "choice", "choice": "sequence"}[m.kind]
	case n == 4 && len(out.items) > 1:
		out.items = slices.Delete(out.items, i, i+1)
	case n == 5:
		j := r.IntN(len(out.items))
		out.items[i], out.items[j] = out.items[j], out.items[i]
	case n == 6:
		kind := []string{"z", "z", "a", "b", "any"}[r.IntN(5)]
		out.items = slices.Insert(out.items, i, &model{kind: kind, occur: occurrences[r.IntN(len(occurrences))]})
	default:
		out.items = []*model{{kind: []string{"sequence", "choice"}[r.IntN(2)], occur: occurrences[r.IntN(len(occurrences))], items: out.items}}
	}
	return &out
}

// moved returns a copy in which an element stands elsewhere, in whatever group.
func (m *model) moved(r *rand.Rand) *model {
	out := m.clone()
	groups := out.groups()
	from := groups[r.IntN(len(groups))]
	i := r.IntN(len(from.items))
	x := from.items[i]
	if x.items != nil || len(from.items) < 2 {
		return out
	}
	from.items = slices.Delete(from.items, i, i+1)
	to := groups[r.IntN(len(groups))]
	to.items = slices.Insert(to.items, r.IntN(len(to.items)+1), x)
	return out
}

func (m *model) clone() *model {
	out := *m
	out.items = nil
	for _, x := range m.items {
		out.items = append(out.items, x.clone())
	}
	return &out
}

// groups are those within a model and itself.
func (m *model) groups() []*model {
	list := []*model{m}
	for _, x := range m.items {
		if x.items != nil {
			list = append(list, x.groups()...)
		}
	}
	return list
}

func (m *model) xsd() string {
	occurs := fmt.Sprintf(` minOccurs="%d" maxOccurs="%d"`, m.occur[0], m.occur[1])
	if m.occur[1] < 0 {
		occurs = fmt.Sprintf(` minOccurs="%d" maxOccurs="unbounded"`, m.occur[0])
	}
	switch {
	case m.kind == "any":
		return `<xs:any processContents="skip"` + occurs + `/>`
	case m.items == nil:
		return `<xs:element name="` + m.kind + `" type="xs:int"` + occurs + `/>`
	}
	var b strings.Builder
	for _, x := range m.items {
		b.WriteString(x.xsd())
	}
	return "<xs:" + m.kind + occurs + ">" + b.String() + "</xs:" + m.kind + ">"
}

// write appends the names of elements that the model admits.
func (m *model) write(r *rand.Rand, to []string) []string {
	most := m.occur[1]
	if most < 0 {
		most = m.occur[0] + 2
	}
	for range m.occur[0] + r.IntN(most-m.occur[0]+1) {
		switch m.kind {
		case "sequence":
			for _, x := range m.items {
				to = x.write(r, to)
			}
		case "choice":
			to = m.items[r.IntN(len(m.items))].write(r, to)
		case "any":
			to = append(to, []string{"a", "b", "w"}[r.IntN(3)])
		default:
			to = append(to, m.kind)
		}
	}
	return to
}

// randomPair is two versions whose replies are of two models.
func randomPair(t *testing.T, name string, before, after *model) *pair {
	service, err := os.ReadFile(folder + "/service.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	p := &pair{name: name, files: map[string]string{}}
	for version, m := range map[string]*model{"old": before, "new": after} {
		p.files[version+"/service.wsdl"] = string(service)
		p.files[version+"/types.xsd"] = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:diff" elementFormDefault="qualified">
<xs:element name="reply"><xs:complexType>` + m.xsd() + `</xs:complexType></xs:element><xs:element name="request" type="xs:int"/></xs:schema>`
	}
	return p
}

// answers adds messages with some of the words that a model admits, each element with another number.
func (p *pair) answers(r *rand.Rand, m *model) {
	seen := map[string]bool{}
	for range 60 {
		var b strings.Builder
		word := m.write(r, nil)
		for n, name := range word {
			fmt.Fprintf(&b, "<%s>%d</%[1]s>", name, n+1)
		}
		if text := b.String(); len(word) < 12 && !seen[text] {
			seen[text] = true
			body := `<reply xmlns="urn:example:diff">` + text + `</reply>`
			p.messages = append(p.messages, &message{name: text, reply: true, operation: "Call", envelope: envelope{space: soap11, body: body}})
		}
	}
}

// verdict is the worst one of gen/diff on one direction, with all that it found.
func (p *pair) verdict(t *testing.T, direction func(diff.Change) diff.Wire) (verdict diff.Wire, said string) {
	return worst(diff.Compare(p.load(t, "old"), p.load(t, "new")), direction)
}

// trials are random pairs of models whose replies old clients read.
type trials struct {
	seed, pairs int
	model       func(*rand.Rand) *model
	least       int // of pairs that are compatible, and of those that break
	unproven    int // breaks at most that no reply proves
}

// TestRandomReplies has clients of random models read replies of changed ones: none fails where gen/diff says that they are compatible,
// and hardly any break lacks a reply that fails.
func TestRandomReplies(t *testing.T) {
	for name, x := range map[string]trials{
		"content": {5, 40, func(r *rand.Rand) *model { return randomModel(r, []string{"a", "b", "c", "d"}[:2+r.IntN(3)]) }, 10, 2},
		"records": {7, 40, randomRecords, 10, 12},
	} {
		t.Run(name, func(t *testing.T) {
			x.run(t)
			if long() {
				for range 5 {
					x.seed += 1000
					x.pairs, x.unproven = 100, 30
					x.run(t)
				}
			}
		})
	}
}

// randomRecords returns groups that repeat, most of whose elements may be absent, with other elements around them.
func randomRecords(r *rand.Rand) *model {
	often := [][2]int{{0, -1}, {1, -1}, {0, 3}}
	sparse := func(name string) *model {
		return &model{kind: name, occur: [][2]int{{0, 1}, {0, 1}, {0, 1}, {1, 1}, {0, -1}, {0, 2}}[r.IntN(6)]}
	}
	record := &model{kind: "sequence", occur: often[r.IntN(3)]}
	for _, name := range []string{"a", "b", "c"}[:2+r.IntN(2)] {
		record.items = append(record.items, sparse(name))
	}
	switch r.IntN(5) {
	case 0:
		record.occur = [2]int{1, 1}
		record = &model{kind: "choice", occur: often[r.IntN(3)], items: []*model{record, sparse("d")}}
	case 1:
		record.items = append(record.items, &model{kind: "choice", occur: [2]int{0, 1 - 2*r.IntN(2)}, items: []*model{sparse("d"), sparse("e")}})
	case 2:
		record = &model{kind: "sequence", occur: often[r.IntN(3)], items: []*model{record, sparse("d")}}
	}
	all := &model{kind: "sequence", occur: [2]int{1, 1}, items: []*model{record}}
	if r.IntN(3) == 0 {
		all.items = slices.Insert(all.items, r.IntN(2), sparse("f"))
	}
	return all
}

func (x *trials) run(t *testing.T) {
	r := rand.New(rand.NewPCG(uint64(x.seed), uint64(x.seed+1)))
	stage := newStage(t)
	var list []*pair
	var calls []play
	for range x.pairs {
		before := x.model(r)
		after := before.changed(r)
		for r.IntN(2) == 0 {
			after = after.changed(r)
		}
		p := randomPair(t, before.xsd()+"\n"+after.xsd(), before, after)
		client, err := p.clientOf(t, stage)
		if err != nil {
			t.Fatal(err)
		}
		p.answers(r, after)
		for _, m := range p.messages {
			calls = append(calls, play{Client: client, Operation: m.operation, Body: m.body, Reply: true})
		}
		list = append(list, p)
	}
	results := stage.play(t, calls)
	count := map[diff.Wire]int{}
	unproven := 0
	for _, p := range list {
		mine := results[:len(p.messages)]
		results = results[len(p.messages):]
		verdict, said := p.verdict(t, func(c diff.Change) diff.Wire { return c.Reply })
		count[verdict]++
		failed := p.failed(t, mine)
		switch {
		case verdict == diff.Compatible && failed != "":
			t.Errorf("%s\nis compatible, and a reply fails: %s%s", p.name, failed, said)
		case verdict == diff.Breaking && failed == "":
			unproven++
			t.Logf("%s\nis breaking, and no reply fails%s", p.name, said)
		case verdict == diff.Unknown:
			t.Logf("%s\nis unknown (%s)%s", p.name, failed, said)
		}
	}
	if count[diff.Compatible] < x.least || count[diff.Breaking] < x.least || unproven > x.unproven {
		t.Errorf("%v, %d breaks without a proof", count, unproven)
	}
	t.Logf("%v, %d breaks without a proof", count, unproven)
}

// failed returns a reply that the old client does not take, and why; "" for none.
func (p *pair) failed(t *testing.T, results []played) (why string) {
	old, current := p.load(t, "old"), p.load(t, "new")
	for i, m := range p.messages {
		err, broken := m.decoded(old, current, results[i])
		if broken != nil {
			t.Errorf("%s\n%v", p.name, broken)
		}
		if err != nil {
			why = m.name + ": " + err.Error()
		}
	}
	return why
}
