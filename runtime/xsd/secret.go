package xsd

import (
	"fmt"
	"io"
	"log/slog"
)

// Secret is a string that no log, error or printed struct shows: every verb of fmt and every slog
// handler prints [redacted] for it. Convert it to string to read it. JSON and XML carry the value,
// for they are data and not what people read: a struct that holds one is not for slog's JSON handler, which
// writes what structs have as JSON. One way around it is left in fmt: the error text for
// a verb other than %v on a pointer inside a struct, %!s(*T=…), calls no methods.
type Secret string

const redacted = "[redacted]"

// Format prints [redacted], under every verb; an empty secret prints nothing.
func (s Secret) Format(f fmt.State, verb rune) {
	text := s.String()
	if verb == 'q' || verb == 'v' && f.Flag('#') {
		text = `"` + text + `"`
	}
	io.WriteString(f, text)
}

// String returns [redacted], or "" for an empty secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return redacted
}

// LogValue is what slog prints: [redacted].
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
