package soap

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A Header is a header block of a request: a typed node with its descriptor, or raw XML. fmt
// prints its name alone.
type Header struct {
	// Part and Node are a typed block.
	Part Part
	Node xmltext.Node
	// Raw is a block as XML text that declares every prefix it uses.
	Raw xsd.Raw
	// MustUnderstand asks the receiver to refuse the message rather than ignore the block.
	MustUnderstand bool
	// Actor is the actor (1.1) or role (1.2) that the block is meant for; empty for the receiver.
	Actor string

	xml []byte // a block written here, with its declarations
}

// String returns the block's name.
func (h Header) String() string {
	switch {
	case h.Node != nil:
		return "header " + h.Part.Name.Local
	case h.Raw.Name.Local != "":
		return "header " + h.Raw.Name.Local
	}
	return "header"
}

// GoString returns the block's name.
func (h Header) GoString() string { return "soap.Header(" + h.String() + ")" }

// Format prints the block's name under every verb.
func (h Header) Format(f fmt.State, verb rune) {
	transport.FormatName(f, verb, h.String(), h.GoString())
}

// LogValue returns the block's name.
func (h Header) LogValue() slog.Value { return slog.StringValue(h.String()) }

// check tells whether the node is one of the part's: the names of the part stand for fields of no other type.
func (p *Part) check(n xmltext.Node) error {
	switch {
	case p.Type == nil:
		return errors.New("the part has no type")
	case isNil(n):
		return errors.New("the node is nil")
	case p.New != nil && reflect.TypeOf(p.New()) != reflect.TypeOf(n):
		return fmt.Errorf("the node is a %T, and the part's is a %T", n, p.New())
	}
	return nil
}

// encode returns the block as XML text, before its SOAP attributes are added.
func (h *Header) encode(b *Binding) ([]byte, error) {
	switch {
	case !xmltext.Legal(h.Actor):
		return nil, fmt.Errorf("%v: actor has characters that XML can't carry", h)
	case h.xml != nil:
		return h.xml, nil
	case h.Node != nil:
		ns := h.Part.Namespaces
		if ns == nil {
			ns = b.Namespaces
		}
		return encodePart(b.Version, b.Prefixes, h.Part.Name, ns, h.Part.Type, h.Node)
	case h.Raw.XML != "":
		text := strings.Trim(h.Raw.XML, " \t\r\n")
		if err := xmltext.CheckElement(text); err != nil {
			return nil, fmt.Errorf("%v: %w", h, err)
		}
		return []byte(text), nil
	}
	return nil, errors.New("header without a node or raw XML")
}

// spliceAttrs puts attributes right after the name in the start tag that opens block.
func spliceAttrs(b, block []byte, attrs string) []byte {
	at := bytes.IndexAny(block, " \t\r\n/>")
	if at < 0 {
		at = len(block)
	}
	b = append(b, block[:at]...)
	b = append(b, attrs...)
	return append(b, block[at:]...)
}
