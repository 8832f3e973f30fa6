package resolve

import (
	"strings"
	"testing"

	"example.com/wsgen/gen/inspect"
)

// secured is a policy over the service of the overlays: a user name with a digest and a time over https.
const secured = `<p:Policy xmlns:p="http://www.w3.org/ns/ws-policy" xmlns:sp="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702">
<sp:TransportBinding><p:Policy><sp:TransportToken><p:Policy><sp:HttpsToken/></p:Policy></sp:TransportToken><sp:IncludeTimestamp/></p:Policy></sp:TransportBinding>
<sp:SignedSupportingTokens><p:Policy><sp:UsernameToken><p:Policy><sp:HashPassword/></p:Policy></sp:UsernameToken></p:Policy></sp:SignedSupportingTokens>
</p:Policy>`

func policySpec(body string) string {
	return "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\n" + body + "\n" + strings.Replace(wsdl(queue, service), "<s:binding ", secured+"<s:binding ", 1)
}

// What a spec states meets what a policy demands.
func TestPolicyMet(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing stated", policySpec(""), `
demand sp:TransportBinding if-configured
demand sp:TransportToken if-configured
demand sp:HttpsToken if-configured "an https address; transport: {tls: required} in a spec refuses others"
demand sp:IncludeTimestamp if-configured "security: {usernameToken: {timestamp: true}} in a spec"
demand sp:SignedSupportingTokens if-configured
demand sp:UsernameToken if-configured "security: {usernameToken: {}} in a spec"
demand sp:HashPassword if-configured "security: {usernameToken: {password: digest}} in a spec"`},
		{"all stated", policySpec("endpoints: {a: 'https://h/'}\ntransport: {tls: required}\nsecurity: {usernameToken: {password: digest, timestamp: true}}"), `
demand sp:TransportBinding met
demand sp:TransportToken met
demand sp:HttpsToken met
demand sp:IncludeTimestamp met
demand sp:SignedSupportingTokens met
demand sp:UsernameToken met
demand sp:HashPassword met`},
		{"another scheme", policySpec("security: {basic: true}"), `
demand sp:UsernameToken if-configured "security: {usernameToken: {}} in a spec"`},
		{"the provider's scheme", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\n" + strings.TrimPrefix(policySpec(""), "-- s.yaml --\nwsgen: v1\n") + provider, `
demand sp:TransportToken met
demand sp:HttpsToken met
demand sp:IncludeTimestamp if-configured "security: {usernameToken: {timestamp: true}} in a spec"
demand sp:HashPassword met`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			apis, diags := run(t, tt.in)
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			has(t, string(inspect.Text(apis[len(apis)-1])), tt.want)
		})
	}
}

// An alternative that no call can meet is farther than one that is only not met.
func TestNearestAlternative(t *testing.T) {
	const policy = `<p:Policy xmlns:p="http://www.w3.org/ns/ws-policy" xmlns:m="http://www.w3.org/2007/08/soap12-mtom-policy" xmlns:u="urn:unknown"><p:ExactlyOne>
<p:All><m:MTOM/></p:All><p:All><u:X/><u:Y/></p:All></p:ExactlyOne></p:Policy>`
	apis, diags := run(t, strings.Replace(wsdl(queue, service), "<s:binding ", policy+"<s:binding ", 1))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	has(t, string(inspect.Text(apis[0])), "demand {urn:unknown}X not-met \"it is not known\"\ndemand {urn:unknown}Y not-met \"it is not known\"")
}
