package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// assertionSpaces are the prefixes by which reports call the namespaces of policies and of known assertions.
var assertionSpaces = map[string]string{
	"http://schemas.xmlsoap.org/ws/2004/09/policy":                            "wsp",
	"http://www.w3.org/ns/ws-policy":                                          "wsp",
	"http://schemas.xmlsoap.org/ws/2005/07/securitypolicy":                    "sp", // WS-SecurityPolicy 1.1
	"http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702":               "sp", // 1.2
	"http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200802":               "sp", // 1.3, what it adds
	"http://www.w3.org/2007/05/addressing/metadata":                           "wsam",
	"http://www.w3.org/2006/05/addressing/wsdl":                               "wsaw",
	"http://schemas.xmlsoap.org/ws/2004/08/addressing/policy":                 "wsap",
	"http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization": "wsoma",
	"http://www.w3.org/2007/08/soap12-mtom-policy":                            "wsoma",
	"http://schemas.xmlsoap.org/ws/2005/02/rm/policy":                         "wsrmp",
	"http://docs.oasis-open.org/ws-rx/wsrmp/200702":                           "wsrmp",
	"http://schemas.microsoft.com/ws/06/2004/policy/http":                     "http",
}

// isPolicy reports a name of WS-Policy, 1.2 or 1.5.
func isPolicy(q parser.QName, local string) bool {
	return q.Local == local && assertionSpaces[q.Space] == "wsp"
}

// isAddressing reports UsingAddressing, which WSDLs have as an extension, too (WS-Addressing 1.0 – WSDL Binding, clause 3.1).
func isAddressing(q parser.QName) bool {
	return q.Local == "UsingAddressing" && slices.Contains([]string{"wsaw", "wsap"}, assertionSpaces[q.Space])
}

// assertion judges an assertion and the policy that stands in it.
func (p *policies) assertion(x *parser.XML) *contract.Demand {
	d := &contract.Demand{Assertion: elementLabel(x), Span: x.Span, Verdict: contract.Met}
	ignorable := false
	for _, a := range x.Attrs {
		yes := a.Value == "true" || a.Value == "1"
		d.Optional = d.Optional || yes && isPolicy(a.Name, "Optional")
		ignorable = ignorable || yes && isPolicy(a.Name, "Ignorable")
	}
	r, known := assertions[d.Assertion]
	switch {
	case ignorable:
		d.How = "the policy says that it may be ignored"
	case !known:
		d.Verdict, d.How = contract.NotMet, "it is not known"
	case r.judge != nil:
		d.Verdict, d.How = r.judge(p, x)
	}
	if r.inner {
		d.Inner = p.inner(x)
		if v := worst(d.Inner); v > d.Verdict {
			d.Verdict, d.How = v, ""
		}
	}
	fate := contract.Modelled
	if d.Verdict == contract.NotMet {
		fate = contract.Refused
	}
	p.cover(d.Assertion, fate, x.Span)
	return d
}

// inner reads the policy in an assertion; what else stands there are parameters.
func (p *policies) inner(x *parser.XML) (out []*contract.Demand) {
	for _, c := range x.Children {
		if isPolicy(c.Name, "Policy") {
			out = append(out, p.read(c)...)
		}
	}
	return out
}

// worst is the verdict of an assertion that demands what the policy in it demands.
func worst(list []*contract.Demand) contract.Verdict {
	switch n := distance(list); {
	case n[1] > 0:
		return contract.NotMet
	case n[2] > 0:
		return contract.IfConfigured
	}
	return contract.Met
}

// A judge says whether calls meet an assertion, and how or why not.
type judge func(*policies, *parser.XML) (contract.Verdict, string)

// A rule judges one assertion. Where inner is set, what the policy in it demands is demanded, too.
type rule struct {
	judge judge // nil for an assertion that only holds others, or says how they are done
	inner bool
}

// never is the rule of what no setting meets.
func never(why string) rule {
	return rule{judge: func(*policies, *parser.XML) (contract.Verdict, string) { return contract.NotMet, why }}
}

const (
	plainMessages = "messages are neither signed nor encrypted"
	textMessages  = "messages are text without attachments"
)

var (
	holder    = rule{inner: true}
	parameter = rule{}
	signature = rule{judge: never(plainMessages).judge, inner: true}
	noToken   = never("no such token is sent")
)

// assertions are the assertions that are known; those of WS-SecurityPolicy stand in the order of its clauses.
var assertions = map[string]rule{
	"sp:SignedParts":              {judge: protected},
	"sp:SignedElements":           {judge: protected},
	"sp:EncryptedParts":           {judge: protected},
	"sp:EncryptedElements":        {judge: protected},
	"sp:ContentEncryptedElements": {judge: protected},
	"sp:RequiredParts":            {judge: headers},
	"sp:RequiredElements":         {judge: headers},

	"sp:UsernameToken":            {judge: usernameToken, inner: true},
	"sp:NoPassword":               never("a UsernameToken has a password"),
	"sp:HashPassword":             {judge: digested},
	"sp:Created":                  {judge: digested},
	"sp:Nonce":                    {judge: digested},
	"sp:WssUsernameToken10":       parameter,
	"sp:WssUsernameToken11":       parameter,
	"sp:IssuedToken":              noToken,
	"sp:X509Token":                noToken,
	"sp:KerberosToken":            noToken,
	"sp:SpnegoContextToken":       noToken,
	"sp:SecurityContextToken":     noToken,
	"sp:SecureConversationToken":  noToken,
	"sp:SamlToken":                noToken,
	"sp:RelToken":                 noToken,
	"sp:KeyValueToken":            noToken,
	"sp:HttpsToken":               {judge: https, inner: true},
	"sp:HttpToken":                parameter, // of WCF: any address
	"sp:HttpBasicAuthentication":  {judge: basic},
	"http:BasicAuthentication":    {judge: basic},
	"sp:HttpDigestAuthentication": never("the one login of HTTP is Basic"),
	"sp:RequireClientCertificate": {judge: certificate},

	"sp:AlgorithmSuite":               parameter,
	"sp:Layout":                       parameter,
	"sp:TransportBinding":             holder,
	"sp:TransportToken":               holder,
	"sp:IncludeTimestamp":             {judge: timestamp},
	"sp:SymmetricBinding":             signature,
	"sp:AsymmetricBinding":            signature,
	"sp:ProtectionToken":              holder,
	"sp:SignatureToken":               holder,
	"sp:EncryptionToken":              holder,
	"sp:InitiatorToken":               holder,
	"sp:InitiatorSignatureToken":      holder,
	"sp:InitiatorEncryptionToken":     holder,
	"sp:RecipientToken":               holder,
	"sp:RecipientSignatureToken":      holder,
	"sp:RecipientEncryptionToken":     holder,
	"sp:EncryptSignature":             parameter,
	"sp:EncryptBeforeSigning":         parameter,
	"sp:ProtectTokens":                parameter,
	"sp:OnlySignEntireHeadersAndBody": parameter,

	"sp:SupportingTokens":                         holder,
	"sp:SignedSupportingTokens":                   {judge: supporting, inner: true},
	"sp:EncryptedSupportingTokens":                {judge: supporting, inner: true},
	"sp:SignedEncryptedSupportingTokens":          {judge: supporting, inner: true},
	"sp:EndorsingSupportingTokens":                signature,
	"sp:SignedEndorsingSupportingTokens":          signature,
	"sp:EndorsingEncryptedSupportingTokens":       signature,
	"sp:SignedEndorsingEncryptedSupportingTokens": signature,

	"sp:Wss10":   parameter,
	"sp:Wss11":   parameter,
	"sp:Trust10": parameter,
	"sp:Trust13": parameter,

	"wsam:Addressing":            {judge: headers, inner: true},
	"wsam:AnonymousResponses":    parameter,
	"wsam:NonAnonymousResponses": never("replies come on the connection of the request alone"),
	"wsaw:UsingAddressing":       {judge: headers},
	"wsap:UsingAddressing":       {judge: headers},

	"wsoma:OptimizedMimeSerialization": never(textMessages),
	"wsoma:MTOM":                       never(textMessages),
	"wsrmp:RMAssertion":                never("messages are neither numbered nor acknowledged"),
}
