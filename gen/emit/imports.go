package emit

import (
	"bytes"
	"strings"
)

// groupImports sets the standard library's imports apart from the others, as goimports does.
// jennifer has formatted src and sorted its imports into one block.
func groupImports(src []byte) []byte {
	const open, end = "\nimport (\n", ")\n"
	start := bytes.Index(src, []byte(open))
	if start < 0 {
		return src
	}
	start += len(open)
	size := bytes.Index(src[start:], []byte(end))
	var std, others strings.Builder
	for line := range strings.Lines(string(src[start : start+size])) {
		if isStd(line) {
			std.WriteString(line)
		} else {
			others.WriteString(line)
		}
	}
	if std.Len() == 0 || others.Len() == 0 {
		return src
	}
	block := std.String() + "\n" + others.String()
	return append(append(src[:start:start], block...), src[start+size:]...)
}

// isStd reports whether an import line names a package of the standard library: the first
// element of its path has no dot.
func isStd(line string) bool {
	_, path, _ := strings.Cut(line, `"`)
	first, _, _ := strings.Cut(strings.TrimSuffix(path, "\"\n"), "/")
	return !strings.Contains(first, ".")
}
