package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A site is what a server answers with, by path and query. {{URL}} in a body is the server's own URL.
type site map[string]string

func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, ok := s[r.URL.RequestURI()]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/xml")
	w.Write([]byte(strings.ReplaceAll(body, "{{URL}}", "http://"+r.Host)))
}

// serve starts a server on the loopback address, which the tests' options allow.
func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// schema is a schema of a namespace with these elements in it.
func schema(namespace string, content ...string) string {
	return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="` + namespace + `">` + strings.Join(content, "") + `</xs:schema>`
}

func include(location string) string { return `<xs:include schemaLocation="` + location + `"/>` }

// wsdl is a WSDL with this content.
func wsdl(content ...string) string {
	return `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema">` + strings.Join(content, "") + `</definitions>`
}

func fetched(t *testing.T, o Options) map[string]string {
	t.Helper()
	set, err := Fetch(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, d := range set.Documents {
		files[d.Path] = string(d.Data)
	}
	return files
}

// TestFollows: all kinds of references are followed, wherever they lead, and lead to the files afterwards.
func TestFollows(t *testing.T) {
	other := serve(t, site{
		"/shared/base.xsd?v=2": schema("urn:a", include("more.xsd")),
		"/shared/more.xsd":     schema("urn:a"),
	})
	host := strings.TrimPrefix(other, "http://")
	folder := strings.Replace(host, ":", "_", 1)

	types := func(location, base string) string {
		return schema("urn:t", `<xs:include schemaLocation="`+location+`"/>`, `<xs:redefine schemaLocation='parts/r.xsd'/>`,
			`<xs:import namespace="urn:a" schemaLocation="`+base+`"/>`, `<xs:import namespace="urn:none"/>`)
	}
	url := serve(t, site{
		"/ws/Orders.svc?wsdl":           wsdl(`<import namespace="urn:b" location="{{URL}}/ws/Orders.svc?wsdl=wsdl0"/>`, `<types>`, schema("urn:x", `<xs:import namespace="urn:t" schemaLocation="{{URL}}/ws/Orders.svc?xsd=xsd0"/>`), `</types>`),
		"/ws/Orders.svc?wsdl=wsdl0":     wsdl(`<!-- é --><types>`, schema("urn:y", `<xs:import namespace="urn:z" schemaLocation="/common/z.xsd#part"/>`), `</types>`),
		"/ws/Orders.svc?xsd=xsd0":       types("plain.xsd", other+"/shared/base.xsd?v=2"),
		"/ws/plain.xsd":                 schema("urn:t", include("./parts/../plain.xsd")),
		"/ws/parts/r.xsd":               schema("urn:t", `<xs:override schemaLocation="..\plain.xsd"/>`),
		"/common/z.xsd":                 schema("urn:z", include("my%20types.xsd")),
		"/common/my%20types.xsd":        schema("urn:z"),
		"/common/never-referred-to.xsd": schema("urn:z"),
	})
	own := strings.Replace(strings.TrimPrefix(url, "http://"), ":", "_", 1)
	got := fetched(t, Options{URL: url + "/ws/Orders.svc?wsdl", AllowPrivate: true, AllowHosts: []string{host}})
	want := map[string]string{
		"Orders.wsdl":                   wsdl(`<import namespace="urn:b" location="Orders_wsdl0.wsdl"/>`, `<types>`, schema("urn:x", `<xs:import namespace="urn:t" schemaLocation="Orders_xsd0.xsd"/>`), `</types>`),
		"Orders_wsdl0.wsdl":             wsdl(`<!-- é --><types>`, schema("urn:y", `<xs:import namespace="urn:z" schemaLocation="`+own+`/common/z.xsd"/>`), `</types>`),
		"Orders_xsd0.xsd":               types("plain.xsd", folder+"/shared/base_v_2.xsd"),
		"plain.xsd":                     schema("urn:t", include("./parts/../plain.xsd")),
		"parts/r.xsd":                   schema("urn:t", `<xs:override schemaLocation="../plain.xsd"/>`),
		own + "/common/z.xsd":           schema("urn:z", include("my_types.xsd")),
		own + "/common/my_types.xsd":    schema("urn:z"),
		folder + "/shared/base_v_2.xsd": schema("urn:a", include("more.xsd")),
		folder + "/shared/more.xsd":     schema("urn:a"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestMerges: documents that are the same are one file, also in cycles; documents that only look so are not.
func TestMerges(t *testing.T) {
	cyclic := schema("urn:a", include("b.xsd"))
	back := schema("urn:a", include("a.xsd"))
	tests := []struct {
		name  string
		site  site
		start string
		want  []string
	}{
		{"a cycle", site{"/a.xsd": cyclic, "/b.xsd": back}, "/a.xsd", []string{"a.xsd", "b.xsd"}},
		{"two spellings", site{
			"/s?wsdl": wsdl(`<import namespace="urn:a" location="/s?WSDL"/>`),
			"/s?WSDL": wsdl(`<import namespace="urn:a" location="/s?WSDL"/>`),
		}, "/s?wsdl", []string{"s.wsdl"}},
		{"a cycle at two places", site{
			"/start.xsd": schema("urn:a", include("x/a.xsd"), include("longer/a.xsd")),
			"/x/a.xsd":   cyclic, "/x/b.xsd": back, "/longer/a.xsd": cyclic, "/longer/b.xsd": back,
		}, "/start.xsd", []string{"start.xsd", "x/a.xsd", "x/b.xsd"}},
		{"equal bytes that lead to others", site{
			"/start.xsd": schema("urn:a", include("x/a.xsd"), include("y/a.xsd")),
			"/x/a.xsd":   cyclic, "/x/b.xsd": schema("urn:a"), "/y/a.xsd": cyclic, "/y/b.xsd": schema("urn:a", "<!---->"),
		}, "/start.xsd", []string{"start.xsd", "x/a.xsd", "x/b.xsd", "y/a.xsd", "y/b.xsd"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set, err := Fetch(context.Background(), Options{URL: serve(t, tt.site) + tt.start, AllowPrivate: true})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range set.Documents {
				got = append(got, d.Path)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("paths (-want +got):\n%s", diff)
			}
		})
	}
}

// TestKnown: what the compiler knows by itself is not needed, and only fetched where it may be and is.
func TestKnown(t *testing.T) {
	imports := func(location string) string {
		return `<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="` + location + `"/>`
	}
	text := schema("urn:a", imports("http://www.w3.org/2001/xml.xsd"), imports("gone.xsd"), imports("sub/xml.xsd"), imports("urn:xml"))
	url := serve(t, site{"/a.xsd": text, "/sub/xml.xsd": schema("http://www.w3.org/XML/1998/namespace")})
	want := map[string]string{"a.xsd": text, "sub/xml.xsd": schema("http://www.w3.org/XML/1998/namespace")}
	if diff := cmp.Diff(want, fetched(t, Options{URL: url + "/a.xsd", AllowPrivate: true})); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestSkip: what the caller does without stays a reference to elsewhere.
func TestSkip(t *testing.T) {
	text := wsdl(`<types>`, schema("urn:a", `<xs:import namespace="urn:b" schemaLocation="http://nowhere.example/b.xsd"/>`), `</types>`)
	url := serve(t, site{"/a?wsdl": text})
	got := fetched(t, Options{URL: url + "/a?wsdl", AllowPrivate: true, Skip: []string{"http://nowhere.example/b.xsd"}})
	if diff := cmp.Diff(map[string]string{"a.wsdl": text}, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestPublic: an address of each kind that is not public, and neighbours that are.
func TestPublic(t *testing.T) {
	for _, a := range []string{
		"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
		"172.31.255.255", "192.168.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
		"239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16",
		"::", "::1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "fc00::1", "fd00:ec2::254",
		"fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "5f00::1", "4000::1",
	} {
		if public(netip.MustParseAddr(a)) {
			t.Errorf("%s is public", a)
		}
	}
	for _, a := range []string{"8.8.8.8", "100.63.255.255", "100.128.0.1", "126.255.255.255", "172.15.0.1", "172.32.0.1", "192.167.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1"} {
		if !public(netip.MustParseAddr(a)) {
			t.Errorf("%s is not public", a)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address is public")
	}
}

// TestWrite: a folder is brought to a set, and only what the contract consisted of is replaced.
func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	write := func(s *Set, want ...Change) {
		t.Helper()
		got, err := Write(Target{dir, s})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([][]Change{want}, got); diff != "" {
			t.Errorf("changes (-want +got):\n%s", diff)
		}
	}
	first := set("a.xsd", schema("urn:a", include("sub/b.xsd")), "sub/b.xsd", schema("urn:a"))
	write(first, Change{New, "a.xsd"}, Change{New, "sub/b.xsd"})
	write(first)
	windows := strings.ReplaceAll(schema("urn:a", "\n"), "\n", "\r\n")
	write(set("lines.xsd", windows), Change{New, "lines.xsd"})
	write(set("lines.xsd", schema("urn:a", "\n"))) // as a checkout may have it
	if got := tree(t, dir)["/lines.xsd"]; got != windows {
		t.Errorf("the file is %q, want it as it was", got)
	}
	write(set("a.xsd", schema("urn:a", include("sub/b.xsd")), "sub/b.xsd", schema("urn:b")), Change{Changed, "sub/b.xsd"})
	write(set("a.xsd", schema("urn:a", include("c.xsd")), "c.xsd", schema("urn:a")), Change{Changed, "a.xsd"}, Change{New, "c.xsd"}, Change{Unused, "sub/b.xsd"})
	before := tree(t, dir)

	if err := os.Mkdir(filepath.Join(dir, "folder.xsd"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*Set{
		"a file of others":        set("a.xsd", schema("urn:new"), "new/d.xsd", schema("urn:d"), "sub/b.xsd", schema("urn:other")),
		"a folder":                set("a.xsd", schema("urn:new"), "new/d.xsd", schema("urn:d"), "folder.xsd", schema("urn:other")),
		"a folder that is a file": set("a.xsd", schema("urn:new"), "new/d.xsd", schema("urn:d"), "c.xsd/e.xsd", schema("urn:other")),
		"another folder":          set("a.xsd", schema("urn:new"), "new/d.xsd", schema("urn:d"), "../e.xsd", schema("urn:other")),
	} {
		if changes, err := Write(Target{dir, s}); err == nil {
			t.Errorf("%s: %v", name, changes)
		}
		if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
			t.Errorf("%s: files (-before +after):\n%s", name, diff)
		}
	}
	fresh := filepath.Join(t.TempDir(), "x", "y")
	if _, err := Write(Target{fresh, set("a.xsd", schema("urn:new"), "../e.xsd", schema("urn:other"))}); err == nil {
		t.Error("a path outside of the folder is written")
	}
	if _, err := os.Stat(filepath.Dir(fresh)); !os.IsNotExist(err) {
		t.Errorf("what was made for nothing is left: %v", err)
	}
}

// set is a contract of files, each a path and what it holds.
func set(files ...string) *Set {
	s := &Set{}
	for i := 0; i < len(files); i += 2 {
		s.Documents = append(s.Documents, Document{Path: files[i], Data: []byte(files[i+1])})
	}
	return s
}

// TestWriteSeveral: of several contracts all are written, or none is.
func TestWriteSeveral(t *testing.T) {
	top := t.TempDir()
	a, b := filepath.Join(top, "a"), filepath.Join(top, "b")
	first := set("a.xsd", schema("urn:a", include("common.xsd")), "common.xsd", schema("urn:a"))
	beside := set("b.xsd", schema("urn:a", include("common.xsd")), "common.xsd", schema("urn:a"))
	changes, err := Write(Target{a, first}, Target{b, set("b.xsd", schema("urn:b"), "../a/c.xsd", schema("urn:b"))})
	if left, _ := os.ReadDir(top); err == nil || len(left) > 0 {
		t.Errorf("the second is to be refused: changes %v, error %v, left %v", changes, err, left)
	}
	got, err := Write(Target{a, first}, Target{b, beside}, Target{a, beside})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]Change{
		{{New, "a.xsd"}, {New, "common.xsd"}},
		{{New, "b.xsd"}, {New, "common.xsd"}},
		{{New, "b.xsd"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	before := tree(t, top)
	_, err = Write(Target{a, set("a.xsd", schema("urn:new"))}, Target{b, set("c.xsd", schema("urn:c"), "b.xsd", schema("urn:c"))})
	if in := (*ExistsError)(nil); !errors.As(err, &in) || in.Path != filepath.ToSlash(filepath.Join(b, "b.xsd")) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(before, tree(t, top)); diff != "" {
		t.Errorf("files (-before +after):\n%s", diff)
	}
}

// TestWriteStaysInFolder: a link in the folder leads nowhere else.
func TestWriteStaysInFolder(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "sub")); err != nil {
		t.Skip("SKIPPED: no symbolic links here")
	}
	s := &Set{Documents: []Document{{Path: "sub/a.xsd", Data: []byte(schema("urn:a"))}}}
	if _, err := Write(Target{dir, s}); err == nil || len(tree(t, outside)) > 0 {
		t.Errorf("written outside: %v, error %v", tree(t, outside), err)
	}
}

// tree is the files below a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		all[strings.TrimPrefix(name, dir)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
