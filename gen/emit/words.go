package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// The words that most generated code is made of, of few tokens, since each takes its time. They are not inlined: each use
// would bring a dozen of jennifer's functions into its caller, and the compiler would spend most of its time on those.

// id is a name, or a selector such as x.Extra.
//
//go:noinline
func id(name string) *jen.Statement { return jen.Id(name) }

//go:noinline
func lit(v any) *jen.Statement { return jen.Lit(v) }

// ref is the address of what a name stands for.
//
//go:noinline
func ref(name string) *jen.Statement { return jen.Id("&" + name) }

// addr is the address of x.
//
//go:noinline
func addr(x jen.Code) *jen.Statement { return jen.Op("&").Add(x) }

// ptr is the type of pointers to a type, or what a pointer points to.
//
//go:noinline
func ptr(name string) *jen.Statement { return jen.Id("*" + name) }

// param is a parameter or a receiver that is a pointer.
//
//go:noinline
func param(name string, to jen.Code) *jen.Statement { return jen.Id(name + " *").Add(to) }

// methodOf starts the declaration of a method of the pointers x to a type.
//
//go:noinline
func methodOf(typ, name string) *jen.Statement {
	return jen.Func().Params(param("x", id(typ))).Id(name)
}

// call calls a function or a method.
//
//go:noinline
func call(fn string, args ...jen.Code) *jen.Statement { return jen.Id(fn).Call(args...) }

// define starts the definition of one or several variables.
//
//go:noinline
func define(names ...string) *jen.Statement {
	return jen.Id(strings.Join(names, ", ") + " :=")
}

// assign starts an assignment.
//
//go:noinline
func assign(name string) *jen.Statement { return jen.Id(name + " =") }

// each starts a loop over the indices i of a slice.
//
//go:noinline
func each(slice string) *jen.Statement { return jen.For(define("i").Range().Id(slice)) }

//go:noinline
func isNil(x *jen.Statement) *jen.Statement { return x.Op("==").Nil() }

//go:noinline
func notNil(x *jen.Statement) *jen.Statement { return x.Op("!=").Nil() }

// keyed is a field of a composite literal. gofmt aligns the first fields of lines that follow each
// other, so that literals with fields of several lengths hold them on one line, or have a comment
// between the lines.
//
//go:noinline
func keyed(name string, value jen.Code) *jen.Statement { return jen.Id(name + ":").Add(value) }
