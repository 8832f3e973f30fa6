package diff

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
)

func element(name string, least, most int) *contract.Field {
	return &contract.Field{Occurs: contract.Occurs{Min: least, Max: most}, Element: &contract.Element{Name: contract.QName{Local: name}}}
}

func particles(kind contract.GroupKind, least, most int, items ...contract.Particle) *contract.Group {
	return &contract.Group{Kind: kind, Occurs: contract.Occurs{Min: least, Max: most}, Items: items}
}

// models returns two matched content models.
func models(before, after *contract.Group) (old, new *content) {
	same := func(q contract.QName) contract.QName { return q }
	o, n := &contract.Struct{Own: before}, &contract.Struct{Own: after}
	old, new = effective(o, lineage(o), true, same, nil), effective(n, lineage(n), true, same, nil)
	match(old, new)
	return old, new
}

// many returns n elements that may be absent.
func many(n int) (list []contract.Particle) {
	for i := range n {
		list = append(list, element(fmt.Sprintf("e%d", i), 0, 1))
	}
	return list
}

// nested returns groups in each other, each of which stands twice.
func nested(depth int, core ...contract.Particle) contract.Particle {
	g := particles(contract.Sequence, 2, 2, core...)
	for range depth {
		g = particles(contract.Sequence, 2, 2, g)
	}
	return g
}

// TestEffortIsBounded counts the steps over content models that ask for more than their size: nested counts, which multiply,
// and places of which each leads to all others. Undecided or not, it ends.
func TestEffortIsBounded(t *testing.T) {
	swap := func(list []contract.Particle) []contract.Particle {
		list[0], list[len(list)-1] = list[len(list)-1], list[0]
		return list
	}
	for _, test := range []struct {
		name          string
		before, after *contract.Group
		decided       bool
	}{
		{"nested empty groups", particles(contract.Sequence, 1, 1, nested(60), element("a", 1, 1)), particles(contract.Sequence, 1, 1, nested(60), element("b", 1, 1)), true},
		{"nested counts", particles(contract.Sequence, 1, 1, nested(60, element("a", 1, 1))), particles(contract.Sequence, 1, 1, nested(59, element("a", 1, 1))), false},
		{"nested counts that stay", particles(contract.Sequence, 1, 1, nested(60, element("a", 1, 1))), particles(contract.Sequence, 1, 1, nested(60, element("a", 1, 1))), true},
		{"a large count", particles(contract.Sequence, 1, 1, element("a", 0, 1<<40), element("a", 0, 1)), particles(contract.Sequence, 1, 1, element("a", 0, 1), element("a", 0, 1<<40)), false},
		{"optional elements", particles(contract.Sequence, 1, 1, many(2000)...), particles(contract.Sequence, 1, 1, many(2001)...), true},
		{"optional elements that moved", particles(contract.Sequence, 1, 1, many(2000)...), particles(contract.Sequence, 1, 1, swap(many(2000))...), false},
		{"fewer that moved", particles(contract.Sequence, 1, 1, many(300)...), particles(contract.Sequence, 1, 1, swap(many(300))...), true},
		{"optional elements in a repeated choice", particles(contract.Sequence, 1, 1, many(300)...), particles(contract.Choice, 0, -1, many(300)...), true},
		{"a choice", particles(contract.Choice, 0, -1, many(2000)...), particles(contract.Choice, 0, -1, many(1999)...), true},
		{"a choice that stands for two", particles(contract.Choice, 0, -1, many(2000)...),
			particles(contract.Sequence, 0, -1, particles(contract.Choice, 0, 1, many(2000)[:1000]...), particles(contract.Choice, 0, 1, many(2000)[1000:]...)), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			old, new := models(test.before, test.after)
			e := effortFor(len(old.leaves) + len(new.leaves))
			limit := e.left
			_, decided := refusal(old, new, e)
			if decided != test.decided {
				t.Errorf("decided is %v", decided)
			}
			if spent := limit - e.left; spent > limit+limit/10 {
				t.Errorf("%d steps of %d", spent, limit)
			}
		})
	}
}

// TestReadingIsBounded counts the steps of reading new replies as the old client does.
func TestReadingIsBounded(t *testing.T) {
	groups := func(n int) (list []contract.Particle) {
		for range n {
			list = append(list, particles(contract.Choice, 0, 1, many(10)...))
		}
		return list
	}
	for _, test := range []struct {
		name          string
		before, after *contract.Group
		decided       bool
	}{
		{"nested counts", particles(contract.Choice, 1, 1, element("b", 1, 1), nested(60, element("a", 1, 1))), particles(contract.Choice, 1, 1, element("b", 1, 1), nested(59, element("a", 1, 1))), false},
		{"a large count", particles(contract.Choice, 0, -1, element("a", 0, 1<<40), element("b", 0, 1)), particles(contract.Choice, 0, -1, element("a", 0, 1), element("b", 0, 1<<40)), true},
		{"a choice", particles(contract.Choice, 0, -1, many(2000)...), particles(contract.Choice, 0, -1, many(1999)...), true},
		{"choices of the same", particles(contract.Sequence, 0, -1, groups(300)...), particles(contract.Sequence, 0, -1, groups(299)...), true},
		{"optional elements in a repeated choice", particles(contract.Choice, 0, -1, many(300)...), particles(contract.Sequence, 1, 1, many(300)...), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			old, new := models(test.before, test.after)
			all := replies(new.root, len(new.leaves))
			r := (&comparer{}).reader(old.root)
			limit := r.effort.left
			r.read(all)
			if decided := all != nil && r.effort.left >= 0; decided != test.decided {
				t.Errorf("decided is %v", decided)
			}
			if spent := limit - r.effort.left; spent > limit+limit/10 {
				t.Errorf("%d steps of %d", spent, limit)
			}
		})
	}
}

// random returns a content model of few elements.
func random(r *rand.Rand, depth int) *contract.Group {
	kind := []contract.GroupKind{contract.Sequence, contract.Choice}[r.IntN(2)]
	counts := [][2]int{{1, 1}, {1, 1}, {0, 1}, {0, -1}, {1, -1}, {2, 2}, {0, 3}, {2, 4}}
	g := particles(kind, 1, 1)
	if c := counts[r.IntN(len(counts))]; r.IntN(3) == 0 {
		g.Occurs = contract.Occurs{Min: c[0], Max: c[1]}
	}
	for range 1 + r.IntN(3) {
		if depth > 0 && r.IntN(3) == 0 {
			g.Items = append(g.Items, random(r, depth-1))
			continue
		}
		c := counts[r.IntN(len(counts))]
		g.Items = append(g.Items, element(string(rune('a'+r.IntN(3))), c[0], c[1]))
	}
	return g
}

// expression is a content model as a regular expression; that of xs:all, which has none, is for people.
func expression(x contract.Particle) string {
	var o contract.Occurs
	var s string
	switch x := x.(type) {
	case *contract.Field:
		o, s = x.Occurs, x.Element.Name.Local
	case *contract.Any:
		o, s = x.Occurs, "x"
	case *contract.Group:
		var parts []string
		for _, item := range x.Items {
			parts = append(parts, expression(item))
		}
		o, s = x.Occurs, "(?:"+strings.Join(parts, map[contract.GroupKind]string{contract.Choice: "|", contract.All: "&"}[x.Kind])+")"
	}
	if o.Max < 0 {
		return fmt.Sprintf("(?:%s){%d,}", s, o.Min)
	}
	return fmt.Sprintf("(?:%s){%d,%d}", s, o.Min, o.Max)
}

// TestRefusedWord compares what is decided of random models with what regular expressions say of all short words.
func TestRefusedWord(t *testing.T) {
	words := []string{""}
	for i := 0; len(words[i]) < 6; i++ {
		words = append(words, words[i]+"a", words[i]+"b", words[i]+"c")
	}
	r := rand.New(rand.NewPCG(1, 2))
	outcomes := map[string]int{}
	for range 400 {
		before, after := random(r, 2), random(r, 2)
		if r.IntN(2) == 0 { // a small change
			after = particles(before.Kind, before.Min, before.Max, before.Items...)
			after.Items[r.IntN(len(after.Items))] = random(r, 1)
		}
		o := regexp.MustCompile("^(?:" + expression(before) + ")$")
		n := regexp.MustCompile("^(?:" + expression(after) + ")$")
		proof := func(start string) string {
			for _, w := range words {
				if w = start + w; o.MatchString(w) && !n.MatchString(w) {
					return "(" + w + ")"
				}
			}
			return ""
		}
		refused, decided := refusedWord(models(before, after))
		switch {
		case !decided:
			outcomes["undecided"]++
		case refused == nil:
			outcomes["admits"]++
			if w := proof(""); w != "" {
				t.Errorf("%s admits all of %s, but not %s", n, o, w)
			}
		default:
			outcomes["refuses"]++
			start := ""
			for _, l := range refused {
				start += l.name.Local
			}
			if proof("") == "" && proof(start) == "" {
				t.Errorf("%s refuses no word of %s that starts with %s", n, o, start)
			}
		}
	}
	if outcomes["admits"] < 20 || outcomes["refuses"] < 20 {
		t.Errorf("too one-sided: %v", outcomes)
	}
}

// TestUndecidedIsUnknown: where the search ends early, and no rule says that requests break, nobody knows whether they do.
func TestUndecidedIsUnknown(t *testing.T) {
	sequence := func(items ...contract.Particle) *content {
		g := particles(contract.Sequence, 1, 1, items...)
		old, _ := models(g, g)
		return old
	}
	old, new := sequence(nested(60, element("a", 1, 1))), sequence(nested(59, element("a", 1, 1)))
	match(old, new)
	p := &pair{}
	(&comparer{}).judge(p, nil, old, new, false)
	if len(p.found) != 1 || p.found[0].request != Unknown {
		t.Errorf("found %v", p.found)
	}
}

// TestEndOfLoops: what repeats and begins with what repeats may not end where only the latter does.
func TestEndOfLoops(t *testing.T) {
	lists := particles(contract.Sequence, 0, -1, particles(contract.Sequence, 1, 1, element("a", 0, -1)), element("b", 1, 1))
	refused, decided := refusedWord(models(particles(contract.Sequence, 1, 1, element("a", 2, 4), element("a", 1, 1)), lists))
	if !decided || len(refused) != 3 {
		t.Errorf("refused %v, decided %v", refused, decided)
	}
}

// TestEmptyBranch: a choice with an empty branch may be absent, however deep that is nested.
func TestEmptyBranch(t *testing.T) {
	with := particles(contract.Choice, 1, 1, element("a", 1, 1), element("b", 1, 1), nested(60))
	without := particles(contract.Choice, 1, 1, element("a", 1, 1), element("b", 1, 1))
	for _, test := range []struct {
		before, after *contract.Group
		refuses       bool
	}{{with, without, true}, {without, with, false}, {with, with, false}} {
		refused, decided := refusedWord(models(test.before, test.after))
		if !decided || (refused != nil) != test.refuses {
			t.Errorf("%s to %s: refused %v, decided %v", expression(test.before), expression(test.after), refused, decided)
		}
	}
}

// TestLeafNames: what each element of a group says of the whole group does not grow with it.
func TestLeafNames(t *testing.T) {
	old, _ := models(particles(contract.Choice, 1, 1, many(8000)...), particles(contract.Choice, 1, 1))
	if got, want := strings.Join(leafNames(old.root), ", "), "e0, e1, e2, e3, e4, and 7995 more"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
