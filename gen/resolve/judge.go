package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// scheme is the security that the spec or its provider states; nil without one.
func (c *compiler) scheme() contract.Security {
	for x := c; x != nil; x = x.shared {
		if x.api.Security != nil {
			return x.api.Security
		}
	}
	return nil
}

// met is the verdict on what a setting meets, and the setting where it is not stated.
func met(stated bool, how string) (contract.Verdict, string) {
	if stated {
		return contract.Met, ""
	}
	return contract.IfConfigured, how
}

func https(p *policies, x *parser.XML) (contract.Verdict, string) {
	if v, _ := attribute(x, "RequireClientCertificate"); v == "true" || v == "1" { // of WS-SecurityPolicy 1.1
		return certificate(p, x)
	}
	return met(p.tlsRequired(), "an https address; transport: {tls: required} in a spec refuses others")
}

func certificate(*policies, *parser.XML) (contract.Verdict, string) {
	return contract.IfConfigured, "soap.WithHTTPClient with a certificate of the caller's, and an https address"
}

func basic(p *policies, _ *parser.XML) (contract.Verdict, string) {
	_, ok := p.scheme().(*contract.BasicAuth)
	return met(ok, "security: {basic: true} in a spec")
}

func usernameToken(p *policies, _ *parser.XML) (contract.Verdict, string) {
	_, ok := p.scheme().(*contract.UsernameToken)
	return met(ok, "security: {usernameToken: {}} in a spec")
}

func digested(p *policies, _ *parser.XML) (contract.Verdict, string) {
	u, ok := p.scheme().(*contract.UsernameToken)
	return met(ok && u.Digest, "security: {usernameToken: {password: digest}} in a spec")
}

func timestamp(p *policies, _ *parser.XML) (contract.Verdict, string) {
	u, ok := p.scheme().(*contract.UsernameToken)
	return met(ok && u.Timestamp, "security: {usernameToken: {timestamp: true}} in a spec")
}

// protected judges what must be signed or encrypted: a secure transport does both (WS-SecurityPolicy 1.2, clause 4).
func protected(p *policies, x *parser.XML) (contract.Verdict, string) {
	if p.keyed {
		return contract.NotMet, plainMessages
	}
	return https(p, x)
}

// supporting judges tokens that must be signed or encrypted themselves.
func supporting(p *policies, _ *parser.XML) (contract.Verdict, string) {
	if p.keyed {
		return contract.NotMet, plainMessages
	}
	return contract.Met, ""
}

// headers judges what asks for header blocks that wsgen does not write by itself.
func headers(*policies, *parser.XML) (contract.Verdict, string) {
	return contract.IfConfigured, "the header blocks, by soap.WithHeader at each call"
}
