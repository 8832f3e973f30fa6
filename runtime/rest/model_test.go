package rest_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// What wsgen makes of a service that keeps hooks, with a login.

var namespaces = xmltext.Namespaces{}

var (
	tHook = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{
		{Local: "id", Leaf: true}, {Local: "tag", Leaf: true, Many: true}, {Local: "title", Leaf: true}, {Local: "secret", Leaf: true},
	}}
	tLogin   = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{{Local: "token", Leaf: true}}}
	tToken   = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{{Local: "access", Leaf: true}, {Local: "until", Leaf: true}, {Local: "refresh", Leaf: true}}}
	tProblem = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{{Local: "Code", Leaf: true, Req: true}, {Local: "Message", Leaf: true}}}
)

func str(name string) jsontext.Member { return jsontext.Member{Name: name, Kind: jsontext.String} }

var (
	jHook    = jsontext.Form{Type: &tHook, Members: []jsontext.Member{{}, {}, str("title"), str("secret")}}
	jReply   = jsontext.Form{Type: &tHook, Members: []jsontext.Member{str("id"), str("tag"), str("title"), str("secret")}}
	jLogin   = jsontext.Form{Type: &tLogin, Members: []jsontext.Member{str("token")}}
	jToken   = jsontext.Form{Type: &tToken, Members: []jsontext.Member{str("access"), {Name: "until", Kind: jsontext.Integer}, str("refresh")}}
	jProblem = jsontext.Form{Type: &tProblem, Members: []jsontext.Member{str("Code"), str("Message")}}
)

type Hook struct {
	ID     string
	Tags   []string
	Title  string
	Secret xsd.Secret
	Extra  xsd.Extra
}

func (x *Hook) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case 0:
		optional(c, &x.ID)
	case 1:
		c.Strs(&x.Tags)
	case 2:
		optional(c, &x.Title)
	case 3:
		optional(c, (*string)(&x.Secret))
	default:
		c.Extra(&x.Extra)
	}
}

func optional(c *xmltext.Codec, s *string) {
	if c.Reading() || *s != "" {
		c.Str(s)
	}
}

type Login struct {
	Token xsd.Secret
	Extra xsd.Extra
}

func (x *Login) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case 0:
		c.Str((*string)(&x.Token))
	default:
		c.Extra(&x.Extra)
	}
}

type Token struct {
	Access, Refresh xsd.Secret
	Until           int64
	Extra           xsd.Extra
}

func (x *Token) FieldXML(c *xmltext.Codec, field int) {
	if !c.Reading() {
		return
	}
	switch field {
	case 0:
		c.Str((*string)(&x.Access))
	case 1:
		c.Int64(&x.Until)
	case 2:
		c.Str((*string)(&x.Refresh))
	default:
		c.Extra(&x.Extra)
	}
}

type Problem struct {
	Code, Message string
	Extra         xsd.Extra
}

func (x *Problem) FieldXML(c *xmltext.Codec, field int) {
	if !c.Reading() {
		return
	}
	switch field {
	case 0:
		c.Str(&x.Code)
	case 1:
		c.Str(&x.Message)
	default:
		c.Extra(&x.Extra)
	}
}

func part(name string, t *xmltext.Type, f *jsontext.Form, new func() xmltext.Node) *rest.Part {
	return &rest.Part{Name: xmltext.Name{Local: name}, Namespaces: &namespaces, Type: t, Form: f, New: new}
}

var (
	newHook  = func() xmltext.Node { return new(Hook) }
	newToken = func() xmltext.Node { return new(Token) }
)

var service = rest.Service{
	Name:  "hooks",
	Error: part("problem", &tProblem, &jProblem, func() xmltext.Node { return new(Problem) }),
}

var basic = rest.Service{Name: "hooks", Security: rest.Basic{}}

var (
	opPut = rest.Operation{
		Service: &service, Name: "put", Method: http.MethodPut, Path: "/hooks/{id}",
		Params: []rest.Param{{Name: xmltext.Name{Local: "id"}}, {Name: xmltext.Name{Local: "tag"}, Query: true}},
		In:     part("put", &tHook, &jHook, newHook), Out: part("hook", &tHook, &jReply, newHook),
		Success: []int{200, 202}, Empty: []int{202},
	}
	opList = rest.Operation{
		Service: &service, Name: "list", Method: http.MethodGet, NoBody: true,
		Params: []rest.Param{{Name: xmltext.Name{Local: "id"}, Query: true}},
		In:     part("list", &tHook, &jHook, newHook), Out: part("hook", &tHook, &jReply, newHook),
	}
	opDelete = rest.Operation{Service: &basic, Name: "delete", Method: http.MethodDelete}
	opLogin  = rest.Operation{
		Service: &service, Name: "login", Method: http.MethodPost, Path: "/auth", FromHost: true,
		In: part("login", &tLogin, &jLogin, func() xmltext.Node { return new(Login) }), Out: part("token", &tToken, &jToken, newToken),
	}
	opRefresh = rest.Operation{
		Service: &service, Name: "refresh", Method: http.MethodPost, Path: "/refresh", FromHost: true,
		In: part("refresh", &tLogin, &jLogin, func() xmltext.Node { return new(Login) }), Out: part("token", &tToken, &jToken, newToken),
	}
)

var login = rest.Login{
	Operation: &opLogin, Refresh: &opRefresh,
	Token: func(reply xmltext.Node) rest.Token {
		r := reply.(*Token)
		t := rest.Token{Access: r.Access, Refresh: r.Refresh}
		if r.Until != 0 {
			t.ExpiresAt = time.Unix(r.Until, 0)
		}
		return t
	},
	RefreshRequest: func(token string) xmltext.Node { return &Login{Token: xsd.Secret(token)} },
}

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func newClient(t *testing.T, s *rest.Service, url string, opts ...rest.Option) *rest.Client {
	t.Helper()
	c, err := rest.NewClient(s, url, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}
