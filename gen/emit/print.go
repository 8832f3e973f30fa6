package emit

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/printer"
	"go/token"
	"slices"
	"strings"
	"unicode/utf8"
)

// hole stands for a table in what go/printer prints.
const hole = "\x01"

// gofmt is how gofmt prints.
var gofmt = printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 8}

// printFile prints a file as gofmt does.
//
// To find out where columns go, go/printer prints every element of a list an extra time, and those of nested lists
// again and again. Generated code consists of tables to a great part, so they are left out of what it prints.
func printFile(fset *token.FileSet, file *ast.File) ([]byte, error) {
	tables := tablesOf(file)
	for _, t := range tables {
		t.spec.Values[0] = &ast.Ident{Name: hole, NamePos: t.value.Rbrace}
	}
	p := tablePrinter{fset: fset, file: fset.File(file.Pos())}
	var text bytes.Buffer
	text.Grow(p.file.Size())
	p.out.Grow(p.file.Size())
	err := gofmt.Fprint(&text, fset, file)
	rest := text.Bytes()
	for _, t := range tables {
		t.spec.Values[0] = t.value
		var before []byte
		before, rest, _ = bytes.Cut(rest, []byte(hole))
		p.out.Write(before)
		p.expr(t.value)
	}
	p.out.Write(rest)
	return p.out.Bytes(), cmp.Or(err, p.err)
}

// A table is a package's variable that is initialized with a literal.
type table struct {
	spec  *ast.ValueSpec
	value *ast.CompositeLit
}

// tablesOf returns the tables of a file that hold no comments.
func tablesOf(file *ast.File) (tables []table) {
	comments := file.Comments
	for _, decl := range file.Decls {
		for len(comments) > 0 && comments[0].Pos() < decl.Pos() {
			comments = comments[1:]
		}
		d, ok := decl.(*ast.GenDecl)
		if !ok || d.Tok != token.VAR || len(d.Specs) != 1 || len(comments) > 0 && comments[0].Pos() < d.End() {
			continue
		}
		spec := d.Specs[0].(*ast.ValueSpec)
		if len(spec.Values) != 1 {
			continue
		}
		if value, ok := spec.Values[0].(*ast.CompositeLit); ok {
			tables = append(tables, table{spec, value})
		}
	}
	return tables
}

// A tablePrinter prints literals as gofmt does: lines break where the source has them, and values stand in a column
// where they and those above and below are one to a line.
type tablePrinter struct {
	fset   *token.FileSet
	file   *token.File
	out    bytes.Buffer
	indent int
	err    error
}

func (p *tablePrinter) expr(x ast.Expr) {
	switch x := x.(type) {
	case *ast.Ident:
		p.out.WriteString(x.Name)
	case *ast.BasicLit:
		p.out.WriteString(x.Value)
	case *ast.SelectorExpr:
		p.expr(x.X)
		p.out.WriteByte('.')
		p.expr(x.Sel)
	case *ast.UnaryExpr:
		p.out.WriteString(x.Op.String())
		p.expr(x.X)
	case *ast.CompositeLit:
		p.literal(x)
	default:
		p.other(x)
	}
}

// other leaves an expression to go/printer.
func (p *tablePrinter) other(x ast.Expr) {
	config := gofmt
	config.Indent = p.indent
	var text bytes.Buffer
	p.err = cmp.Or(p.err, config.Fprint(&text, p.fset, x))
	p.out.Write(bytes.TrimLeft(text.Bytes(), "\t"))
}

func (p *tablePrinter) literal(x *ast.CompositeLit) {
	if slices.ContainsFunc(x.Elts, hasLongKey) {
		p.other(x)
		return
	}
	if array, ok := x.Type.(*ast.ArrayType); ok && array.Len == nil {
		p.out.WriteString("[]")
		p.expr(array.Elt)
	} else if x.Type != nil {
		p.expr(x.Type)
	}
	indent := p.indent
	items, last := p.items(x)
	p.out.WriteByte('{')
	for i, it := range items {
		if i > 0 {
			p.out.WriteByte(',')
		}
		switch {
		case it.breaks > 0:
			p.line(it.breaks)
		case i > 0:
			p.out.WriteByte(' ')
		}
		if it.key != "" {
			p.out.WriteString(it.key + ":" + strings.Repeat(" ", it.pad+1))
		}
		p.out.WriteString(it.value)
	}
	p.indent = indent
	if p.file.Line(x.Rbrace) > last {
		p.out.WriteByte(',')
		p.line(1)
	}
	p.out.WriteByte('}')
}

// hasLongKey reports whether the column of values depends on the lengths of the keys around.
func hasLongKey(x ast.Expr) bool {
	const long = 40
	pair, ok := x.(*ast.KeyValueExpr)
	return ok && pair.Key.End()-pair.Key.Pos() > long
}

func (p *tablePrinter) line(breaks int) {
	p.out.WriteString("\n\n"[:breaks])
	for range p.indent {
		p.out.WriteByte('\t')
	}
}

// An item is an element of a literal, printed.
type item struct {
	key, value string // the key is "" where there is none
	breaks     int    // lines that begin before it
	pad        int    // spaces that put the value in its column
}

// items prints the elements of a literal and returns the line where the last ends. Their indent becomes the current one.
func (p *tablePrinter) items(x *ast.CompositeLit) (items []item, last int) {
	items = make([]item, len(x.Elts))
	last = p.file.Line(x.Lbrace)
	broken := false
	for i, e := range x.Elts {
		it := &items[i]
		it.breaks = min(2, p.file.Line(e.Pos())-last)
		if it.breaks > 0 && !broken {
			broken = true
			p.indent++
		}
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			it.key, e = p.text(pair.Key), pair.Value
		}
		it.value = p.text(e)
		last = p.file.Line(e.End())
	}
	for rest := items; len(rest) > 0; {
		rest = rest[align(rest):]
	}
	return items, last
}

// text prints an expression to a string.
func (p *tablePrinter) text(x ast.Expr) string {
	if id, ok := x.(*ast.Ident); ok {
		return id.Name
	}
	start := p.out.Len()
	p.expr(x)
	text := string(p.out.Bytes()[start:])
	p.out.Truncate(start)
	return text
}

// align puts the values of the first items in a column, and returns how many those are, or 1. Like gofmt, it takes keys
// that begin successive lines, and whose values end there.
func align(items []item) int {
	n, width := 0, 0
	for ; n < len(items); n++ {
		it := items[n]
		if it.key == "" || it.breaks == 0 || n > 0 && it.breaks > 1 || strings.Contains(it.value, "\n") {
			break
		}
		width = max(width, utf8.RuneCountInString(it.key))
	}
	for i := range items[:n] {
		items[i].pad = width - utf8.RuneCountInString(items[i].key)
	}
	return max(n, 1)
}
