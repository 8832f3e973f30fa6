package main

import (
	"strings"
	"testing"

	"example.com/wsgen/gen"
	"github.com/google/go-cmp/cmp"
)

// Names and messages that would end a workflow command, or one of its properties, early.
var odd = findings{
	{ID: "input-changed", Path: "a,b/50%:c.wsdl", Message: "input changed\r\nsince 100%, yes: so"},
	{ID: "bad-value", Path: "a.xsd", Line: 3, Column: 7, Message: `<"many">`, Warning: true},
	{ID: "bad-value", Path: "a.xsd", Line: 9, Column: 7, Message: `<"many">`},
	{ID: "no-input", Message: "no input"},
	{ID: "stale", Path: "gen/types.go", Change: gen.Stale, Message: "generated file is not what the inputs give: gen/types.go"},
}

// TestFindingFormats: the lines of equal findings are no part of their fingerprints, their order is.
func TestFindingFormats(t *testing.T) {
	t.Chdir(t.TempDir())
	for format, want := range map[string]string{
		"text": "stale   gen/types.go\n",
		"github": `::error file=a%2Cb/50%25%3Ac.wsdl,line=1,title=wsgen check%3A input-changed::input changed%0D%0Asince 100%25, yes: so
::warning file=a.xsd,line=3,col=7,title=wsgen check%3A bad-value::<"many">
::error file=a.xsd,line=9,col=7,title=wsgen check%3A bad-value::<"many">
::error title=wsgen check%3A no-input::no input
::error file=gen/types.go,line=1,title=wsgen check%3A stale::generated file is not what the inputs give: gen/types.go
`,
		"gitlab": `[
  {
    "description": "input changed\r\nsince 100%, yes: so",
    "check_name": "wsgen/input-changed",
    "fingerprint": "74c36a5550a4870c23b726913ee0b3f3",
    "severity": "major",
    "location": {
      "path": "a,b/50%:c.wsdl",
      "lines": {
        "begin": 1
      }
    }
  },
  {
    "description": "<\"many\">",
    "check_name": "wsgen/bad-value",
    "fingerprint": "31c3bc7c1b55ad53eeb84cee20692854",
    "severity": "minor",
    "location": {
      "path": "a.xsd",
      "lines": {
        "begin": 3
      }
    }
  },
  {
    "description": "<\"many\">",
    "check_name": "wsgen/bad-value",
    "fingerprint": "ec99238fcb5a75bf2ef325e33e6086e5",
    "severity": "major",
    "location": {
      "path": "a.xsd",
      "lines": {
        "begin": 9
      }
    }
  },
  {
    "description": "no input",
    "check_name": "wsgen/no-input",
    "fingerprint": "6ca912282a1f69eb48aa25fdcb214681",
    "severity": "major",
    "location": {
      "path": "wsgen.yaml",
      "lines": {
        "begin": 1
      }
    }
  },
  {
    "description": "generated file is not what the inputs give: gen/types.go",
    "check_name": "wsgen/stale",
    "fingerprint": "5e0c7eff7c3ac76bbb52e7f70ae4f949",
    "severity": "major",
    "location": {
      "path": "gen/types.go",
      "lines": {
        "begin": 1
      }
    }
  }
]
`,
	} {
		var b strings.Builder
		if err := findingFormats[format](odd, &b); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format, diff)
		}
	}
}
