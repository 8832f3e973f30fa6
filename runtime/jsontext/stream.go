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

// starts reads a piece of markup, if it is what comes next.
func (s *streamer) starts(markup string) bool {
	if rest := s.doc[s.pos:]; len(rest) < len(markup) || string(rest[:len(markup)]) != markup {
		return false
	}
	s.pos += len(markup)
	return true
}

// next reads the start tag of an element of a form: of the slot last, if it repeats, or of one behind it.
func (s *streamer) next(p *plan, last int32, again bool) int32 {
	if again && s.starts(p.slots[last].open) {
		return last
	}
	for k := last + 1; int(k) < len(p.slots); k++ {
		if x := &p.slots[k]; s.starts(x.open) {
			if x.uri != "" && !x.anyForm || x.Kind == NotCarried {
				return -1
			}
			return k
		}
	}
	return -1
}

// object writes the children of the open element, up to its end tag.
func (s *streamer) object(p *plan) bool {
	if p.rules != nil || p.text >= 0 {
		return false
	}
	s.b = append(s.b, '{')
	last, array, more := p.elems-1, false, false
	for s.pos+1 < len(s.doc) && (s.doc[s.pos] != '<' || s.doc[s.pos+1] != '/') {
		k := s.next(p, last, array)
		if k < 0 {
			return false
		}
		x := &p.slots[k]
		switch {
		case k == last:
			s.b = append(s.b, ',')
		default:
			if array {
				s.b = append(s.b, ']')
			}
			if more {
				s.b = append(s.b, ',')
			}
			s.b = append(s.b, x.key...)
			if array = x.many && !x.Items; array {
				s.b = append(s.b, '[')
			}
		}
		last, more = k, true
		if !s.value(x) || !s.starts(x.end) {
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
	_, item := x.item()
	if item.uri != "" && !item.anyForm {
		return false
	}
	s.b = append(s.b, '[')
	for more := false; s.starts(item.open); more = true {
		if more {
			s.b = append(s.b, ',')
		}
		if !s.value(item) || !s.starts(item.end) {
			return false
		}
	}
	s.b = append(s.b, ']')
	return true
}
