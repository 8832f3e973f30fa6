package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// filledFields are the fields of a request that its credentials fill: what each call would contradict is
// reported once, where it is stated.
type filledFields struct {
	c    *compiler
	list []filledField
}

type filledField struct {
	path  contract.FieldPath
	scope *contract.Scope // nil under all
	at    source.Span
}

// add notes a field that is filled under a scope, and reports one that is filled already.
func (f *filledFields) add(path contract.FieldPath, scope *contract.Scope, at parser.Value[string]) {
	if path == nil {
		return
	}
	for _, x := range f.list {
		if x.under(scope) && slices.Equal(x.path, path) {
			f.report(x, at, "the credentials fill the field %s twice")
		}
	}
	f.list = append(f.list, filledField{path, scope, at.Span})
}

// absent reports a field that a scope wants absent though it, or a field in it, is filled under the scope.
func (f *filledFields) absent(path contract.FieldPath, scope *contract.Scope, at parser.Value[string]) {
	for _, x := range f.list {
		if x.under(scope) && len(x.path) >= len(path) && slices.Equal(x.path[:len(path)], path) {
			f.report(x, at, "the field %s is to be absent, and the credentials fill it")
		}
	}
}

func (f *filledFields) report(x filledField, at parser.Value[string], message string) {
	d := f.c.diags.Errorf(at.Span, idBadCredentials, message, at.V)
	d.Related = append(d.Related, source.Note{Span: x.at, Message: "it is filled here"})
}

// under reports whether the field is filled when a scope holds, or for nil when any does.
func (x filledField) under(scope *contract.Scope) bool {
	return x.scope == nil || scope == nil || x.scope == scope
}
