package jsontext

import "bytes"

// Most of what a struct is as XML has neither attributes nor references, and its elements stand in the order of the
// table. Such text becomes JSON in one pass, without a tree; of any other, stream gives up and the tree starts anew.

// A streamer writes plain XML text as JSON.
type streamer struct {
	doc []byte
	pos int
	b   []byte
}

// stream appends the JSON of XML text whose root is of a form.
func stream(b []byte, p *plan, doc []byte) ([]byte, bool) {
	s := streamer{doc: doc, b: b}
	name, ok := s.tag()
	if !ok || !s.object(p) {
		return b, false
	}
	return s.b, s.end(name) && s.pos == len(doc)
}

// tag reads a start tag without attributes and returns its name.
func (s *streamer) tag() ([]byte, bool) {
	from := s.pos + 1
	for i := from; i < len(s.doc); i++ {
		switch s.doc[i] {
		case '>':
			s.pos = i + 1
			return s.doc[from:i], i > from
		case ' ', '/', ':', '\t', '\n', '\r', '!', '?':
			return nil, false
		}
	}
	return nil, false
}

// end reads the end tag of the element name.
func (s *streamer) end(name []byte) bool {
	rest := s.doc[s.pos:]
	if len(rest) < len(name)+3 || rest[1] != '/' || rest[len(name)+2] != '>' || !bytes.Equal(rest[2:len(name)+2], name) {
		return false
	}
	s.pos += len(name) + 3
	return true
}

// object writes the children of the open element, up to its end tag.
func (s *streamer) object(p *plan) bool {
	if p.rules != nil || p.text >= 0 {
		return false
	}
	s.b = append(s.b, '{')
	var l list
	last, array := p.elems-1, false
	for {
		if s.pos+1 >= len(s.doc) || s.doc[s.pos] != '<' {
			return false
		}
		if s.doc[s.pos+1] == '/' {
			break
		}
		name, ok := s.tag()
		if !ok {
			return false
		}
		k := p.place("", name, last)
		if k < last || k < 0 || k == last && !array {
			return false
		}
		x := &p.slots[k]
		if x.Kind == NotCarried {
			return false
		}
		if k > last {
			if array {
				s.b = append(s.b, ']')
			}
			if l.more {
				s.b = append(s.b, ',')
			}
			l.more = true
			s.b = append(s.b, x.key...)
			if array = x.many && !x.Items; array {
				s.b = append(s.b, '[')
			}
		} else {
			s.b = append(s.b, ',')
		}
		last = k
		if !s.value(x) || !s.end(name) {
			return false
		}
	}
	if array {
		s.b = append(s.b, ']')
	}
	s.b = append(s.b, '}')
	return true
}

// value writes what stands in the open element.
func (s *streamer) value(x *slot) bool {
	switch {
	case x.Items:
		return s.items(x)
	case x.Choose != nil:
		return false
	case x.Kind == Object:
		return s.object(x.Form.JSONForm().ready())
	}
	i := s.pos
	for ; i < len(s.doc) && s.doc[i] != '<'; i++ {
		if c := s.doc[i]; c == '&' || c == '\r' {
			return false
		}
	}
	s.b = appendScalar(s.b, s.doc[s.pos:i], x.Kind)
	s.pos = i
	return true
}

// items writes the children of a group as an array.
func (s *streamer) items(x *slot) bool {
	p, item := x.item()
	s.b = append(s.b, '[')
	for more := false; s.pos+1 < len(s.doc) && s.doc[s.pos] == '<' && s.doc[s.pos+1] != '/'; more = true {
		name, ok := s.tag()
		if !ok || p.place("", name, p.elems-1) != p.elems {
			return false
		}
		if more {
			s.b = append(s.b, ',')
		}
		if !s.value(item) || !s.end(name) {
			return false
		}
	}
	s.b = append(s.b, ']')
	return true
}
