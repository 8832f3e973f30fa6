package diff

import (
	"testing"

	"example.com/wsgen/gen/contract"
)

// TestVerdicts holds verdicts of changed types where literals and facets look alike, and texts don't.
func TestVerdicts(t *testing.T) {
	list := func(item contract.Type) contract.Type { return &contract.List{Item: item} }
	union := func(members ...contract.Type) contract.Type { return &contract.Union{Members: members} }
	eight := patterned("[0-9]{8}")
	for _, x := range []struct {
		name           string
		o, n           contract.Type
		request, reply Wire
	}{
		{"a decimal as an int", listing(builtin("decimal"), "1"), listing(builtin("int"), "1"), Breaking, Compatible},
		{"an int as a decimal", listing(builtin("int"), "1"), listing(builtin("decimal"), "1"), Compatible, Breaking},
		{"a double as a decimal", listing(builtin("double"), "1"), listing(builtin("decimal"), "1"), Breaking, Compatible},
		{"a decimal as a double", listing(builtin("decimal"), "1"), listing(builtin("double"), "1"), Compatible, Breaking},
		{"a float as an int", listing(builtin("float"), "1"), builtin("int"), Breaking, Breaking},
		{"a float as a double", listing(builtin("float"), "0.1"), listing(builtin("double"), "0.1"), Breaking, Unknown},
		{"a union as a name", listing(union(builtin("int"), builtin("NMTOKEN")), "1"), listing(builtin("NMTOKEN"), "1"), Breaking, Compatible},
		{"lists of values", listing(list(builtin("int")), "1 2"), listing(list(builtin("token")), "1 2"), Breaking, Compatible},
		{"a boolean as texts", builtin("boolean"), listing(builtin("string"), "true", "false"), Breaking, Compatible},
		{"a boolean as more texts", builtin("boolean"), listing(builtin("string"), "true", "1", "false"), Breaking, Breaking},
		{"texts as a boolean", listing(builtin("string"), "true", "false"), builtin("boolean"), Compatible, Compatible},
		{"values of one type", listing(builtin("decimal"), "1.0"), listing(builtin("decimal"), "1", "2"), Compatible, Compatible},
		{"a sign", builtin("byte"), builtin("unsignedByte"), Breaking, Breaking},
		{"a value with a pattern", listing(builtin("int"), "1"), &contract.Simple{Base: listing(builtin("int"), "1"), Facets: contract.Facets{Patterns: []string{"1"}}}, Breaking, Compatible},
		{"a further alternative", eight, patterned("[0-9]{8}|[0-9]{11}"), Compatible, Compatible},
		{"white space dropped", builtin("string"), builtin("token"), Compatible, Unknown},
		{"white space kept", builtin("token"), builtin("string"), Compatible, Unknown},
		{"members of a union that is restricted", listing(union(builtin("int"), builtin("string")), "1"), listing(union(builtin("string"), builtin("int")), "1"), Breaking, Compatible},
		{"a further member", union(builtin("int")), union(builtin("date"), builtin("int")), Compatible, Compatible},
	} {
		if request, reply := verdicts(x.o, x.n); request != x.request || reply != x.reply {
			t.Errorf("%s: requests %s, replies %s; want %s, %s", x.name, request, reply, x.request, x.reply)
		}
	}
}
