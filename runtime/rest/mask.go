package rest

import (
	"bytes"

	"example.com/wsgen/runtime/transport"
)

// maskValues returns a JSON text with a placeholder for each value that is no object or array: what is left are names
// and structure. The text was written by the codec.
func maskValues(text []byte) []byte {
	var out []byte
	for len(text) > 0 {
		switch c := text[0]; {
		case c == '"':
			end := stringEnd(text)
			if bytes.HasPrefix(text[end:], []byte(":")) {
				out = append(out, text[:end]...)
			} else {
				out = append(out, `"`+transport.Redacted+`"`...)
			}
			text = text[end:]
		case bytes.IndexByte([]byte("{}[],: \t\r\n"), c) >= 0:
			out, text = append(out, c), text[1:]
		default:
			end := bytes.IndexAny(text, ",]} \t\r\n")
			if end < 0 {
				end = len(text)
			}
			out, text = append(out, `"`+transport.Redacted+`"`...), text[end:]
		}
	}
	return out
}

// stringEnd is where the string that text starts with ends.
func stringEnd(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}
