package diff

import (
	"fmt"
	"slices"

	"example.com/wsgen/gen/contract"
)

// A toll is the verdicts of simple content that is of another type, by direction.
type toll struct{ request, reply Wire }

func tollOf(o, n contract.Type) toll {
	request, reply := verdicts(o, n)
	return toll{request, reply}
}

func (t toll) worse(x toll) toll { return toll{worse(t.request, x.request), worse(t.reply, x.reply)} }

// judgeTexts holds what was found of two simple types against the texts that they admit. Rules look at one facet, and several
// changes together can admit what one alone would not, or forbid it. What the pairs of items or members tell is not told again.
func judgeTexts(p *pair, from int, told toll, on, nn *contract.Node, o, n contract.Type) {
	verdict, proof := fitting(o, n)
	said := fmt.Sprintf("%q is no longer valid", proof)
	unproved := verdict == Unknown && len(allPatterns(o)) > 0 // what a facet forbids a pattern may have forbidden
	settle(p, from, on, nn, judged{verdict, told.request, unproved, choose(proof != "" || verdict == Breaking, said, "whether it admits all that it did is not decided")},
		func(f *finding) *Wire { return &f.request }, func(r *Rule) Wire { return r.Request })
	verdict, proof = readingOf(o, n)
	said = fmt.Sprintf("the old client does not read %q as it is meant", proof)
	settle(p, from, on, nn, judged{verdict, told.reply, false, choose(verdict == Breaking, said, "whether the old client reads all as it is meant is not decided")},
		func(f *finding) *Wire { return &f.reply }, func(r *Rule) Wire { return r.Reply })
}

// A judged is the verdict of texts in one direction, what is told of it elsewhere, whether a break needs a text that proves it, and what to say.
type judged struct {
	verdict, told Wire
	unproved      bool
	said          string
}

// settle gives a verdict to the findings from an index on: to all if it excuses them, else to one of them if none says as much.
func settle(p *pair, from int, on, nn *contract.Node, j judged, of func(*finding) *Wire, usual func(*Rule) Wire) {
	found := p.found[from:]
	worst := worse(Compatible, j.told)
	for _, f := range found {
		if j.verdict == Compatible || j.unproved && *of(f) == Breaking {
			*of(f) = j.verdict
		}
		worst = worse(worst, *of(f))
	}
	if worse(worst, j.verdict) == worst {
		return
	}
	var f *finding
	switch i := slices.IndexFunc(found, func(f *finding) bool { return usual(f.rule) != Compatible }); {
	case i >= 0:
		f = found[i]
		f.message += "; " + j.said
	case len(found) > 0:
		f = found[0]
		f.message += "; " + j.said
	default:
		f = p.changed("base-changed", on, nn, j.said).wire(Compatible, Compatible)
		f.api = GoNone
	}
	*of(f) = j.verdict
}
