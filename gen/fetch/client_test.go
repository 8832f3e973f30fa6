package fetch

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// crawled runs a crawl with a client that a test has changed.
func crawled(t *testing.T, o Options, change func(*client)) error {
	t.Helper()
	o.Limits = DefaultLimits
	c, err := newClient(o)
	if err != nil {
		return err
	}
	if change != nil {
		change(c)
	}
	_, err = crawl(context.Background(), c)
	return err
}

// want fails a test unless an error is an [*Error] with a reason of type T.
func want[T error](t *testing.T, err error) (reason T) {
	t.Helper()
	if place := (*Error)(nil); !errors.As(err, &place) || !errors.As(err, &reason) {
		t.Fatalf("got %v (%T), want a %T at a URL", err, err, reason)
	}
	return reason
}

// onlyFirst is a public internet whose one address is 127.0.0.1.
func onlyFirst(c *client) {
	c.public = func(a netip.Addr) bool { return a == netip.MustParseAddr("127.0.0.1") }
}

// listening starts a server at an address of the loopback network, and skips the test where there is none.
func listening(t *testing.T, address string, h http.Handler) *httptest.Server {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Skipf("SKIPPED: nothing can listen at %s", address)
	}
	s := httptest.NewUnstartedServer(h)
	s.Listener.Close()
	s.Listener = l
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func TestAddresses(t *testing.T) {
	private := listening(t, "127.0.0.2:0", site{"/a.xsd": schema("urn:a"), "/svc?wsdl": wsdl()})
	host := strings.TrimPrefix(private.URL, "http://")
	public := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/redirect") {
			http.Redirect(w, r, private.URL+"/a.xsd", http.StatusFound)
			return
		}
		fmt.Fprint(w, schema("urn:b", include(private.URL+"/a.xsd")))
	}))
	t.Run("loopback by default", func(t *testing.T) {
		_, err := Fetch(context.Background(), Options{URL: private.URL + "/svc?wsdl"})
		if got := want[*AddressError](t, err); got.Address != netip.MustParseAddr("127.0.0.2") {
			t.Errorf("got %v", got)
		}
	})
	for _, path := range []string{"/redirect", "/include.xsd"} {
		t.Run("to a private address by "+path, func(t *testing.T) {
			o := Options{URL: public + path, AllowHosts: []string{host}}
			want[*AddressError](t, crawled(t, o, onlyFirst))
			if err := crawled(t, o, func(c *client) { c.public = netip.Addr.IsLoopback }); err != nil {
				t.Errorf("with a public address: %v", err)
			}
		})
		t.Run("to another host by "+path, func(t *testing.T) {
			o := Options{URL: public + path, AllowPrivate: true}
			if got := want[*HostError](t, crawled(t, o, nil)); got.Host != host {
				t.Errorf("got %v, want %s", got, host)
			}
		})
	}
}

// TestRebinding: a name that means a public address first and a private one afterwards leads nowhere the second time.
func TestRebinding(t *testing.T) {
	answers := site{"/a.xsd": schema("urn:a", include("b.xsd")), "/b.xsd": schema("urn:a")}
	once := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close")
		answers.ServeHTTP(w, r)
	})
	public := listening(t, "127.0.0.1:0", once)
	_, port, _ := net.SplitHostPort(public.Listener.Addr().String())
	var reached atomic.Bool
	listening(t, "127.0.0.2:"+port, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reached.Store(true)
		answers.ServeHTTP(w, r)
	}))
	var asked atomic.Int32
	resolver := names(t, func() netip.Addr {
		return netip.MustParseAddr("127.0.0." + strconv.Itoa(int(min(asked.Add(1), 2))))
	})
	err := crawled(t, Options{URL: "http://rebind.example:" + port + "/a.xsd"}, func(c *client) {
		onlyFirst(c)
		c.resolver = resolver
	})
	if got := want[*AddressError](t, err); got.Address != netip.MustParseAddr("127.0.0.2") || reached.Load() || asked.Load() != 2 {
		t.Errorf("got %v after %d questions, the private server reached: %v", got, asked.Load(), reached.Load())
	}
}

// names is a resolver that answers every question for an IPv4 address as told, and others with nothing.
func names(t *testing.T, answer func() netip.Addr) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		for buf := make([]byte, 1500); ; {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			end := 12 // the question's name (RFC 1035, clause 4.1)
			for end < n && buf[end] != 0 {
				end += 1 + int(buf[end])
			}
			question := buf[12 : end+5]
			reply := append([]byte{buf[0], buf[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, question...)
			if kind := binary.BigEndian.Uint16(question[len(question)-4:]); kind == 1 {
				reply[7] = 1
				a := answer().As4()
				reply = append(reply, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, a[0], a[1], a[2], a[3])
			}
			conn.WriteTo(reply, from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// TestRefused: URLs that nothing is sent for, as the first one, as a reference and as a redirect.
func TestRefused(t *testing.T) {
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusMovedPermanently)
			return
		}
		fmt.Fprint(w, schema("urn:a", include(r.URL.Query().Get("include"))))
	}))
	t.Cleanup(secure.Close)
	roots := x509.NewCertPool()
	roots.AddCert(secure.Certificate())
	host := strings.TrimPrefix(secure.URL, "https://")
	tests := map[string]func(t *testing.T, err error){
		"http://other.example/x":       func(t *testing.T, err error) { sameError(t, err, ErrDowngrade) },
		"https://other.example/":       func(t *testing.T, err error) { want[*HostError](t, err) },
		"https://127.0.0.1/":           func(t *testing.T, err error) { want[*HostError](t, err) },
		"file:///etc/passwd":           func(t *testing.T, err error) { want[*URLError](t, err) },
		"ftp://other.example/a":        func(t *testing.T, err error) { want[*URLError](t, err) },
		"gopher:x":                     func(t *testing.T, err error) { want[*URLError](t, err) },
		"https://[::1/":                func(t *testing.T, err error) { want[*URLError](t, err) },
		"https:///nohost":              func(t *testing.T, err error) { want[*URLError](t, err) },
		"http://user:pw@other.example": func(t *testing.T, err error) { sameError(t, err, ErrDowngrade) },
		"https://user@evil.example/":   func(t *testing.T, err error) { want[*HostError](t, err) },
	}
	for to, check := range tests {
		for _, way := range []string{"to", "include"} {
			t.Run(way+" "+to, func(t *testing.T) {
				_, err := Fetch(context.Background(), Options{URL: secure.URL + "/a.xsd?" + way + "=" + url.QueryEscape(to), Roots: roots, AllowPrivate: true})
				check(t, err)
			})
		}
	}
	t.Run("back to http on the same host", func(t *testing.T) {
		o := Options{URL: secure.URL + "/a.xsd?to=http://" + host, Roots: roots, AllowPrivate: true}
		_, err := Fetch(context.Background(), o)
		sameError(t, err, ErrDowngrade)
		o.URL = secure.URL + "/a.xsd?include=" + url.QueryEscape("http://"+host+"/b.xsd?include=%23")
		if _, err := Fetch(context.Background(), o); err != nil {
			t.Errorf("a reference is not taken as one to https: %v", err)
		}
	})
	for _, first := range []string{"file:///a", "a.wsdl", "//host/a", "https://%", "https://"} {
		t.Run("first "+first, func(t *testing.T) {
			_, err := Fetch(context.Background(), Options{URL: first})
			want[*URLError](t, err)
		})
	}
}

func sameError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

// TestLimits: each limit lets pass what it names and nothing more.
func TestLimits(t *testing.T) {
	leaf, root := schema("urn:a", "<!--leaf-->"), schema("urn:a", include("b.xsd"), include("c.xsd"))
	deep := func(next string) string { return schema("urn:a", include(next)) }
	answers := site{
		"/a.xsd": root, "/b.xsd": leaf, "/c.xsd": schema("urn:a", "<!--other-->"),
		"/1.xsd": deep("2.xsd"), "/2.xsd": deep("3.xsd"), "/3.xsd": leaf,
		"/big.xsd": schema("urn:a", strings.Repeat(" ", 1<<20)),
	}
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n, ok := strings.CutPrefix(r.URL.Path, "/hop/"); ok {
			n, _ := strconv.Atoi(n)
			http.Redirect(w, r, []string{"/b.xsd", "/hop/" + strconv.Itoa(n-1)}[min(n, 1)], http.StatusTemporaryRedirect)
			return
		}
		if strings.HasPrefix(r.URL.Path, "/big") && r.Header.Get("Accept-Encoding") == "gzip" {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, answers[r.URL.Path])
			z.Close()
			return
		}
		answers.ServeHTTP(w, r)
	}))
	size := func(names ...string) (n int64) {
		for _, name := range names {
			n += int64(len(answers[name]))
		}
		return n
	}
	total := size("/a.xsd", "/b.xsd", "/c.xsd")
	tests := []struct {
		limit, path string
		fits        int64
		set         func(l *Limits, n int64)
	}{
		{"document", "/a.xsd", size("/a.xsd"), func(l *Limits, n int64) { l.Document = n }},
		{"document", "/big.xsd", size("/big.xsd"), func(l *Limits, n int64) { l.Document = n }},
		{"total", "/a.xsd", total, func(l *Limits, n int64) { l.Total = n }},
		{"total", "/a.xsd", total, func(l *Limits, n int64) { l.Total, l.Document = n, n }},
		{"documents", "/a.xsd", 3, func(l *Limits, n int64) { l.Documents = int(n) }},
		{"depth", "/1.xsd", 2, func(l *Limits, n int64) { l.Depth = int(n) }},
		{"depth", "/b.xsd", 0, func(l *Limits, n int64) { l.Depth = int(n) }},
		{"redirects", "/hop/3", 4, func(l *Limits, n int64) { l.Redirects = int(n) }},
		{"time", "/a.xsd", 1, func(l *Limits, n int64) { l.Time = time.Duration(n) * time.Hour }},
	}
	for _, tt := range tests {
		t.Run(tt.limit+" "+tt.path, func(t *testing.T) {
			o := Options{URL: base + tt.path, AllowPrivate: true, Limits: DefaultLimits}
			tt.set(&o.Limits, tt.fits)
			if _, err := Fetch(context.Background(), o); err != nil {
				t.Errorf("just below: %v", err)
			}
			if tt.fits == 0 {
				return
			}
			tt.set(&o.Limits, tt.fits-1)
			_, err := Fetch(context.Background(), o)
			if got := want[*LimitError](t, err); got.Limit != tt.limit {
				t.Errorf("just above: %v", err)
			}
		})
	}
}

// TestCredentials: who is told what the caller says of itself: the first URL's host, also by another way, and no other.
func TestCredentials(t *testing.T) {
	var mu sync.Mutex
	told := map[string]string{}
	note := func(name string, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			user, password, _ := r.BasicAuth()
			mu.Lock()
			told[name+" "+r.URL.Path] = strings.TrimSpace(strings.Join([]string{user, password, r.Header.Get("X-Key"), r.Header.Get("Proxy-Authorization")}, " "))
			mu.Unlock()
			next.ServeHTTP(w, r)
		})
	}
	var first string
	other := serve(t, note("other", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/back" {
			http.Redirect(w, r, first+"/b.xsd", http.StatusFound)
			return
		}
		fmt.Fprint(w, schema("urn:a"))
	})))
	first = serve(t, note("first", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, other+"/d.xsd", http.StatusFound)
		case "/a.xsd":
			fmt.Fprint(w, schema("urn:a", include(strings.Replace(other, "://", "://eve:x@", 1)+"/c.xsd"), include("away"), include(other+"/back")))
		default:
			fmt.Fprint(w, schema("urn:a", "<!---->"))
		}
	})))
	want := map[string]string{
		"first /a.xsd": "ann secret k", "first /away": "ann secret k", "first /b.xsd": "ann secret k",
		"other /c.xsd": "", "other /d.xsd": "", "other /back": "",
	}
	o := Options{
		URL: first + "/a.xsd", AllowHosts: []string{strings.TrimPrefix(other, "http://")}, AllowPrivate: true,
		User: "ann", Password: "secret", Header: http.Header{"x-key": {"k"}},
	}
	inURL := o
	inURL.URL, inURL.User, inURL.Password = strings.Replace(o.URL, "://", "://ann:secret@", 1), "", ""
	for _, o := range []Options{o, inURL} {
		clear(told)
		if _, err := Fetch(context.Background(), o); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, told); diff != "" {
			t.Errorf("told (-want +got):\n%s", diff)
		}
	}
	for name, o := range map[string]Options{
		"Host":          {URL: first, Header: http.Header{"host": {"x"}}},
		"several lines": {URL: first, Header: http.Header{"X": {"a\r\nb"}}},
		"Authorization": {URL: first, Header: http.Header{"Authorization": {"x"}}, User: "ann"},
		"another one":   {URL: strings.Replace(first, "://", "://ann@", 1), User: "bob"},
	} {
		if _, err := Fetch(context.Background(), o); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want a refusal that says %q", err, name)
		}
	}
}

// certificate is one for a client.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	own, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(own)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func TestClientCertificate(t *testing.T) {
	cert, pool := certificate(t)
	secure := func(auth tls.ClientAuthType, h http.Handler) *httptest.Server {
		s := httptest.NewUnstartedServer(h)
		s.TLS = &tls.Config{ClientAuth: auth, ClientCAs: pool}
		s.Config.ErrorLog = log.New(io.Discard, "", 0)
		s.StartTLS()
		t.Cleanup(s.Close)
		return s
	}
	shown := -1
	other := secure(tls.RequestClientCert, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		shown = len(r.TLS.PeerCertificates)
		fmt.Fprint(w, schema("urn:a"))
	}))
	first := secure(tls.RequireAndVerifyClientCert, site{"/a.xsd": schema("urn:a", include(other.URL+"/b.xsd"))})
	roots := x509.NewCertPool()
	roots.AddCert(first.Certificate())
	o := Options{URL: first.URL + "/a.xsd", AllowHosts: []string{strings.TrimPrefix(other.URL, "https://")}, AllowPrivate: true, Roots: roots}
	if _, err := Fetch(context.Background(), o); err == nil {
		t.Error("let in without a certificate")
	}
	o.Certificates = []tls.Certificate{cert}
	if _, err := Fetch(context.Background(), o); err != nil || shown != 0 {
		t.Errorf("error %v; the other host was shown %d certificates", err, shown)
	}
	o.Roots = nil
	_, err := Fetch(context.Background(), o)
	want[*tls.CertificateVerificationError](t, err)
}

// TestProxy: a proxy may be at a private address, is told its own credentials alone, and is asked for nothing that says
// by itself that it is private.
func TestProxy(t *testing.T) {
	var asked []string
	proxy := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.URL.String()+" "+r.Host+" "+r.Header.Get("Proxy-Authorization"))
		switch {
		case r.Method == http.MethodConnect:
			w.WriteHeader(http.StatusProxyAuthRequired)
		case r.URL.Query().Has("to"):
			http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
		default:
			fmt.Fprint(w, wsdl())
		}
	}))
	at, err := url.Parse(strings.Replace(proxy, "://", "://ann:pw@", 1))
	if err != nil {
		t.Fatal(err)
	}
	get := func(u string) error {
		_, err := Fetch(context.Background(), Options{URL: u, Proxy: at})
		return err
	}
	if err := get("http://contract.example/a?wsdl"); err != nil {
		t.Error(err)
	}
	if got := want[*StatusError](t, get("https://contract.example/a?wsdl")); !got.Proxy || got.Code != http.StatusProxyAuthRequired {
		t.Errorf("got %v", got)
	}
	if diff := cmp.Diff([]string{
		"GET http://contract.example/a?wsdl contract.example Basic YW5uOnB3",
		"CONNECT //contract.example:443 contract.example:443 Basic YW5uOnB3",
	}, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	asked = nil
	for _, u := range []string{
		"http://10.0.0.1/", "http://[::1]/", "http://[::ffff:8.8.8.8]/", "http://localhost/", "http://LOCALHOST./", "http://a.localhost/",
		"http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://0177.0.0.1/", "http://8.8.8.0x8/",
	} {
		want[*AddressError](t, get(u))
	}
	if asked != nil {
		t.Errorf("asked %v", asked)
	}
	want[*HostError](t, get("http://contract.example/?to=http://10.0.0.1/"))
}

// TestContent: what is no contract is named as what it is.
func TestContent(t *testing.T) {
	tests := []struct {
		name, kind, body, reason string
		html                     bool
	}{
		{name: "a form", kind: "text/html; charset=utf-8", body: "<!DOCTYPE html>\n<html><body><form>", reason: "is an HTML page", html: true},
		{name: "a form that says nothing of itself", kind: "text/xml", body: " <HTML><body>", reason: "is an HTML page", html: true},
		{name: "XHTML", kind: "application/xml", body: `<html xmlns="http://www.w3.org/1999/xhtml"/>`, reason: "is an HTML page", html: true},
		{name: "a page behind a comment", kind: "text/html", body: `<!-- x --><p>`, reason: "is an HTML page", html: true},
		{name: "JSON", kind: "application/json", body: `{"error": "no"}`, reason: "is not XML"},
		{name: "nothing", kind: "text/xml", reason: "is empty"},
		{name: "half a document", kind: "text/xml", body: "<definitions>\n <a", reason: "2:2: the tag does not end"},
		{name: "a fault", kind: "text/xml", body: `<e:Envelope xmlns:e="urn:e"/>`, reason: `its root element is "{urn:e}Envelope"`},
		{name: "another encoding", kind: "text/xml", body: "<a>\xff</a>", reason: "1:4: byte 0xff is not UTF-8"},
		{name: "WSDL 2.0", kind: "text/xml", body: `<description xmlns="http://www.w3.org/ns/wsdl"/>`, reason: `its root element is "{http://www.w3.org/ns/wsdl}description", neither a WSDL 1.1`},
		{name: "an entity", kind: "text/xml", body: `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>` + schema("urn:a", "&e;"), reason: "entity e: document type declarations are not read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", tt.kind)
				fmt.Fprint(w, tt.body)
			}))
			_, err := Fetch(context.Background(), Options{URL: base, AllowPrivate: true})
			if got := want[*ContentError](t, err); !strings.Contains(got.Reason, tt.reason) || got.HTML != tt.html {
				t.Errorf("got %+v, want %q", got, tt.reason)
			}
		})
	}
	t.Run("mislabelled", func(t *testing.T) {
		base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, wsdl())
		}))
		if _, err := Fetch(context.Background(), Options{URL: base, AllowPrivate: true}); err != nil {
			t.Error(err)
		}
	})
	t.Run("compressed otherwise", func(t *testing.T) {
		base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, wsdl())
		}))
		_, err := Fetch(context.Background(), Options{URL: base, AllowPrivate: true})
		want[*ContentError](t, err)
	})
}

// TestMessages: an error leads people to what is wrong.
func TestMessages(t *testing.T) {
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/svc" {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		fmt.Fprint(w, "<!DOCTYPE html><html></html>")
	}))
	for where, want := range map[string]string{
		base + "/svc?wsdl": base + "/svc?wsdl: leads to " + base + "/login: is an HTML page, perhaps one to log in, and neither a WSDL nor a schema",
		"shop.wsdl":        "shop.wsdl: is not a URL, which begins with https:// or http://",
	} {
		if _, err := Fetch(context.Background(), Options{URL: where, AllowPrivate: true}); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", where, err, want)
		}
	}
}

// TestSecretsOfPaths: what the caller calls a secret is in no name, location, message or step, wherever it stands in a path or
// query; and the names do not depend on it.
func TestSecretsOfPaths(t *testing.T) {
	for _, secret := range []string{"hunter2", "hunter 2/ü", "sdl"} {
		escaped := url.PathEscape(secret)
		base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/tok/" + secret + "/svc":
				fmt.Fprint(w, wsdl("<types>", schema("urn:b", include("../types/a.xsd"), include("../"+escaped+".xsd?xsd="+escaped)), "</types>"))
			case "/tok/types/a.xsd", "/tok/" + secret + ".xsd":
				fmt.Fprint(w, schema("urn:a", "<!-- ", strconv.FormatBool(r.URL.RawQuery == ""), " -->"))
			case "/moved":
				http.Redirect(w, r, "/gone?k="+url.QueryEscape(secret)+"&wsdl="+url.QueryEscape(secret), http.StatusFound)
			default:
				http.NotFound(w, r)
			}
		}))
		var told strings.Builder
		o := Options{URL: base + "/tok/" + escaped + "/svc?wsdl", AllowPrivate: true, Secrets: []string{"", secret}}
		o.Trace = func(format string, args ...any) { fmt.Fprintf(&told, format+"\n", args...) }
		set, err := Fetch(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		var paths []string
		for _, d := range set.Documents {
			paths = append(paths, strings.ReplaceAll(d.Path, strings.TrimPrefix(base, "http://127.0.0.1:"), "PORT"))
			fmt.Fprintln(&told, d.Path, d.URL, string(d.Data))
		}
		if diff := cmp.Diff([]string{"svc.wsdl", "127.0.0.1_PORT/tok/_.xsd", "127.0.0.1_PORT/tok/types/a.xsd"}, paths); diff != "" {
			t.Errorf("names (-want +got):\n%s", diff)
		}
		for _, gone := range []string{"/tok/" + escaped + "/gone.xsd", "/moved"} {
			o.URL = base + gone
			_, err := Fetch(context.Background(), o)
			fmt.Fprintln(&told, want[*StatusError](t, err), err)
		}
		plain := strings.ReplaceAll(told.String(), "?wsdl", "")
		if strings.Contains(plain, "/"+secret) || strings.Contains(plain, escaped+".xsd") || strings.Contains(plain, "="+escaped) {
			t.Errorf("%q is told: %s", secret, plain)
		}
	}
}

// TestSecrets: no error and no step tells what a URL, a header field or a proxy's URL keeps.
func TestSecrets(t *testing.T) {
	const secret = "hunter2"
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/echo":
			conn, buf, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			r.Write(bufio.NewWriter(buf))
			fmt.Fprintf(conn, "%s %s\r\n\r\n", r.Header.Get("X-Key"), r.URL)
		case "/redirect":
			http.Redirect(w, r, "http://ann:"+secret+"@other.example/?key="+secret, http.StatusFound)
		case "/nowhere":
			w.Header().Set("Location", "http://[::1"+secret)
			w.WriteHeader(http.StatusFound)
		case "/include":
			fmt.Fprint(w, schema("urn:a", include("http://ann:"+secret+"@other.example/?"+secret)))
		case "/malformed":
			fmt.Fprint(w, "<a b='"+secret+"'>")
		case "/hangup":
			panic(http.ErrAbortHandler)
		default:
			http.NotFound(w, r)
		}
	}))
	where := strings.Replace(base, "://", "://ann:"+secret+"@", 1)
	tests := map[string]Options{
		"not a URL":   {URL: "http://ann:" + secret + "@[::1"},
		"two users":   {URL: where, User: "ann", Password: secret},
		"a scheme":    {URL: "ftp://ann:" + secret + "@host/?" + secret},
		"proxy":       {URL: "https://contract.example/?x=" + secret, Proxy: &url.URL{Scheme: "http", Host: "127.0.0.1:1", User: url.UserPassword("ann", secret)}},
		"two headers": {URL: base, Header: http.Header{"Authorization": {secret}}, User: "ann"},
		"a header":    {URL: base, Header: http.Header{"X": {secret + "\n"}}},
	}
	for _, path := range []string{"/echo", "/redirect", "/nowhere", "/include", "/malformed", "/hangup", "/other"} {
		tests[path] = Options{URL: where + path + "?" + secret + "&key=" + secret, Header: http.Header{"X-Key": {secret}}}
	}
	for name, o := range tests {
		t.Run(name, func(t *testing.T) {
			var steps strings.Builder
			o.AllowPrivate = true
			o.Trace = func(format string, args ...any) { fmt.Fprintf(&steps, format+"\n", args...) }
			_, err := Fetch(context.Background(), o)
			if err == nil {
				t.Fatal("no error")
			}
			for e := err; e != nil; e = errors.Unwrap(e) {
				if text := fmt.Sprintf("%s %+v", e, e); strings.Contains(text, secret) {
					t.Errorf("the error tells: %s", text)
				}
			}
			if strings.Contains(steps.String(), secret) {
				t.Errorf("a step tells: %s", &steps)
			}
		})
	}
}
