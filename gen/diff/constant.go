package diff

import (
	"math"
	"slices"

	"example.com/wsgen/gen/contract"
)

// hasConstants reports whether the values of an enumeration, if there is one, are constants in Go, which has none of decimals or dates.
func hasConstants(s *contract.Simple) bool {
	if s == nil || len(s.Enum) == 0 {
		return false
	}
	kind := primitive(s)
	switch {
	case layout(s) != "":
		return false
	case variety(s) == "union":
		return !contract.HoldsNames(s)
	case kind == "float" || kind == "double":
		return !slices.ContainsFunc(s.Enum, func(v contract.EnumValue) bool {
			x, err := readFloat(kind, treated("collapse", v.Value))
			return err != nil || math.IsInf(x, 0) || math.IsNaN(x)
		})
	}
	_, bounded := bounds[kind]
	return bounded || goKind(kind) == "string"
}
