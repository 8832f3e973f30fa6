package xmltext

import "fmt"

// A Reader is a struct that is only read: no message that is written has one.
type Reader interface {
	// ReadXML reads position field by a method of d.
	ReadXML(d *Decoder, field int)
}

// ReadOnly makes a node of x. To write it is a mistake of the program, and fails.
func ReadOnly[R Reader](x R) Node { return readOnly[R]{x} }

// A readOnly holds its reader by the reader's own type, so that one that is a pointer takes no memory of its own.
type readOnly[R Reader] struct{ x R }

func (n readOnly[R]) FieldXML(c *Codec, field int) {
	if d := c.Decoder(); d != nil {
		n.x.ReadXML(d, field)
	} else {
		c.Encoder().Fail(fmt.Errorf("%T is only read", n.x))
	}
}
