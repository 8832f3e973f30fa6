// Package schema checks documents against the rules of their schemas: which elements and attributes may stand where
// and how often, and what their values may be (XML Schema Part 1, clause 3, and Part 2, clause 4). Generated types call
// it in their method Validate: it checks the document that a value would be written as.
//
// What it does not check is final, which is about schemas.
package schema

import (
	"errors"
	"slices"
	"strings"
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
	tree, gaps, err := draft(root, t, x)
	if err != nil {
		return err
	}
	c := newChecker(r)
	c.v.Enter(root)
	c.content(&element{typ: r.types[typ]}, tree)
	return lacking(c.v.Err(), gaps)
}

// CheckDocument reports where a document breaks the rules of its root's declaration, as Check does.
func (s *Schema) CheckDocument(x xmltext.Root) error {
	r, err := s.ready()
	if err != nil {
		return err
	}
	tree, gaps, err := draft("", x.DocumentType(), x)
	if err != nil {
		return err
	}
	return lacking(r.document(tree), gaps)
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

// draft is the document that x would be written as, and what is left out there.
func draft(root string, t *xmltext.Type, x xmltext.Node) (*xmltext.Tree, []xmltext.Gap, error) {
	data, gaps, err := xmltext.Draft(root, t, x)
	if bad, ok := errors.AsType[*xmltext.EncodeError](err); ok {
		return nil, nil, &xsd.ValidationError{Violations: []xsd.Violation{{Path: bad.Path, Rule: "write", Message: "can't be written: " + bad.Msg}}}
	}
	if err != nil {
		return nil, nil, err
	}
	if len(data) == 0 {
		return nil, nil, &xsd.ValidationError{Violations: []xsd.Violation{{Path: "/", Rule: "required", Message: "must have a root element"}}}
	}
	tree, err := read(data)
	return tree, gaps, err
}

// lacking adds the gaps of a draft to its violations, unless its content model misses a child where they are.
func lacking(err error, gaps []xmltext.Gap) error {
	found, ok := errors.AsType[*xsd.ValidationError](err)
	if err != nil && !ok {
		return err
	}
	var all []xsd.Violation
	if ok {
		all = found.Violations
	}
	known := slices.Clip(all)
	for _, gap := range gaps {
		if !slices.ContainsFunc(known, func(v xsd.Violation) bool { return tells(v, gap) }) {
			all = append(all, xsd.Violation{Path: gap.Path, Rule: "required", Message: "must be set"})
		}
	}
	if len(all) == 0 {
		return nil
	}
	return &xsd.ValidationError{Violations: all}
}

// tells reports whether a violation is about a gap: at its place, or of a child missing in the element that has it.
func tells(v xsd.Violation, gap xmltext.Gap) bool {
	if gap.In == "" {
		return v.Path == gap.Path
	}
	parent, child := v.Path, ""
	if v.Rule == "required" || v.Rule == "occurs" {
		at := strings.LastIndexByte(v.Path, '/')
		parent, child = v.Path[:at], v.Path[at:]
	}
	return parent == gap.In && (child != "" || v.Rule == "choice")
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
