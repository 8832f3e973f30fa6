package difftest_test

import (
	"errors"
	"strings"
	"testing"
)

// TestJudge: a verdict that the messages don't bear out is a problem.
func TestJudge(t *testing.T) {
	holds, fails := error(nil), errors.New("not valid")
	for _, x := range []struct {
		name    string
		want    string // direction and wire verdict
		request []error
		reply   []error
		unshown bool
		problem string
	}{
		{"a break that is shown", "request breaking", []error{holds, fails}, nil, false, ""},
		{"a break that is not", "request breaking", []error{holds}, nil, false, "no message proves the break"},
		{"a break in the other direction", "request breaking", []error{fails}, []error{fails}, false, "reply: 1 messages don't hold"},
		{"compatible", "reply compatible", nil, []error{holds, holds}, false, ""},
		{"compatible with a break", "reply compatible", nil, []error{holds, fails}, false, "no line says so"},
		{"compatible without a message", "reply compatible", []error{holds}, nil, false, "no message shows"},
		{"compatible both ways with one shown", "both compatible", []error{holds}, nil, false, "reply: no message shows"},
		{"both, broken in one", "both breaking", []error{fails}, []error{holds}, false, ""},
		{"unknown with both outcomes", "request unknown", []error{holds, fails}, nil, false, ""},
		{"unknown with one", "request unknown", []error{holds}, nil, false, "unknown, but"},
		{"unknown that can't be shown", "request unknown", []error{holds}, nil, true, ""},
		{"nothing changed", "", []error{holds}, []error{holds}, false, ""},
		{"nothing changed, and nothing shown", "", []error{holds}, nil, false, "reply: no message shows"},
		{"nothing changed, and broken", "", []error{fails}, []error{holds}, false, "no line says so"},
	} {
		t.Run(x.name, func(t *testing.T) {
			p := &pair{unshown: x.unshown}
			if direction, wire, ok := strings.Cut(x.want, " "); ok {
				p.want = []claim{{"rule", direction, wire, "none", "path"}}
			}
			for _, failed := range x.request {
				p.messages = append(p.messages, &message{failed: failed})
			}
			for _, failed := range x.reply {
				p.messages = append(p.messages, &message{reply: true, failed: failed})
			}
			problems := strings.Join(p.judge(), "\n")
			if x.problem == "" && problems != "" || !strings.Contains(problems, x.problem) {
				t.Errorf("problems %q, want %q", problems, x.problem)
			}
		})
	}
}

func TestSays(t *testing.T) {
	for _, x := range []struct {
		a, b string
		same bool
	}{
		{"1.50", "1.5", true},
		{"16777217", "1.6777216E7", false},
		{"16777216", "1.6777216E7", true},
		{"true", "1", true},
		{"true", "0", false},
		{"2026-11-02T10:00:00+01:00", "2026-11-02T09:00:00Z", true},
		{"2026-11-02T10:00:00.000000001Z", "2026-11-02T10:00:00Z", false},
		{" a  b ", "a b", true},
		{"1 2", "1", false},
		{"x", "", false},
	} {
		if got := says(x.a, x.b); got != x.same {
			t.Errorf("%q and %q: %t", x.a, x.b, got)
		}
	}
}
