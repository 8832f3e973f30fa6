package resolve

import (
	"testing"

	"example.com/wsgen/gen/contract"
)

func TestNormalized(t *testing.T) {
	builtin := func(kind string) contract.Type { return &contract.Builtin{Kind: kind} }
	spaced := func(base contract.Type, space string) contract.Type {
		return &contract.Simple{Base: base, Facets: contract.Facets{WhiteSpace: &space}}
	}
	for _, tt := range []struct {
		name string
		t    contract.Type
		want string
	}{
		{"string", builtin("string"), " a\t b "},
		{"normalized string", builtin("normalizedString"), " a  b "},
		{"token", builtin("token"), "a b"},
		{"number", builtin("int"), "a b"},
		{"string that collapses", spaced(builtin("string"), "collapse"), "a b"},
		{"restriction of it", &contract.Simple{Base: spaced(builtin("string"), "replace")}, " a  b "},
		{"list", &contract.List{Item: builtin("string")}, "a b"},
		{"union", &contract.Union{Members: []contract.Type{builtin("int"), builtin("token")}}, "a b"},
		{"union that keeps some", &contract.Union{Members: []contract.Type{builtin("int"), builtin("normalizedString")}}, " a  b "},
		{"union that keeps all", &contract.Union{Members: []contract.Type{builtin("normalizedString"), builtin("string")}}, " a\t b "},
	} {
		if got := normalized(tt.t, " a\t b "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
