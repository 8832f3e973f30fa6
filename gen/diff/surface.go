package diff

import (
	"cmp"
	"fmt"

	"example.com/wsgen/gen/contract"
)

// A surface is what a rule of a spec gives the Go API besides types: names, each with what it is.
type surface map[string]string

// set adds a name where there is one.
func (s surface) set(there bool, name string, is ...any) surface {
	if there {
		s[name] = fmt.Sprint(is...)
	}
	return s
}

// api is the verdict about a surface that was another one.
func (s surface) api(was surface) API {
	verdict := GoNone
	for name := range s {
		if _, there := was[name]; !there {
			verdict = GoAdditive
		}
	}
	for name, is := range was {
		if now, there := s[name]; !there || now != is {
			return GoBreaking
		}
	}
	return verdict
}

// credentialsSurface is the struct of credentials in the body and the scopes.
func credentialsSurface(b *contract.BodyCredentials) surface {
	if b == nil {
		return nil
	}
	s := surface{"type": b.Rename}
	s.set(len(b.Scopes) > 0, "Scope")
	add := func(owner string, values []*contract.Credential) {
		for _, v := range values {
			s.set(true, owner+"."+v.Name, v.Secret)
		}
	}
	add("", b.Values)
	for _, x := range b.Scopes {
		s.set(true, x.Name)
		add(x.Name, x.Values)
	}
	return s
}

// bodyCredentials are those of a scheme; nil for another one.
func bodyCredentials(s contract.Security) *contract.BodyCredentials {
	b, _ := s.(*contract.BodyCredentials)
	return b
}

// loginSurface is the credentials of a login, which are an argument of NewClient.
func loginSurface(l *contract.Login) surface {
	if l == nil {
		return surface{}.signature()
	}
	return credentialsSurface(l.Credentials).signature("credentials")
}

// refusalSurface is the type of refusals, which the package of a provider has.
func refusalSurface(api *contract.API) surface {
	if api.Shared != nil {
		api = api.Shared
	}
	if !api.Provider || api.Refusal == nil {
		return nil
	}
	return surface{"type": api.Refusal.Rename}
}

// replySurface is the method that says the status of a reply. A reply in JSON has none.
func replySurface(op *contract.Operation) surface {
	return surface{}.set(op.HTTP == nil && op.Out.Reply != nil, "method ReplyStatus")
}

// sessionSurface is the types of sessions and the methods of those that are not over with one call.
func sessionSurface(x *contract.Session) surface {
	if x == nil {
		return nil
	}
	s := surface{"type": x.Rename}
	for _, g := range x.Groups {
		s.set(!g.Single, "method "+g.Name, g.Rename)
	}
	return s
}

// signature is what a rule makes of the method of an operation.
func (s surface) signature(is ...any) surface { return s.set(true, "signature", is...) }

// useSurface is the session that the method of an operation takes.
func useSurface(u *contract.SessionUse) surface {
	if u == nil {
		return surface{}.signature()
	}
	return surface{}.signature(u.Session.Rename, u.Group != nil && u.Group.Single)
}

// recordsSurface is the result of an operation that sends records, with what it holds.
func recordsSurface(x *contract.Records) surface {
	if x == nil {
		return surface{}.signature()
	}
	return surface{}.signature("records").set(true, "record", itemType(x.Field)).set(true, "result", itemType(x.Results))
}

// pagingSurface is the method that asks for all pages.
func pagingSurface(x *contract.Paging) surface {
	if x == nil {
		return nil
	}
	return surface{"method": itemType(x.Items)}
}

// itemType tells the Go types of what a path leads to apart: one without a name goes by the elements on the way.
func itemType(path contract.FieldPath) string {
	way, item, secret := "", "", false
	for _, f := range path {
		way, item, secret = way+"/"+f.Element.Name.Local, goType(f.Element.Type), f.Secret
	}
	return cmp.Or(item, way) + choose(secret, " that is secret", "")
}

// chosenSurface is the interface of a field of which another one chooses the type, and what satisfies it.
func chosenSurface(x *contract.Chosen) surface {
	s := surface{"type": choose(x != nil, "interface", "")}
	if x != nil {
		for _, t := range x.Types {
			s.set(true, "member "+t.Type.Name.Local)
		}
	}
	return s
}

// receiverSurface is the server of notifications and what it has for each kind.
func receiverSurface(r *contract.Receiver) surface {
	if r == nil {
		return nil
	}
	s := surface{"type": r.Rename}
	for _, k := range r.Kinds {
		s.set(true, "On"+k.Name, typeName(k.Type).Local)
	}
	return s
}

// opensSurface is the method of a client that opens sessions.
func opensSurface(x *contract.SessionCalls) surface {
	if x == nil {
		return nil
	}
	return surface{"method": x.Session.Rename}
}
