// Package golden holds the runner of the cases in the folder golden.
//
// A case is a folder. It holds the input (wsgen.yaml, spec.yaml, in.wsdl or in.xsd, the first that
// is there) and in want/ what wsgen makes of it: inspect.txt and inspect.json, the contract, and go/, the
// generated packages; or errors.txt, the diagnostics of a case that must fail. The documents in
// wire/ are what the generated types must read and write again, byte for byte, those in docs/ in any form
// that says the same; constructs_test.go lists the case of each construct of XML Schema.
//
// A new case is a new folder with an input; go test ./internal/golden -update makes the rest.
package golden

import "strings"

// Diff returns the lines in which two texts differ, with a little of what stands around them;
// nothing when they are equal.
func Diff(name, want, got string) string {
	if want == got {
		return ""
	}
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	lines := edits(a, b)
	var out strings.Builder
	out.WriteString("--- " + name + "\n+++ generated\n")
	skipped := false
	for i, line := range lines {
		if !near(lines, i) {
			skipped = true
			continue
		}
		if skipped {
			out.WriteString("@@\n")
			skipped = false
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

// near reports whether a changed line stands within three lines.
func near(lines []string, i int) bool {
	for j := max(0, i-3); j < min(len(lines), i+4); j++ {
		if lines[j][0] != ' ' {
			return true
		}
	}
	return false
}

// edits lists the lines of both texts, each behind a space, - or +, by their longest common
// subsequence; what is equal at both ends is set aside first.
func edits(a, b []string) []string {
	var out, tail []string
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		out = append(out, " "+a[0])
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		tail = append(tail, " "+a[len(a)-1])
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	length := common(a, b)
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, " "+a[i])
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && length[i+1][j] >= length[i][j+1]:
			out = append(out, "-"+a[i])
			i++
		default:
			out = append(out, "+"+b[j])
			j++
		}
	}
	for k := len(tail) - 1; k >= 0; k-- {
		out = append(out, tail[k])
	}
	return out
}

// common returns for every pair of tails the length of their longest common subsequence.
func common(a, b []string) [][]int {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	return length
}
