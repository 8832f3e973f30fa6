package contract

import "testing"

// TestAdmits has the rows of the test of that name in package xmltext, and a list of nothing, which no table has.
func TestAdmits(t *testing.T) {
	const target, other = "urn:t", "urn:o"
	for name, tt := range map[string]struct {
		w                    Wildcard
		none, target, others bool
	}{
		"nothing":                {Wildcard{}, false, false, false},
		"any":                    {Wildcard{Namespaces: []string{"##any"}, Target: target}, true, true, true},
		"other":                  {Wildcard{Namespaces: []string{"##other"}, Target: target}, false, false, true},
		"other, without target":  {Wildcard{Namespaces: []string{"##other"}}, false, true, true},
		"other, besides another": {Wildcard{Namespaces: []string{"##other"}, Target: target, Besides: []string{other}}, false, false, false},
		"local":                  {Wildcard{Namespaces: []string{"##local"}}, true, false, false},
		"list":                   {Wildcard{Namespaces: []string{target, "##local"}}, true, true, false},
		"list of another":        {Wildcard{Namespaces: []string{other}}, false, false, true},
	} {
		if none, of, others := tt.w.Admits(""), tt.w.Admits(target), tt.w.Admits(other); none != tt.none || of != tt.target || others != tt.others {
			t.Errorf("%s: none %v, target %v, other %v", name, none, of, others)
		}
	}
}
