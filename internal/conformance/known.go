package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

// A knownList holds the reasons of the failures that are known, by case.
type knownList map[string]string

// readKnown reads a list of lines case, tab, reason, in the order of the cases. Lines that start with # are comments.
func readKnown(file string) (knownList, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list := knownList{}
	last := ""
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, reason, _ := strings.Cut(line, "\t")
		switch {
		case strings.TrimSpace(reason) == "":
			return nil, fmt.Errorf("%s:%d: no reason", file, n)
		case id <= last:
			return nil, fmt.Errorf("%s:%d: not sorted, or twice", file, n)
		}
		list[id], last = reason, id
	}
	return list, lines.Err()
}

// An outcome is what became of a case, or of one thing that is measured of it.
type outcome struct {
	id     string
	ok     bool
	detail string // what failed
}

// compare prints the failures, each with its reason, and reports whether the list is wrong: a failure is not in it or,
// in a whole run, one of it did not occur.
func (k knownList) compare(out io.Writer, outcomes []outcome, whole bool) (wrong bool) {
	rest := maps.Clone(k)
	var known, unknown, passing []string
	for _, o := range outcomes {
		reason, listed := k[o.id]
		delete(rest, o.id)
		switch {
		case o.ok && listed:
			passing = append(passing, o.id)
		case o.ok:
		case listed:
			known = append(known, o.id+"\t"+reason)
		default:
			unknown = append(unknown, o.id+"\t"+o.detail)
		}
	}
	print := func(title string, list []string) {
		if len(list) > 0 {
			fmt.Fprintf(out, "\n%s (%d):\n  %s\n", title, len(list), strings.Join(slices.Sorted(slices.Values(list)), "\n  "))
		}
	}
	print("known failures", known)
	print("failures that the list does not know of", unknown)
	print("known failures that pass: take them off the list", passing)
	if whole {
		print("known failures that no case met: take them off the list", slices.Collect(maps.Keys(rest)))
	}
	return len(unknown) > 0 || len(passing) > 0 || whole && len(rest) > 0
}
