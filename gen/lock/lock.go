// Package lock holds wsgen.lock: what a generation read, the names and shapes that it chose
// and the files that it wrote. The lock is an input of the next generation, so that a
// declaration keeps its Go name and its shape when its neighbours change.
//
// The file is text, made for diffs: a version line, then one fact a line, sorted.
//
//	wsgen.lock v1
//	file generated/tce/token/types.go sha256:5f3a…
//	input specs/tce/token.yaml sha256:91bc…
//	name specs/tce/token.yaml type {http://token.ws.tce.sc.gov.br/}obterToken ObterToken
//	shape specs/tce/token.yaml {http://token.ws.tce.sc.gov.br/}evento interface
//
// A word that holds white space or a quote is written as a Go string.
package lock

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

const header = "wsgen.lock v1"

// A Lock is a set of facts. The zero Lock is empty and ready to use; a nil *Lock can be read.
type Lock struct {
	facts map[string]string // the words of a fact but the last, printed, to the last
}

// The kinds of facts and the number of words that follow each, the value included.
var words = map[string]int{"file": 2, "input": 2, "name": 4, "shape": 3}

// Hash returns the form in which the lock states the content of a file.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

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

// HasNames reports whether any declaration has a name.
func (l *Lock) HasNames() bool {
	if l == nil {
		return false
	}
	for key := range l.facts {
		if strings.HasPrefix(key, "name ") {
			return true
		}
	}
	return false
}

// SetShape records the shape of a declaration, such as "struct", "interface" or "pointer".
func (l *Lock) SetShape(source, path, shape string) { l.set(shape, "shape", source, path) }

// Shape returns the shape of a declaration.
func (l *Lock) Shape(source, path string) (string, bool) { return l.get("shape", source, path) }

// Bytes returns the lock as text.
func (l *Lock) Bytes() []byte {
	lines := make([]string, 0, len(l.facts))
	for key, value := range l.facts {
		lines = append(lines, key+" "+quote(value))
	}
	sort.Strings(lines)
	return []byte(header + "\n" + strings.Join(append(lines, ""), "\n"))
}

func (l *Lock) set(value string, key ...string) {
	if l.facts == nil {
		l.facts = map[string]string{}
	}
	l.facts[join(key)] = value
}

func (l *Lock) get(key ...string) (string, bool) {
	if l == nil {
		return "", false
	}
	value, ok := l.facts[join(key)]
	return value, ok
}

func (l *Lock) paths(kind string) []string {
	if l == nil {
		return nil
	}
	var paths []string
	for key := range l.facts {
		if fact, err := split(key); err == nil && fact[0] == kind {
			paths = append(paths, fact[1])
		}
	}
	sort.Strings(paths)
	return paths
}

func join(key []string) string {
	quoted := make([]string, len(key))
	for i, word := range key {
		quoted[i] = quote(word)
	}
	return strings.Join(quoted, " ")
}

func quote(word string) string {
	odd := func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) || r == '"' || r == '\uFFFD' }
	if word == "" || strings.ContainsFunc(word, odd) {
		return strconv.Quote(word)
	}
	return word
}

// split is the inverse of join.
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

// Keep copies the names and shapes of another lock whose source the function accepts: those of
// contracts that share the lock and are not part of this generation.
func (l *Lock) Keep(old *Lock, accepts func(source string) bool) {
	if old == nil {
		return
	}
	for key, value := range old.facts {
		fact, err := split(key)
		if err == nil && (fact[0] == "name" || fact[0] == "shape") && accepts(fact[1]) {
			l.set(value, fact...)
		}
	}
}
