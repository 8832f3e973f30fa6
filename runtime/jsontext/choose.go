package jsontext

import "strings"

// An opened is a struct being written: its form, and its element or its object.
type opened struct {
	p  *plan
	at int32
}

// around returns the innermost struct of a form.
func around(list []opened, in Typed) (opened, bool) {
	p := in.JSONForm().ready()
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].p == p {
			return list[i], true
		}
	}
	return opened{}, false
}

// form returns the form for a value; nil for none.
func (c *Choose) form(value []byte) Typed {
	for i := range c.Forms {
		if c.Forms[i].Value == string(value) {
			return c.Forms[i].Form
		}
	}
	return nil
}

// choice finds the form of an element; nil for none.
func (w *jsonWriter) choice(c *Choose) Typed {
	if in, ok := around(w.structs, c.In); ok {
		return w.chosen(c, in.at)
	}
	return nil
}

// chosen finds the form of an element in the struct in; nil for none.
func (t *xmlTree) chosen(c *Choose, in int32) Typed {
	for _, path := range c.By {
		e := in
		for step := range strings.SplitSeq(path, "/") {
			if e = t.child(e, step); e == noChild {
				break
			}
		}
		if e != noChild && len(trim(t.elems[e].text)) > 0 {
			return c.form(trim(t.elems[e].text))
		}
	}
	return nil
}

// child finds a child of an element by its local name.
func (t *xmlTree) child(e int32, local string) int32 {
	for c := t.elems[e].first; c != noChild; c = t.elems[c].next {
		if x := &t.elems[c]; !x.attr && string(x.local) == local {
			return c
		}
	}
	return noChild
}

// chosen finds the form of an object; nil for none. Its field may stand behind it, and elsewhere than its element.
func (w *xmlWriter) chosen(c *Choose) Typed {
	in, ok := around(w.structs, c.In)
	if !ok {
		return nil
	}
	for _, path := range c.By {
		m := w.lookup(in.at, strings.Split(strings.TrimPrefix(c.In.JSONForm().path("/in/"+path), "/"), "/"))
		if m == 0 {
			continue
		}
		switch v := &w.values[m]; {
		case v.kind == '"' && len(trim(v.text)) > 0:
			return c.form(trim(v.text))
		case v.kind == '0' || v.kind == 't' || v.kind == 'f':
			return c.form(w.doc[v.at:v.end])
		}
	}
	return nil
}
