package inspect

import "example.com/wsgen/gen/contract"

// bodyCredentials prints credentials that stand in the body of each request.
func (p *printer) bodyCredentials(b *contract.BodyCredentials) {
	p.block(&b.Node, func() {
		p.credentials(b.Values)
		for _, s := range b.Scopes {
			p.block(&s.Node, func() {
				p.credentials(s.Values)
				for _, path := range s.Absent {
					p.line("absent", path)
				}
			}, "scope", s.Name, s.Path, claims(s.Claims))
		}
		if d := b.Digest; d != nil {
			p.line("digest", d.Algorithm, "key="+d.Key, "document="+d.Document, "to="+d.To)
		}
	}, "security", "body", b.Path)
}

func (p *printer) credentials(list []*contract.Credential) {
	for _, v := range list {
		p.block(&v.Node, nil, "value", v.Name, v.Path, flag(v.Secret, "secret"), text("to", v.To), text("default", v.Default), text("pattern", v.Pattern))
	}
}

// credentialUse prints which fields of a request the credentials fill.
func (p *printer) credentialUse(u *contract.CredentialUse) {
	if u == nil {
		return
	}
	p.line("credentials", u.Credentials.Path)
	p.in(func() {
		for _, v := range u.Values {
			p.line("value", v.Credential.Path, steps(v.Path))
		}
		for _, a := range u.Absent {
			p.line("absent", a.Scope.Path, steps(a.Path))
		}
		if u.Digest != nil {
			p.line("digest", "of="+steps(u.Document), "to="+steps(u.Digest))
		}
	})
}
