package golden

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen"
)

// A version that is released names its output for good: check tells people by it whether another wsgen is why files are stale. So the
// first change after a release of what unchanged inputs give raises gen.Version, once for all that come until the next one. The release
// is the version's tag: where there is none, the output may change.
func TestVersionIsRaised(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	tag := "refs/tags/" + gen.Version
	if exec.Command("git", "rev-parse", "--quiet", "--verify", tag).Run() != nil {
		t.Skipf("%s is not released", gen.Version)
	}
	changed, err := exec.Command("git", "-C", cases, "diff", "--name-only", "--relative", tag, "--", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range outputAlone(strings.Fields(string(changed))) {
		t.Errorf("the output of golden/%s is not that of the release %s: raise gen.Version", name, gen.Version)
	}
}

// outputAlone are the cases whose Go changed and whose inputs did not, by the names of the files that changed.
func outputAlone(changed []string) (list []string) {
	inputs := map[string]bool{}
	for _, name := range changed {
		dir, file, _ := strings.Cut(name, "/")
		switch {
		case strings.HasPrefix(file, "want/go/"):
			list = append(list, dir)
		case !strings.HasPrefix(file, "want/"):
			inputs[dir] = true
		}
	}
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(dir string) bool { return inputs[dir] })
}

func TestOutputAlone(t *testing.T) {
	got := outputAlone([]string{
		"choice/want/go/orders/types.go", "choice/want/go/orders/codec.go",
		"any-order/in.wsdl", "any-order/want/go/orders/types.go",
		"enum/want/inspect.txt", "enum_test.go",
		"fresh/want/go/in/doc.go", "fresh/spec.yaml",
		"bare-body/want/go/orders/doc.go",
	})
	if d := cmp.Diff([]string{"bare-body", "choice"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
