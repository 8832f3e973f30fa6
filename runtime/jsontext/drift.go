package jsontext

import (
	"strings"

	"example.com/wsgen/runtime/xmltext"
)

// drift passes on what the decoder reports, with paths of the JSON. The attributes that this package writes itself are
// none.
func (w *xmlWriter) drift(f *Form, d *xmltext.Decoder, drift xmltext.Drift) {
	if drift.Kind == xmltext.UnknownAttribute && strings.HasSuffix(drift.Path, "/@empty") {
		return
	}
	drift.Path = f.path(drift.Path)
	if w.report(drift); w.err != nil {
		d.Fail(w.err)
	}
}
