package rest

import (
	"context"
	"fmt"
	"net/http"

	"example.com/wsgen/runtime/transport"
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

// A Security puts a caller's credentials into one attempt of a call: [Basic], or a scheme of the user's own.
type Security interface {
	Secure(ctx context.Context, a *Attempt) error
}

// An Attempt is what a [Security] works on: one attempt to send a request. What it adds is seen
// by the server alone; middleware and logs never see it.
type Attempt struct {
	Operation *Operation
	// Username and Password are the caller's credentials.
	Username, Password string
	// Body is the body, as it will be sent.
	Body []byte
	// Header are the HTTP fields of this attempt.
	Header http.Header

	secrets *transport.Redactor
}

// Format prints the operation's name under every verb.
func (a *Attempt) Format(f fmt.State, verb rune) {
	name := "no operation"
	if a.Operation != nil {
		name = a.Operation.Name
	}
	transport.FormatName(f, verb, "attempt of "+name, "&rest.Attempt{"+name+"}")
}

// Hide keeps a value out of errors: a token or digest that the scheme derived from the password.
func (a *Attempt) Hide(secret string) {
	if a.secrets != nil { // nil where a test of the scheme made the attempt
		a.secrets.Add(secret)
	}
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
