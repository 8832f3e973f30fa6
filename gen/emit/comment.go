package emit

import (
	"go/doc/comment"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// comments returns the lines of a doc comment in the form that gofmt leaves alone. Every line
// starts with "// " and holds no control character, so that no text of a contract can end the
// comment or be read as a directive.
func comments(text string) []string {
	text = strings.TrimSpace(clean(text))
	if text == "" {
		return nil
	}
	var parser comment.Parser
	canonical := new(comment.Printer).Comment(parser.Parse(text))
	var lines []string
	for _, line := range strings.Split(strings.TrimRight(string(canonical), "\n"), "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "+build") {
			line = strings.Replace(line, "+", "+ ", 1) // gofmt would make it a build constraint
		}
		lines = append(lines, strings.TrimRight("// "+line, " \t"))
	}
	return lines
}

// doc adds a doc comment to a list of codes.
func doc(text string) []jen.Code {
	var code []jen.Code
	for _, line := range comments(text) {
		code = append(code, jen.Comment(line))
	}
	return code
}

// clean keeps line breaks, makes tabs spaces and leaves out what people can't see: control
// characters and the marks that turn the direction of text around.
func clean(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar, r == '\u2028', r == '\u2029':
			return -1
		}
		return r
	}, text)
}

// oneLine is clean for text that must stay on its line.
func oneLine(text string) string {
	return strings.Join(strings.Fields(clean(text)), " ")
}

// described is the documentation of a declaration, which begins with its name: a text that does
// not begin so follows the sentence that says what the declaration is.
func described(name, text, sentence string) string {
	text = strings.TrimSpace(clean(text))
	switch {
	case text == "":
		return sentence
	case beginsWith(text, name):
		return text
	}
	return sentence + "\n\n" + text
}

// beginsWith reports whether a text begins with a name, as Go's documentation should: with an
// article or without.
func beginsWith(text, name string) bool {
	for _, article := range []string{"", "A ", "An ", "The "} {
		if rest, ok := strings.CutPrefix(text, article+name); ok {
			next, _ := utf8.DecodeRuneInString(rest)
			return next != '_' && !unicode.IsLetter(next) && !unicode.IsDigit(next)
		}
	}
	return false
}
