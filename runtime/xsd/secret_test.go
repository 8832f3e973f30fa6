package xsd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestSecretIsNeverPrinted(t *testing.T) {
	const canary = "canary-7f3a"
	type inner struct{ Key Secret }
	held := struct {
		Plain  Secret
		Opt    Opt[Secret]
		Nested *inner
		List   []Secret
	}{canary, Some(Secret(canary)), &inner{canary}, []Secret{canary}}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb+"\n", Secret(canary))
		fmt.Fprintf(&out, verb+"\n", held.Opt)
		fmt.Fprintf(&out, verb+"\n", held.List)
		fmt.Fprintf(&out, verb+"\n", *held.Nested)
	}
	// A pointer inside a struct takes %v alone: for other verbs fmt prints an error text of its own, past all methods.
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		fmt.Fprintf(&out, verb+"\n", held)
		fmt.Fprintf(&out, verb+"\n", &held)
	}
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "secret", held.Plain)
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "held", held)
	if strings.Contains(out.String(), canary) || strings.Contains(out.String(), fmt.Sprintf("%x", canary)) {
		t.Errorf("a secret was printed:\n%s", out.String())
	}
	if got := fmt.Sprint(Secret("")); got != "" {
		t.Errorf("an empty secret prints %q", got)
	}
	if b, err := json.Marshal(held.Plain); err != nil || string(b) != `"`+canary+`"` {
		t.Errorf("JSON carries %s, %v; want the value", b, err)
	}
}
