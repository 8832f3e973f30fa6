package parser

import (
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/source"
)

const (
	nsXSD     = "http://www.w3.org/2001/XMLSchema"
	nsXSI     = "http://www.w3.org/2001/XMLSchema-instance"
	nsWSDL    = "http://schemas.xmlsoap.org/wsdl/"
	nsSOAP11  = "http://schemas.xmlsoap.org/wsdl/soap/"
	nsSOAP12  = "http://schemas.xmlsoap.org/wsdl/soap12/"
	nsHTTP    = "http://schemas.xmlsoap.org/wsdl/http/"
	nsMIME    = "http://schemas.xmlsoap.org/wsdl/mime/"
	nsSOAPEnc = "http://schemas.xmlsoap.org/soap/encoding/"
)

// A reader turns elements into nodes and reports what does not belong.
type reader struct {
	file  *source.File
	diags *source.List
}

// An attrs reads the attributes of one element; end reports those that nobody asked for.
type attrs struct {
	*reader
	x    *XML
	used []bool
}

func (r *reader) attrs(x *XML) *attrs {
	return &attrs{r, x, make([]bool, len(x.Attrs))}
}

// get returns the attribute of that name, in no namespace unless stated, or nil.
func (a *attrs) get(space, local string) *XMLAttr {
	for i := range a.x.Attrs {
		if at := &a.x.Attrs[i]; at.Name.Local == local && at.Name.Space == space {
			a.used[i] = true
			return at
		}
	}
	return nil
}

// end reports unknown attributes: an error where one looks like a known name, a warning otherwise, since tools leave
// attributes of their own. known are the names that end may suggest. Attributes of foreign namespaces are extensions and
// stay in the XML.
func (a *attrs) end(known ...string) {
	for i, at := range a.x.Attrs {
		if a.used[i] || at.Name.Space != "" && at.Name.Space != a.x.Name.Space {
			continue
		}
		hint := source.DidYouMean(at.Name.Local, known)
		report := a.diags.Errorf
		if hint == "" {
			report = a.diags.Warnf
		}
		report(at.NameSpan, idUnknownAttribute, "%s has no attribute %s", a.x.raw(), at.NameSpan.Text()).Hint = hint
	}
}

// need reports a missing attribute.
func (a *attrs) need(set bool, name string) {
	if !set {
		a.diags.Errorf(a.x.Span, idMissingAttribute, "%s needs the attribute %s", a.x.raw(), name)
	}
}

func (a *attrs) bad(at *XMLAttr, want string) {
	a.diags.Errorf(at.ValueSpan, idBadValue, "%s=%q: expected %s", at.NameSpan.Text(), at.Value, want)
}

// str returns an attribute as written.
func (a *attrs) str(local string) (v Value[string]) {
	if at := a.get("", local); at != nil {
		v = Value[string]{at.Value, at.ValueSpan}
	}
	return v
}

// token returns an attribute whose white space is collapsed.
func (a *attrs) token(local string) Value[string] {
	v := a.str(local)
	v.V = collapse(v.V)
	return v
}

// uri returns an attribute that is a namespace or a location.
func (a *attrs) uri(local string) Value[string] { return a.token(local) }

// name returns an attribute that is an NCName.
func (a *attrs) name(local string) (v Value[string]) {
	at := a.get("", local)
	if at == nil {
		return v
	}
	v = Value[string]{collapse(at.Value), at.ValueSpan}
	if !IsNCName(v.V) {
		a.bad(at, "a name without a colon")
	}
	return v
}

// oneOf returns an attribute that is one of a few words.
func (a *attrs) oneOf(local, def string, words ...string) Value[string] {
	v := Value[string]{V: def}
	if at := a.get("", local); at != nil {
		if v = (Value[string]{collapse(at.Value), at.ValueSpan}); !slices.Contains(words, v.V) {
			a.bad(at, strings.Join(words, " or "))
			v.V = def
		}
	}
	return v
}

func (a *attrs) form(local string, def Form) Value[Form] {
	v := a.oneOf(local, string(def), string(Qualified), string(Unqualified))
	return Value[Form]{Form(v.V), v.Span}
}

// flag returns an attribute that is xs:boolean.
func (a *attrs) flag(local string, def bool) Value[bool] { return a.flagIn("", local, def) }

func (a *attrs) flagIn(space, local string, def bool) Value[bool] {
	at := a.get(space, local)
	if at == nil {
		return Value[bool]{V: def}
	}
	v := Value[bool]{def, at.ValueSpan}
	switch collapse(at.Value) {
	case "true", "1":
		v.V = true
	case "false", "0":
		v.V = false
	default:
		a.bad(at, "true or false")
	}
	return v
}

// occurs returns minOccurs and maxOccurs. A count beyond 32 bits is as good as the largest.
func (a *attrs) occurs() Occurs {
	o := Occurs{Min: a.count("minOccurs", false), Max: a.count("maxOccurs", true)}
	if o.Max.V >= 0 && o.Min.V > o.Max.V {
		span := o.Min.Span
		if o.Max.Set() {
			span = o.Max.Span
		}
		a.diags.Errorf(span, idBadOccurs, "minOccurs %d is above maxOccurs %d", o.Min.V, o.Max.V)
	}
	return o
}

func (a *attrs) count(local string, unbounded bool) Value[int] {
	at := a.get("", local)
	if at == nil {
		return Value[int]{V: 1}
	}
	v := Value[int]{1, at.ValueSpan}
	text := collapse(at.Value)
	if unbounded && text == "unbounded" {
		v.V = -1
		return v
	}
	digits := strings.TrimPrefix(text, "+")
	n, err := strconv.ParseUint(digits, 10, 31)
	switch {
	case err == nil:
		v.V = int(n)
	case digits != "" && strings.Trim(digits, "0123456789") == "":
		v.V = 1<<31 - 1
	case unbounded:
		a.bad(at, "a number or unbounded")
	default:
		a.bad(at, "a number")
	}
	return v
}

// qname returns an attribute that is a QName, expanded by the prefixes in scope.
func (a *attrs) qname(local string) (v Value[QName]) {
	at := a.get("", local)
	if at == nil {
		return v
	}
	if list := a.qnames(at); len(list) == 1 {
		return list[0]
	} else if len(list) != 0 || collapse(at.Value) == "" {
		a.bad(at, "one qualified name")
	}
	return Value[QName]{Span: at.ValueSpan}
}

// qnameList returns an attribute that is a list of QNames.
func (a *attrs) qnameList(local string) []Value[QName] {
	if at := a.get("", local); at != nil {
		return a.qnames(at)
	}
	return nil
}

// qnames expands the QNames of a value. A name that is wrong stays in the list with what can be
// told of it, so that no further diagnostic follows from it being absent.
func (a *attrs) qnames(at *XMLAttr) (list []Value[QName]) {
	for _, w := range at.words() {
		prefix, local, ok := strings.Cut(w.V, ":")
		if !ok {
			prefix, local = "", w.V
		}
		if !IsNCName(local) || ok && !IsNCName(prefix) {
			a.diags.Errorf(w.Span, idBadValue, "%q is not a qualified name", w.V)
			list = append(list, Value[QName]{QName{unbound, w.V}, w.Span})
			continue
		}
		uri, bound := a.x.scope.resolve(prefix)
		if !bound {
			uri = a.x.scope.undeclared(a.diags, w.Span, prefix)
		}
		list = append(list, Value[QName]{QName{uri, local}, w.Span})
	}
	return list
}

// list returns an attribute that is a list of words; allowed restricts them unless it is empty.
func (a *attrs) list(local string, allowed ...string) (v Value[[]string]) {
	at := a.get("", local)
	if at == nil {
		return v
	}
	v.Span = at.ValueSpan
	v.V = []string{}
	for _, w := range at.words() {
		if len(allowed) > 0 && !slices.Contains(allowed, w.V) {
			a.diags.Errorf(w.Span, idBadValue, "%s: %q is none of %s", local, w.V, strings.Join(allowed, ", "))
			continue
		}
		v.V = append(v.V, w.V)
	}
	return v
}

// words splits a value at white space. The spans are exact where the value holds no references.
func (at *XMLAttr) words() (list []Value[string]) {
	exact := at.ValueSpan.End-at.ValueSpan.Start == len(at.Value)
	for i := 0; i < len(at.Value); {
		if isSpace(at.Value[i]) {
			i++
			continue
		}
		end := i
		for end < len(at.Value) && !isSpace(at.Value[end]) {
			end++
		}
		span := at.ValueSpan
		if exact {
			span.End = span.Start + end
			span.Start += i
		}
		list = append(list, Value[string]{at.Value[i:end], span})
		i = end
	}
	return list
}

func collapse(text string) string { return strings.Join(strings.Fields(text), " ") }

// text is the character data of an element and of all below it.
func (x *XML) text() string {
	var b strings.Builder
	x.appendText(&b)
	return b.String()
}

func (x *XML) appendText(b *strings.Builder) {
	t := 0
	for i := 0; i <= len(x.Children); i++ {
		for ; t < len(x.Text) && x.Text[t].After == i; t++ {
			b.WriteString(x.Text[t].Data)
		}
		if i < len(x.Children) {
			x.Children[i].appendText(b)
		}
	}
}

// noText warns of character data where a document has elements alone: it says nothing.
func (r *reader) noText(x *XML) {
	for _, t := range x.Text {
		word := strings.TrimLeft(t.Data, " \t\r\n")
		if word == "" {
			continue
		}
		span := t.Span
		if raw := span.Text(); !strings.HasPrefix(raw, "<![CDATA[") {
			span.Start += len(raw) - len(strings.TrimLeft(raw, " \t\r\n"))
		}
		r.diags.Warnf(span, idMisplacedText, "%s holds no text", x.raw())
		return
	}
}

// plain turns documentation into plain text: common indentation and outer blank lines go.
func plain(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\t", "    "), "\n")
	indent := -1
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \r")
		if n := len(lines[i]) - len(strings.TrimLeft(lines[i], " ")); lines[i] != "" && i > 0 && (indent < 0 || n < indent) {
			indent = n
		}
	}
	for i, line := range lines {
		if i == 0 {
			lines[i] = strings.TrimLeft(line, " ")
		} else if line != "" {
			lines[i] = line[indent:]
		}
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
