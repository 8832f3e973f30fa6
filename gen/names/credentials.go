package names

import "example.com/wsgen/gen/contract"

// CredentialsName returns the Go name of the struct of body credentials.
func CredentialsName(b *contract.BodyCredentials) string {
	if b.Rename != "" {
		return b.Rename
	}
	return "Credentials"
}

// ScopeName is the Go name of the interface of the scopes.
const ScopeName = "Scope"

// credentialNames lists the Go types of body credentials.
func credentialNames(b *contract.BodyCredentials) []string {
	list := []string{CredentialsName(b)}
	if len(b.Scopes) > 0 {
		list = append(list, ScopeName)
	}
	for _, s := range b.Scopes {
		list = append(list, s.Name)
	}
	return list
}
