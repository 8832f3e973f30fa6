package source

import (
	"regexp"
	"strings"
)

// credentials matches what stands before the host of a URL, also where it is not escaped as a URL has it.
var credentials = regexp.MustCompile(`://([^\s"<>/?#:@]*:[^\s"<>]*|[^\s"<>/?#]*)@`)

// masked hides the credentials in URLs. What is hidden keeps its length, for the spans in a line.
func masked(text string) string {
	return credentials.ReplaceAllStringFunc(text, func(found string) string {
		return "://" + strings.Repeat("*", len(found)-len("://@")) + "@"
	})
}
