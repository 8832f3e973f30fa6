package parser

import (
	"time"

	"example.com/wsgen/gen/source"
)

// As in spec.go, the comments of the fields describe their keys to people.

// A Scenario is a scenario of wsgen mock: what the operations of a played provider answer, call by call.
type Scenario struct {
	Block
	File *source.File

	// Version of the scenario format: v1.
	Wsgen Value[string] `yaml:"wsgen,required" enum:"v1"`
	// Steps by operation, or by PACKAGE.OPERATION, each for one call. After the last one come the usual answers.
	Scenario Map[[]*ScenarioStep] `yaml:"scenario,required"`
}

// A ScenarioStep is what one call gets; an empty one is the usual answer.
type ScenarioStep struct {
	Block
	// File of a whole message to answer, relative to this file.
	Reply Value[string] `yaml:"reply"`
	// Message of a refusal: the reply that the services share, with a status that is none of success.
	Refusal Value[string] `yaml:"refusal"`
	// Reason of a fault of the server.
	Fault Value[string] `yaml:"fault"`
	// HTTP status to answer instead of a message, 599 at most.
	Status Value[int] `yaml:"status" min:"200"`
	// Text behind status.
	Body Value[string] `yaml:"body"`
	// Time before the answer, as in 2s.
	Delay Value[time.Duration] `yaml:"delay"`
	// Drops the connection: before the call is done, or after, so that its answer is lost.
	Drop Value[string] `yaml:"drop" enum:"before,after"`
	// Number of calls that the step is for, 1 unless stated.
	Repeat Value[int] `yaml:"repeat" min:"1"`
}

// ParseScenario reads a scenario; nil when it is no YAML mapping.
func ParseScenario(f *source.File) (*Scenario, source.List) {
	var diags source.List
	s := &Scenario{File: f}
	if !parseYAML(f, &diags, s) {
		return nil, diags.Compact()
	}
	for _, e := range s.Scenario.Entries {
		if len(e.Value) == 0 {
			diags.Errorf(e.Key.Span, idMissingKey, "%s needs at least one step", e.Key.V)
		}
		for _, x := range e.Value {
			x.check(&diags)
		}
	}
	return s, diags.Compact()
}

// check reports keys that exclude one another, and values that no answer can have.
func (x *ScenarioStep) check(diags *source.List) {
	answers := 0
	for _, set := range []bool{x.Reply.Set(), x.Refusal.Set(), x.Fault.Set(), x.Status.Set(), x.Drop.Set()} {
		if set {
			answers++
		}
	}
	for _, v := range []Value[string]{x.Reply, x.Refusal, x.Fault} {
		if v.Set() && v.V == "" {
			diags.Errorf(v.Span, idBadValue, "an empty text says no answer")
		}
	}
	bodiless := x.Status.V == 204 || x.Status.V == 304 // RFC 9110, clauses 15.3.5 and 15.4.5
	switch {
	case answers > 1:
		diags.Errorf(x.Span, idConflictingKeys, "a step has one of reply, refusal, fault, status and drop")
	case x.Body.Set() && !x.Status.Set():
		diags.Errorf(x.Body.Span, idConflictingKeys, "body stands behind status alone")
	case x.Status.V > 599:
		diags.Errorf(x.Status.Span, idBadValue, "%d is no status of HTTP, which end at 599", x.Status.V)
	case x.Body.V != "" && bodiless:
		diags.Errorf(x.Body.Span, idConflictingKeys, "an answer with status %d has no body", x.Status.V)
	}
}
