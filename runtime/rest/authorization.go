package rest

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"example.com/wsgen/runtime/transport"
)

// An Authorization is what a provider was told to send with its notifications. The zero value admits none. No form of
// fmt prints its token.
type Authorization struct {
	scheme string
	token  func() string // a closure, so that even reflection finds an address only
}

// NoAuthorization admits every sender.
func NoAuthorization() Authorization { return Authorization{scheme: "none"} }

// BasicAuthorization admits senders that send Basic and the token, which is the Base64 of user:password (RFC 7617).
func BasicAuthorization(token string) Authorization { return authorization("basic", token) }

// BearerAuthorization admits senders that send Bearer and the token (RFC 6750).
func BearerAuthorization(token string) Authorization { return authorization("bearer", token) }

// authorization is one with a token; without a token it would admit those who know nothing.
func authorization(scheme, token string) Authorization {
	if token == "" {
		return Authorization{}
	}
	return Authorization{scheme, func() string { return token }}
}

// admits reports whether a request may be looked at. The comparison takes the same time wherever tokens differ, and
// whatever their lengths are.
func (a Authorization) admits(r *http.Request) bool {
	if a.scheme == "none" {
		return true
	}
	fields := r.Header.Values("Authorization")
	if a.token == nil || len(fields) != 1 {
		return false
	}
	scheme, token, _ := strings.Cut(fields[0], " ")
	want, got := sha256.Sum256([]byte(a.token())), sha256.Sum256([]byte(strings.TrimSpace(token)))
	return strings.EqualFold(scheme, a.scheme) && subtle.ConstantTimeCompare(want[:], got[:]) == 1
}

// among reports whether the scheme is one of a list; an empty list has all.
func (a Authorization) among(schemes []string) bool {
	return a.scheme != "" && (len(schemes) == 0 || slices.Contains(schemes, a.scheme))
}

// Format prints the scheme under every verb.
func (a Authorization) Format(f fmt.State, verb rune) {
	name := a.scheme
	if name == "" {
		name = "nobody"
	}
	transport.FormatName(f, verb, name, "rest.Authorization{"+name+"}")
}
