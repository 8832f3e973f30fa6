package rest

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"time"
)

// A Claim is a claim of a JWT whose value is a string.
type Claim struct{ Name, Value string }

// SignJWT returns a JSON Web Token (RFC 7519) that is signed with HMAC-SHA-256 (RFC 7515; RFC 7518, clause 3.2). It says when
// it was issued and expires, in whole seconds, and then the claims, in their order.
func SignJWT(key string, issued time.Time, lifetime time.Duration, claims ...Claim) string {
	iat := issued.Unix()
	b := []byte(`{"iat":` + strconv.FormatInt(iat, 10) + `,"exp":` + strconv.FormatInt(iat+int64(lifetime/time.Second), 10))
	for _, c := range claims {
		b = append(b, ',')
		b = appendJSON(b, c.Name)
		b = append(b, ':')
		b = appendJSON(b, c.Value)
	}
	b = append(b, '}')
	text := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + base64.RawURLEncoding.EncodeToString(b)
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(text))
	return text + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// appendJSON writes a string as JSON, without the escapes that HTML would need.
func appendJSON(b []byte, s string) []byte {
	w := bytes.NewBuffer(b)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return b // a string can always be written
	}
	return bytes.TrimSuffix(w.Bytes(), []byte("\n"))
}
