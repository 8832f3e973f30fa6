package resolve

import (
	"encoding/json"
	"errors"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// checkJSONSamples checks that each recorded body of a REST operation is a JSON object that has members of the message
// that its name says.
func (c *compiler) checkJSONSamples(o *contract.Operation, fault *contract.Element) {
	for _, s := range o.Samples {
		if s.Span.File == nil {
			continue
		}
		f, failed, err := s.Span.File.Beside(s.File)
		if err != nil {
			continue // missing-sample says so
		}
		if failed != nil {
			failed.ID = idBadSample
			c.diags = append(c.diags, *failed)
			continue
		}
		var body map[string]json.RawMessage
		if err := json.Unmarshal(f.Data, &body); err != nil {
			at := 0
			if x := (*json.SyntaxError)(nil); errors.As(err, &x) {
				at = max(0, int(x.Offset)-1)
			}
			c.diags.Errorf(f.Span(at, min(at+1, len(f.Data))), idBadSample, "the sample is no JSON object")
			continue
		}
		e := fault
		switch m := map[contract.SampleKind]*contract.Message{contract.SampleRequest: o.In, contract.SampleReply: o.Out}[s.Kind]; {
		case m != nil && len(m.Body) > 0:
			e = m.Body[0].Element
		case s.Kind != contract.SampleFault:
			e = nil
		}
		c.checkMembers(o, s, f.Span(0, 1), body, e)
	}
}

// checkMembers reports a sample of another message: a request with a member that the contract lacks, or an answer without
// any that it has.
func (c *compiler) checkMembers(o *contract.Operation, s contract.Sample, at source.Span, body map[string]json.RawMessage, e *contract.Element) {
	if e == nil {
		c.diags.Errorf(at, idBadSample, "the operation %s has no %s with a body", o.Name, sampleText[s.Kind])
		return
	}
	t, _ := e.Type.(*contract.Struct)
	if t.JSON != nil && len(t.JSON.Rules) > 0 {
		return // members stand elsewhere than fields do
	}
	known := memberNames(t)
	met := len(body) == 0 || s.Kind == contract.SampleRequest
	for name := range body {
		if known[name] {
			met = true
		} else if s.Kind == contract.SampleRequest {
			c.diags.Errorf(at, idBadSample, "the request of %s has no member %s", o.Name, name)
		}
	}
	if !met {
		c.diags.Errorf(at, idBadSample, "the sample has no member of the %s of %s", sampleText[s.Kind], o.Name)
	}
}

// memberNames are the names of a struct's members in JSON.
func memberNames(t *contract.Struct) map[string]bool {
	known := map[string]bool{}
	add := func(local string, j *contract.JSON) {
		switch {
		case j == nil || j.Name == "" && !j.Omit:
			known[local] = true
		case !j.Omit:
			known[j.Name] = true
		}
	}
	for ; t != nil; t = t.Base {
		eachField(t.Own, func(f *contract.Field) { add(f.Element.Name.Local, f.JSON) })
		for _, a := range t.Attrs {
			add(a.Name.Local, a.JSON)
		}
	}
	return known
}
