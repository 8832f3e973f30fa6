package transport

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	maxErrorBody = 4 << 10   // bytes of a body that an HTTPError shows
	maxHead      = 256 << 10 // bytes kept for a second look
	maxDrain     = 64 << 10  // bytes read to keep a connection,
	maxDrainTime = time.Second
)

// A Body reads a reply's body, decompressed. Until it is recognised as a message of the protocol it keeps
// what was read, for a second look or an HTTPError.
type Body struct {
	ctx        context.Context
	net        netReader
	c          *Client
	gzipped    bool
	unpacker   *gzip.Reader
	encoding   string // a content encoding that we don't undo
	damage     error  // of the compressed data
	head       []byte
	cut        bool // head is not all that was read
	recognised bool
	bad        bool // the status says that an HTTPError may have to show the body, whatever it is
}

// A netReader remembers how the body ended.
type netReader struct {
	r   io.Reader
	err error
}

func (n *netReader) Read(p []byte) (int, error) {
	c, err := n.r.Read(p)
	if err != nil {
		n.err = err
	}
	return c, err
}

// broken is why the body did not come to its end.
func (n *netReader) broken() error {
	if n.err == io.EOF {
		return nil
	}
	return n.err
}

// drain reads what is left, within bounds, so that the connection can be used again. cancel ends the request.
func (n *netReader) drain(cancel context.CancelFunc) {
	if n.err != nil {
		return
	}
	defer time.AfterFunc(maxDrainTime, cancel).Stop()
	io.CopyN(io.Discard, n, maxDrain)
}

func newBody(ctx context.Context, c *Client, resp *http.Response) *Body {
	b := &Body{ctx: ctx, c: c, net: netReader{r: resp.Body}, bad: !OK(resp.StatusCode)}
	switch e := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); e {
	case "", "identity":
	case "gzip", "x-gzip":
		b.gzipped = true
	default:
		b.encoding = e
	}
	return b
}

// Read implements io.Reader. What has arrived, or is unpacked from little, is read without the network: the call's end
// is looked for here too.
func (b *Body) Read(p []byte) (n int, err error) {
	if err := b.ctx.Err(); err != nil && b.net.err == nil {
		b.net.err = err
		return 0, err
	}
	switch {
	case !b.gzipped:
		n, err = b.net.Read(p)
	default:
		if n, err = b.unpack(p); err != nil && err != io.EOF {
			b.damage = err
		}
	}
	b.keep(p[:n])
	return n, err
}

// keep adds to head what was read.
func (b *Body) keep(p []byte) {
	switch {
	case b.recognised && !b.bad:
	case len(b.head) >= maxHead:
		b.cut = b.cut || len(p) > 0
	default:
		b.head = append(b.head, p...)
	}
}

// Blank tells that nothing but white space was kept.
func (b *Body) Blank() bool { return len(bytes.TrimSpace(b.head)) == 0 }

func (b *Body) unpack(p []byte) (int, error) {
	if b.unpacker == nil {
		u, _ := b.c.unpackers.Get().(*gzip.Reader)
		if u == nil {
			u = new(gzip.Reader)
		}
		if err := u.Reset(&b.net); err != nil {
			return 0, err // io.EOF: an empty body, whatever its header says
		}
		b.unpacker = u
	}
	return b.unpacker.Read(p)
}

func (b *Body) release() {
	if b.unpacker != nil {
		b.c.unpackers.Put(b.unpacker)
		b.unpacker = nil
	}
}

// Recognise says that the body is a message of the protocol: what was read need not be kept but for an HTTPError.
func (b *Body) Recognise() {
	if b.recognised = true; !b.bad {
		b.head = nil
	}
}

// Recognised tells whether [Body.Recognise] was called.
func (b *Body) Recognised() bool { return b.recognised }

// Cut tells that not all that was read is kept.
func (b *Body) Cut() bool { return b.cut }

// Damage is what is wrong with the compressed data; nil if nothing was met.
func (b *Body) Damage() error { return b.damage }

// Again reads the body from its start, of which nothing may have been cut.
func (b *Body) Again() io.Reader {
	head := b.head
	b.head = nil
	return &replayed{bytes.NewReader(head), b}
}

// replayed reads head, which is kept as before, and then the rest.
type replayed struct {
	head *bytes.Reader
	rest *Body
}

func (r *replayed) Read(p []byte) (int, error) {
	if r.head.Len() == 0 {
		return r.rest.Read(p)
	}
	n, err := r.head.Read(p)
	r.rest.keep(p[:n])
	return n, err
}

// Top returns up to n bytes of the body.
func (b *Body) Top(n int) []byte {
	if missing := n - len(b.head); missing > 0 {
		io.CopyN(io.Discard, b, int64(missing)) // Read keeps them
	}
	return b.head[:min(n, len(b.head))]
}

// Head is the start of what was kept, without a byte order mark, white space and the zero bytes of UTF-16.
func (b *Body) Head() []byte {
	return bytes.TrimLeft(b.head, "\xef\xbb\xbf\xfe\xff\x00 \t\r\n")
}

// OK tells the status codes of success (RFC 9110, clause 15.3).
func OK(status int) bool { return status >= 200 && status < 300 }
