package transport

import (
	"slices"
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A Refusal is a reply whose status says no. Providers' packages have their own type around it.
type Refusal struct {
	Operation, Status, Message string
	// Active is the key of a session that the message names, "" for none. The message does not show it; Reply may.
	Active xsd.Secret
	// Reply is the decoded reply.
	Reply xmltext.Node
}

// Error returns the status and the message.
func (r *Refusal) Error() string {
	status := "without a status"
	if r.Status != "" {
		status = r.Status
	}
	s := r.Operation + ": refused: " + status
	if r.Message != "" {
		s += ": " + r.Message
	}
	return s
}

// GoString keeps the reply out of %#v.
func (r *Refusal) GoString() string { return GoString("transport.Refusal", r) }

// OperationName returns the operation's name.
func (r *Refusal) OperationName() string { return r.Operation }

// RefusalStatus returns the status and the message.
func (r *Refusal) RefusalStatus() (status, message string) { return r.Status, r.Message }

// Refused returns the refusal that a reply is by its status: one that is not among ok, in any case, or none unless
// that is allowed. It is nil for a reply that is none.
func (k *Call) Refused(ok []string, absentOK bool, status, message string, reply xmltext.Node) *Refusal {
	same := func(good string) bool { return strings.EqualFold(status, good) }
	if status == "" && absentOK || slices.ContainsFunc(ok, same) {
		return nil
	}
	return &Refusal{Operation: k.Operation, Status: k.Secrets.Text(status), Message: k.Secrets.Text(message), Reply: reply}
}
