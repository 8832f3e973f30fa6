package rest

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// address puts the operation's path, and the request's values in path and query, behind an endpoint.
func (op *Operation) address(endpoint *url.URL, in xmltext.Node) (*url.URL, error) {
	values, err := op.values(in)
	if err != nil {
		return nil, err
	}
	u := *endpoint
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	if op.FromHost {
		path = ""
	}
	if op.Path == "" {
		path = u.EscapedPath()
	}
	below, err := op.fill(values)
	if err != nil {
		return nil, err
	}
	path += below
	if u.Path, err = url.PathUnescape(path); err != nil {
		return nil, errors.New("path can't be escaped")
	}
	u.RawPath = path
	for i, p := range op.Params {
		if !p.Query {
			continue
		}
		for _, v := range values[i] {
			if u.RawQuery != "" {
				u.RawQuery += "&"
			}
			u.RawQuery += url.QueryEscape(p.Name.Local) + "=" + url.QueryEscape(v)
		}
	}
	return &u, nil
}

// fill puts values for the variables into the path. A segment that would lead elsewhere is refused: an empty one, and
// those that mean a folder (RFC 3986, clause 5.2.4), which no escape keeps from meaning it.
func (op *Operation) fill(values [][]string) (string, error) {
	if op.Path == "" {
		return "", nil
	}
	segments := strings.Split(strings.TrimPrefix(op.Path, "/"), "/")
	for n, segment := range segments {
		if !strings.Contains(segment, "{") {
			continue
		}
		for i, p := range op.Params {
			name := "{" + p.Name.Local + "}"
			if p.Query || !strings.Contains(segment, name) {
				continue
			}
			if len(values[i]) != 1 {
				return "", fmt.Errorf("%s stands in the path and has %d values", p.Name.Local, len(values[i]))
			}
			segments[n] = strings.ReplaceAll(segments[n], name, url.PathEscape(values[i][0]))
		}
		if s := segments[n]; s == "" || s == "." || s == ".." {
			return "", errors.New("a value makes a segment of the path empty, or one that means a folder")
		}
	}
	return "/" + strings.Join(segments, "/"), nil
}

// values reads the parameters off the request, one list of values for each: by writing it as XML, so that each has the
// lexical form of its type and what is absent has none.
func (op *Operation) values(in xmltext.Node) ([][]string, error) {
	x := &params{values: make([][]string, len(op.Params))}
	if len(op.Params) == 0 {
		return x.values, nil
	}
	e := xmltext.NewEncoder(xmltext.Prefixed)
	defer e.Release()
	if err := e.Document(op.In.Name, op.In.Namespaces, op.In.Type, in); err != nil {
		return nil, err
	}
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Reset(e.Output())
	err := d.Document(op.In.Name, op.In.Namespaces, op.paramTable(), xmltext.ReadOnly(x))
	return x.values, err
}

// paramTable is the table that the parameters are read with, built at first use; two callers may build equal ones.
func (op *Operation) paramTable() *xmltext.Type {
	if t := op.table.Load(); t != nil {
		return t
	}
	t := &xmltext.Type{NS: op.In.Namespaces, All: true, AnyAttr: true}
	for _, p := range op.Params {
		name := p.Name
		name.Leaf, name.Many = true, true
		t.Names = append(t.Names, name)
	}
	op.table.Store(t)
	return t
}

// params reads the parameters; what else the request holds is residue.
type params struct {
	values [][]string
	attrs  xsd.Attrs
	extra  xsd.Extra
}

// ReadXML reads one value.
func (x *params) ReadXML(d *xmltext.Decoder, field int) {
	switch field {
	case xmltext.AnyAttr:
		d.AnyAttr(&x.attrs)
	case xmltext.ResidueField:
		d.Extra(&x.extra)
	default:
		d.Str(xmltext.Push(&x.values[field]))
	}
}
