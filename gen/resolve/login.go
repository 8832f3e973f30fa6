package resolve

import (
	"regexp"
	"slices"
	"time"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// schemeName is a token of RFC 9110, clause 5.6.2, or nothing.
var schemeName = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]*$")

// login lowers the operations that give the token which the other requests carry.
func (c *compiler) login(b *contract.Binding, l *parser.SpecLogin) *contract.Login {
	x := &contract.Login{Node: contract.Node{Path: b.Path + "/login", Span: l.Span}, Scheme: l.Scheme.V}
	if !schemeName.MatchString(x.Scheme) {
		c.diags.Errorf(l.Scheme.Span, idBadLogin, "%q is no scheme that can stand in Authorization", x.Scheme)
	}
	x.Operation = c.loginOperation(b, l.Operation)
	x.Credentials = c.bodyCredentials(l.Credentials)
	if x.Operation == nil {
		return nil
	}
	if x.Operation.Out == nil {
		c.diags.Errorf(l.Operation.Span, idBadLogin, "the login %s has no reply that could hold a token", x.Operation.Name)
		return nil
	}
	x.Token = c.tokenField(x.Operation.Out, l.Token)
	x.RefreshToken = c.tokenField(x.Operation.Out, l.RefreshToken)
	x.ExpiresAt = c.timeField(x.Operation.Out, l.ExpiresAt)
	x.RefreshExpiresAt = c.timeField(x.Operation.Out, l.RefreshExpiresAt)
	c.refresh(b, x, l)
	c.bindCredentials(x.Credentials, x.Operation)
	if d := l.Credentials.Digest; d != nil {
		c.diags.Errorf(d.Span, idConflictingKeys, "a login proves a key with jwt")
	}
	c.jwt(x, l)
	return x
}

// loginOperation finds an operation that a login names.
func (c *compiler) loginOperation(b *contract.Binding, name parser.Value[string]) *contract.Operation {
	var names []string
	for _, o := range b.Operations {
		if o.Name == name.V {
			return o
		}
		names = append(names, o.Name)
	}
	c.diags.Errorf(name.Span, idOverlayUnmatched, "there is no operation %s", name.V).Hint = c.didYouMean(name.V, list(names))
	return nil
}

// tokenField finds a field that holds a token: one secret string.
func (c *compiler) tokenField(m *contract.Message, name parser.Value[string]) contract.FieldPath {
	if !name.Set() {
		return nil
	}
	return c.secretString(c.fieldPath(m, name, name.Span), name)
}

func (c *compiler) secretString(path contract.FieldPath, name parser.Value[string]) contract.FieldPath {
	if path == nil {
		return nil
	}
	if f := path[len(path)-1]; !f.Secret || f.Max != 1 {
		c.diags.Errorf(name.Span, idBadLogin, "%s holds a token and is not one secret string", f.Path).Hint = "state secret: true for the field"
		return nil
	}
	return path
}

// timeField finds a field that holds a time in Unix seconds.
func (c *compiler) timeField(m *contract.Message, name parser.Value[string]) contract.FieldPath {
	if !name.Set() {
		return nil
	}
	path := c.fieldPath(m, name, name.Span)
	if path == nil {
		return nil
	}
	f := path[len(path)-1]
	if kind := kindOf(f.Element.Type); kind != "long" && kind != "int" || f.Max != 1 {
		c.diags.Errorf(name.Span, idBadLogin, "%s holds a time in seconds and is not one long or int", f.Path)
		return nil
	}
	return path
}

// refresh lowers the operation that trades a refresh token. Its reply must be of the login's type, so that both are read
// alike.
func (c *compiler) refresh(b *contract.Binding, x *contract.Login, l *parser.SpecLogin) {
	if !l.Refresh.Set() {
		for _, v := range []parser.Value[string]{l.RefreshToken, l.RefreshExpiresAt} {
			if v.Set() {
				c.diags.Errorf(v.Span, idConflictingKeys, "no refresh is stated that could use the refresh token")
			}
		}
		return
	}
	if x.Refresh = c.loginOperation(b, l.Refresh); x.Refresh == nil {
		return
	}
	if !l.RefreshToken.Set() {
		c.diags.Errorf(l.Refresh.Span, idMissingKey, "refreshToken is not stated, which the operation %s trades", x.Refresh.Name)
		return
	}
	if x.Refresh.Out == nil || len(x.Refresh.Out.Body)*len(x.Operation.Out.Body) == 0 || x.Refresh.Out.Body[0].Element.Type != x.Operation.Out.Body[0].Element.Type {
		c.diags.Errorf(l.Refresh.Span, idBadLogin, "the reply of %s is not of the type of the login's", x.Refresh.Name).Hint = "state one type for both as http: {reply: TYPE}"
	}
	name := l.RefreshToken
	if n := len(x.RefreshToken); n > 0 {
		name.V = x.RefreshToken[n-1].Element.Name.Local
	}
	x.RefreshWith = c.secretString(c.fieldPath(x.Refresh.In, name, l.Refresh.Span), l.Refresh)
}

// jwt lowers the JSON Web Token of the login's request, and the claims of the scopes.
func (c *compiler) jwt(x *contract.Login, l *parser.SpecLogin) {
	cr := x.Credentials
	if j := l.JWT; j != nil {
		x.JWT = &contract.JWT{To: c.tokenField(x.Operation.In, j.To), Key: j.Key.V, Lifetime: j.Lifetime.V}
		if j.Lifetime.V < time.Second {
			c.diags.Errorf(j.Lifetime.Span, idBadLogin, "a JWT that is valid for less than a second")
		}
		c.digestKey(cr, j.Key)
		x.JWT.Claims = c.claims(cr, nil, j.Claims)
	}
	for i, s := range cr.Scopes {
		stated := l.Credentials.Scopes.Entries[i].Value.Claims
		if len(stated.Entries) > 0 && l.JWT == nil {
			c.diags.Errorf(stated.Span, idConflictingKeys, "no jwt is stated that could have claims")
		}
		s.Claims = c.claims(cr, s, stated)
	}
}

// claims lowers claims whose values are credentials: those that all callers have, or those of a scope.
func (c *compiler) claims(cr *contract.BodyCredentials, s *contract.Scope, stated parser.Map[parser.Value[string]]) []contract.Claim {
	var names []string
	for _, v := range cr.Values {
		names = append(names, v.Name)
	}
	if s != nil {
		for _, v := range s.Values {
			names = append(names, v.Name)
		}
	}
	var out []contract.Claim
	for _, e := range stated.Entries {
		switch {
		case e.Key.V == "iat" || e.Key.V == "exp":
			c.diags.Errorf(e.Key.Span, idBadLogin, "the claim %s says when the token was issued or expires, and is always there", e.Key.V)
		case !slices.Contains(names, e.Value.V):
			c.diags.Errorf(e.Value.Span, idOverlayUnmatched, "there is no value %s", e.Value.V).Hint = c.didYouMean(e.Value.V, list(names))
		}
		out = append(out, contract.Claim{Name: e.Key.V, Value: e.Value.V})
	}
	return out
}
