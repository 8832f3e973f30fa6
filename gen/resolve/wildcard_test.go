package resolve

import (
	"testing"

	"example.com/wsgen/gen/contract"
	"github.com/google/go-cmp/cmp"
)

func TestIntersect(t *testing.T) {
	wild := func(target string, spaces ...string) *contract.Wildcard {
		return &contract.Wildcard{Namespaces: spaces, Target: target, Process: "lax"}
	}
	anyOf, other, list := wild("", "##any"), wild("urn:t", "##other"), wild("", "urn:t", "urn:u", "##local")
	others := wild("urn:t", "##other")
	others.Besides = []string{"urn:z"}
	for name, tt := range map[string]struct{ a, b, want *contract.Wildcard }{
		"any, any":          {anyOf, anyOf, anyOf},
		"any, other":        {anyOf, other, other},
		"other, any":        {other, anyOf, other},
		"other, list":       {other, list, wild("", "urn:u")},
		"list, other":       {list, other, wild("", "urn:u")},
		"list, list":        {list, wild("", "##local", "urn:v"), wild("", "##local")},
		"nothing in common": {wild("", "urn:a"), wild("", "urn:b"), nil},
		"same other":        {other, other, other},
		"other, list, both": {others, wild("", "urn:u", "urn:z", "urn:v"), wild("", "urn:u", "urn:v")},
		"two others":        {other, wild("urn:z", "##other"), others},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, intersect(tt.a, tt.b)); d != "" {
				t.Error(d)
			}
		})
	}
}
