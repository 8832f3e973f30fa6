package golden_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	// An excerpt names the case behind the language of its fence.
	excerpt = regexp.MustCompile("(?s)```go golden/(\\S+)\n(.*?)```")
	comment = regexp.MustCompile(`(?m)^\s*//.*\n`)
)

// TestExcerpts finds each part of each excerpt of the documentation, as it stands there, in what is generated for a case. A
// part ends with an empty line; one without comments is compared with the code alone.
func TestExcerpts(t *testing.T) {
	pages, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range excerpt.FindAllStringSubmatch(string(data), -1) {
			code := generated(t, m[1])
			for part := range strings.SplitSeq(m[2], "\n\n") {
				found++
				part = strings.TrimRight(part, "\n") + "\n"
				if !strings.Contains(code, part) && !strings.Contains(comment.ReplaceAllString(code, ""), part) {
					t.Errorf("%s: golden/%s does not have\n%s", page, m[1], part)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no page has an excerpt")
	}
}

// generated is all Go of a case.
func generated(t *testing.T, name string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(name, "want", "go", "*", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no Go: %v", name, err)
	}
	var all strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String()
}
