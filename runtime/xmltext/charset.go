package xmltext

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// begin prepares the first window: it settles the character encoding (RFC 7303, clause 3: byte order mark, then the
// transport's charset, then the declaration), transcodes what is not UTF-8, and reads the XML declaration.
func (d *Decoder) begin() {
	d.lim = d.Limits.WithDefaults()
	d.field = -1
	var head []byte
	if d.src == nil {
		if int64(len(d.raw)) > d.lim.Document {
			d.limit("Document", d.lim.Document)
			return
		}
		head, d.eof = d.raw, true
	} else {
		d.raw = d.raw[:0]
		head = d.peek()
	}
	if d.err != nil {
		return
	}
	enc, bom, err := encoding(head, d.Charset)
	if err != nil {
		d.failSyntax(0, err.Error(), nil)
		return
	}
	if enc != nil {
		d.transcode(enc, bom)
	} else {
		d.skipBOM(bom)
	}
	if d.err == nil {
		d.validate()
		d.declaration()
	}
}

// beginText is begin for text inside a document, which is UTF-8.
func (d *Decoder) beginText() {
	d.validate()
	d.declaration()
}

func (d *Decoder) skipBOM(n int) {
	if len(d.raw) >= n {
		d.pos, d.checked = n, n
	} else if _, err := io.CopyN(io.Discard, d.src, int64(n)); err != nil {
		d.failSyntax(0, "read", err)
	}
}

// peek reads enough of the document to see its declaration. Where the window is smaller than that, what has been read
// is read again.
func (d *Decoder) peek() []byte {
	const enough = 256
	head := d.raw[:0]
	small := cap(head) < enough
	if small {
		head = make([]byte, 0, enough)
	}
	for len(head) < enough && !d.eof && bytes.IndexByte(head, '>') < 0 {
		n, err := d.src.Read(head[len(head):enough])
		head = head[:len(head)+n]
		if err == io.EOF {
			d.eof = true
		} else if err != nil {
			d.failSyntax(int64(len(head)), "read", err)
			break
		}
	}
	if !small {
		d.raw = head
	} else if len(head) > 0 {
		d.src, d.eof = io.MultiReader(bytes.NewReader(head), d.src), false
	}
	return head
}

// A decoding turns bytes of a charset into UTF-8. It appends to out and returns how much of in it has used.
type decoding func(out, in []byte, final bool) ([]byte, int, error)

// encoding chooses the document's encoding: nil for UTF-8. bom is how many bytes to skip.
func encoding(head []byte, charset string) (dec decoding, bom int, err error) {
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		return nil, 3, nil
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return utf16Decoding(true), 2, nil
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return utf16Decoding(false), 2, nil
	case bytes.HasPrefix(head, []byte("\x00<\x00?")):
		return utf16Decoding(true), 0, nil
	case bytes.HasPrefix(head, []byte("<\x00?\x00")):
		return utf16Decoding(false), 0, nil
	}
	name := charset
	if name == "" {
		name = declared(head)
	}
	switch strings.ToLower(name) {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return nil, 0, nil
	case "utf-16", "utf-16be":
		return utf16Decoding(true), 0, nil
	case "utf-16le":
		return utf16Decoding(false), 0, nil
	case "iso-8859-1", "latin1", "iso_8859-1", "l1":
		return latin1, 0, nil
	case "windows-1252", "cp1252":
		return windows1252, 0, nil
	}
	return nil, 0, errors.New("unsupported character encoding")
}

// declared is the encoding that an XML declaration names; its syntax is checked later.
func declared(head []byte) string {
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	end := bytes.IndexByte(head, '>')
	if end < 0 {
		return ""
	}
	_, rest, ok := bytes.Cut(head[:end], []byte("encoding"))
	if rest = bytes.TrimLeft(rest, " \t\r\n="); !ok || len(rest) == 0 {
		return ""
	}
	name, _, _ := bytes.Cut(rest[1:], rest[:1])
	return string(name)
}

func utf16Decoding(big bool) decoding {
	hi, lo := 1, 0
	if big {
		hi, lo = 0, 1
	}
	return func(out, in []byte, final bool) ([]byte, int, error) {
		i := 0
		for i+1 < len(in) {
			r := rune(in[i+hi])<<8 | rune(in[i+lo])
			n := 2
			if utf16.IsSurrogate(r) {
				if i+3 >= len(in) && !final {
					break
				}
				n = 4
				if i+3 < len(in) {
					r = utf16.DecodeRune(r, rune(in[i+2+hi])<<8|rune(in[i+2+lo]))
				}
				if i+3 >= len(in) || r == utf8.RuneError {
					return out, i, errors.New("invalid UTF-16")
				}
			}
			out = utf8.AppendRune(out, r)
			i += n
		}
		if final && i < len(in) {
			return out, i, errors.New("invalid UTF-16")
		}
		return out, i, nil
	}
}

func latin1(out, in []byte, _ bool) ([]byte, int, error) {
	for _, c := range in {
		out = utf8.AppendRune(out, rune(c))
	}
	return out, len(in), nil
}

// The characters of windows-1252 from 0x80 to 0x9F; 0 is not assigned.
var upper1252 = [32]rune{
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
}

func windows1252(out, in []byte, _ bool) ([]byte, int, error) {
	for i, c := range in {
		r := rune(c)
		if c >= 0x80 && c < 0xA0 {
			if r = upper1252[c-0x80]; r == 0 {
				return out, i, errors.New("byte is not assigned in windows-1252")
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out, len(in), nil
}

// transcode puts the decoding between the document and the window.
func (d *Decoder) transcode(dec decoding, bom int) {
	if d.src == nil {
		out, _, err := dec(make([]byte, 0, len(d.raw)+len(d.raw)/8), d.raw[bom:], true)
		if err != nil {
			d.failSyntax(int64(len(out)), err.Error(), nil)
			return
		}
		if int64(len(out)) > d.lim.Document {
			d.limit("Document", d.lim.Document)
			return
		}
		d.raw = out
		return
	}
	r := &transcoder{src: d.src, dec: dec, eof: d.eof}
	if len(d.raw) > 0 {
		r.in = bytes.Clone(d.raw[bom:])
	} else if _, err := io.CopyN(io.Discard, d.src, int64(bom)); err != nil {
		d.failSyntax(0, "read", err)
	}
	d.src, d.raw, d.eof = r, d.raw[:0], false
}

// A transcoder is a reader of UTF-8 over a reader of something else.
type transcoder struct {
	src     io.Reader
	dec     decoding
	in, out []byte
	eof     bool
	err     error
}

func (t *transcoder) Read(p []byte) (int, error) {
	for len(t.out) == 0 && t.err == nil {
		if !t.eof {
			have := len(t.in)
			t.in = append(t.in, make([]byte, 4096)...)
			n, err := t.src.Read(t.in[have:])
			t.in = t.in[:have+n]
			if err == io.EOF {
				t.eof = true
			} else if err != nil {
				t.err = err
			}
		}
		var used int
		var err error
		t.out, used, err = t.dec(t.out[:0], t.in, t.eof)
		t.in = append(t.in[:0], t.in[used:]...)
		switch {
		case err != nil:
			t.err = err
		case t.eof && t.err == nil:
			t.err = io.EOF
		}
	}
	n := copy(p, t.out)
	if t.out = t.out[n:]; n == 0 && len(p) > 0 {
		return 0, t.err
	}
	return n, nil
}

// declaration reads <?xml … ?> at the very start (XML 1.0, production 23).
func (d *Decoder) declaration() {
	const head = "<?xml"
	for len(d.buf)-d.pos <= len(head) {
		if b := d.buf[d.pos:]; string(b) != head[:min(len(b), len(head))] || !d.more() {
			return
		}
	}
	if b := d.buf[d.pos:]; string(b[:len(head)]) != head || class[b[len(head)]]&cSpace == 0 {
		return
	}
	var end int
	for {
		if end = bytes.Index(d.buf[d.pos:], []byte("?>")); end >= 0 {
			break
		}
		if len(d.buf)-d.pos > 1024 {
			d.syntaxAt(d.pos, "malformed XML declaration")
			return
		}
		if !d.need() {
			return
		}
	}
	if !validDeclaration(d.buf[d.pos+len(head) : d.pos+end]) {
		d.syntaxAt(d.pos, "malformed XML declaration")
		return
	}
	d.pos += end + 2
}

// validDeclaration checks version, encoding and standalone, in this order.
func validDeclaration(b []byte) bool {
	rest, v, ok := pseudo(b, "version")
	if !ok || len(v) < 3 || string(v[:2]) != "1." || !all(v[2:], func(c byte) bool { return c >= '0' && c <= '9' }) {
		return false
	}
	if r, v, ok := pseudo(rest, "encoding"); ok {
		letter := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
		if len(v) == 0 || !letter(v[0]) || !all(v, func(c byte) bool { return class[c]&cName != 0 }) {
			return false
		}
		rest = r
	}
	if r, v, ok := pseudo(rest, "standalone"); ok {
		if string(v) != "yes" && string(v) != "no" {
			return false
		}
		rest = r
	}
	return len(trim(rest)) == 0
}

// pseudo reads white space, name, = and a quoted value.
func pseudo(b []byte, name string) (rest, value []byte, ok bool) {
	s := bytes.TrimLeft(b, " \t\r\n")
	if len(s) == len(b) || !bytes.HasPrefix(s, []byte(name)) {
		return b, nil, false
	}
	s = bytes.TrimLeft(s[len(name):], " \t\r\n")
	if len(s) == 0 || s[0] != '=' {
		return b, nil, false
	}
	s = bytes.TrimLeft(s[1:], " \t\r\n")
	if len(s) == 0 || s[0] != '"' && s[0] != '\'' {
		return b, nil, false
	}
	value, rest, ok = bytes.Cut(s[1:], s[:1])
	return rest, value, ok
}

func all(b []byte, f func(byte) bool) bool {
	for _, c := range b {
		if !f(c) {
			return false
		}
	}
	return true
}
