package xsd_test

import (
	"fmt"
	"time"

	"example.com/wsgen/runtime/xsd"
)

func ExampleOpt() {
	var hours xsd.Opt[int32]
	fmt.Println(hours, hours.Or(40))
	hours.Set(0)
	n, ok := hours.Get()
	fmt.Println(hours, n, ok)
	// Output:
	// absent 40
	// 0 0 true
}

func ExampleNillable() {
	for _, n := range []xsd.Nillable[string]{{}, xsd.Nil[string](), xsd.Value("")} {
		fmt.Println(n.State())
	}
	// Output:
	// absent
	// nil
	// present
}

func ExampleDecimal() {
	a, _ := xsd.ParseDecimal("1.50")
	b := xsd.NewDecimal(15, 1)
	fmt.Println(a, b, a == b, a.Equal(b))
	// Output: 1.50 1.5 false true
}

func ExampleDateTime() {
	local, _ := xsd.ParseDateTime("2026-11-21T12:00:00")
	_, ok := local.Time()
	fmt.Println(ok, local.In(time.UTC).Format(time.RFC1123Z))
	fmt.Println(xsd.NewDateTime(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)).WithFraction(3))
	// Output:
	// false Sat, 21 Nov 2026 12:00:00 +0000
	// 2026-11-21T12:00:00.000Z
}

func ExampleValidator() {
	digits := &xsd.Pattern{Expr: `[0-9]+`, Source: `\d+`}
	v := xsd.NewValidator("obterToken")
	v.String("codigoUg", "A1", &xsd.Facets{Pattern: []xsd.Matcher{digits}})
	v.String("descricaoEmpresaTI", "", &xsd.Facets{MinLength: 1, MaxLength: 100})
	fmt.Println(v.Err())
	// Output: invalid: /obterToken/codigoUg: must match the pattern \d+; /obterToken/descricaoEmpresaTI: must have at least 1 character
}
