package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/source"
)

// sarifSchema is what the schema of SARIF 2.1.0 says of the properties that wsgen writes; none other may stand there.
const sarifSchema = `{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object", "additionalProperties": false, "required": ["version", "runs"],
  "properties": {
    "$schema": {"type": "string", "format": "uri"},
    "version": {"enum": ["2.1.0"]},
    "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/run"}}
  },
  "definitions": {
    "message": {"type": "object", "additionalProperties": false, "required": ["text"], "properties": {"text": {"type": "string"}}},
    "run": {"type": "object", "additionalProperties": false, "required": ["tool"], "properties": {
      "tool": {"type": "object", "additionalProperties": false, "required": ["driver"], "properties": {
        "driver": {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
          "name": {"type": "string"}, "version": {"type": "string"},
          "rules": {"type": "array", "uniqueItems": true, "items": {"type": "object", "additionalProperties": false, "required": ["id"], "properties": {
            "id": {"type": "string"}, "shortDescription": {"$ref": "#/definitions/message"}}}}}}}},
      "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
      "results": {"type": "array", "items": {"$ref": "#/definitions/result"}}}},
    "result": {"type": "object", "additionalProperties": false, "required": ["message"], "properties": {
      "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0},
      "level": {"enum": ["none", "note", "warning", "error"]},
      "message": {"$ref": "#/definitions/message"},
      "locations": {"type": "array", "items": {"$ref": "#/definitions/location"}},
      "relatedLocations": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/definitions/location"}},
      "suppressions": {"type": "array", "uniqueItems": true, "items": {"type": "object", "additionalProperties": false, "required": ["kind"], "properties": {
        "kind": {"enum": ["inSource", "external"]}, "justification": {"type": "string"}}}},
      "properties": {"type": "object"}}},
    "location": {"type": "object", "additionalProperties": false, "properties": {
      "id": {"type": "integer", "minimum": -1}, "message": {"$ref": "#/definitions/message"},
      "logicalLocations": {"type": "array", "uniqueItems": true, "items": {"type": "object", "additionalProperties": false, "properties": {"fullyQualifiedName": {"type": "string"}}}},
      "physicalLocation": {"type": "object", "additionalProperties": false, "required": ["artifactLocation"], "properties": {
        "artifactLocation": {"type": "object", "additionalProperties": false, "properties": {"uri": {"type": "string", "format": "uri-reference"}}},
        "region": {"type": "object", "additionalProperties": false, "properties": {
          "startLine": {"type": "integer", "minimum": 1}, "startColumn": {"type": "integer", "minimum": 1},
          "endLine": {"type": "integer", "minimum": 1}, "endColumn": {"type": "integer", "minimum": 1}}}}}}}
  }
}`

func TestSARIF(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(sarifSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}

	old := &source.File{Path: "git:HEAD:a b/old.wsdl", Data: []byte("<a>\n<b>\n")}
	new := &source.File{Path: "new.wsdl", Data: []byte("<a>\nçã <b>\n")}
	changes := []diff.Change{
		{Rule: "field-removed", Path: "{urn:t}T/sequence/b", Direction: diff.Both, Wire: diff.Breaking, Request: diff.Breaking, Reply: diff.Compatible, Go: diff.GoBreaking, Message: "gone", Old: old.Span(4, 7), New: new.Span(9, 12)},
		{Rule: "type-added", Path: "{urn:t}U", Direction: diff.Reply, Wire: diff.Compatible, Go: diff.GoAdditive, Message: "new", New: new.Span(0, 3)},
	}
	accepted, found := diff.Accept(changes, []*diff.Acceptance{{Rule: "field-removed", Path: "*", Reason: "agreed"}}, time.Time{})
	if len(found) > 0 {
		t.Fatal(found)
	}
	var b bytes.Buffer
	if err := (&report{changes: changes, accepted: accepted}).sarif(&b); err != nil {
		t.Fatal(err)
	}
	got, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(got); err != nil {
		t.Errorf("the log is no SARIF: %v\n%s", err, &b)
	}
	var log sarifLog
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	first := run.Results[0]
	if got, want := first.Message.Text, "breaking in requests and replies, Go breaking: {urn:t}T/sequence/b: gone (requests: breaking, replies: compatible)"; got != want {
		t.Errorf("the message is %q, want %q", got, want)
	}
	if got, want := first.Locations[0].Physical.Region, (sarifRegion{2, 4, 2, 7}); got != want {
		t.Errorf("the region is %v, want %v: columns count characters", got, want)
	}
	if got, want := first.RelatedLocations[0].Physical.Artifact.URI, "./git:HEAD:a%20b/old.wsdl"; got != want {
		t.Errorf("the old place is %s, want %s", got, want)
	}
	if id := run.Tool.Driver.Rules[first.RuleIndex].ID; id != first.RuleID {
		t.Errorf("rule %d is %s, want %s", first.RuleIndex, id, first.RuleID)
	}
	if len(first.Suppressions) != 1 || len(run.Results[1].Suppressions) != 0 {
		t.Errorf("suppressions: %v and %v, want one and none", first.Suppressions, run.Results[1].Suppressions)
	}
}
