package difftest_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// TestPairs computes from the messages of each pair what its changes do on the wire, and compares it with what the pair claims.
func TestPairs(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		fmt.Fprintln(os.Stderr, "SKIPPED: pairs of contracts; xmllint is not installed (package libxml2-utils)")
		t.Skip("xmllint is not installed")
	}
	list := pairs(t)
	stage := newStage(t)
	var calls []play
	wrong := map[*pair]error{}
	for _, p := range list {
		client, err := p.clientOf(t, stage)
		wrong[p] = err
		for _, m := range p.messages {
			calls = append(calls, play{client, m.operation, m.header, m.body, m.reply, m.space == soap12})
		}
	}
	results := stage.play(t, calls)
	for _, p := range list {
		mine := results[:len(p.messages)]
		results = results[len(p.messages):]
		t.Run(p.name, func(t *testing.T) {
			if err := wrong[p]; err != nil {
				t.Fatal(err)
			}
			p.prove(t, xmllint, mine)
		})
	}
}

// prove checks that the messages are what they are said to be, finds out which hold, and compares.
func (p *pair) prove(t *testing.T, xmllint string, results []played) {
	old, err := p.server(t, xmllint, "old")
	if err != nil {
		t.Fatal(err)
	}
	current, err := p.server(t, xmllint, "new")
	if err != nil {
		t.Fatal(err)
	}
	before, after := p.load(t, "old"), p.load(t, "new")
	for i, m := range p.messages {
		var own, broken error
		if m.reply {
			own = current.takes(m)
			m.failed, broken = m.decoded(before, after, results[i])
		} else {
			own = errors.Join(old.takes(m), m.sent(results[i]))
			if m.failed = current.takes(m); !errors.As(m.failed, new(*invalidError)) {
				broken = m.failed
			}
		}
		if err := errors.Join(own, broken); err != nil {
			t.Errorf("%s: %v", m.name, err)
		}
		t.Logf("%s: %v", m.name, m.failed)
	}
	for _, problem := range p.judge() {
		t.Error(problem)
	}
}

// server is what a version's server takes and answers.
func (p *pair) server(t *testing.T, xmllint, version string) (*server, error) {
	l := &linter{xmllint: xmllint, dir: t.TempDir()}
	if _, err := p.write(version, l.dir); err != nil {
		return nil, err
	}
	return newServer(l)
}
