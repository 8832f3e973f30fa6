package soap

import (
	"context"
	"crypto/sha1"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
)

// Credentials supplies a user name and a password. It is asked anew for each attempt, so that
// rotated passwords take effect.
type Credentials = transport.Credentials

// CredentialsFunc is a function that supplies credentials.
type CredentialsFunc = transport.CredentialsFunc

// UserPassword returns fixed credentials. No form of fmt prints them.
func UserPassword(username, password string) Credentials {
	return transport.UserPassword(username, password)
}

// A Security puts a caller's credentials into one attempt of a call: [UsernameToken],
// [HeaderCredentials], [Basic], or a scheme of the user's own.
type Security interface {
	Secure(ctx context.Context, a *Attempt) error
}

// An Attempt is what a [Security] works on: one attempt to send a request. What it adds is seen
// by the server alone; middleware and logs never see it.
type Attempt struct {
	Operation *Operation
	// Username and Password are the caller's credentials, or a placeholder for a redacted copy.
	Username, Password string
	// Body is the content of the envelope's body, as it will be sent.
	Body []byte
	// Header are the HTTP fields of this attempt.
	Header http.Header
	// Blocks are the header blocks; they stand before the call's own.
	Blocks []Header
	// Now is the client's clock.
	Now func() time.Time
	// Random is the source of nonces.
	Random io.Reader

	secrets *transport.Redactor
}

// Format prints the operation's name under every verb.
func (a *Attempt) Format(f fmt.State, verb rune) {
	name := "no operation"
	if a.Operation != nil {
		name = a.Operation.Name
	}
	transport.FormatName(f, verb, "attempt of "+name, "&soap.Attempt{"+name+"}")
}

// Hide keeps a value out of errors: a token or digest that the scheme derived from the password.
func (a *Attempt) Hide(secret string) {
	if a.secrets != nil { // nil where a test of the scheme made the attempt
		a.secrets.Add(secret)
	}
}

// The namespaces and types of WS-Security 1.0 and its UsernameToken profile.
const (
	nsWSSE       = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
	nsWSU        = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
	profileToken = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#"
	base64Type   = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary"
)

// A PasswordType is the form in which a [UsernameToken] sends the password.
type PasswordType uint8

const (
	PasswordText   PasswordType = iota // the password itself
	PasswordDigest                     // Base64(SHA-1(nonce + created + password))
)

// UsernameToken is the UsernameToken profile of WS-Security.
type UsernameToken struct {
	Password       PasswordType
	MustUnderstand bool
	// Timestamp adds a wsu:Timestamp before the token.
	Timestamp bool
	// TimeToLive is how long the timestamp lasts; five minutes unless stated.
	TimeToLive time.Duration
}

const wsuTime = "2006-01-02T15:04:05.000Z"

// Secure adds the Security header block.
func (t UsernameToken) Secure(_ context.Context, a *Attempt) error {
	b := []byte(`<wsse:Security xmlns:wsse="` + nsWSSE + `" xmlns:wsu="` + nsWSU + `">`)
	if !xmltext.Legal(a.Username) || !xmltext.Legal(a.Password) {
		return errors.New("user name or password has characters that XML can't carry")
	}
	now := a.Now().UTC()
	if t.Timestamp {
		ttl := t.TimeToLive
		if ttl <= 0 {
			ttl = 5 * time.Minute
		}
		b = append(b, "<wsu:Timestamp><wsu:Created>"+now.Format(wsuTime)+"</wsu:Created><wsu:Expires>"+now.Add(ttl).Format(wsuTime)+"</wsu:Expires></wsu:Timestamp>"...)
	}
	b = append(b, "<wsse:UsernameToken><wsse:Username>"...)
	b = xmltext.AppendText(b, a.Username)
	b = append(b, "</wsse:Username>"...)
	b, err := t.appendPassword(b, a, now.Format(wsuTime))
	if err != nil {
		return err
	}
	b = append(b, "</wsse:UsernameToken></wsse:Security>"...)
	a.Blocks = append(a.Blocks, Header{xml: b, MustUnderstand: t.MustUnderstand})
	return nil
}

func (t UsernameToken) appendPassword(b []byte, a *Attempt, created string) ([]byte, error) {
	if t.Password == PasswordText {
		b = append(b, `<wsse:Password Type="`+profileToken+`PasswordText">`...)
		b = xmltext.AppendText(b, a.Password)
		return append(b, "</wsse:Password>"...), nil
	}
	nonce := make([]byte, 16)
	if _, err := io.ReadFull(a.Random, nonce); err != nil {
		return nil, fmt.Errorf("nonce: %w", err)
	}
	h := sha1.New()
	h.Write(nonce)
	io.WriteString(h, created)
	io.WriteString(h, a.Password)
	digest := base64.StdEncoding.EncodeToString(h.Sum(nil))
	a.Hide(digest)
	b = append(b, `<wsse:Password Type="`+profileToken+`PasswordDigest">`+digest+`</wsse:Password>`...)
	b = append(b, `<wsse:Nonce EncodingType="`+base64Type+`">`+base64.StdEncoding.EncodeToString(nonce)+`</wsse:Nonce>`...)
	return append(b, "<wsu:Created>"+created+"</wsu:Created>"...), nil
}

// HeaderCredentials sends the credentials in a header block of the provider's own.
type HeaderCredentials struct {
	Part Part
	New  func(username, password string) xmltext.Node
}

// Secure adds the header block.
func (h HeaderCredentials) Secure(_ context.Context, a *Attempt) error {
	a.Blocks = append(a.Blocks, Header{Part: h.Part, Node: h.New(a.Username, a.Password), MustUnderstand: h.Part.MustUnderstand})
	return nil
}

// Basic sends the credentials as HTTP Basic authentication (RFC 7617).
type Basic struct{}

// Secure sets the Authorization field.
func (Basic) Secure(_ context.Context, a *Attempt) error {
	token, err := transport.BasicToken(a.Username, a.Password)
	if err != nil {
		return err
	}
	a.Hide(token)
	a.Header.Set("Authorization", "Basic "+token)
	return nil
}
