package soap

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A ReferenceError reports a reference of a message in SOAP encoding that leads nowhere, or back to itself.
type ReferenceError struct {
	Path string // of the element that refers
	ID   string
	// Cycle says that the value holds itself, which Go's types can't.
	Cycle bool
}

// Error says what is wrong.
func (e *ReferenceError) Error() string {
	if e.Cycle {
		return "the value " + strconv.Quote(e.ID) + " holds itself"
	}
	return "no element, or more than one, is called " + strconv.Quote(e.ID)
}

// references reads a message in SOAP encoding and writes one in which each reference is the value that it leads to
// (SOAP 1.1, clause 5.2.1; SOAP 1.2 part 2, clause 3.1.5), and each array has its items from the first one on (SOAP 1.1,
// clauses 5.4.2.1 and 5.4.2.2). The codec then knows of neither. A message without them, or one that is not well-formed,
// is as it was.
func references(r io.Reader, charset string, l xmltext.Limits) (io.Reader, string, error) {
	limit := l.Document
	if limit <= 0 {
		limit = defaultDocument
	}
	doc, err := io.ReadAll(io.LimitReader(r, limit+1))
	whole := io.MultiReader(bytes.NewReader(doc), &rest{r, err})
	if err != nil || !mayRefer(doc) {
		return whole, charset, nil
	}
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Limits, d.Charset = l, charset
	d.Reset(doc)
	root, err := d.Tree()
	if err != nil {
		return whole, charset, nil
	}
	x := &expansion{ids: map[string][]*xmltext.Tree{}, used: map[*xmltext.Tree]bool{}, open: map[*xmltext.Tree]bool{}, limit: int(limit)}
	if !x.index(root) {
		return whole, charset, nil
	}
	x.element(root, root, "/"+root.Name.Local)
	if x.err != nil {
		return nil, "", x.err
	}
	return bytes.NewReader(x.out), "utf-8", nil
}

// defaultDocument is the default of [xmltext.Limits.Document].
const defaultDocument = 64 << 20

// rest goes on after what was read, or fails as reading did.
type rest struct {
	r   io.Reader
	err error
}

func (x *rest) Read(p []byte) (int, error) {
	if x.err != nil {
		return 0, x.err
	}
	return x.r.Read(p)
}

// mayRefer reports a message with attributes that references replaces, going by their names, or in an encoding in which
// they can't be looked for.
func mayRefer(doc []byte) bool {
	head := doc[:min(len(doc), 4)]
	return bytes.IndexByte(head, 0) >= 0 || bytes.HasPrefix(head, []byte("\xfe\xff")) || bytes.HasPrefix(head, []byte("\xff\xfe")) ||
		bytes.Contains(doc, []byte("ref")) || bytes.Contains(doc, []byte("position")) || bytes.Contains(doc, []byte("offset"))
}

// An expansion writes a message with its references replaced.
type expansion struct {
	ids   map[string][]*xmltext.Tree
	used  map[*xmltext.Tree]bool // what something refers to
	open  map[*xmltext.Tree]bool // what is being written
	scope []xmltext.Binding      // of the element being written
	depth int
	limit int // of out
	out   []byte
	err   error
}

// The attributes of references and of arrays with gaps.
var (
	href     = xsd.QName{Local: "href"}
	ref12    = xsd.QName{Space: enc12, Local: "ref"}
	root11   = xsd.QName{Space: enc11, Local: "root"}
	offset   = xsd.QName{Space: enc11, Local: "offset"}
	position = xsd.QName{Space: enc11, Local: "position"}
	xsiType  = xsd.QName{Space: nsXSI, Local: "type"}
)

const nsXSI = "http://www.w3.org/2001/XMLSchema-instance"

// index notes the elements with names and those that are referred to. It reports whether there is anything to replace.
func (x *expansion) index(t *xmltext.Tree) (found bool) {
	var refs []string
	var walk func(*xmltext.Tree)
	walk = func(t *xmltext.Tree) {
		if id := identity(t); id != "" {
			x.ids[id] = append(x.ids[id], t)
		}
		if id, ok := refersTo(t); ok {
			refs, found = append(refs, id), true
		}
		for _, a := range t.Attrs {
			found = found || a.Name == offset || a.Name == position
		}
		for _, c := range t.Children {
			walk(c)
		}
	}
	walk(t)
	for _, id := range refs {
		for _, target := range x.ids[id] {
			x.used[target] = true
		}
	}
	return found
}

// identity is the name by which others refer to an element.
func identity(t *xmltext.Tree) string {
	for _, a := range t.Attrs {
		if a.Name.Local == "id" && (a.Name.Space == "" || a.Name.Space == enc12) {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// refersTo is the name that an element refers to: it holds nothing else.
func refersTo(t *xmltext.Tree) (id string, ok bool) {
	if len(t.Children) > 0 || strings.TrimSpace(t.Text) != "" {
		return "", false
	}
	for _, a := range t.Attrs {
		switch v := strings.TrimSpace(a.Value); {
		case a.Name == href && strings.HasPrefix(v, "#"):
			return v[1:], true
		case a.Name == ref12:
			return strings.TrimPrefix(v, "#"), true
		}
	}
	return "", false
}

// target is the element that at, which refers, stands for: the last of a chain of references.
func (x *expansion) target(at *xmltext.Tree, path string) *xmltext.Tree {
	t := at
	for id, refers := refersTo(t); refers; id, refers = refersTo(t) {
		list := x.ids[id]
		if len(list) != 1 {
			x.fail(&ReferenceError{Path: path, ID: id})
			return nil
		}
		if t = list[0]; x.open[t] || t == at {
			x.fail(&ReferenceError{Path: path, ID: id, Cycle: true})
			return nil
		}
		x.open[t] = true
		defer delete(x.open, t)
	}
	return t
}

func (x *expansion) fail(err error) {
	if x.err == nil {
		x.err = err
	}
}

// element writes the element at with the content of t, which is at itself or what it refers to.
func (x *expansion) element(at, t *xmltext.Tree, path string) {
	const deep = 1000 // the codec has a limit of its own
	if x.depth++; x.depth > deep {
		x.fail(&xmltext.LimitError{Limit: "Depth", Max: deep, Path: path})
	}
	if len(x.out) > x.limit {
		x.fail(&xmltext.LimitError{Limit: "Document", Max: int64(x.limit), Path: path})
	}
	if x.err != nil {
		return
	}
	x.open[t] = true
	mark := len(x.scope)
	name := x.start(at, t)
	x.out = xmltext.AppendText(x.out, t.Text)
	x.children(t, path)
	x.out = append(append(append(x.out, "</"...), name...), '>')
	x.scope = x.scope[:mark]
	delete(x.open, t)
	x.depth--
}

// children writes the children of t, but for those that stand beside the message because others refer to them.
func (x *expansion) children(t *xmltext.Tree, path string) {
	body := t.Name.Local == "Body" && (t.Name.Space == ns11 || t.Name.Space == ns12)
	items, next := 0, indexOf(t.Attrs, offset)
	count := map[xsd.QName]int{}
	for i, c := range t.Children {
		if body && i > 0 && (x.used[c] || attr(c.Attrs, root11) == "0") {
			continue
		}
		step := path + "/" + c.Name.Local
		if count[c.Name]++; count[c.Name] > 1 {
			step += "[" + strconv.Itoa(count[c.Name]) + "]"
		}
		next = max(next, indexOf(c.Attrs, position))
		for ; items < next && x.err == nil; items++ { // which are not sent
			x.gap(c, step)
		}
		items++
		if from := x.target(c, step); from != nil {
			x.element(c, from, step)
		}
	}
}

// gap writes an item that is not sent: nil.
func (x *expansion) gap(like *xmltext.Tree, path string) {
	x.element(like, &xmltext.Tree{Name: like.Name, Attrs: xsd.Attrs{{Name: xsd.QName{Space: nsXSI, Local: "nil"}, Value: "true"}}, Parent: like.Parent}, path)
}

// start writes the start tag of at, with the attributes and in the scope of t. It returns the name that it wrote.
func (x *expansion) start(at, t *xmltext.Tree) string {
	outer := len(x.scope)
	for b := range inScope(t) {
		if uri, ok := x.lookup(b.Prefix); !ok || uri != b.URI {
			x.scope = append(x.scope, b)
		}
	}
	name := x.qname(at.Name)
	var attrs []byte
	for _, a := range t.Attrs {
		if drop(a.Name, x.used[t]) {
			continue
		}
		value := a.Value
		if namesType(a.Name) && !strings.Contains(value, ":") {
			if uri, _ := t.Resolve(""); uri != "" { // the default namespace may not be that of the element
				value = x.prefix(uri) + ":" + value
			}
		}
		attrs = append(append(append(attrs, ' '), x.qname(a.Name)...), `="`...)
		attrs = append(xmltext.AppendAttr(attrs, value), '"')
	}
	x.out = append(append(x.out, '<'), name...)
	for _, b := range x.scope[outer:] {
		x.out = append(x.out, " xmlns"...)
		if b.Prefix != "" {
			x.out = append(append(x.out, ':'), b.Prefix...)
		}
		x.out = append(xmltext.AppendAttr(append(x.out, `="`...), b.URI), '"')
	}
	x.out = append(append(x.out, attrs...), '>')
	return name
}

// drop reports an attribute that has done its work.
func drop(n xsd.QName, used bool) bool {
	return n == offset || n == position || used && n.Local == "id" && (n.Space == "" || n.Space == enc12)
}

func namesType(n xsd.QName) bool {
	return n == xsiType || n.Space == enc11 && n.Local == "arrayType" || n.Space == enc12 && n.Local == "itemType"
}

// inScope yields the bindings in force at t with a prefix: names are written anew.
func inScope(t *xmltext.Tree) func(func(xmltext.Binding) bool) {
	return func(yield func(xmltext.Binding) bool) {
		seen := map[string]bool{}
		for ; t != nil; t = t.Parent {
			for _, b := range t.Bindings {
				if b.Prefix != "" && !seen[b.Prefix] && !yield(b) {
					return
				}
				seen[b.Prefix] = true
			}
		}
	}
}

// lookup is what a prefix stands for in what is written.
func (x *expansion) lookup(prefix string) (string, bool) {
	for i := len(x.scope) - 1; i >= 0; i-- {
		if x.scope[i].Prefix == prefix {
			return x.scope[i].URI, true
		}
	}
	return "", false
}

// qname is a name as it is written in scope. The default namespace is never declared, so that no prefix is none.
func (x *expansion) qname(n xsd.QName) string {
	if n.Space == "" {
		return n.Local
	}
	return x.prefix(n.Space) + ":" + n.Local
}

// prefix is one that stands for a namespace, declared if need be.
func (x *expansion) prefix(uri string) string {
	if uri == nsXML {
		return "xml"
	}
	for i := len(x.scope) - 1; i >= 0; i-- {
		if b := x.scope[i]; b.URI == uri {
			if now, _ := x.lookup(b.Prefix); now == uri {
				return b.Prefix
			}
		}
	}
	p := "m1"
	for n := 2; x.bound(p); n++ {
		p = "m" + strconv.Itoa(n)
	}
	x.scope = append(x.scope, xmltext.Binding{Prefix: p, URI: uri})
	return p
}

func (x *expansion) bound(prefix string) bool {
	_, ok := x.lookup(prefix)
	return ok
}

// attr is the value of an attribute, without white space around it.
func attr(list xsd.Attrs, name xsd.QName) string {
	v, _ := list.Get(name)
	return strings.TrimSpace(v)
}

// indexOf is the index that an attribute has in the form [n]; 0 without one, and in an array of several dimensions.
func indexOf(list xsd.Attrs, name xsd.QName) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(attr(list, name), "["), "]"))
	if err != nil || n < 0 {
		return 0
	}
	return n
}
