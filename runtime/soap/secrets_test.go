package soap_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// canary is a password that nothing may print, in any of the forms in which it could come back.
const canary = `c4n&ry<"pass word>ã`

func leaks(s string) bool {
	for _, form := range []string{
		canary, "c4n&amp;ry", "c4n&ry", "c4n%26ry", url.QueryEscape(canary), url.PathEscape(canary),
		base64.StdEncoding.EncodeToString([]byte(canary)),
		base64.StdEncoding.EncodeToString([]byte(user + ":" + canary)),
	} {
		if strings.Contains(s, form) {
			return true
		}
	}
	return false
}

// printed prints v in every way that programs print things.
func printed(v any) string {
	var b bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&b, verb+"\n", v)
	}
	for _, h := range []slog.Handler{
		slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug}),
		slog.NewJSONHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug}),
	} {
		slog.New(h).Debug("x", "v", v)
	}
	if err, ok := v.(error); ok {
		for e := err; e != nil; e = errors.Unwrap(e) {
			fmt.Fprintf(&b, "%v %+v %#v\n", e, e, e)
		}
	}
	j, _ := json.Marshal(v)
	b.Write(j)
	return b.String()
}

// echo answers with everything it was told, in the given wrapping.
func echo(status int, contentType, before, after string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("X-Echo", r.Header.Get("Authorization")+" "+url.QueryEscape(canary))
		w.Header().Set("Location", "/login?password="+url.QueryEscape(canary))
		w.WriteHeader(status)
		text := strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(canary)
		io.WriteString(w, before+text+after+string(b)+" "+r.Header.Get("Authorization"))
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	schemes := map[string]soap.Security{
		"UsernameToken text": soap.UsernameToken{}, "UsernameToken digest": soap.UsernameToken{Password: soap.PasswordDigest}, "Basic": soap.Basic{},
		"HeaderCredentials": queueBinding(soap.V11, xmltext.Prefixed).Security,
	}
	servers := map[string]http.HandlerFunc{
		"page":        echo(500, "text/html", "<html>", "</html>"),
		"page on 200": echo(200, "text/html", "<html>", "</html>"),
		"redirect":    echo(302, "text/html", "", ""),
		"fault":       echo(500, xmlType, open11+"<soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>bad password ", "</faultstring><detail>d</detail></soap:Fault></soap:Body></soap:Envelope><!--"),
		"whole fault": handler(500, xmlType, body11("<soap:Fault><faultcode>c4n&amp;ry&lt;\"pass word>ã</faultcode><faultstring>c4n&amp;ry&lt;\"pass word>ã</faultstring><detail><a>c4n&amp;ry&lt;\"pass word>ã</a></detail></soap:Fault>")),
		"odd fault":   handler(500, xmlType, body11(`<soap:Fault xmlns:p="urn:c4n&amp;ry&lt;&quot;pass word>ã"><faultcode>p:x</faultcode><detail><p:c4n/></detail></soap:Fault>`)),
		"wrong root":  echo(200, xmlType, "<a>", "</b>"),
		"malformed":   echo(200, xmlType, open11+"<", ">"),
		"element":     handler(200, xmlType, open11+"<soap:Body><passwordã>"),
		"hangs up":    func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"not even HTTP": func(w http.ResponseWriter, r *http.Request) {
			c, _, _ := w.(http.Hijacker).Hijack()
			io.WriteString(c, canary+"\r\n\r\n")
			c.Close()
		},
		"unknown header": handler(200, xmlType, open11+`<soap:Header><a soap:mustUnderstand="1">c4n&amp;ry&lt;"pass word>ã</a></soap:Header><soap:Body/></soap:Envelope>`),
	}
	for scheme, security := range schemes {
		for name, h := range servers {
			t.Run(scheme+", "+name, func(t *testing.T) {
				s, _, _ := counted(t, h)
				b := queueBinding(soap.V11, xmltext.Prefixed)
				b.Security = security
				var logged bytes.Buffer
				var seen []string
				creds := soap.UserPassword(user, canary)
				header := soap.Header{Raw: xsd.Raw{Name: xsd.QName{Local: "Key"}, XML: "<Key>" + strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(canary) + "</Key>"}}
				opts := []soap.Option{
					soap.WithCredentials(creds), soap.WithHeader(header),
					soap.WithLogger(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))),
					soap.WithMiddleware(func(next soap.Handler) soap.Handler {
						return func(ctx context.Context, x *soap.Exchange) error {
							err := next(ctx, x)
							r, rerr := x.Request()
							if rerr != nil {
								t.Error(rerr)
							}
							seen = append(seen, printed(x), string(r), fmt.Sprint(x.Reply, x.HTTP, x.Headers, x.Got))
							return err
						}
					}),
					soap.OnDrift(func(_ context.Context, d soap.Drift) { seen = append(seen, printed(d)) }),
				}
				var meta soap.Reply
				c := newClient(t, b, s.URL+"/?key="+url.QueryEscape(canary), opts...)
				out, err := soap.Call(t.Context(), c, queueOperation(b), &GetStatus{"1"}, new(Status), []soap.CallOption{soap.ReplyInto(&meta)})
				if err == nil {
					t.Fatalf("reply %+v, want an error", out)
				}
				seen = append(seen, printed(err), fmt.Sprintf("%v %+v %#v %d", meta, &meta, meta, meta), printed(c), printed(struct{ C *soap.Client }{c}), printed(creds), printed(opts), printed(header), printed([]soap.Header{header}), logged.String())
				var page *soap.HTTPError
				if errors.As(err, &page) {
					seen = append(seen, string(page.Body), fmt.Sprint(page.Header))
				}
				var fault *soap.Fault
				if errors.As(err, &fault) {
					seen = append(seen, fmt.Sprintf("%+v", struct{ soap.Fault }{*fault}), fault.Reason, fault.Raw.XML)
				}
				for _, text := range seen {
					if leaks(text) {
						t.Errorf("the password is in\n%s", text)
					}
				}
				if logged.Len() == 0 {
					t.Error("nothing was logged at debug level")
				}
			})
		}
	}
}

// TestCredentialsFailure: what a credentials function returns besides its error is not shown either.
func TestCredentialsFailure(t *testing.T) {
	b := queueBinding(soap.V11, xmltext.Prefixed)
	creds := soap.CredentialsFunc(func(context.Context) (string, string, error) {
		return user, canary, fmt.Errorf("password %s is expired: %w", canary, context.Canceled)
	})
	_, err := soap.Build(t.Context(), newClient(t, b, "https://soap.example/", soap.WithCredentials(creds)), queueOperation(b), &GetStatus{"1"})
	if err == nil || leaks(printed(err)) {
		t.Errorf("error %v", err)
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v is not context.Canceled", err)
	}
}

// TestSecretAtTheCut: a password that the end of the shown body cuts in two.
func TestSecretAtTheCut(t *testing.T) {
	for shift := range 40 {
		s := serve(t, handler(500, "text/plain", strings.Repeat("x", 4096-shift)+password+strings.Repeat("y", 5000)))
		_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
		var h *soap.HTTPError
		if !errors.As(err, &h) || bytes.Contains(h.Body, []byte(password[:4])) {
			t.Errorf("shift %d: error %v, body ends in %q", shift, err, h.Body[len(h.Body)-20:])
		}
	}
}

// Person is a request with secrets of its own.
type Person struct {
	Name  string
	CPF   xsd.Secret
	Other []xsd.Entry[xsd.Opt[xsd.Secret]]
	Next  *Person
}

func (*Person) FieldXML(*xmltext.Codec, int) {}

// TestSecretsOfTheRequest: what the contract marks as secret is not shown either when the server repeats it.
func TestSecretsOfTheRequest(t *testing.T) {
	in := &Person{Name: "Maria", CPF: "11122233344", Next: &Person{CPF: "55566677788", Other: []xsd.Entry[xsd.Opt[xsd.Secret]]{{Value: xsd.Some[xsd.Secret]("key-of-hers")}, {Value: xsd.Some[xsd.Secret]("S")}}}}
	in.Next.Next = in // a value that contains itself
	text := "Maria 11122233344 555666&#55;7788 key%2Dof-hers S"
	for name, h := range map[string]http.HandlerFunc{
		"page":    handler(500, "text/plain", text),
		"fault":   handler(500, xmlType, body11("<soap:Fault><faultcode>soap:Client</faultcode><faultstring>"+text+"</faultstring></soap:Fault>")),
		"refusal": handler(200, xmlType, returns("<dados/><mensagem>"+text+"</mensagem><status>ERRO</status>")),
	} {
		s := serve(t, h)
		op := soap.Operation{Binding: &binding, Name: "op", In: OpObterToken.In, Out: OpObterToken.Out, Status: OpObterToken.Status}
		_, err := soap.Call(t.Context(), newClient(t, &binding, s.URL), &op, in, new(ObterTokenResponse), nil)
		shown := fmt.Sprint(err)
		var page *soap.HTTPError
		if errors.As(err, &page) {
			shown += string(page.Body)
		}
		if want := "Maria [redacted] [redacted] [redacted] S"; !strings.Contains(shown, want) {
			t.Errorf("%s: %s, want %q in it", name, shown, want)
		}
	}
}
