package xmltext

import (
	"strconv"

	"example.com/wsgen/runtime/xsd"
)

// Unset stands for the required value at position field that is not set. It fails, unless the struct was read from
// content that lacked the value too, or that had something unknown in its place: then the same content is written again.
func (e *Encoder) Unset(field int, name string) {
	if e.err == nil && !e.vacuum && !e.wasMissing(field) && (e.res == nil || len(e.res.Elements) == 0 && fixedDocument(e.p, e.res) == nil) {
		e.Missing(name)
	}
}

// MissingItem fails because item i of a list is not set.
func (e *Encoder) MissingItem(list string, i int) { e.Missing(list + "[" + strconv.Itoa(i) + "]") }

// NilRequired writes xsi:nil for the required value at position field that is nil or not set. One that is not set and
// was missing in the content read stays missing.
func (e *Encoder) NilRequired(field int, s xsd.State) {
	if s != xsd.Absent || !e.vacuum && !e.wasMissing(field) {
		e.Nil(field)
	}
}

// wasMissing reports whether position field did not occur in the content read, or stood empty and was taken for absent.
func (e *Encoder) wasMissing(field int) bool {
	n := int32(0)
	if e.replay != nil && field < Attr {
		if e.replay.absent(e, field) {
			return true
		}
		n = e.replay.counts[field]
	}
	c := e.res.Lookup(int32(field), n)
	return c != nil && c.State != xsd.ChildPresent || e.choiceMissing(field)
}

// choiceMissing reports whether the choice, or the group, whose first position is field was missing: in its struct, or in the
// item of a group around it that is being written.
func (e *Encoder) choiceMissing(field int) bool {
	if e.res == nil || field >= len(e.p.names) {
		return false
	}
	if e.res.Lookup(int32(field), choiceMissing) != nil && !e.p.names[field].repeats() {
		return true
	}
	for n := e.p.names[field].group; n >= 0; n = e.p.groups[n].outer {
		item := int32(0)
		if e.replay != nil {
			item = max(e.replay.items[n]-1, 0)
		}
		if e.res.Lookup(int32(field), choiceMissing-item) != nil {
			return true
		}
	}
	return false
}
