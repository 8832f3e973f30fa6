package names

import (
	"cmp"
	"go/token"
	"go/types"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
)

// name names the packages of parts: as the lock has it for one of the namespaces, or by the first candidate of the first
// namespace that no other part has. The lock's come first, so that a namespace that is added takes no name away.
func (s *splitter) name(parts []*contract.API, l *lock.Lock) {
	taken := map[string]bool{s.api.Package: true}
	for _, part := range parts {
		for _, space := range part.Subset.Spaces {
			if Go, ok := packageOf(l, s.api, space); ok && part.Package == "" && !taken[Go] {
				part.Package = Go
				taken[Go] = true
			}
		}
	}
	for _, part := range parts {
		if part.Package != "" {
			continue
		}
		for Go := range packageNames(part.Subset.Spaces[0]) {
			if !taken[Go] {
				part.Package = Go
				taken[Go] = true
				break
			}
		}
	}
}

// packageNames are the names that the package of a namespace can have, the best first and without end: the last word of the
// namespace, with a version behind it; with the word before it in front, and so on; with ns in front where no words are a name; and
// the best of them with a number behind it.
func packageNames(space string) iter.Seq[string] {
	return func(yield func(string) bool) {
		words := spaceWords(space)
		start := len(words) - 1
		for start > 0 && version.MatchString(words[start]) {
			start--
		}
		best := ""
		for ; start >= 0; start-- {
			if Go := packageName(strings.Join(words[start:], "")); usable(Go) {
				best = cmp.Or(best, Go)
				if !yield(Go) {
					return
				}
			}
		}
		if best == "" {
			if best = "ns" + packageName(strings.Join(words, "")); usable(best) && !yield(best) {
				return
			}
		}
		for n := 2; ; n++ {
			if Go := best + strconv.Itoa(n); usable(Go) && !yield(Go) {
				return
			}
		}
	}
}

// version is a word that says little without the one before it.
var version = regexp.MustCompile(`^[vV]?[0-9][0-9._-]*$`)

// spaceWords are the words of a namespace. Of a host it is the name that was registered: tempuri of www.tempuri.org.
func spaceWords(space string) []string {
	if space == "" {
		return []string{"local"}
	}
	rest := space
	if _, after, ok := strings.Cut(space, "://"); ok {
		host, path, _ := strings.Cut(after, "/")
		labels := strings.Split(strings.TrimPrefix(host, "www."), ".")
		rest = labels[max(0, len(labels)-2)] + "/" + path
	} else if after, ok := strings.CutPrefix(space, "urn:"); ok {
		rest = after
	}
	return strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("/:#?&=;,", r) })
}

// packageName is a text in the letters and digits that names of packages have; "" if it has none.
func packageName(text string) string {
	name := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(text))
	if name != "" && name[0] <= '9' {
		name = "ns" + name
	}
	return name
}

// usable reports whether a package can have a name: one that hides nothing that generated code names, and whose folder
// the go command takes for a package of anyone's.
func usable(Go string) bool {
	return len(Go) > 2 && token.IsIdentifier(Go) && types.Universe.Lookup(Go) == nil && !slices.Contains(hiding, Go)
}

// hiding are folders with a meaning, packages that generated code imports, and names that it has for itself.
var hiding = []string{
	"internal", "main", "testdata", "vendor",
	"bytes", "context", "errors", "fmt", "http", "iter", "jsontext", "poll", "rest", "schema", "session", "slices", "soap", "strconv", "strings",
	"time", "url", "xmltext", "xsd",
	"binding", "credentials", "ctx", "endpoint", "err", "field", "from", "item", "items", "message", "namespaces", "opts", "other", "raw", "reply",
	"req", "rules", "serve", "status", "text",
}
