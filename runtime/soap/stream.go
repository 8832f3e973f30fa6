package soap

import (
	"context"
	"iter"

	"example.com/wsgen/runtime/xmltext"
)

// A Field says where the items of a stream stand in a reply and how one is read.
type Field[T any] struct {
	// Wrap returns a node that decodes into out and calls each for every item, usually with
	// [xmltext.Each].
	Wrap func(out xmltext.Node, each func(*xmltext.Decoder)) xmltext.Node
	// Item reads the item at hand.
	Item func(d *xmltext.Decoder, x *T)
}

// Stream calls op and yields the items of a repeated element while the reply comes in; each item is a fresh
// one. The rest of the reply is in out after the loop.
//
// A fault, a refusal or a broken connection may come after items: it is the last pair, (nil, err). Ending the
// loop early closes the reply. The client's time limit covers the whole loop. Each loop over what Stream
// returns is a call of its own.
func Stream[T any](ctx context.Context, c *Client, op *Operation, in, out xmltext.Node, at Field[T], opts []CallOption) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		item := func(d *xmltext.Decoder) bool {
			x := new(T)
			at.Item(d, x)
			return d.Err() != nil || yield(x, nil)
		}
		halted, err := c.stream(ctx, op, in, out, at.Wrap, item, opts)
		if err != nil && !halted {
			yield(nil, err)
		}
	}
}

// stream is the core of Stream. It reports whether the loop ended early.
func (c *Client) stream(ctx context.Context, op *Operation, in, out xmltext.Node, wrap func(xmltext.Node, func(*xmltext.Decoder)) xmltext.Node, item func(*xmltext.Decoder) bool, opts []CallOption) (halted bool, err error) {
	k, err := c.prepare(ctx, op, in, out, opts)
	if err != nil {
		return false, err
	}
	k.wrap = func(out xmltext.Node) xmltext.Node {
		return wrap(out, func(d *xmltext.Decoder) {
			k.started = true
			if !item(d) {
				k.halted = true
				d.Stop()
			}
		})
	}
	_, err = k.run(ctx)
	return k.halted, err
}
