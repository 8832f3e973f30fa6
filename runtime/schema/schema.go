// Package schema checks documents against the rules of their schemas: which elements and attributes may stand where
// and how often, and what their values may be (XML Schema Part 1, clause 3, and Part 2, clause 4). Generated types call
// it in their method Validate: it checks the document that a value would be written as.
//
// What it does not check is final, which is about schemas.
package schema

import (
	"errors"
	"sync"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A Schema is the rules of the types of a generated package. It is for package variables of generated code.
type Schema struct {
	// Text is the rules, a line each; what a rule holds is indented below it.
	Text string

	once  sync.Once
	rules *rules
	err   error
}

// ready returns the rules, which are read when they are first used.
func (s *Schema) ready() (*rules, error) {
	s.once.Do(func() { s.rules, s.err = parse(s.Text) })
	return s.rules, s.err
}

// Check reports where x breaks the rules of a type, as a [*xsd.ValidationError] whose paths start with the element root.
// A value that can't be written at all is its only violation.
func (s *Schema) Check(x xmltext.Node, t *xmltext.Type, typ, root string) error {
	r, err := s.ready()
	if err != nil {
		return err
	}
	tree, err := draft(root, t, x)
	if err != nil {
		return err
	}
	c := newChecker(r)
	c.v.Enter(root)
	c.content(&element{typ: r.types[typ]}, tree)
	return c.v.Err()
}

// CheckDocument reports where a document breaks the rules of its root's declaration, as Check does.
func (s *Schema) CheckDocument(x xmltext.Root) error {
	r, err := s.ready()
	if err != nil {
		return err
	}
	tree, err := draft("", x.DocumentType(), x)
	if err != nil {
		return err
	}
	return r.document(tree)
}

// CheckText is CheckDocument for a document as text. Besides a [*xsd.ValidationError] the error can be one of those of
// [xmltext.Unmarshal].
func (s *Schema) CheckText(data []byte) error {
	r, err := s.ready()
	if err != nil {
		return err
	}
	tree, err := read(data)
	if err != nil {
		return err
	}
	return r.document(tree)
}

// draft is the document that x would be written as.
func draft(root string, t *xmltext.Type, x xmltext.Node) (*xmltext.Tree, error) {
	data, err := xmltext.Draft(root, t, x)
	if bad, ok := errors.AsType[*xmltext.EncodeError](err); ok {
		return nil, &xsd.ValidationError{Violations: []xsd.Violation{{Path: bad.Path, Rule: "write", Message: "can't be written: " + bad.Msg}}}
	}
	if err != nil {
		return nil, err
	}
	if len(data) == 0 {
		return nil, &xsd.ValidationError{Violations: []xsd.Violation{{Path: "/", Rule: "required", Message: "must have a root element"}}}
	}
	return read(data)
}

func read(data []byte) (*xmltext.Tree, error) {
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Reset(data)
	return d.Tree()
}

func (r *rules) document(root *xmltext.Tree) error {
	c := newChecker(r)
	c.v.Enter(root.Name.Local)
	c.wild(&wildcard{process: "strict"}, root)
	c.references()
	return c.v.Err()
}
