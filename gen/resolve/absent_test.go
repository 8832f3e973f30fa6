package resolve

import (
	"fmt"
	"slices"
	"testing"

	"example.com/wsgen/gen/source"
)

// TestAbsentSchemas: a schema that is not there is an error, except where another document has its namespace.
func TestAbsentSchemas(t *testing.T) {
	other := "-- o.xsd --\n" + `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o"><xs:element name="e" type="xs:int"/></xs:schema>` + "\n"
	for name, tt := range map[string]struct {
		in   string
		want []string
	}{
		"include":           {xsd(`<xs:include schemaLocation="gone.xsd"/>`), []string{"0 unresolved-import"}},
		"import":            {xsd(`<xs:import namespace="urn:o" schemaLocation="gone.xsd"/>`), []string{"0 unresolved-import"}},
		"remote":            {xsd(`<xs:import namespace="urn:o" schemaLocation="https://example.com/o.xsd"/>`), []string{"0 remote-import"}},
		"no location":       {xsd(`<xs:import namespace="urn:o"/>`), nil},
		"another document":  {xsd(`<xs:import namespace="urn:o" schemaLocation="gone.xsd"/><xs:import namespace="urn:o" schemaLocation="o.xsd"/>`) + other, []string{"1 unresolved-import"}},
		"standard":          {xsd(`<xs:import namespace="http://www.w3.org/1999/xlink" schemaLocation="gone.xsd"/>`), nil},
		"redefinition":      {xsd(`<xs:redefine schemaLocation="gone.xsd"/>`), []string{"0 unresolved-import"}},
		"schema of schemas": {xsd(`<xs:import namespace="http://www.w3.org/2001/XMLSchema" schemaLocation="XMLSchema.xsd"/>`), nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, diags := run(t, tt.in)
			if got := brief(diags); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func brief(diags source.List) (out []string) {
	for _, d := range diags {
		out = append(out, fmt.Sprint(d.Severity, " ", d.ID))
	}
	return out
}
