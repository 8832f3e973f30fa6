package names

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Exported returns the exported Go identifier of a wire name. The first letter is raised and
// the rest is kept, so that a reader finds the wire name by searching: CodigoUg,
// QUANTIDADE_PAGINAS. Beyond that the rule is fixed:
//
//   - a separator (white space, control and - . , : ; /) is left out and raises the next letter;
//     between two digits it becomes _
//   - any other character that Go can't have becomes X and its code point in hexadecimal
//   - a name that starts with a digit gets N in front, one that starts with a letter without
//     case, with _ or with nothing gets X
func Exported(wire string) string {
	s := identifier(wire)
	r, size := rune(0), 0
	for _, r = range s {
		size = len(string(r))
		break
	}
	switch {
	case unicode.IsDigit(r):
		return "N" + s
	case unicode.IsUpper(unicode.ToUpper(r)):
		return string(unicode.ToUpper(r)) + s[size:]
	}
	return "X" + s
}

func identifier(wire string) string {
	var b strings.Builder
	raise, previous := false, rune(0)
	for _, r := range wire {
		if separates(r) {
			raise = b.Len() > 0
			continue
		}
		if raise && unicode.IsDigit(r) && unicode.IsDigit(previous) {
			b.WriteByte('_')
		}
		switch {
		case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			if raise {
				r = unicode.ToUpper(r)
			}
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "X%X", r)
		}
		raise, previous = false, r
	}
	return b.String()
}

func separates(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("-.,:;/", r)
}

// unexported returns the identifier with its first letter lowered; a keyword or a predeclared
// name never results, because callers join it with _ or a prefix.
func unexported(name string) string {
	for _, r := range name {
		return string(unicode.ToLower(r)) + name[len(string(r)):]
	}
	return name
}

// ordinal returns what tells the n-th particle of a name apart, from the index that its path
// ends in: nothing, or 2nd, 3rd, 4th and so on.
func ordinal(path string) string {
	open := strings.LastIndexByte(path, '[')
	if open < 0 || !strings.HasSuffix(path, "]") {
		return ""
	}
	n, err := strconv.Atoi(path[open+1 : len(path)-1])
	if err != nil || n < 2 {
		return ""
	}
	suffix := "th"
	if n%100/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// reserved are the members that generated structs have or get from their methods.
var reserved = map[string]bool{
	"FieldXML": true, "MarshalJSON": true, "UnmarshalJSON": true, "JSONForm": true, "Validate": true, "ValidateIn": true, "Extra": true, "ReplyStatus": true,
	"String": true, "GoString": true, "Format": true, "LogValue": true, "Known": true,
}
