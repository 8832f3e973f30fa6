// Package lock holds wsgen.lock: what a generation read, which generator it was, the names and
// shapes that it chose and the files that it wrote. The lock is an input of the next generation, so that a
// declaration keeps its Go name and its shape when its neighbours change.
//
// The file is text, made for diffs: a version line, then one fact a line, sorted.
//
//	wsgen.lock v1
//	file generated/tce/token/types.go sha256:5f3a…
//	generator v1.2.0
//	input specs/tce/token.yaml sha256:91bc…
//	name specs/tce/token.yaml type {http://token.ws.tce.sc.gov.br/}obterToken ObterToken
//	shape specs/tce/token.yaml {http://token.ws.tce.sc.gov.br/}evento interface
//
// A word that holds white space or a quote is written as a Go string.
package lock

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

const header = "wsgen.lock v1"

// A Lock is a set of facts. The zero Lock is empty and ready to use; a nil *Lock can be read.
type Lock struct {
	facts map[key]string
}

// A key is the words of a fact but the last, which is its value, from the first on.
type key [4]string

// The kinds of facts and the number of words that follow each, the value included.
var words = map[string]int{"file": 2, "generator": 1, "input": 2, "name": 4, "shape": 3}

// Hash returns the form in which the lock states the content of a file. It takes CRLF for LF, as version control can
// give a checkout either.
func Hash(data []byte) string {
	if bytes.Contains(data, []byte("\r\n")) {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	}
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// SetGenerator records the version of the generator.
func (l *Lock) SetGenerator(version string) { l.set(version, "generator") }

// Generator returns the version of the generator.
func (l *Lock) Generator() (string, bool) { return l.get("generator") }

// SetInput records that the file at path was read and had the given hash.
func (l *Lock) SetInput(path, hash string) { l.set(hash, "input", path) }

// Input returns the hash of the input at path.
func (l *Lock) Input(path string) (string, bool) { return l.get("input", path) }

// Inputs returns the paths of all inputs, sorted.
func (l *Lock) Inputs() []string { return l.paths("input") }

// SetFile records that the file at path was written with the given hash.
func (l *Lock) SetFile(path, hash string) { l.set(hash, "file", path) }

// File returns the hash of the written file at path.
func (l *Lock) File(path string) (string, bool) { return l.get("file", path) }

// Files returns the paths of all written files, sorted.
func (l *Lock) Files() []string { return l.paths("file") }

// SetName records the Go name of a declaration. Source names the contract, kind tells apart
// the declarations that share a path, as an element and its type do.
func (l *Lock) SetName(source, kind, path, name string) { l.set(name, "name", source, kind, path) }

// Name returns the Go name of a declaration.
func (l *Lock) Name(source, kind, path string) (string, bool) {
	return l.get("name", source, kind, path)
}

// A Name is the Go name of a declaration, as SetName records it.
type Name struct{ Source, Kind, Path, Go string }

// Names returns all names, sorted by source, kind and path.
func (l *Lock) Names() []Name {
	var names []Name
	if l != nil {
		for k, value := range l.facts {
			if k[0] == "name" {
				names = append(names, Name{k[1], k[2], k[3], value})
			}
		}
	}
	slices.SortFunc(names, func(a, b Name) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Path, b.Path))
	})
	return names
}

// SetShape records the shape of a declaration, such as "struct", "interface" or "pointer".
func (l *Lock) SetShape(source, path, shape string) { l.set(shape, "shape", source, path) }

// Shape returns the shape of a declaration.
func (l *Lock) Shape(source, path string) (string, bool) { return l.get("shape", source, path) }

// Bytes returns the lock as text.
func (l *Lock) Bytes() []byte {
	lines := make([]string, 0, len(l.facts))
	for k, value := range l.facts {
		lines = append(lines, k.line(value))
	}
	sort.Strings(lines)
	return []byte(header + "\n" + strings.Join(append(lines, ""), "\n"))
}

// Line returns the number of the line that holds a fact, given by its words but the last; 0 without one.
func (l *Lock) Line(words ...string) int {
	value, ok := l.get(words...)
	if !ok {
		return 0
	}
	before, _, _ := strings.Cut(string(l.Bytes()), "\n"+newKey(words).line(value)+"\n")
	return strings.Count(before, "\n") + 2
}

func (l *Lock) set(value string, words ...string) {
	if l.facts == nil {
		l.facts = map[key]string{}
	}
	l.facts[newKey(words)] = value
}

func (l *Lock) get(words ...string) (string, bool) {
	if l == nil {
		return "", false
	}
	value, ok := l.facts[newKey(words)]
	return value, ok
}

func (l *Lock) paths(kind string) []string {
	if l == nil {
		return nil
	}
	var paths []string
	for k := range l.facts {
		if k[0] == kind {
			paths = append(paths, k[1])
		}
	}
	sort.Strings(paths)
	return paths
}

func newKey(words []string) (k key) {
	copy(k[:], words)
	return k
}

// line prints a fact.
func (k key) line(value string) string {
	var b strings.Builder
	for _, word := range k[:words[k[0]]] {
		b.WriteString(quote(word))
		b.WriteByte(' ')
	}
	b.WriteString(quote(value))
	return b.String()
}

func quote(word string) string {
	odd := func(r rune) bool { return r == ' ' || r == '"' || r == '\uFFFD' || !unicode.IsPrint(r) }
	if word == "" || strings.ContainsFunc(word, odd) {
		return strconv.Quote(word)
	}
	return word
}

// split returns the words of a line.
func split(line string) ([]string, error) {
	var fact []string
	for line != "" {
		word, rest, _ := strings.Cut(line, " ")
		if line[0] == '"' {
			quoted, err := strconv.QuotedPrefix(line)
			if err != nil {
				return nil, err
			}
			if rest = line[len(quoted):]; rest != "" && rest[0] != ' ' {
				return nil, strconv.ErrSyntax
			}
			rest = strings.TrimPrefix(rest, " ")
			if word, err = strconv.Unquote(quoted); err != nil {
				return nil, err
			}
		}
		fact = append(fact, word)
		line = rest
	}
	return fact, nil
}

// Keep copies the names and shapes of another lock whose source and path the function accepts: those of
// declarations that are not part of this generation. What l has stays.
func (l *Lock) Keep(old *Lock, accepts func(source, path string) bool) {
	if old == nil {
		return
	}
	paths := map[string]int{"name": 3, "shape": 2} // where a fact has its path
	for k, value := range old.facts {
		i, ok := paths[k[0]]
		if _, has := l.facts[k]; ok && !has && accepts(k[1], k[i]) {
			l.set(value, k[:]...)
		}
	}
}
