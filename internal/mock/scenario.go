package mock

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A Scenario says what operations answer, call by call, in the place of the usual answers. A request that is not as
// the contract says is refused all the same and uses up no step.
type Scenario struct {
	// Steps are those of each operation, by its name or PACKAGE.NAME. After the last one come the usual answers.
	Steps map[string][]Step
}

// A Drop says when a connection is dropped.
type Drop uint8

const (
	NoDrop     Drop = iota
	DropBefore      // the call is as good as never made
	DropAfter       // the call is done and the answer lost
)

// A Step is what one call gets. The zero Step is the usual answer.
type Step struct {
	// Reply is a whole message to send, Refusal the text of a refusal, Fault that of a fault of the server.
	Reply          []byte
	Refusal, Fault string
	// Status is a status of HTTP, with Body or nothing behind it.
	Status int
	Body   string
	// Delay comes before the answer.
	Delay time.Duration
	Drop  Drop
	// Repeat is how many calls the step is for; 1 unless stated.
	Repeat int
}

// Operations lists the names that a scenario can use: each operation's own, and that behind its package.
func (s *Server) Operations() []string {
	var list []string
	for _, op := range s.all() {
		list = append(list, op.Name, op.qualified())
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// all lists the operations of both kinds.
func (s *Server) all() []*operation {
	list := slices.Clone(s.ops)
	for _, x := range s.endpoints {
		list = append(list, x.operation)
	}
	return list
}

// plan lays out the steps of a scenario.
func (s *Server) plan(x *Scenario) error {
	if x == nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(x.Steps)) {
		var found []*operation
		for _, op := range s.all() {
			if op.Name == name || op.qualified() == name {
				found = append(found, op)
			}
		}
		if len(found) == 0 || slices.ContainsFunc(found, func(op *operation) bool { return op.api != found[0].api }) {
			return fmt.Errorf("scenario: %d operations are called %s; the names are %s", len(found), name, strings.Join(s.Operations(), ", "))
		}
		key := found[0].qualified()
		for _, step := range x.Steps[name] {
			if step.Refusal != "" && slices.ContainsFunc(found, func(op *operation) bool { return op.soap == nil || op.rule() == nil }) {
				return fmt.Errorf("scenario: %s has no refusal: its contract has no shared reply", name)
			}
			s.steps[key] = append(s.steps[key], slices.Repeat([]Step{step}, max(1, step.Repeat))...)
		}
	}
	return nil
}

// next takes the step of a call.
func (s *Server) next(op *operation) Step {
	steps := s.steps[op.qualified()]
	if len(steps) == 0 {
		return Step{}
	}
	s.steps[op.qualified()] = steps[1:]
	return steps[0]
}

// answer answers in the place of the provider's rules; it reports whether the step says what to answer.
func (x *Step) answer(op *operation, a *answer) (bool, error) {
	switch {
	case x.Reply != nil:
		a.media, a.body, a.outcome = "text/xml; charset=utf-8", x.Reply, "a reply of the scenario"
		if op.soap.Version == "1.2" {
			a.media = "application/soap+xml; charset=utf-8"
		}
	case x.Refusal != "":
		return false, refuse("%s", x.Refusal)
	case x.Fault != "":
		return false, &fault{code: "Server", text: x.Fault}
	case x.Status != 0:
		a.status, a.body, a.outcome = x.Status, []byte(x.Body), "HTTP "+http.StatusText(x.Status)
	default:
		return false, nil
	}
	return true, nil
}
