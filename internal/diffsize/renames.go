package main

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"example.com/wsgen/gen/lock"
)

// A place is what a name is the name of.
type place struct{ kind, path string }

// compareNames finds the names that are not what they were, of what both versions have. A namespace that has another name in the
// new version, as those that carry a version do, is the same one.
func (m *measure) compareNames(before, after []lock.Name) {
	now := map[place]string{}
	for _, n := range after {
		now[place{n.Kind, n.Path}] = n.Go
	}
	moved := spaces(before, after)
	for _, n := range before {
		path := inSpaces(n.Path, moved)
		Go, ok := now[place{n.Kind, path}]
		if !ok {
			continue
		}
		m.common++
		if Go != n.Go {
			m.renames = append(m.renames, fmt.Sprintf("%s %s: %s was %s", n.Kind, path, Go, n.Go))
		}
	}
}

var space = regexp.MustCompile(`\{[^}]*\}`)

// inSpaces is a path with other names of namespaces.
func inSpaces(path string, moved map[string]string) string {
	return space.ReplaceAllStringFunc(path, func(s string) string {
		if to, ok := moved[s]; ok {
			return to
		}
		return s
	})
}

// spaces pairs the namespaces that one version alone has, those first that have most paths in common, a quarter of the
// smaller one's at least.
func spaces(before, after []lock.Name) map[string]string {
	old, now := bySpace(before), bySpace(after)
	type match struct {
		from, to string
		common   int
	}
	var matches []match
	for from, paths := range old {
		for to, others := range now {
			if now[from] != nil || old[to] != nil {
				continue
			}
			common := 0
			for p := range paths {
				if others[p] {
					common++
				}
			}
			if 4*common >= min(len(paths), len(others)) {
				matches = append(matches, match{from, to, common})
			}
		}
	}
	slices.SortFunc(matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.common, a.common), strings.Compare(a.from, b.from), strings.Compare(a.to, b.to))
	})
	moved := map[string]string{}
	for _, m := range matches {
		if moved[m.from] == "" && !slices.Contains(slices.Collect(maps.Values(moved)), m.to) {
			moved[m.from] = m.to
		}
	}
	return moved
}

// bySpace are the paths of names without their namespaces, by the namespace that they start with.
func bySpace(names []lock.Name) map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for _, n := range names {
		s := space.FindString(n.Path)
		if s == "" {
			continue
		}
		if all[s] == nil {
			all[s] = map[string]bool{}
		}
		all[s][n.Kind+" "+space.ReplaceAllString(n.Path, "")] = true
	}
	return all
}
