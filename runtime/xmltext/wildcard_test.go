package xmltext

import "testing"

// TestAdmits has the wildcards of elements and of attributes in the forms that tables have.
func TestAdmits(t *testing.T) {
	const target, other = "urn:t", "urn:o"
	for name, tt := range map[string]struct {
		element, attr        []string // element is nil where attributes alone have the form
		none, target, others bool
	}{
		"unsaid":                 {[]string{}, nil, true, true, true},
		"any":                    {[]string{"##any"}, nil, true, true, true},
		"other":                  {[]string{"##other"}, []string{"!" + target}, false, false, true},
		"other, besides another": {nil, []string{"!" + target, "!" + other}, false, false, false},
		"other, without target":  {nil, []string{"!"}, false, true, true},
		"local":                  {[]string{""}, []string{""}, true, false, false},
		"list":                   {[]string{target, ""}, []string{target, ""}, true, true, false},
		"list of another":        {[]string{other}, []string{other}, false, false, true},
	} {
		ns := Namespaces{{URI: target, Prefix: "t"}}
		attributes := &Type{NS: &ns, Base: &Type{NS: &ns, AnyAttr: true, AttrSpaces: tt.attr}}
		elements := (&Type{NS: &ns, Names: []Name{{Any: true, NS: 1, Spaces: tt.element}}}).ready()
		for uri, want := range map[string]bool{"": tt.none, target: tt.target, other: tt.others} {
			if got := attributes.admitsAttr(uri); got != want {
				t.Errorf("%s: attributes in %q admitted: %v", name, uri, got)
			}
			if got := elements.wild(uri, 0) >= 0; tt.element != nil && got != want {
				t.Errorf("%s: elements in %q admitted: %v", name, uri, got)
			}
		}
	}
}
