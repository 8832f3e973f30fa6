package mock

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

// proved checks the JSON Web Token (RFC 7519) by which a login proves a key: that one of the keys signed it, with
// HMAC-SHA-256, and that it is valid now and no longer than the contract says. Without keys it is not checked.
func (s *Server) proved(x *endpoint, body []byte) error {
	login := x.rest.Login
	if login == nil || login.JWT == nil || x.Operation != login.Operation || len(s.options.Keys) == 0 {
		return nil
	}
	v, err := parseJSON(body)
	if err != nil {
		return err
	}
	for _, f := range login.JWT.To {
		members, _ := v.(map[string]any)
		v = members[jsonName(f.Element.Name, f.JSON)]
	}
	token, _ := v.(string)
	if why := wrongJWT(token, s.options.Keys, s.options.Now(), login.JWT.Lifetime); why != "" {
		return &denial{http.StatusUnauthorized, "the proof of the login " + why}
	}
	return nil
}

// leeway is how far the clock of a caller may be ahead.
const leeway = time.Minute

// wrongJWT says what is wrong with a token; "" for nothing.
func wrongJWT(token string, keys []string, now time.Time, lifetime time.Duration) string {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return "is no JSON Web Token"
	}
	var header struct {
		Alg string `json:"alg"`
	}
	var claims struct {
		Iat *int64 `json:"iat"`
		Exp *int64 `json:"exp"`
	}
	if !decodePart(parts[0], &header) || !decodePart(parts[1], &claims) {
		return "is no JSON Web Token"
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	signed := func(key string) bool {
		mac := hmac.New(sha256.New, []byte(key))
		mac.Write([]byte(parts[0] + "." + parts[1]))
		return hmac.Equal(mac.Sum(nil), signature)
	}
	switch {
	case header.Alg != "HS256":
		return "is not signed with HMAC-SHA-256"
	case err != nil || !slices.ContainsFunc(keys, signed):
		return "is signed with no known key"
	case claims.Iat == nil || claims.Exp == nil:
		return "lacks iat or exp"
	case !now.Before(time.Unix(*claims.Exp, 0)):
		return "has expired"
	case now.Add(leeway).Before(time.Unix(*claims.Iat, 0)):
		return "was issued in the future"
	case *claims.Exp-*claims.Iat > int64(lifetime/time.Second):
		return "is valid for longer than " + lifetime.String()
	}
	return ""
}

// decodePart reads one part of a token.
func decodePart(part string, to any) bool {
	text, err := base64.RawURLEncoding.DecodeString(part)
	return err == nil && json.Unmarshal(text, to) == nil
}
