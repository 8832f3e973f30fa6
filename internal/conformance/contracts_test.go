package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiagnostics(t *testing.T) {
	documented := map[string]bool{"undeclared-type": true, "unsupported-binding": true, "remote-import": true}
	tests := []struct {
		name, text string
		want       diagnosed
	}{
		{"nothing", "", diagnosed{dangling: true}},
		{"an error after a warning", "a b.wsdl:1:2: warning: left out [unsupported-binding]\n  1 | <x [y]\na b.wsdl:3:4: not SOAP [unsupported-binding]\n",
			diagnosed{first: "unsupported-binding"}},
		{"what is not declared", "a.wsdl:1:2: no type [undeclared-type]\na.wsdl:1:2: no file [remote-import]\n", diagnosed{first: "undeclared-type", dangling: true}},
		{"no place", "x: it failed [undeclared-type]\n", diagnosed{first: "undeclared-type", dangling: true, wrong: "no position: x: it failed [undeclared-type]"}},
		{"not documented", "a.wsdl:1:2: bad [own-idea]\n", diagnosed{first: "own-idea", wrong: "not documented: own-idea"}},
		{"what is left out", "a.wsdl:1:2: warning: the binding B is not SOAP, and is left out [unsupported-binding]\n  1 | <x\n" +
			"a.wsdl:1:3: warning: no type [undeclared-type]\n  hint: the operation find is left out where others are not\na.wsdl:1:4: warning: no type [undeclared-type]\n  hint: the operation find is left out where others are not\n",
			diagnosed{dangling: true, left: []string{"unsupported-binding binding B", "undeclared-type operation find"}}},
		{"a panic", "panic: index out of range\n", diagnosed{dangling: true, wrong: "panic: index out of range"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, diagnostics(test.text, documented), cmp.AllowUnexported(diagnosed{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDocumentOutcome(t *testing.T) {
	tests := []struct {
		name string
		d    document
		want outcome
	}{
		{"generated", document{}, outcome{id: "c", ok: true}},
		{"refused", document{refused: "doctype"}, outcome{id: "c refused: doctype", detail: "refused"}},
		{"failed", document{refused: "doctype", failed: "panic: x"}, outcome{id: "c", detail: "panic: x"}},
		{"rightly refused", document{refused: "doctype", wants: "reject (entity)"}, outcome{id: "c", ok: true}},
		{"wrongly refused", document{refused: "doctype", wants: "ACCEPT: its tests do"}, outcome{id: "c refused: doctype", detail: "refused"}},
		{"wrongly accepted", document{wants: "reject"}, outcome{id: "c accepted", detail: "accepted, its own project rejects it"}},
		{"nobody knows", document{refused: "doctype", wants: "unknown"}, outcome{id: "c", ok: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.d.id = "c"
			if got := test.d.outcome(); got != test.want {
				t.Errorf("%+v, want %+v", got, test.want)
			}
		})
	}
}

// What is left out of a package is an outcome of its own, which the list has to have.
func TestOutcomesOfWhatIsLeftOut(t *testing.T) {
	d := document{id: "c", left: []string{"unsupported-mime operation send"}}
	want := []outcome{{id: "c", ok: true}, {id: "c left out: unsupported-mime operation send", detail: "left out"}}
	if diff := cmp.Diff(want, d.outcomes(), cmp.AllowUnexported(outcome{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d.refused = "doctype"; len(d.outcomes()) != 1 {
		t.Errorf("of a contract that is refused: %v", d.outcomes())
	}
}
