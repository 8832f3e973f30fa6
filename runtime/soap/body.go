package soap

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
	maxHead      = 256 << 10 // bytes kept for a second look at the root
	maxDrain     = 64 << 10  // bytes read to keep a connection,
	maxDrainTime = time.Second
)

// A replyBody reads a reply's body, decompressed. Until the root is known to be an envelope it keeps
// what was read, for a second look or an HTTPError.
type replyBody struct {
	ctx      context.Context
	net      netReader
	c        *Client
	gzipped  bool
	unpacker *gzip.Reader
	encoding string // a content encoding that we don't undo
	damage   error  // of the compressed data
	head     []byte
	cut      bool // head is not all that was read
	rooted   bool
	bad      bool // the status says that an HTTPError may have to show the body, whatever its root
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

func newReplyBody(ctx context.Context, c *Client, resp *http.Response) *replyBody {
	b := &replyBody{ctx: ctx, c: c, net: netReader{r: resp.Body}, bad: !ok2xx(resp.StatusCode)}
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
func (b *replyBody) Read(p []byte) (n int, err error) {
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
func (b *replyBody) keep(p []byte) {
	switch {
	case b.rooted && !b.bad:
	case len(b.head) >= maxHead:
		b.cut = b.cut || len(p) > 0
	default:
		b.head = append(b.head, p...)
	}
}

func (b *replyBody) unpack(p []byte) (int, error) {
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

func (b *replyBody) release() {
	if b.unpacker != nil {
		b.c.unpackers.Put(b.unpacker)
		b.unpacker = nil
	}
}

// root marks the root as an envelope: what was read need not be kept but for an HTTPError.
func (b *replyBody) root() {
	if b.rooted = true; !b.bad {
		b.head = nil
	}
}

// again reads the body from its start, of which nothing may have been cut.
func (b *replyBody) again() io.Reader {
	head := b.head
	b.head = nil
	return &replayed{bytes.NewReader(head), b}
}

// replayed reads head, which is kept as before, and then the rest.
type replayed struct {
	head *bytes.Reader
	rest *replyBody
}

func (r *replayed) Read(p []byte) (int, error) {
	if r.head.Len() == 0 {
		return r.rest.Read(p)
	}
	n, err := r.head.Read(p)
	r.rest.keep(p[:n])
	return n, err
}

// top returns up to n bytes of the body.
func (b *replyBody) top(n int) []byte {
	if missing := n - len(b.head); missing > 0 {
		io.CopyN(io.Discard, b, int64(missing)) // Read keeps them
	}
	return b.head[:min(n, len(b.head))]
}

// text is the start of what was kept, without a byte order mark, white space and the zero bytes of UTF-16.
func (b *replyBody) text() []byte {
	return bytes.TrimLeft(b.head, "\xef\xbb\xbf\xfe\xff\x00 \t\r\n")
}
