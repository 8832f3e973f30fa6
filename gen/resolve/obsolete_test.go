package resolve

import (
	"fmt"
	"strings"
	"testing"

	"example.com/wsgen/gen/inspect"
)

// TestObsolete lays entries over the service of the overlays: each key that says what the WSDL says is a warning at its place with
// the reason of the entry, one that says otherwise is none.
func TestObsolete(t *testing.T) {
	const why = "reason: they sent less once"
	for _, test := range []struct{ entry, want string }{
		{"operations: {get: {request: {unit: {minOccurs: 1, REASON}}}}", "1 minOccurs of {urn:t}req/sequence/unit"},
		{"operations: {get: {request: {unit: {minOccurs: 0, REASON}}}}", ""},
		{"operations: {get: {request: {unit: {maxOccurs: 1, REASON}}}}", "1 maxOccurs of {urn:t}req/sequence/unit"},
		{"operations: {get: {request: {unit: {maxOccurs: 2, REASON}}}}", ""},
		{"operations: {get: {request: {unit: {nillable: false, REASON}}}}", "false nillable of {urn:t}req/sequence/unit"},
		{"operations: {get: {request: {unit: {nillable: true, REASON}}}}", ""},
		{"operations: {get: {request: {unit: {type: string, REASON}}}}", "string type of {urn:t}req/sequence/unit"},
		{"operations: {get: {request: {unit: {type: token, REASON}}}}", ""},
		{"operations: {get: {request: {note: {type: note, REASON}}}}", "note type of {urn:t}req/sequence/note"},
		{"operations: {get: {request: {unit: {wireName: unit, REASON}}}}", "unit wireName of {urn:t}req/sequence/unit"},
		{"operations: {get: {request: {unit: {wireName: other, REASON}}}}", ""},
		{"operations: {get: {request: {unit: {form: unqualified, REASON}}}}", "unqualified form of {urn:t}req/sequence/unit"},
		{"operations: {get: {request: {unit: {form: qualified, REASON}}}}", ""},
		{"operations: {get: {request: {unit: {namespace: 'urn:t', REASON}}}}", ""},
		{"operations: {get: {request: {size: {minInclusive: 1, REASON}}}}", "1 minInclusive of {urn:t}req/sequence/size"},
		{"operations: {get: {request: {size: {minInclusive: 2, REASON}}}}", ""},
		{"operations: {get: {request: {id: {type: int, REASON}}}}", "int type of {urn:t}req/@id"},
		{"operations: {get: {request: {id: {minOccurs: 0, REASON}}}}", "0 minOccurs of {urn:t}req/@id"},
		{"operations: {get: {request: {id: {minOccurs: 1, REASON}}}}", ""},
		{"operations: {get: {action: 'urn:get', REASON}}", "'urn:get' action of {urn:t}B/get"},
		{"operations: {get: {action: 'urn:other', REASON}}", ""},
		{"types: {note: {maxLength: 10, REASON}}", "10 maxLength of {urn:t}note"},
		{"types: {note: {maxLength: 11, REASON}}", ""},
		{"types: {note: {name: Note, REASON}}", ""},
		{"operations: {get: {request: {unit: {add: true, type: string, minOccurs: 1, REASON}}}}", "unit: the WSDL has unit by now"},
		{"operations: {get: {request: {unit: {add: true, type: int, minOccurs: 0, maxOccurs: unbounded, nillable: true, default: '1', REASON}}}}", "unit: the WSDL has unit by now, with minOccurs 1, maxOccurs 1, nillable false, default not stated, type xs:string"},
		{"operations: {get: {request: {id: {add: true, attribute: true, type: string, minOccurs: 1, form: qualified, REASON}}}}", "id: the WSDL has id by now, with minOccurs 0, form unqualified, type xs:int"},
		{"operations: {get: {request: {id: {add: true, attribute: true, type: int, REASON}}}}", "id: the WSDL has id by now"},
	} {
		_, list := run(t, overlay(strings.Replace(test.entry, "REASON", why, 1)))
		got := ""
		for _, d := range list {
			if d.ID != idOverlayObsolete {
				t.Errorf("%s: %s", test.entry, d)
				continue
			}
			text := d.Message
			if rest, ok := strings.CutPrefix(text, "the WSDL says the same "); ok {
				text = rest
			} else {
				text = ": " + text
			}
			got += strings.Replace(fmt.Sprint(d.Span.Text(), " ", text), " : ", ": ", 1)
			if n := len(d.Related); n != 2 || d.Related[1].Message != why || d.Related[1].Span.Text() != strings.TrimPrefix(why, "reason: ") || d.Related[0].Span.File.Path != "a.wsdl" {
				t.Errorf("%s: related %v", test.entry, d.Related)
			}
			if d.Hint == "" || list.HasErrors() {
				t.Errorf("%s: %s, hint %q", test.entry, d, d.Hint)
			}
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.entry, got, test.want)
		}
	}
}

// TestObsoleteAdd: what an entry says of a field that the WSDL has by now holds, so that no secret is lost with a warning.
func TestObsoleteAdd(t *testing.T) {
	apis, list := run(t, overlay("operations: {get: {request: {unit: {add: true, type: string, secret: true}}}}"))
	if list.HasErrors() || len(list) != 1 || len(apis) == 0 {
		t.Fatal(list)
	}
	has(t, string(inspect.Text(apis[len(apis)-1])), "unit: xs:string emptyAbsent secret overlaid")
}

// TestReasons: what matches nothing is reported with its reason, too, and what matches is documented with it.
func TestReasons(t *testing.T) {
	for _, test := range []struct{ entry, hint, reasons string }{
		{"operations: {gone: {reason: so}}", "", "so"},
		{"operations: {gat: {request: {unit: {minOccurs: 0, reason: so}}}}", "did you mean get?", "so"},
		{"operations: {get: {request: {zzz: {minOccurs: 0, reason: so}}}}", "add: true adds a field that the WSDL does not have", "so"},
		{"operations: {get: {reason: so, request: {unitt: {minOccurs: 0}, unit: {maxOccurs: 2, reason: no}}}}", "did you mean unit?", "so"},
		{"operations: {get: {reason: no, request: {zzz: {minOccurs: 0, reason: so}}}}", "add: true adds a field that the WSDL does not have", "so"},
		{"operations: {get: {reason: so, response: {element: gone}}}", "", "so"},
		{"types: {vanished: {name: Gone, reason: so}}", "", "so"},
		{"types: {vanished: {fields: {a: {minOccurs: 0, reason: so}, b: {minOccurs: 0, reason: as well}, c: {minOccurs: 0}}}}", "", "so, as well"},
		{"types: {'{urn:t}not': {maxLength: 1, reason: so}}", "did you mean {urn:t}note?", "so"},
		{"types: {nota: {maxLength: 1}}", "did you mean note?", ""},
		{"types:\n  vanished:\n    fields:\n      a:\n        minOccurs: 0\n        reason: >\n          so\n", "", "so"},
		{"headers: {gone: {fields: {a: {minOccurs: 0, reason: so}}}}", "", "so"},
		{"operations: [got]", "did you mean get?", ""},
		{"operations: ['!gat*', 'g*']", "did you mean !get*?", ""},
		{"operations: ['gte?', 'g*']", "did you mean ge??", ""},
		{"soap: {version: '1.2'}", "the WSDL has bindings of SOAP 1.1", ""},
	} {
		_, list := run(t, overlay(test.entry))
		if len(list) != 1 || list[0].ID != idOverlayUnmatched {
			t.Errorf("%s: %v", test.entry, list)
			continue
		}
		var why []string
		for _, n := range list[0].Related {
			if text, ok := strings.CutPrefix(n.Message, "reason: "); ok {
				why = append(why, text)
			}
		}
		if got := strings.Join(why, ", "); got != test.reasons || list[0].Hint != test.hint {
			t.Errorf("%s: reasons %q, hint %q, want %q, %q", test.entry, got, list[0].Hint, test.reasons, test.hint)
		}
	}
	has(t, inspected(t, overlay("operations: {get: {reason: Slow., request: {unit: {minOccurs: 0, reason: 'Often absent.'}}}}\ntypes: {note: {doc: A note., reason: Short.}}")), `
		operation get document action="urn:get" validate overlaid
		# Reason: Slow.
		unit?: xs:string omitEmpty emptyAbsent overlaid
		# Reason: Often absent.`)
}
