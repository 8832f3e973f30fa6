package transport

import (
	"slices"
	"strings"
)

// Statuses finds, of several statuses in a reply, the one that counts. It is for generated code.
type Statuses struct {
	// OK are the values that mean success, in any case.
	OK []string
	// Silent are values that say nothing where there is no message.
	Silent []string

	status, message string
	spoken, refused bool
}

// Add looks at the next status.
func (f *Statuses) Add(status, message string) {
	silent := strings.TrimSpace(message) == "" && slices.Contains(f.Silent, status)
	if f.refused || silent && f.spoken {
		return
	}
	f.status, f.message = status, message
	f.spoken = !silent
	f.refused = !silent && !slices.ContainsFunc(f.OK, func(ok string) bool { return strings.EqualFold(ok, status) })
}

// Found returns the first status that is no success, else the last one that says something, else a silent one. Without
// any it is "".
func (f *Statuses) Found() (status, message string) { return f.status, f.message }
