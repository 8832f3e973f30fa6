package main

import (
	"fmt"
	"regexp"
	"testing"
)

func TestStages(t *testing.T) {
	var lines []string
	s := stages{tell: func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }}
	s.begin("parsing %d inputs", 2)
	s.begin("resolving")
	s.end()
	s.end()
	for i, name := range []string{"parsing 2 inputs", "resolving"} {
		want := regexp.MustCompile(`^` + name + ` +\d+\.\d\ds, CPU +\d+\.\d\ds, memory +[1-9]\d* MB$`)
		if len(lines) != 2 || !want.MatchString(lines[i]) {
			t.Errorf("lines %q: want two, number %d as %s", lines, i, want)
		}
	}
}
