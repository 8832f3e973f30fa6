package tce_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/inspect"
)

// contract returns the contract of token.yaml with one text of the spec replaced by another.
func contract(t *testing.T, old, new string) (text, diagnostics string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(".")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "token.yaml")
	spec := string(sample(t, "../token.yaml"))
	if !strings.Contains(spec, old) {
		t.Fatalf("the spec has no %q", old)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(spec, old, new, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	apis, list := gen.Load(dir, []string{"token.yaml"})
	var b bytes.Buffer
	list.Print(&b)
	for _, api := range apis {
		text += string(inspect.Text(api))
	}
	return text, b.String()
}

func TestOneLineRelaxesAMandatoryField(t *testing.T) {
	text, diagnostics := contract(t, "{add: true, type: string,", "{add: true, minOccurs: 0, type: string,")
	if diagnostics != "" {
		t.Fatal(diagnostics)
	}
	if !strings.Contains(text, "\n    descricaoEmpresaTI?: ") || !strings.Contains(text, "\n    descritivoSoftware: ") {
		t.Errorf("want descricaoEmpresaTI optional and descritivoSoftware required in\n%s", text)
	}
}

func TestOverlayThatMatchesNothingIsAnError(t *testing.T) {
	_, diagnostics := contract(t, "codigoUg: {pattern", "codigoUgg: {pattern")
	if !strings.Contains(diagnostics, "codigoUgg") || !strings.Contains(diagnostics, "token.yaml:") {
		t.Errorf("got %q, want an error at codigoUgg", diagnostics)
	}
}

func TestAReplyMaySucceedWithoutAStatus(t *testing.T) {
	text, diagnostics := contract(t, "  obterToken:\n", "  obterToken:\n    replyStatus: optional\n")
	if diagnostics != "" {
		t.Fatal(diagnostics)
	}
	if n := strings.Count(text, "absentOK"); n != 1 {
		t.Errorf("%d operations allow a reply without a status, want one:\n%s", n, text)
	}
}
