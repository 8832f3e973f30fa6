package diff

import (
	"fmt"

	"example.com/wsgen/gen/source"
)

// A Place is where a project file puts a package or the runtime.
type Place struct {
	Folder string
	Span   source.Span
}

// Moved returns the change that a package, or the runtime, is in another place.
func Moved(path string, was, is Place) Change {
	return NewChange("package-moved", ruleByID["package-moved"].Go, path, fmt.Sprintf("is in %s, was in %s", is.Folder, was.Folder), was.Span, is.Span)
}
