package soap

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"example.com/wsgen/runtime/xmltext"
)

// declarations are n of prefixes.
func declarations(n int, prefix string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` xmlns:%s%d="u%d"`, prefix, i, i)
	}
	return b.String()
}

// floods are messages that ask for much work in few bytes, each by its size.
var floods = map[string]func(n int) string{
	"prefixes around elements": func(n int) string {
		return `<r` + declarations(245, "p") + `>` + strings.Repeat("<a/>", n) + `<a href="#k"/></r><m id="k"/>`
	},
	"prefixes around references": func(n int) string {
		return `<r` + declarations(245, "p") + `>` + strings.Repeat(`<a href="#k"/>`, n) + `</r><m id="k"/>`
	},
	"prefixes around pairs of places": func(n int) string {
		return `<r` + declarations(200, "p") + `>` + strings.Repeat(`<a xmlns:z="z"><a href="#k"/></a>`, n) + `</r><m id="k"/>`
	},
	"names of no prefix": func(n int) string {
		return `<r` + declarations(120, "p") + declarations(120, "m") + `><b xmlns="none">` + strings.Repeat(`<a href="#k"/>`, n) + `</b><m id="k"/></r>`
	},
	"a chain": func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<m id="%d" href="#%d"/>`, i, i+1)
		}
		return `<r>` + strings.Repeat(`<a href="#0"/>`, n) + `</r>` + b.String() + fmt.Sprintf(`<m id="%d">x</m>`, n)
	},
	"a ring": func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<m id="%d" href="#%d"/>`, i, (i+1)%n)
		}
		return `<r>` + strings.Repeat(`<a href="#0"/>`, n) + `</r>` + b.String()
	},
	"elements and one reference": func(n int) string {
		return `<r>` + strings.Repeat("<a/>", n) + `<a href="#k"/></r><m id="k"/>`
	},
	"elements of one name": func(n int) string {
		return `<r>` + strings.Repeat(`<a href="#k"/>`, n) + `</r>` + strings.Repeat(`<m id="k"/>`, n)
	},
	"places that are taken": func(n int) string {
		return `<r>` + strings.Repeat(`<i e:position="[0]"/><i href="#k"/>`, n) + `</r><m id="k"/>`
	},
	"items in the wrong order": func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<i e:position="[%d]"/>`, n-i)
		}
		return `<r>` + b.String() + `</r>`
	},
}

// What a message costs grows with its length: the elements and declarations looked at, the memory and what is written.
func TestFloodsOfReferences(t *testing.T) {
	cost := func(t *testing.T, doc string) (bytes, steps, out, alloc int) {
		text := []byte(inBody(doc))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		x := newExpansion(t.Context(), xmltext.Limits{}.WithDefaults(), &encodedOp)
		if found, err := x.read(text, new(xmltext.Decoder)); err != nil || !found {
			t.Fatal(found, err)
		}
		if err := x.write(); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return len(text), x.steps, len(x.out), int(after.TotalAlloc - before.TotalAlloc)
	}
	for name, doc := range floods {
		t.Run(name, func(t *testing.T) {
			fixed, fixedSteps, fixedOut, fixedAlloc := cost(t, doc(1))
			for _, n := range []int{1_000, 10_000} {
				bytes, steps, out, alloc := cost(t, doc(n))
				bytes -= fixed
				if steps -= fixedSteps; steps > 16*bytes {
					t.Errorf("%d: %d steps for %d bytes", n, steps, bytes)
				}
				if out -= fixedOut; out > bytes*200 {
					t.Errorf("%d: %d bytes written for %d", n, out, bytes)
				}
				if alloc -= fixedAlloc; alloc > 8*max(out, 0)+120*bytes {
					t.Errorf("%d: %d bytes allocated for %d", n, alloc, bytes)
				}
			}
		})
	}
}

// What a limit bounds ends at the limit, and costs no more than what is written until then.
func TestReferencesAreLimited(t *testing.T) {
	nested := strings.Builder{}
	for i := range 300 {
		fmt.Fprintf(&nested, `<a xmlns:p%d="u">`, i)
	}
	fan := `<r><a href="#0"/></r>`
	for i := range 30 {
		fan += fmt.Sprintf(`<m id="%d"><a href="#%d"/><a href="#%d"/></m>`, i, i+1, i+1)
	}
	for _, c := range []struct {
		name, doc string
		limits    xmltext.Limits
		want      string
	}{
		{"a far position", `<a><i e:position="[2000000000]"/></a>`, xmltext.Limits{}, "Unknown"},
		{"a far offset", `<a e:offset="[2000000000]"><i/></a>`, xmltext.Limits{}, "Unknown"},
		{"far positions of a shared array", `<r>` + strings.Repeat(`<a href="#k"/>`, 100) + `</r><m id="k"><i e:position="[60000]"/></m>`, xmltext.Limits{}, "Unknown"},
		{"values that multiply", fan + `<m id="30">x</m>`, xmltext.Limits{Document: 1 << 20}, "Document"},
		{"declarations that multiply", `<r>` + strings.Repeat(`<a href="#k"/>`, 5000) + `</r><m id="k"` + declarations(240, "p") + `><p0:a xmlns:p0="v"/></m>`, xmltext.Limits{Document: 1 << 20}, "Document"},
		{"declarations in each other", `<r><a href="#k"/>` + nested.String() + strings.Repeat("</a>", 300) + `</r><m id="k"/>`, xmltext.Limits{Depth: 1000}, "Namespaces"},
		{"elements in each other", `<r><a href="#k"/>` + strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300) + `</r><m id="k"/>`, xmltext.Limits{}, "Depth"},
		{"values in each other", `<r>` + strings.Repeat("<a>", 100) + `<a href="#k"/>` + strings.Repeat("</a>", 100) + `</r><m id="k">` + strings.Repeat("<a>", 100) + `<a href="#l"/>` + strings.Repeat("</a>", 100) + `</m><m id="l"/>`, xmltext.Limits{}, "Depth"},
		{"nodes", `<r>` + strings.Repeat(`<a href="#k"/>`, maxNodes) + `</r><m id="k"/>`, xmltext.Limits{}, "references"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := xmltext.NewDecoder()
			defer d.Release()
			d.Limits = c.limits
			text := inBody(c.doc)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := references(t.Context(), strings.NewReader(text), d, &encodedOp)
			runtime.ReadMemStats(&after)
			var limit *xmltext.LimitError
			if !errors.As(err, &limit) || limit.Limit != c.want {
				t.Errorf("error %v, want the limit of %s", err, c.want)
			}
			if got, most := after.TotalAlloc-before.TotalAlloc, uint64(40*len(text)+16<<20); got > most {
				t.Errorf("%d bytes allocated for %d, want at most %d", got, len(text), most)
			}
		})
	}
}

// What nothing refers to is not held: a large message with one reference costs its text and the answer.
func TestElementsAreNotHeld(t *testing.T) {
	d := xmltext.NewDecoder()
	defer d.Release()
	text := inBody(`<r>` + strings.Repeat("<a/>", 2_000_000) + `<a href="#k"/></r><m id="k"/>`)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := references(t.Context(), strings.NewReader(text), d, &encodedOp)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := io.Copy(io.Discard, r); n > int64(len(text)) {
		t.Errorf("%d bytes of %d", n, len(text))
	}
	if got := after.TotalAlloc - before.TotalAlloc; got > uint64(16*len(text)) {
		t.Errorf("%d bytes allocated for %d", got, len(text))
	}
}
