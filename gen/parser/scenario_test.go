package parser

import (
	"fmt"
	"strings"
	"testing"
)

// TestScenarioSteps: what no answer can be is reported where it stands.
func TestScenarioSteps(t *testing.T) {
	for _, tt := range []struct{ steps, want string }{
		{"[{}]", ""},
		{"[{status: 200}, {status: 599, body: x}, {status: 204}, {refusal: x, delay: 1s}]", ""},
		{"[{status: 600}]", "2:25: 600 is no status of HTTP, which end at 599 [bad-value]"},
		{"[{status: 9999, body: x}]", "9999 is no status of HTTP"},
		{"[{status: 204, body: x}]", "2:36: an answer with status 204 has no body [conflicting-keys]"},
		{"[{status: 304, body: x}]", "an answer with status 304 has no body"},
		{`[{fault: ""}]`, "an empty text says no answer [bad-value]"},
		{`[{refusal: ""}]`, "an empty text says no answer [bad-value]"},
		{`[{body: x}]`, "body stands behind status alone [conflicting-keys]"},
		{`[{fault: x, drop: after}]`, "one of reply, refusal, fault, status and drop [conflicting-keys]"},
		{"[]", "2:12: a needs at least one step [missing-key]"},
	} {
		got := fmt.Sprint(parseEither([]byte("wsgen: v1\nscenario: {a: " + tt.steps + "}")))
		if (tt.want == "") != (got == "[]" || got == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s, want %s", tt.steps, got, tt.want)
		}
	}
}
