package mock

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"example.com/wsgen/runtime/rest"
)

// The proof of a login is checked where keys are known; SignJWT is checked against published vectors elsewhere.
func TestProofOfLogin(t *testing.T) {
	const key = "CHAVE"
	var outcomes []string
	at := newClock()
	s := webhooks(t, Options{Keys: []string{"another", key}, Now: at.tell, Log: func(c Call) { outcomes = append(outcomes, c.Outcome) }})
	now := at.tell()
	good := rest.SignJWT(key, now, 120*time.Second, rest.Claim{Name: "sub", Value: "p"})
	parts := strings.Split(good, ".")
	none := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`))
	for token, want := range map[string]string{
		good:                                    "",
		rest.SignJWT("x", now, 120*time.Second): "is signed with no known key",
		parts[0] + "." + parts[1] + ".":         "is signed with no known key",
		none + "." + parts[1] + "." + parts[2]:  "is not signed with HMAC-SHA-256",
		rest.SignJWT(key, now.Add(-time.Hour), 120*time.Second): "has expired",
		rest.SignJWT(key, now.Add(time.Hour), 120*time.Second):  "was issued in the future",
		rest.SignJWT(key, now, time.Hour):                       "is valid for longer than 2m0s",
		"x.y":                                                   "is no JSON Web Token",
		"a.b.c":                                                 "is no JSON Web Token",
	} {
		outcomes = nil
		status, body := ask(s, http.MethodPost, "/oauth2/invoicy/auth", "", `{"token":"`+token+`"}`)
		switch {
		case want == "" && status != http.StatusOK:
			t.Errorf("the good proof is answered with %d %s", status, body)
		case want != "" && (status != http.StatusUnauthorized || !strings.Contains(body, want) || len(outcomes) != 1 || !strings.Contains(outcomes[0], want)):
			t.Errorf("%q: %d %s, outcomes %q, want 401 and that it %s", token, status, body, outcomes, want)
		}
	}
}
