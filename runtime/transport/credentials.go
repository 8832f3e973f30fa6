package transport

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Credentials supplies a user name and a password. It is asked anew for each attempt, so that
// rotated passwords take effect.
type Credentials interface {
	Credentials(ctx context.Context) (username, password string, err error)
}

// CredentialsFunc is a function that supplies credentials.
type CredentialsFunc func(ctx context.Context) (username, password string, err error)

// Credentials calls f.
func (f CredentialsFunc) Credentials(ctx context.Context) (username, password string, err error) {
	return f(ctx)
}

// UserPassword returns fixed credentials. No form of fmt prints them.
func UserPassword(username, password string) Credentials {
	// A closure, so that even reflection over a struct that holds it finds an address only.
	return CredentialsFunc(func(context.Context) (string, string, error) { return username, password, nil })
}

// Credentials asks for the caller's credentials for one attempt to reach u. The password becomes a secret of the call.
func (k *Call) Credentials(ctx context.Context, u *url.URL) (username, password string, err error) {
	username, password, err = k.Client.Creds.Credentials(ctx)
	k.Secrets.Add(password)
	if err != nil && ctx.Err() != nil {
		return "", "", k.TransportError(u, false, fmt.Errorf("credentials: %w", Ended(ctx, err)))
	}
	if err != nil {
		return "", "", k.RequestError(k.Secrets.Error(fmt.Errorf("credentials: %w", err)))
	}
	return username, password, nil
}

// BasicToken returns what follows Basic in Authorization (RFC 7617).
func BasicToken(username, password string) (string, error) {
	if strings.Contains(username, ":") {
		return "", errors.New("user name has a colon, which HTTP Basic can't carry")
	}
	return base64.StdEncoding.EncodeToString([]byte(username + ":" + password)), nil
}
