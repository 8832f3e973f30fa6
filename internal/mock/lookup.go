package mock

import (
	"encoding/xml"
	"net/http"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// lookup finds the operation that a request is for. All ports and services are played at one address, so several may
// have that element in their bodies: of those each rule keeps the ones that it fits, and all where it fits none. Then
// the first is taken, which tells what is wrong with the request.
func (s *Server) lookup(version string, payload *infoset.Element, r *http.Request) *operation {
	root := contract.QName(rootName(payload))
	service, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	found := keep(s.ops, func(op *operation) bool { return op.root() == root })
	if len(found) == 0 {
		return nil
	}
	for _, fits := range []func(*operation) bool{
		func(op *operation) bool { return op.api.Package == service },
		func(op *operation) bool { return op.soap.Version == version },
		func(op *operation) bool { return op.soapAction(r) == `"`+op.Action+`"` },
		func(op *operation) bool { return op.takes(payload) },
	} {
		if len(found) == 1 {
			break
		}
		if kept := keep(found, fits); len(kept) > 0 {
			found = kept
		}
	}
	return found[0]
}

// keep lists the operations that fit.
func keep(ops []*operation, fits func(*operation) bool) (list []*operation) {
	for _, op := range ops {
		if fits(op) {
			list = append(list, op)
		}
	}
	return list
}

// takes reports whether a body is as the operation has it, which tells overloads apart.
func (op *operation) takes(payload *infoset.Element) bool {
	part, err := op.part(payload)
	if err != nil || part == nil {
		return err == nil
	}
	return (&checker{open: true}).element("", part, op.In.Body[0].Element, nil) == nil
}

// root is the element that a request has in its body.
func (op *operation) root() contract.QName {
	switch {
	case len(op.In.Wrapper) > 0:
		return op.In.Wrapper[0]
	case len(op.In.Body) > 0:
		return op.In.Body[0].Element.Name
	}
	return contract.QName{}
}

// rootName is the name of what a body holds, none for an empty one.
func rootName(payload *infoset.Element) xml.Name {
	if payload == nil {
		return xml.Name{}
	}
	return payload.Name
}

// qualified is the name of an operation behind its package.
func (op *operation) qualified() string { return op.api.Package + "." + op.Name }
