package diff

import (
	"testing"

	"example.com/wsgen/gen/contract"
)

// TestCrowd: of the branches of a choice one alone stands in a document, unless the choice repeats.
func TestCrowd(t *testing.T) {
	a, b := element("a", 1, 1), element("b", 1, 1)
	for _, x := range []struct {
		name  string
		model *contract.Group
		want  int
	}{
		{"once", particles(contract.Sequence, 1, 1, a, b), 1},
		{"on both sides", particles(contract.Sequence, 1, 1, a, b, element("a", 0, 1)), 2},
		{"in two branches", particles(contract.Choice, 1, 1, a, particles(contract.Sequence, 1, 1, b, a)), 1},
		{"twice in a branch", particles(contract.Choice, 1, 1, a, particles(contract.Sequence, 1, 1, a, b, a)), 2},
		{"in two branches of a choice that repeats", particles(contract.Choice, 1, 3, a, particles(contract.Sequence, 1, 1, b, a)), 3},
		{"behind a choice", particles(contract.Sequence, 1, 1, particles(contract.Choice, 1, 1, a, b), element("a", 0, 2)), 3},
		{"nowhere", particles(contract.Sequence, 1, 1, b), 0},
		{"any number of times", particles(contract.Sequence, 0, -1, element("a", 5, 5), b), upTo(-1)},
	} {
		_, content := models(x.model, x.model)
		if got := crowd(called(byName(content, newNames), []contract.QName{{Local: "a"}})); got != x.want {
			t.Errorf("%s: %d, want %d", x.name, got, x.want)
		}
	}
}
