package drift

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
)

// The runtime and this package agree on the words of a log, which neither can take from the other.
func TestWords(t *testing.T) {
	if Message != transport.DriftMessage {
		t.Errorf("message %q, the runtime writes %q", Message, transport.DriftMessage)
	}
	var want []Kind
	for k := xmltext.Kind(1); !strings.HasPrefix(k.String(), "drift "); k++ {
		want = append(want, Kind(k.String()))
	}
	got := Kinds()
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("kinds of the runtime (-) and of this package (+): %s", d)
	}
}

func TestRead(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 1, 2, 3, minute, 0, 0, time.UTC) }
	long := strings.Repeat("x", maxLine)
	var l Log
	err := l.Read(strings.NewReader(`{"time":"2026-01-02T03:04:00Z","level":"WARN","msg":"contract drift","operation":"get","path":"/a/b","kind":"missing","spec":"h","count":1}
{"time":"2026-01-02T05:09:00+02:00","msg":"contract drift","operation":"get","path":"/a/b","kind":"missing","spec":"h","count":41,"since":"2026-01-02T03:04:00Z"}
{"msg":"contract drift","operation":"get","path":"/a\\n\\u202e","kind":"unknown element","spec":"h"}
{"msg":"contract drift","operation":"","path":"","kind":"others","spec":"","count":7}
{"msg":"contract drift","operation":"get","path":"/a","kind":"made up","spec":"h"}
{"msg":"contract drift","operation":"get","path":"/a","kind":"missing","spec":"h","count":-3}
{"msg":"contract drift","operation":"get","path":"/a","kind":"missing","spec":"h","count":"3"}
{"msg":"contract drift","operation":"get","path":"` + long + `","kind":"missing","spec":"h"}
{"msg":"contract drift","operation":"get","path":"/` + strings.Repeat("y", maxText) + `","kind":"missing","spec":"h"}
{"msg":"soap call","operation":"get"}
no JSON

[1]
{"msg":"contract drift","operation":"get","path":"/a/b","kind":"repeated","spec":"i"}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Seen{
		{Event: Event{"get", "/a\n\u202e", UnknownElement, "h"}, Count: 1},
		{Event: Event{"get", "/a/b", Missing, "h"}, Count: 42, First: at(4), Last: at(9)},
		{Event: Event{"get", "/a/b", Repeated, "i"}, Count: 1},
	}
	if d := cmp.Diff(want, l.Events(), cmp.Comparer(time.Time.Equal)); d != "" {
		t.Error(d)
	}
	if l.Other != 9 || l.Beyond != 7 {
		t.Errorf("%d other lines and %d events beyond, want 9 and 7", l.Other, l.Beyond)
	}
}

// Counts that no number holds are the highest one, and not below zero.
func TestReadHighCounts(t *testing.T) {
	line := func(kind string) string {
		return fmt.Sprintf(`{"msg":"contract drift","operation":"get","path":"/a","kind":%q,"count":%d}`, kind, math.MaxInt) + "\n"
	}
	var l Log
	if err := l.Read(strings.NewReader(line("missing") + line("missing") + line("others") + line("others"))); err != nil {
		t.Fatal(err)
	}
	if got := l.Events(); len(got) != 1 || got[0].Count != math.MaxInt || l.Beyond != math.MaxInt || l.Count() != math.MaxInt {
		t.Errorf("%v, %d beyond, %d in all", got, l.Beyond, l.Count())
	}
}

// A log of made-up names fills no memory.
func TestReadIsBounded(t *testing.T) {
	var b bytes.Buffer
	for i := range maxEvents + 10 {
		fmt.Fprintf(&b, `{"msg":"contract drift","operation":"get","path":"/%d","kind":"missing","spec":"h","count":2}`+"\n", i)
	}
	var l Log
	if err := l.Read(&b); err != nil || len(l.Events()) != maxEvents || l.Beyond != 20 {
		t.Errorf("%d events, %d beyond, error %v", len(l.Events()), l.Beyond, err)
	}
}

// A path through an element of a substitution group leads to that element's type.
func TestSubstitutionGroup(t *testing.T) {
	named := func(local string, own ...contract.Particle) *contract.Struct {
		s := &contract.Struct{Name: contract.QName{Space: "urn:x", Local: local}}
		s.Own = &contract.Group{Kind: contract.Sequence, Items: own}
		return s
	}
	car := &contract.Element{Name: contract.QName{Local: "car"}, Type: named("Car")}
	van := &contract.Element{Name: contract.QName{Local: "van"}, Type: named("Van")} // beside a member of its name
	vehicle := &contract.Element{Name: contract.QName{Local: "vehicle"}, Type: named("Vehicle"), Members: []*contract.Element{
		{Name: contract.QName{Local: "van"}, Type: named("Member")},
		{Name: contract.QName{Local: "wheeled"}, Type: named("Wheeled"), Members: []*contract.Element{car}},
	}}
	reply := &contract.Element{Name: contract.QName{Local: "r"}, Type: named("R", &contract.Field{Element: vehicle}, &contract.Field{Element: van})}
	api := &contract.API{Bindings: []*contract.Binding{{Transport: &contract.SOAP{}, Operations: []*contract.Operation{{Name: "get", Out: &contract.Message{Body: []*contract.Part{{Element: reply}}}}}}}}
	for path, want := range map[string][]string{
		"vehicle/colour": {"types", "{urn:x}Vehicle", "fields"}, "car/colour": {"types", "{urn:x}Car", "fields"}, "van/colour": {"types", "{urn:x}Van", "fields"}, "boat/colour": nil,
	} {
		at := locate(api, "get", "/Envelope/Body/r/"+path)
		if (at == nil) != (want == nil) || at != nil && !slices.Equal(at.address, want) {
			t.Errorf("%s leads to %+v, want the address %q", path, at, want)
		}
	}
}

// What a log says reaches a proposal escaped: it can't end a comment, and is no key unless it can be a name.
func TestHostileProposal(t *testing.T) {
	api := &contract.API{Bindings: []*contract.Binding{{Transport: &contract.SOAP{}, Operations: []*contract.Operation{{
		Name: "get", Out: &contract.Message{Body: []*contract.Part{{Element: &contract.Element{Name: contract.QName{Local: "r"}, Type: &contract.Struct{Name: contract.QName{Space: "urn:x\nwsgen: v2", Local: "R"}}}}}},
	}}}}}
	var l Log
	for _, name := range []string{"a\nwsgen: v1", "a: {b", "*x", "-", "ação", "true", "a\u2028b", "a#b"} {
		l.add(Event{"get", "/Envelope/Body/r/" + name, UnknownElement, "h\n# x"}, 1)
	}
	l.add(Event{"gone\nwsgen: v1", "/Envelope/Body/r/x", UnknownElement, "h"}, 1)
	var b bytes.Buffer
	if err := Propose(&b, &l, []Contract{{API: api, Hash: "i", File: "a b.wsdl"}}); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for line := range strings.Lines(b.String()) {
		if text := strings.TrimSpace(line); !strings.HasPrefix(text, "#") {
			keys = append(keys, text)
		}
	}
	const add = `: {add: true, type: string, minOccurs: 0, reason: replies have it}`
	want := []string{"wsgen: v1", `package: ""`, `wsdl: "a b.wsdl"`, "types:", `"{urn:x\nwsgen: v2}R":`, "fields:", `"ação"` + add, `"true"` + add}
	if d := cmp.Diff(want, keys); d != "" {
		t.Errorf("%s\n%s", d, b.String())
	}
	if n := strings.Count(b.String(), "no name that a field could have"); n != 6 {
		t.Errorf("%d names are refused, want 6: %s", n, b.String())
	}
	if !strings.Contains(b.String(), `# gone\nwsgen: v1 /Envelope/Body/r/x: unknown element, 1×: no contract has this operation`) ||
		!strings.Contains(b.String(), `of an older contract (h\n# x)`) {
		t.Error(b.String())
	}
}
