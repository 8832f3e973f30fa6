package emit

import "testing"

func TestGroupImports(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"none", "package p\n\nvar x = 1\n", "package p\n\nvar x = 1\n"},
		{"single", "package p\n\nimport \"fmt\"\n", "package p\n\nimport \"fmt\"\n"},
		{"std alone", "package p\n\nimport (\n\t\"context\"\n\t\"net/http\"\n)\n", "package p\n\nimport (\n\t\"context\"\n\t\"net/http\"\n)\n"},
		{
			"mixed",
			"package p\n\nimport (\n\t\"context\"\n\t\"example.com/a\"\n\tb \"example.com/b\"\n\t\"net/http\"\n)\n\nvar x = f(\n\"import (\")\n",
			"package p\n\nimport (\n\t\"context\"\n\t\"net/http\"\n\n\t\"example.com/a\"\n\tb \"example.com/b\"\n)\n\nvar x = f(\n\"import (\")\n",
		},
	} {
		if got := string(groupImports([]byte(c.src))); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
