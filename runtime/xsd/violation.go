package xsd

import (
	"strconv"
	"strings"
)

// A Violation is one broken rule of a schema or of a provider's documentation.
// It never holds the value, which may be a secret.
type Violation struct {
	Path    string // where, such as "/order/line[2]/date" (occurrences from 1) or "/order/@id"
	Rule    string // which facet or rule, such as "maxLength", "required" or "occurs"
	Message string // what the rule asks for, such as "must have at most 10 characters"
}

// String returns the path and the message.
func (v Violation) String() string { return v.Path + ": " + v.Message }

// A ValidationError lists everything in a value that breaks a rule, in the
// order of the fields.
type ValidationError struct{ Violations []Violation }

// Error returns the first violations and how many more there are.
func (e *ValidationError) Error() string {
	const most = 10
	var b strings.Builder
	b.WriteString("invalid: ")
	for i, v := range e.Violations {
		if i == most {
			b.WriteString("; and " + strconv.Itoa(len(e.Violations)-most) + " more")
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(v.String())
	}
	return b.String()
}
