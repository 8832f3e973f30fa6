package resolve

import (
	"strings"
	"testing"
)

// TestJSONSamples: a JSON text has no place for the comment that says what is wrong.
func TestJSONSamples(t *testing.T) {
	const spec = `-- s.yaml --
wsgen: v1
package: shelf
rest: {error: problem}
types:
  problem: {fields: {code: string}}
  record: {fields: {s: string, other: {type: int, minOccurs: 0, json: Other}}}
operations:
  put:
    http: {method: PUT, REPLY}
    request: REQUEST
    samples: [NAME]
-- NAME --
`
	for _, test := range []struct{ name, reply, body, message string }{
		{"a.request.json", "reply: record", `{"s":"x"}`, ""},
		{"a.response.json", "reply: record", `{"Other":1,"new":{}}`, ""},
		{"a.response.json", "reply: record", `{}`, ""},
		{"a.fault.json", "reply: record", `{"code":"1"}`, ""},
		{"a.request.json", "reply: record", `{"id":"1"}`, "the request of put has no member id"},
		{"a.response.json", "reply: record", `{"code":"1"}`, "the sample has no member of the reply of put"},
		{"a.response.json", "body: record", `{"s":"1"}`, "the operation put has no reply with a body"},
		{"a.response.json", "reply: record", `[]`, "the sample is no JSON object"},
		{"a.response.json", "reply: record", ` `, "the sample is no JSON object"},
	} {
		request := "    request: {s: string}\n"
		if test.reply == "body: record" {
			request = ""
		}
		_, diags := run(t, strings.NewReplacer("NAME", test.name, "REPLY", test.reply, "    request: REQUEST\n", request).Replace(spec)+test.body)
		if len(diags) == 0 && test.message == "" || len(diags) == 1 && diags[0].Message == test.message && diags[0].ID == idBadSample && diags[0].Span.File.Path == test.name {
			continue
		}
		t.Errorf("%s %s: %v", test.name, test.body, diags)
	}
}
