package soap

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A ReferenceError reports a reference of a message in SOAP encoding that leads nowhere, or back to itself.
type ReferenceError struct {
	Path string // of the element that refers
	ID   string
	// Cycle says that the value holds itself, which Go's types can't.
	Cycle bool
}

// Error says what is wrong.
func (e *ReferenceError) Error() string {
	if e.Cycle {
		return "the value " + strconv.Quote(e.ID) + " holds itself"
	}
	return "no element, or more than one, is called " + strconv.Quote(e.ID)
}

// A PositionError reports an index of an array's item in SOAP encoding that can't be read, is of several dimensions, or is
// that of another item too.
type PositionError struct {
	Path     string // of the item, or of the array whose offset it is
	Position string
}

// Error says what is wrong.
func (e *PositionError) Error() string {
	return "the position " + strconv.Quote(e.Position) + " is no index, or that of another item too"
}

// references reads a message of op and returns one in which each reference of what is in SOAP encoding (the body's first
// element, header blocks and details, each by its own use) is the value that it leads to (SOAP 1.1, clause 5.2.1; SOAP 1.2 part 2, clause 3.1.5), and each array has its items in their
// places from the first one on (SOAP 1.1, clauses 5.4.2.1 and 5.4.2.2). The codec then knows of neither. What holds none
// stays as it is, to the byte, and so does a message that is not well-formed. A reference or a position that means nothing
// stays, too, since content of unknown types may have attributes of these names: judge says what is wrong where the
// codec reads one as a value.
func references(ctx context.Context, r io.Reader, d *xmltext.Decoder, op *Operation) (io.Reader, error) {
	d.Judge = nil
	l := d.Limits.WithDefaults()
	doc, err := io.ReadAll(io.LimitReader(r, l.Document+1))
	whole := io.MultiReader(bytes.NewReader(doc), &rest{r, err})
	if err != nil || !mayRefer(doc) {
		return whole, nil
	}
	x := newExpansion(ctx, l, op)
	found, err := x.read(doc, d)
	if found {
		err = x.write()
	}
	switch {
	case err != nil && (!x.fault || ctx.Err() != nil):
		return nil, err
	case err != nil: // a fault is better than an error about what it holds, but for what can't be read without references
		d.Judge = unexpanded(err)
		return whole, nil
	case !found:
		return whole, nil
	}
	d.Charset, d.Judge = "utf-8", x.judge
	return bytes.NewReader(x.out), nil
}

// rest goes on after what was read, or fails as reading did.
type rest struct {
	r   io.Reader
	err error
}

func (x *rest) Read(p []byte) (int, error) {
	if x.err != nil {
		return 0, x.err
	}
	return x.r.Read(p)
}

// mayRefer reports a message with attributes that references replaces, going by their names, or in an encoding in which
// they can't be looked for.
func mayRefer(doc []byte) bool {
	head := doc[:min(len(doc), 4)]
	if bytes.IndexByte(head, 0) >= 0 || bytes.HasPrefix(head, []byte("\xfe\xff")) || bytes.HasPrefix(head, []byte("\xff\xfe")) {
		return true
	}
	for _, name := range []string{"href", ":ref", ":position", ":offset"} {
		for at := doc; ; {
			_, after, ok := bytes.Cut(at, []byte(name))
			if !ok {
				break
			}
			if at = after; bytes.HasPrefix(bytes.TrimLeft(after, " \t\r\n"), []byte("=")) {
				return true
			}
		}
	}
	return false
}

// read outlines the message. It reports whether there is anything to replace.
func (x *expansion) read(doc []byte, like *xmltext.Decoder) (found bool, err error) {
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Limits, d.Charset = like.Limits, like.Charset
	d.Reset(doc)
	if x.text, err = d.Walk(&x.outline); err != nil {
		if errors.As(err, new(*xmltext.SyntaxError)) { // the codec says so, with its place
			err = nil
		}
		return false, err
	}
	if x.body == nil || x.unused() {
		return false, nil
	}
	wanted := map[string]bool{}
	for _, n := range x.refs {
		n.refers = !n.literal && n.elements == 0 && blank(x.text[n.to:n.end])
		found = found || n.refers
		wanted[n.ref] = wanted[n.ref] || n.refers
	}
	for id, list := range x.ids {
		for _, target := range list {
			target.used = wanted[id]
		}
	}
	return found || x.placed, nil
}

// resolve is the element that n, which refers, stands for: the last of a chain of references. It is nil where the chain
// leads nowhere.
func (x *expansion) resolve(n *node) *node {
	var chain []*node
	at := n
	var failed *ReferenceError
	for at.refers && !at.resolved && failed == nil {
		x.steps++
		if at.open {
			failed = &ReferenceError{ID: chain[len(chain)-1].ref, Cycle: true}
			break
		}
		at.open = true
		chain = append(chain, at)
		if list := x.ids[at.ref]; len(list) == 1 {
			at = list[0]
		} else {
			failed = &ReferenceError{ID: at.ref}
		}
	}
	if failed == nil && at.resolved {
		if at.target == nil {
			failed = x.failed[at.ref]
		} else {
			at = at.target
		}
	}
	for _, c := range chain {
		if c.open, c.resolved = false, true; failed != nil {
			x.failed[c.ref] = failed
		} else {
			c.target = at
		}
	}
	return n.target
}

// judge says what is wrong with a reference or a position that is left.
func (x *expansion) judge(d *xmltext.Decoder, name xsd.QName, value string) error {
	n := node{position: -1}
	a := xmltext.TagAttr{Space: name.Space, Local: []byte(name.Local), Value: []byte(value)}
	switch n.note(&a); {
	case n.refers:
		if e := x.failed[n.ref]; e != nil {
			return &ReferenceError{Path: d.Path(), ID: e.ID, Cycle: e.Cycle}
		}
	case name.Space == enc11 && (name.Local == "position" || name.Local == "offset"):
		return &PositionError{Path: d.Path(), Position: value}
	}
	return nil
}

// unexpanded has what references or positions say fail by the error that kept them from being replaced.
func unexpanded(err error) judgement {
	return func(_ *xmltext.Decoder, name xsd.QName, value string) error {
		n := node{position: -1}
		n.note(&xmltext.TagAttr{Space: name.Space, Local: []byte(name.Local), Value: []byte(value)})
		if n.refers || n.arranged || n.position >= 0 {
			return err
		}
		return nil
	}
}
