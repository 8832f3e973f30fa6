package xmltext

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/runtime/xsd"
)

// rows is ((k, (l+ | (m?, n)), (p, q?){0,2})+, end): a repeated group with a choice and a group in it. K counts as
// absent when it is empty.
type rows struct {
	Rows  []row
	End   string
	Extra xsd.Extra
}

type row struct {
	K    string
	L    []string
	M, N xsd.Opt[string]
	In   []inner
}

type inner struct {
	P string
	Q xsd.Opt[string]
}

const (
	rowK = iota
	rowL
	rowM
	rowN
	rowP
	rowQ
	rowEnd
)

var tRows = Type{
	Names: []Name{
		{Local: "k", Leaf: true, Free: true, EmptyAbsent: true},
		{Local: "l", Leaf: true, Many: true, Free: true},
		{Local: "m", Leaf: true, Free: true, EmptyAbsent: true},
		{Local: "n", Leaf: true, Free: true},
		{Local: "p", Leaf: true, Free: true},
		{Local: "q", Leaf: true, Free: true},
		{Local: "end", Leaf: true, Many: true, Max: 2},
	},
	Groups: []*Group{&gRows, &gInner},
}

var gRows = Group{First: rowK, Req: true, Parts: []Part{
	{Req: true},
	{Req: true, OneOf: []Part{{Many: true}, {Seq: []Part{{}, {Req: true}}}}},
	{Many: true, Seq: []Part{{Req: true}, {}}},
}}

var gInner = Group{First: rowP, Max: 2, Parts: []Part{{Req: true}, {}}}

func (x *rows) FieldXML(c *Codec, field int) {
	switch field {
	case rowEnd:
		if c.Reading() || x.End != "" {
			c.Str(&x.End)
		}
	case ResidueField:
		c.Extra(&x.Extra)
	default:
		if d := c.Decoder(); d != nil {
			Last(&x.Rows, d.Opens(&gRows)).decode(d, field)
		} else {
			e := c.Encoder()
			if field == rowK {
				x.write(e)
			}
		}
	}
}

func (x *rows) write(e *Encoder) {
	opt := func(field int, v xsd.Opt[string]) {
		if s, ok := v.Get(); ok {
			e.WriteStr(field, s)
		}
	}
	for i := range x.Rows {
		e.Occurrence(&gRows)
		r := &x.Rows[i]
		e.WriteStr(rowK, r.K)
		for _, l := range r.L {
			e.WriteStr(rowL, l)
		}
		opt(rowM, r.M)
		opt(rowN, r.N)
		for _, in := range r.In {
			e.Occurrence(&gInner)
			e.WriteStr(rowP, in.P)
			opt(rowQ, in.Q)
		}
	}
}

func (x *row) decode(d *Decoder, field int) {
	switch field {
	case rowK:
		d.Str(&x.K)
	case rowL:
		d.Str(Push(&x.L))
	case rowM:
		d.Str(x.M.Make())
	case rowN:
		d.Str(x.N.Make())
	default:
		in := Last(&x.In, d.Opens(&gInner))
		if field == rowP {
			d.Str(&in.P)
		} else {
			d.Str(in.Q.Make())
		}
	}
}

// rowsDoc makes a document of one-letter elements that number themselves; a capital is an empty one.
func rowsDoc(letters string) string {
	var s strings.Builder
	for i, c := range letters {
		name := strings.ToLower(string(c))
		text := strconv.Itoa(i)
		if string(c) != name {
			text = ""
		}
		s.WriteString("<" + name + ">" + text + "</" + name + ">")
	}
	return "<rows>" + s.String() + "</rows>"
}

func TestGroups(t *testing.T) {
	cases := []struct {
		letters string // of the children
		rows    string // letters of each item, those of inner items in brackets
		drift   string
	}{
		{"", "", "/rows/k: missing"},
		{"klkl", "kl kl", ""},
		{"klll", "klll", ""},
		{"kmnkn", "kmn kn", ""},
		{"kmkn", "km kn", "/rows/n[1]: missing"},
		{"knm", "kn m", "/rows/k[2]: missing, /rows/n[2]: missing"},
		{"klmn", "kl mn", "/rows/k[2]: missing"},
		{"klpqpklp", "kl(pq)(p) kl(p)", ""},
		{"klqkp", "kl(q) k(p)", "/rows/p[1]: missing, /rows/l[2]: missing"},
		{"klpppklpp", "kl(p)(p)(p) kl(p)(p)", "/rows/p[3]: repeated"},
		{"llk", "ll k", "/rows/k[1]: missing, /rows/l[2]: missing"},
		{"lnln", "l n l n", "/rows/k[1]: missing, /rows/k[2]: missing, /rows/k[3]: missing, /rows/k[4]: missing"},
		{"Kl", "l", "/rows/k: missing"},
		{"klKlkl", "kl l kl", "/rows/k: missing"},
		{"klKKl", "kl l", "/rows/k: missing, /rows/k: missing"},
		{"klkMnkl", "kl kn kl", ""},
		{"klK", "kl", "/rows/k: missing"},
	}
	for _, c := range cases {
		doc := rowsDoc(c.letters)
		x, drift := decodeRows(t, doc)
		if got := strings.Join(drift, ", "); got != c.drift {
			t.Errorf("%s: drift %q, want %q", c.letters, got, c.drift)
		}
		if got := x.letters(); got != c.rows {
			t.Errorf("%s: items %q, want %q", c.letters, got, c.rows)
		}
		if diff := cmp.Diff(doc, encodeRows(t, x)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.letters, diff)
		}
	}
}

// Members in any order, with any of them missing, are written as they came.
func TestRandomGroupsAreLossless(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var letters strings.Builder
		for range rnd.IntN(10) {
			letters.WriteByte("klmnpq"[rnd.IntN(6)])
		}
		doc := rowsDoc(letters.String())
		x, _ := decodeRows(t, doc)
		if got := encodeRows(t, x); got != doc {
			t.Errorf("got  %s\nwant %s", got, doc)
		}
	}
}

// A residue that was written as JSON says the same.
func TestGroupsFromJSON(t *testing.T) {
	doc := rowsDoc("klqlln")
	x, _ := decodeRows(t, doc)
	text, err := x.Extra.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Extra.UnmarshalJSON(text); err != nil {
		t.Fatal(err)
	}
	if got := encodeRows(t, x); got != doc {
		t.Errorf("got  %s\nwant %s", got, doc)
	}
}

// More elements than Max are drift, and the table keeps what it can.
func TestMaxIsChecked(t *testing.T) {
	_, drift := decodeRows(t, "<rows><k>1</k><l>1</l><end/><end/></rows>")
	if drift != nil {
		t.Errorf("drift %v", drift)
	}
	_, drift = decodeRows(t, "<rows><k>1</k><l>1</l><end/><end/><end/></rows>")
	if diff := cmp.Diff([]string{"/rows/end[3]: repeated"}, drift); diff != "" {
		t.Error(diff)
	}
}

func decodeRows(t *testing.T, doc string) (*rows, []string) {
	t.Helper()
	d := NewDecoder()
	defer d.Release()
	var drift []string
	d.OnDrift = func(x Drift) { drift = append(drift, x.String()) }
	d.Reset([]byte(doc))
	x := new(rows)
	if err := d.Document(Name{Local: "rows"}, nil, &tRows, x); err != nil {
		t.Fatal(err)
	}
	return x, drift
}

func encodeRows(t *testing.T, x *rows) string {
	t.Helper()
	e := NewEncoder(Prefixed)
	defer e.Release()
	if err := e.Document(Name{Local: "rows"}, nil, &tRows, x); err != nil {
		t.Fatal(err)
	}
	return string(e.Output())
}

func (x *rows) letters() string {
	var list []string
	for _, r := range x.Rows {
		s := strings.Repeat("k", len(r.K)) + strings.Repeat("l", len(r.L)) + strings.Repeat("m", len(r.M.Or(""))) + strings.Repeat("n", len(r.N.Or("")))
		for _, in := range r.In {
			s += "(" + strings.Repeat("p", len(in.P)) + strings.Repeat("q", len(in.Q.Or(""))) + ")"
		}
		list = append(list, s)
	}
	return strings.Join(list, " ")
}
