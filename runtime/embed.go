// Package runtime holds the sources of the packages below it, so that wsgen can check generated
// code against them without a network and copy them into a module that wants no dependency. It
// holds nothing else: generated code imports the packages below, never this one.
package runtime

import (
	"embed"
	"io/fs"
	"reflect"
)

// Tests are embedded too, since a pattern can't leave them out; the copier filters them.
//
//go:embed LICENSE */*.go
var sources embed.FS

type here struct{}

// Sources returns the sources, one folder a package, and the LICENSE that goes with a copy.
func Sources() fs.FS { return sources }

// ImportPath returns the import path under which the packages stand in this module. It comes from
// the compiler, so that renaming the module renames it.
func ImportPath() string { return reflect.TypeFor[here]().PkgPath() }
