package soap

import (
	"bytes"

	"example.com/wsgen/runtime/transport"
)

// maskValues returns an element with a placeholder for each text and attribute value: what is left are names
// and structure. Declarations, xsi:type and xsi:nil stay, so that the result is well-formed. The element was written by
// the codec or has passed it.
func maskValues(el []byte) []byte {
	var out []byte
	for len(el) > 0 {
		if el[0] != '<' {
			end := bytes.IndexByte(el, '<')
			if end < 0 {
				end = len(el)
			}
			out = appendMask(out)
			el = el[end:]
			continue
		}
		switch {
		case bytes.HasPrefix(el, []byte("<![CDATA[")):
			out, el = appendMask(out), after(el, "]]>")
		case bytes.HasPrefix(el, []byte("<!--")):
			el = after(el, "-->")
		case bytes.HasPrefix(el, []byte("<?")):
			el = after(el, "?>")
		default:
			out, el = maskTag(out, el)
		}
	}
	return out
}

// appendMask writes one placeholder for a run of texts.
func appendMask(out []byte) []byte {
	if bytes.HasSuffix(out, []byte(transport.Redacted)) {
		return out
	}
	return append(out, transport.Redacted...)
}

// after returns what follows end in b.
func after(b []byte, end string) []byte {
	_, rest, _ := bytes.Cut(b, []byte(end))
	return rest
}

// maskTag copies the tag that el starts with, its attributes masked.
func maskTag(out, el []byte) (masked, rest []byte) {
	for i := 0; i < len(el); {
		if el[i] == '>' {
			return append(out, el[:i+1]...), el[i+1:]
		}
		if c := el[i]; c != '"' && c != '\'' {
			i++
			continue
		}
		end := i + 1 + bytes.IndexByte(el[i+1:], el[i])
		if end <= i {
			break
		}
		name := bytes.TrimRight(el[:i], "= \t\r\n")
		name = name[bytes.LastIndexAny(name, " \t\r\n\"'")+1:]
		if keepsValue(string(name)) {
			out = append(out, el[:end+1]...)
		} else {
			out = append(append(append(out, el[:i+1]...), transport.Redacted...), el[i])
		}
		el, i = el[end+1:], 0
	}
	return append(out, el...), nil
}

// keepsValue reports whether an attribute is part of the structure.
func keepsValue(name string) bool {
	switch name {
	case "xmlns", "xsi:type", "xsi:nil":
		return true
	}
	return len(name) > 6 && name[:6] == "xmlns:"
}
