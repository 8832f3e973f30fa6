package contract

import "example.com/wsgen/gen/source"

// A Demand is an assertion of a policy that is attached to a binding or to a part of one (WS-Policy 1.5 –
// Attachment, clause 4). Of a policy's alternatives, the demands are those of the one that calls come nearest to.
type Demand struct {
	Assertion string // such as "sp:UsernameToken"; {namespace}local in a namespace that is not known
	On        string // what the policy is attached to, such as "the input of echo"; "" for the binding
	Optional  bool   // messages may do without it
	Verdict   Verdict
	How       string    // what meets it, or why nothing does; "" where there is nothing to say
	Inner     []*Demand // of the policy that stands in the assertion
	Span      source.Span
}

// A Verdict says whether calls meet a demand. The greater one is the worse.
type Verdict uint8

const (
	Met          Verdict = iota + 1
	IfConfigured         // once the caller or a spec says what How says
	NotMet
)
