package fetch

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/source"
)

// named gives documents at these URLs, of which the first one is the contract's first, their names.
func named(t *testing.T, first string, urls ...string) ([]*document, error) {
	t.Helper()
	var docs []*document
	for _, text := range urls {
		u, err := url.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		d := &document{url: normal(u), base: normal(u), ext: ".xsd"}
		if strings.Contains(strings.ToLower(text), "wsdl") {
			d.ext = ".wsdl"
		}
		docs = append(docs, d)
	}
	return docs, name(docs, first)
}

func TestNames(t *testing.T) {
	const root = "https://Example.org/ws/Order.svc?wsdl&key=1"
	long := strings.Repeat("long", 30)
	tests := []struct{ url, want string }{
		{root, "Order.wsdl"},
		{"https://example.org:443/ws/Order.svc?wsdl=wsdl0&key=1", "Order_wsdl0.wsdl"},
		{"https://example.org/ws/Order.svc?xsd=1", "Order_1.xsd"},
		{"https://example.org/ws/Order.svc?XSD=../types/a%20b.xsd", "Order_types_a_b.xsd"},
		{"https://example.org/ws/Order.svc?xsd=1&key=2", "Order_1_key_2.xsd"},
		{"https://example.org/ws/Order.svc?xsd=2&sig=" + long, "Order_2_5ec06f8d.xsd"},
		{"https://example.org/ws/v1.2/Types.XSD", "v1.2/Types.XSD"},
		{"https://example.org/ws/a.xml", "a.xsd"},
		{"https://example.org/ws/tokenWS.TokenService", "tokenWS.TokenService.xsd"},
		{"https://example.org/ws/types/", "types/types.xsd"},
		{"https://example.org/", "example.org/index.xsd"},
		{"https://example.org/common/a.xsd", "example.org/common/a.xsd"},
		{"http://example.org/ws/plain.xsd", "plain.xsd"},
		{"https://example.org:8443/ws/b.xsd", "example.org_8443/ws/b.xsd"},
		{"https://[2606:4700::1111]:8443/b.xsd", "_2606_4700__1111__8443/b.xsd"},
		{"https://example.org/ws/%2e%2e/%2e%2e/etc.xsd", "_/_/etc.xsd"},
		{"https://example.org/ws/..%2f..%5cetc.xsd", "__.._etc.xsd"},
		{"https://example.org/ws/con.xsd", "con_.xsd"},
		{"https://example.org/ws/LPT1/Nul.a.xsd", "LPT1_/Nul_.a.xsd"},
		{"https://example.org/ws/.hidden/-rf.xsd", "_hidden/_rf.xsd"},
		{"https://example.org/ws/dot./servi%C3%A7o%00.xsd", "dot_/servi_o_.xsd"},
		{"https://example.org/ws/c.xsd/d.xsd", "c_xsd/d.xsd"},
		{"https://example.org/ws/" + long + ".xsd", strings.Repeat("long", 17) + "lon-cc8458d7.xsd"},
		{"https://example.org/ws/" + strings.Repeat("folder/", 30) + "deep.xsd", "deep-e219ee7c.xsd"},
	}
	var urls, want []string
	for _, tt := range tests {
		urls, want = append(urls, tt.url), append(want, tt.want)
	}
	docs, err := named(t, "", urls...)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range docs {
		got = append(got, d.path)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

// TestNamesCollide: names that are the same on some system differ by what does not depend on the order.
func TestNamesCollide(t *testing.T) {
	urls := []string{"https://h.example/a.wsdl", "https://h.example/Types.xsd", "https://h.example/types.xsd", "https://h.example/types.xml", "https://h.example/other.xsd"}
	want := map[string]string{}
	for range urls[1:] {
		urls = append(append(urls[:1:1], urls[2:]...), urls[1])
		docs, err := named(t, "", urls...)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			if old, ok := want[d.url.String()]; ok && old != d.path {
				t.Errorf("%s is %s, and %s in another order", d.url, d.path, old)
			}
			want[d.url.String()] = d.path
		}
	}
	if diff := cmp.Diff(map[string]string{
		urls[0]:                       "a.wsdl",
		"https://h.example/Types.xsd": "Types-64ecb545.xsd",
		"https://h.example/types.xsd": "types-56dd14ed.xsd",
		"https://h.example/types.xml": "types-a9315ed1.xsd",
		"https://h.example/other.xsd": "other.xsd",
	}, want); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}

	docs, err := named(t, "types.xsd", "https://h.example/a.wsdl", "https://h.example/types.xsd")
	if err != nil || docs[0].path != "types.xsd" || docs[1].path != "types-56dd14ed.xsd" {
		t.Errorf("the caller's name: %v, error %v", []string{docs[0].path, docs[1].path}, err)
	}
	for _, hostile := range []string{"../a.wsdl", "/a.wsdl", "nul.wsdl", "a\\b.wsdl", ".", "-a.wsdl"} {
		if _, err := named(t, hostile, "https://h.example/a.wsdl"); err == nil {
			t.Errorf("%q is taken as a name", hostile)
		}
	}
}

// FuzzNames: whatever a server calls its documents, their files are inside of the folder, apart, and names everywhere.
func FuzzNames(f *testing.F) {
	f.Add("https://h.example/ws/a?wsdl", "https://h.example/ws/a?xsd=1", "https://h.example/WS/A?xsd=1")
	f.Add("https://h.example/%2e%2e/con?wsdl", "https://h.example/con.xsd/x", "https://h.example/..%2f?a=b")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		var docs []*document
		seen := map[string]bool{}
		for _, text := range []string{a, b, c} {
			u, err := url.Parse(text)
			if err != nil || checkURL(normal(u)) != nil || seen[normal(u).String()] {
				return
			}
			u = normal(u)
			seen[u.String()] = true
			docs = append(docs, &document{url: u, base: u, ext: ".xsd"})
		}
		if name(docs, "") != nil {
			return
		}
		for i, d := range docs {
			if !filepath.IsLocal(d.path) || !valid(d.path) || strings.ToLower(path.Ext(d.path)) != ".xsd" || len(d.path) > maxPath+10 {
				t.Errorf("%s is named %q", d.url, d.path)
			}
			for _, other := range docs[:i] {
				if x, y := strings.ToLower(d.path), strings.ToLower(other.path); x == y || strings.HasPrefix(x, y+"/") || strings.HasPrefix(y, x+"/") {
					t.Errorf("%q and %q", d.path, other.path)
				}
			}
			if got := local(docs[0].path, relative(docs[0].path, d.path)); got != d.path {
				t.Errorf("from %q to %q the location is %q", docs[0].path, d.path, got)
			}
		}
	})
}

// FuzzRewrite: in any document that parses, in any encoding, rewritten locations are as wanted and all else is as it was.
func FuzzRewrite(f *testing.F) {
	for _, text := range []string{
		wsdl(`<import location="a?wsdl"/><types>`, schema("urn:a", include(" b.xsd ")), `</types>`),
		`<!-- é --><xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:import schemaLocation = '&#x61;&amp;&#10;' namespace="ü"/><xs:include schemaLocation='` + "\t\r\n" + `x'/></xs:schema>`,
	} {
		f.Add([]byte(text))
		f.Add([]byte("\ufeff" + text))
		f.Add([]byte("<?xml version='1.0' encoding='windows-1252'?>" + strings.NewReplacer("é", "\xe9", "ü", "\xfc").Replace(text)))
		var wide []byte
		for _, r := range "\ufeff" + text {
			wide = append(wide, byte(r), byte(r>>8))
		}
		f.Add(wide)
	}
	const to = "q/new.xsd"
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func(raw []byte) *document {
			d := &document{url: &url.URL{Scheme: "http", Host: "h.example"}, raw: raw, path: "a.xsd"}
			if d.read("") != nil {
				return nil
			}
			return d
		}
		d := read(data)
		if d == nil {
			return
		}
		want := string(d.text.File.Data)
		for _, r := range d.references {
			r.target = &document{path: to}
		}
		var edits []source.Edit
		for i := len(d.references) - 1; i >= 0; i-- {
			if r := d.references[i]; local(d.path, r.location) != to {
				want = want[:r.at.Start] + to + want[r.at.End:]
				edits = append(edits, source.Edit{Span: r.at, Text: to})
			}
		}
		got := d.rewritten()
		if len(edits) == 0 && string(got) != string(data) {
			t.Errorf("changed without a reason:\n%q\n%q", data, got)
		}
		again := read(got)
		if again == nil || string(again.text.File.Data) != want {
			t.Fatalf("got %q\nwant the text %q", got, want)
		}
		for _, r := range again.references {
			if local(d.path, r.location) != to {
				t.Errorf("location %q in %q", r.location, got)
			}
		}
		if len(again.references) != len(d.references) {
			t.Errorf("%d references, there were %d", len(again.references), len(d.references))
		}
	})
}
