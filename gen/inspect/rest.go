package inspect

import (
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
)

// rest prints what the operations of a REST service share.
func (p *printer) rest(r *contract.REST) {
	err := ""
	if r.Error != nil {
		err = "error=" + r.Error.Path
	}
	p.line("rest", flag(r.Gzip, "gzip"), flag(r.TLSRequired, "tls"), err)
	l := r.Login
	if l == nil {
		return
	}
	p.block(&l.Node, func() {
		p.line("operation", l.Operation.Name)
		if l.Refresh != nil {
			p.line("refresh", l.Refresh.Name, "with="+steps(l.RefreshWith))
		}
		p.line("token", steps(l.Token), path("refresh", l.RefreshToken), path("expiresAt", l.ExpiresAt), path("refreshExpiresAt", l.RefreshExpiresAt))
		if j := l.JWT; j != nil {
			p.line("jwt", "to="+steps(j.To), "key="+j.Key, "lifetime="+j.Lifetime.String(), claims(j.Claims))
		}
		p.bodyCredentials(l.Credentials)
	}, "login", l.Path, text("scheme", l.Scheme))
}

// path prints a path that may be missing.
func path(name string, f contract.FieldPath) string {
	if f == nil {
		return ""
	}
	return name + "=" + steps(f)
}

func claims(list []contract.Claim) string {
	var words []string
	for _, c := range list {
		words = append(words, c.Name+":"+c.Value)
	}
	if words == nil {
		return ""
	}
	return "claims=" + strings.Join(words, ",")
}

// http prints the HTTP request of an operation.
func (p *printer) http(h *contract.HTTP) {
	if h == nil {
		return
	}
	p.line("http", h.Method, strconv.Quote(h.Path), flag(h.FromHost, "fromHost"), codes("success", h.Success), codes("empty", h.Empty))
	p.in(func() {
		for _, x := range h.Params {
			where := "path"
			if x.Query {
				where = "query"
			}
			p.line(where, x.Field.Path)
		}
	})
}

func codes(name string, list []int) string {
	var words []string
	for _, c := range list {
		words = append(words, strconv.Itoa(c))
	}
	if words == nil {
		return ""
	}
	return name + "=" + strings.Join(words, ",")
}

// receiver prints the notifications that a provider posts.
func (p *printer) receiver(r *contract.Receiver) {
	if r == nil {
		return
	}
	p.b.WriteByte('\n')
	p.block(&r.Node, func() {
		for _, k := range r.Kinds {
			p.block(&k.Node, nil, "kind", k.Path, text("member", k.Member), text("has", k.Has), "type="+k.Type.Path)
		}
	}, "receiver", r.Path, flag(len(r.Authorization) > 0, "authorization="+strings.Join(r.Authorization, ",")))
}
