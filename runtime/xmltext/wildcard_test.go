package xmltext

import "testing"

// TestAdmits has the wildcards of elements and of attributes in the forms that tables have.
func TestAdmits(t *testing.T) {
	const target, other = "urn:t", "urn:o"
	for name, tt := range map[string]struct {
		spaces               []string
		none, target, others bool
	}{
		"any":                    {nil, true, true, true},
		"other":                  {[]string{"!" + target}, false, false, true},
		"other, besides another": {[]string{"!" + target, "!" + other}, false, false, false},
		"other, without target":  {[]string{"!"}, false, true, true},
		"local":                  {[]string{""}, true, false, false},
		"list":                   {[]string{target, ""}, true, true, false},
		"list of another":        {[]string{other}, false, false, true},
	} {
		ns := Namespaces{{URI: target, Prefix: "t"}}
		attributes := &Type{NS: &ns, Base: &Type{NS: &ns, AnyAttr: true, AttrSpaces: tt.spaces}}
		elements := (&Type{NS: &ns, Names: []Name{{Any: true, Spaces: tt.spaces}}}).ready()
		for uri, want := range map[string]bool{"": tt.none, target: tt.target, other: tt.others} {
			if got := attributes.admitsAttr(uri); got != want {
				t.Errorf("%s: attributes in %q admitted: %v", name, uri, got)
			}
			if got := elements.wild(uri, 0) >= 0; got != want {
				t.Errorf("%s: elements in %q admitted: %v", name, uri, got)
			}
		}
	}
}
