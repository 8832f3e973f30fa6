package golden_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	groupmembers "example.com/wsgen/golden/group-members/want/go/orders"
	"example.com/wsgen/runtime/xmltext"
)

// TestGroupDrift finds what the occurrences of groups lack or have too often, and that Strict refuses it.
func TestGroupDrift(t *testing.T) {
	cases := map[string]string{
		"unknown-missing": "/order/a[2]: missing, /order/a[3]: missing, /order/e[3]: missing, /order/c[4]: missing, /order/d[5]: missing, " +
			"/order/f[1]: missing, /order/h[1]: missing, /order/g[2]: missing, /order/g[3]: missing, /order/h[3]: missing, /order/bank: missing",
		"unknown-too-many": "/order/f[1]: repeated, /order/f[3]: repeated",
		"unknown-none":     "/order/a: missing",
		"unknown-order":    "/order/c: misplaced, /order/a[2]: missing",
	}
	for name, want := range cases {
		data := document(t, name)
		_, drift := decode(t, &groupmembers.OpSend, data)
		var got []string
		for _, d := range drift {
			got = append(got, d.String())
		}
		if diff := cmp.Diff(strings.Split(want, ", "), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		var first *xmltext.DriftError
		d := xmltext.NewDecoder()
		d.Strict = true
		d.Reset(data)
		part := groupmembers.OpSend.In.Body[0]
		err := d.Document(part.Name, groupmembers.OpSend.Binding.Namespaces, part.Type, part.New())
		if !errors.As(err, &first) || first.Drift != drift[0] {
			t.Errorf("%s: strict decoding answers %v, want %v", name, err, drift[0])
		}
		d.Release()
	}
}

// TestGroupItems finds each item where the schema has it: a branch of several elements is in one with what stands around it.
func TestGroupItems(t *testing.T) {
	node, _ := decode(t, &groupmembers.OpSend, document(t, "all"))
	x := node.(*groupmembers.Order)
	if len(x.Sequence) != 3 || len(x.Sequence[0].Sequence) != 2 || len(x.Sequence[1].Sequence) != 0 || len(x.Sequence[2].Sequence) != 1 {
		t.Fatalf("items are %+v", x.Sequence)
	}
	if b, ok := x.Sequence[0].Choice.(*groupmembers.OrderSequenceChoiceSequence); !ok || b.D != 1 || b.E != "x" {
		t.Errorf("choice is %+v", x.Sequence[0].Choice)
	}
}

// TestGroupValueWins sets members that were missing, and items before them.
func TestGroupValueWins(t *testing.T) {
	text := document(t, "unknown-missing")
	edits := map[string]struct {
		edit      func(x *groupmembers.Order)
		old, text string
	}{
		"string": {func(x *groupmembers.Order) { x.Sequence[1].A = "new" },
			"<gol:c><gol:n>2<", "<gol:a>new</gol:a><gol:c><gol:n>2<"},
		"struct": {func(x *groupmembers.Order) { x.Sequence[5].Sequence[1].G.N = 9 },
			"<gol:h>7<", "<gol:g><gol:n>9</gol:n></gol:g><gol:h>7<"},
		"nil": {func(x *groupmembers.Order) { x.Sequence[5].Sequence[0].H.SetNil() },
			"<gol:f>7<", `<gol:h xsi:nil="true"></gol:h><gol:f>7<`},
		"branch": {func(x *groupmembers.Order) { x.Choice.(*groupmembers.OrderChoiceSequence).Bank = "b" },
			"<gol:account>", "<gol:bank>b</gol:bank><gol:account>"},
		"choice": {func(x *groupmembers.Order) { x.Sequence[3].Choice = &groupmembers.OrderSequenceChoiceC{} },
			"<gol:a>5<", "<gol:c><gol:n>0</gol:n></gol:c><gol:a>5<"},
	}
	for name, c := range edits {
		node, _ := decode(t, &groupmembers.OpSend, text)
		c.edit(node.(*groupmembers.Order))
		got := strings.Replace(encode(t, &groupmembers.OpSend, node), ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`, "", 1)
		if diff := cmp.Diff(strings.Replace(string(text), c.old, c.text, 1), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func document(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("group-members", "wire", name+".xml"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestListDrift finds what stands behind the list that comes next, and what is too much for all groups together.
func TestListDrift(t *testing.T) {
	for file, want := range map[string]string{
		"content-order/wire/unknown-rows.xml":  "/rows/a: misplaced",
		"content-order/wire/unknown-pages.xml": "/pages/a[4]: repeated",
		"content-types/docs/invalid-title.xml": "/title/b: misplaced, /title/b: misplaced",
	} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		d := xmltext.NewDecoder()
		d.OnDrift = func(x xmltext.Drift) { got = append(got, x.String()) }
		d.Reset(data)
		if err := d.Roots(roots[filepath.Dir(filepath.Dir(file))]()); err != nil {
			t.Fatal(err)
		}
		d.Release()
		if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}
