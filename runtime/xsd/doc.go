// Package xsd holds the value types of XML Schema that Go lacks, and what
// generated code needs to say about presence, unknown content and validity.
//
// The types stand for those of XML Schema Part 2 (1.1 where it differs from
// 1.0): [Date], [Time], [DateTime], the Gregorian fragments ([GYear],
// [GYearMonth], [GMonth], [GMonthDay], [GDay]), [Duration], [Decimal],
// [Integer], [Binary], [HexBinary] and [QName]. Each keeps the lexical form in
// which it was read, so that it is written again letter by letter:
//
//   - == compares forms (1.0 and 1.00 differ), so a value is fit for a map key;
//   - Equal and Cmp compare values (1.0 and 1.00 are equal).
//
// Reading collapses white space first, as the whiteSpace facet of all these
// types asks, and does not allocate for ordinary forms. An error of reading is
// a [*ParseError]: it names the type and the rule and never holds the text,
// which may be a secret.
//
// The zero value of a date, a time, a duration or a name is unset. Writing it
// as XML is an [*UnsetError]: nothing is ever invented for it. The zero
// [Decimal] and the zero [Integer] are the number 0.
//
// [Opt] and [Nillable] tell an absent element from an empty one and from one
// that is nil. [Extra] keeps what the fields of a struct can't.
package xsd
