package mock

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

const profile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#"

// security is the contract's own scheme, or the provider's.
func security(api *contract.API) contract.Security {
	if api.Security == nil && api.Shared != nil {
		return api.Shared.Security
	}
	return api.Security
}

// authenticate checks the credentials that the contract asks for.
func (s *Server) authenticate(m *message, r *http.Request) error {
	switch x := security(m.op.api).(type) {
	case *contract.UsernameToken:
		return s.usernameToken(x, block(m.stands, nsWSSE, "Security"), envelopeSpace(m.op.soap.Version))
	case *contract.HeaderCredentials:
		header := block(m.stands, x.Header.Name.Space, x.Header.Name.Local)
		if header == nil {
			return clientFault("the header %s is missing", x.Header.Name)
		}
		if err := new(checker).element("", header, x.Header, nil); err != nil {
			return clientFault("header %s", err)
		}
		t, _ := x.Header.Type.(*contract.Struct)
		user, password := value(header, t, contract.FieldPath{x.Username}), value(header, t, contract.FieldPath{x.Password})
		if !s.knows(user, password) {
			return clientFault("the user name or the password is wrong")
		}
	case *contract.BasicAuth:
		if user, password, ok := r.BasicAuth(); !ok || !s.knows(user, password) {
			return &fault{code: "Authorization", text: "the user name or the password is wrong"}
		}
	}
	return nil
}

func block(blocks []*infoset.Element, space, local string) *infoset.Element {
	for _, b := range blocks {
		if b.Name == (xml.Name{Space: space, Local: local}) {
			return b
		}
	}
	return nil
}

// knows reports whether a user has that password; without users, whether both are stated.
func (s *Server) knows(user, password string) bool {
	if len(s.options.Users) == 0 {
		return user != "" && password != ""
	}
	want, ok := s.options.Users[user]
	return ok && want == password
}

// usernameToken checks the UsernameToken of a security block.
func (s *Server) usernameToken(x *contract.UsernameToken, security *infoset.Element, ns string) error {
	invalid := &fault{space: nsWSSE, code: "InvalidSecurity", text: "An error was discovered processing the <wsse:Security> header"}
	failed := &fault{space: nsWSSE, code: "FailedAuthentication", text: "The security token could not be authenticated or authorized"}
	if security == nil {
		return invalid
	}
	user, password := security.Find("UsernameToken", "Username"), security.Find("UsernameToken", "Password")
	must := attr(security, ns, "mustUnderstand")
	want := profile + "PasswordText"
	if x.Digest {
		want = profile + "PasswordDigest"
	}
	switch {
	case user == nil, password == nil, user.Name.Space != nsWSSE, password.Name.Space != nsWSSE, attr(password, "", "Type") != want,
		x.MustUnderstand && must != "1" && must != "true",
		x.Timestamp && security.Find("Timestamp", "Created") == nil:
		return invalid
	case x.Digest:
		nonce, created := security.Find("UsernameToken", "Nonce"), security.Find("UsernameToken", "Created")
		if nonce == nil || created == nil || created.Name.Space != nsWSU {
			return invalid
		}
		if known, ok := s.options.Users[user.Text]; len(s.options.Users) > 0 && (!ok || digest(nonce.Text, created.Text, known) != password.Text) {
			return failed
		}
	case !s.knows(user.Text, password.Text):
		return failed
	}
	return nil
}

// digest is the password digest of the UsernameToken profile 1.0, clause 3.1.
func digest(nonce, created, password string) string {
	raw, err := base64.StdEncoding.DecodeString(nonce)
	if err != nil {
		return ""
	}
	sum := sha1.Sum([]byte(string(raw) + created + password))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// prove checks the digest that body credentials put over a key and the document exactly as it stands in the request.
func (s *Server) prove(m *message) error {
	use := m.op.Credentials
	if use == nil || use.Digest == nil || len(s.options.Keys) == 0 {
		return nil
	}
	document, got := value(m.part, m.struc, use.Document), value(m.part, m.struc, use.Digest)
	if !slices.ContainsFunc(s.options.Keys, func(key string) bool {
		return keyed(use.Credentials.Digest.Algorithm, key+document) == got
	}) {
		return refuse("%s is the digest of no known key and this document", use.Digest[len(use.Digest)-1].Element.Name.Local)
	}
	return nil
}

// keyed is the digest of a text in lower-case hexadecimal.
func keyed(algorithm, text string) string {
	switch b := []byte(text); algorithm {
	case "md5":
		return fmt.Sprintf("%x", md5.Sum(b))
	case "sha1":
		return fmt.Sprintf("%x", sha1.Sum(b))
	default:
		return fmt.Sprintf("%x", sha256.Sum256(b))
	}
}
