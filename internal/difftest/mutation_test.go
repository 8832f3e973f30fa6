package difftest_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
)

// A version is one of a contract of random schemas, with messages that are valid under it.
type version struct {
	set               schemaSet
	files             map[string]string
	dir               string
	api               func() *contract.API
	requests, replies []string
}

// A mutation is two versions that differ by some edits.
type mutation struct {
	name     string
	old, new *version
	refused  [2]string       // a request of the old version that the new one does not admit, and the other way round
	known    map[string]bool // which replies of the new version the old one has, too
	played   int             // where what the old client makes of them begins
}

// A nursery makes versions.
type nursery struct {
	*rand.Rand
	xmllint, service string
	count            int
	odd              map[string]int // why wsgen does not take schemas that xmllint takes
}

// version returns schemas as one, or nil if they are none: for xmllint, for wsgen, or without a valid message.
func (n *nursery) version(t *testing.T, set schemaSet) *version {
	t.Helper()
	if !set.sound() || !set.unique() {
		return nil
	}
	v := &version{set: set, files: set.files(), dir: t.TempDir()}
	v.files["service.wsdl"] = n.service
	p := &pair{files: map[string]string{}}
	for name, text := range v.files {
		p.files["old/"+name] = text
	}
	input, err := p.write("old", v.dir)
	if err != nil {
		t.Fatal(err)
	}
	s := &sower{Rand: n.Rand, set: set}
	documents := append(s.messages("request", 150), s.messages("reply", 100)...)
	holds, ok := n.valid(t, v, documents)
	if !ok || !n.restricts(t, v) {
		return nil
	}
	for _, text := range documents {
		switch {
		case !holds[text]:
		case strings.HasPrefix(text, "<t:request"):
			v.requests = append(v.requests, text)
		default:
			v.replies = append(v.replies, text)
		}
	}
	n.count++
	apis, diags := gen.Load(v.dir, []string{input})
	if diags.HasErrors() || len(apis) != 1 {
		n.odd[diags[0].ID]++
		if os.Getenv("WSGEN_VERBOSE") != "" {
			t.Logf("wsgen does not take what xmllint takes: %v", diags)
		}
		return nil
	}
	v.api = func() *contract.API { return p.load(t, "old") }
	return v
}

// root returns a first version with messages enough.
func (n *nursery) root(t *testing.T) *version {
	for {
		if v := n.version(t, randomSchemas(n.Rand)); v != nil && len(v.requests) > 5 && len(v.replies) > 5 {
			return v
		}
	}
}

// mutant returns a later version.
func (n *nursery) mutant(t *testing.T, from *version) *version {
	for {
		set := from.set.edited(n.Rand)
		for n.IntN(4) == 0 {
			set = set.edited(n.Rand)
		}
		if maps.Equal(set.files(), from.set.files()) {
			continue
		}
		if v := n.version(t, set); v != nil && len(v.requests) > 0 && len(v.replies) > 0 {
			return v
		}
	}
}

// rows is a schema of many messages in one document, a line for each, and of the restrictions among the types: an element for
// each, and one for its base.
func (v *version) rows() string {
	var b strings.Builder
	for i, name := range v.set.restrictions() {
		from, _ := base(v.set.global(name, "complexType"))
		fmt.Fprintf(&b, `<xs:element name="type%d" type=%q/><xs:element name="base%[1]d" type=%[3]q/>`, i, name, from)
	}
	return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:example:diff" xmlns:o="urn:example:other" targetNamespace="urn:example:rows">
<xs:import namespace="urn:example:diff" schemaLocation="types.xsd"/><xs:import namespace="urn:example:other" schemaLocation="other.xsd"/>
<xs:element name="rows"><xs:complexType><xs:choice maxOccurs="unbounded">` + b.String() +
		`<xs:element ref="t:request"/><xs:element ref="t:reply"/></xs:choice></xs:complexType></xs:element></xs:schema>`
}

// restrictions are the complex types that restrict others.
func (s schemaSet) restrictions() (list []string) {
	for _, name := range s.globals("complexType") {
		t := s.global(name, "complexType")
		from, step := base(t)
		if b := s.global(from, "complexType"); step != nil && step.kind == "restriction" && b != nil && b.attrs["abstract"] == "" {
			list = append(list, name)
		}
	}
	return list
}

// restricts reports whether types admit no more than those that they restrict, as they must: xmllint does not see to that.
func (n *nursery) restricts(t *testing.T, v *version) bool {
	s := &sower{Rand: n.Rand, set: v.set, depth: 2}
	var documents []string
	for i, name := range v.set.restrictions() {
		for range 15 {
			p := s.named(name)
			for _, kind := range []string{"type", "base"} {
				documents = append(documents, fmt.Sprintf("<%s%d%s%s>%s</%[1]s%[2]d>", kind, i, p.attrs, declarations, p.inner))
			}
		}
	}
	if len(documents) == 0 {
		return true
	}
	holds, ok := n.valid(t, v, documents)
	for i := 0; i < len(documents); i += 2 {
		if holds[documents[i]] && !holds[documents[i+1]] {
			return false
		}
	}
	return ok
}

// schemaLine is what xmllint says of a schema.
var schemaLine = regexp.MustCompile(`(?m)^[^:\n]*\.xsd:.*$`)

// valid returns which of some messages are valid under a version; not ok if that is no schema, or one that xmllint does not come to an
// end with.
func (n *nursery) valid(t *testing.T, v *version, documents []string) (holds map[string]bool, ok bool) {
	text := `<r:rows xmlns:r="urn:example:rows">` + "\n" + strings.Join(documents, "\n") + "\n<none/>\n</r:rows>"
	for name, text := range map[string]string{"rows.xsd": v.rows(), "rows.xml": text} {
		if err := os.WriteFile(filepath.Join(v.dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	limited, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	run := exec.CommandContext(limited, n.xmllint, "--nonet", "--noout", "--schema", "rows.xsd", "rows.xml")
	run.Dir = v.dir
	out, _ := run.CombinedOutput()
	if limited.Err() != nil || bytes.Contains(out, []byte("failed to compile")) {
		return nil, false
	}
	bad := complaints(schemaLine.ReplaceAll(out, nil))
	if !bad[len(documents)+2] { // which never is
		return nil, false
	}
	holds = map[string]bool{}
	for i, text := range documents {
		holds[text] = !bad[i+2]
	}
	return holds, true
}

// judge finds requests that either version admits and the other one does not.
func (n *nursery) judge(t *testing.T, m *mutation) (ok bool) {
	for i, way := range [][2]*version{{m.old, m.new}, {m.new, m.old}} {
		holds, ok := n.valid(t, way[1], way[0].requests)
		if !ok {
			return false
		}
		for _, text := range way[0].requests {
			if !holds[text] {
				m.refused[i] = text
			}
		}
	}
	m.known, ok = n.valid(t, m.old, m.new.replies)
	return ok
}

// failed returns a reply that the old client does not take, and why; "" for none. One that was a reply before, and failed as such, says
// nothing of the change: these are counted.
func (m *mutation) failed(t *testing.T, results []played) (why string, before int) {
	old, current := m.old.api(), m.new.api()
	for i, reply := range m.pair().messages {
		err, broken := reply.decoded(old, current, results[i])
		if broken != nil {
			m.keep(t, reply.body)
			t.Errorf("%s\n%v", m, broken)
		}
		switch own, _ := reply.decoded(old, old, results[i]); {
		case err == nil:
		case m.known[reply.body] && own != nil:
			before++
			if os.Getenv("WSGEN_VERBOSE") != "" {
				t.Logf("%s\nwas a reply before, and fails: %s %v", m, reply.body, own)
			}
		default:
			why = reply.body + ": " + err.Error()
		}
	}
	return why, before
}

// pair is the mutation with the replies of its new version.
func (m *mutation) pair() *pair {
	p := &pair{name: m.name, files: map[string]string{}}
	for prefix, v := range map[string]*version{"old/": m.old, "new/": m.new} {
		for name, text := range v.files {
			p.files[prefix+name] = text
		}
	}
	for _, text := range m.new.replies {
		p.messages = append(p.messages, &message{name: text, reply: true, operation: "Call", envelope: envelope{space: soap11, body: text}})
	}
	return p
}

// String shows what changed.
func (m *mutation) String() string {
	var b strings.Builder
	b.WriteString(m.name + "\n")
	for _, name := range []string{"types.xsd", "other.xsd"} {
		lines := lineDiff(m.old.files[name], m.new.files[name])
		changed := func(line string) bool { return line[0] != ' ' }
		for i, line := range lines {
			if slices.ContainsFunc(lines[max(0, i-3):min(len(lines), i+4)], changed) {
				b.WriteString(line + "\n")
			}
		}
	}
	return b.String()
}

// keep writes the pair and a message into the folder of artifacts, which go test -artifacts leaves behind.
func (m *mutation) keep(t *testing.T, message string) {
	p := m.pair()
	archive := &txtar.Archive{Comment: []byte(m.name + "\n")}
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if !strings.HasSuffix(name, ".wsdl") {
			archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(p.files[name])})
		}
	}
	archive.Files = append(archive.Files, txtar.File{Name: "message.xml", Data: []byte(message)})
	name := strings.NewReplacer(" ", "", ",", "-").Replace(m.name) + ".txtar"
	if err := os.WriteFile(filepath.Join(t.ArtifactDir(), name), txtar.Format(archive), 0o666); err != nil {
		t.Error(err)
	}
}

// lineDiff is all lines, those of one side alone marked.
func lineDiff(old, new string) (list []string) {
	a, b := strings.Split(old, "\n"), strings.Split(new, "\n")
	longest := make([][]int, len(a)+1)
	longest[len(a)] = make([]int, len(b)+1)
	for i := len(a) - 1; i >= 0; i-- {
		longest[i] = make([]int, len(b)+1)
		for j := len(b) - 1; j >= 0; j-- {
			if longest[i][j] = max(longest[i+1][j], longest[i][j+1]); a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			list = append(list, "  "+a[i])
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && longest[i+1][j] >= longest[i][j+1]:
			list = append(list, "- "+a[i])
			i++
		default:
			list = append(list, "+ "+b[j])
			j++
		}
	}
	return list
}

// A score counts what became of verdicts on one direction.
type score struct {
	Pairs, Shown, Unshown, Unknown, Compatible int
	Before                                     int // messages that failed before the change, too
}

// String says, too, what share of the breaks that are told no message shows.
func (s *score) String() string {
	type plain score
	return fmt.Sprintf("%+v (%d%% of the breaks not shown)", plain(*s), 100*s.Unshown/max(s.Shown+s.Unshown, 1))
}

func (s *score) add(verdict diff.Wire, shown bool) {
	s.Pairs++
	switch {
	case verdict == diff.Unknown:
		s.Unknown++
	case verdict == diff.Compatible:
		s.Compatible++
	case shown:
		s.Shown++
	default:
		s.Unshown++
	}
}

// enter compares verdicts on requests with what became of them.
func (m *mutation) enter(t *testing.T, requests, replies *score, failed string) {
	for i, way := range [][2]*version{{m.old, m.new}, {m.new, m.old}} {
		changes := diff.Compare(way[0].api(), way[1].api())
		verdict, said := worst(changes, func(c diff.Change) diff.Wire { return c.Request })
		requests.add(verdict, m.refused[i] != "")
		back := []string{"", " backwards"}[i]
		if verdict == diff.Compatible && m.refused[i] != "" {
			m.keep(t, m.refused[i])
			t.Errorf("%s\nrequests%s are compatible, and one is not valid: %s%s", m, back, m.refused[i], said)
		}
		if verdict == diff.Breaking && m.refused[i] == "" && os.Getenv("WSGEN_VERBOSE") != "" {
			t.Logf("%s\nrequests%s are breaking, and none shows it%s", m, back, said)
		}
		if i == 1 {
			continue
		}
		verdict, said = worst(changes, func(c diff.Change) diff.Wire { return c.Reply })
		replies.add(verdict, failed != "")
		if verdict == diff.Compatible && failed != "" {
			m.keep(t, failed)
			t.Errorf("%s\nreplies are compatible, and one fails: %s%s", m, failed, said)
		}
		if verdict == diff.Breaking && failed == "" && os.Getenv("WSGEN_VERBOSE") != "" {
			t.Logf("%s\nreplies are breaking, and none shows it%s", m, said)
		}
	}
}

// TestRandomMutations edits random schemas of all constructs and holds gen/diff against messages of both versions: no request
// that was valid is not, and no reply is lost on the old client, where it says that they are compatible. How often it says that something
// breaks and no message shows it is counted. WSGEN_LONG=1 has it go on for minutes; WSGEN_SEED and WSGEN_BATCHES
// make other schemas, and more, and WSGEN_VERBOSE prints the breaks that no message shows.
func TestRandomMutations(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		fmt.Fprintln(os.Stderr, "SKIPPED: random changes of schemas; xmllint is not installed (package libxml2-utils)")
		t.Skip("xmllint is not installed")
	}
	service, err := os.ReadFile(folder + "/service.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	roots, mutants := 8, 4
	if long() {
		roots, mutants = 30, 12
	}
	seed, batches := effort()
	var requests, replies score
	for i := range batches {
		n := &nursery{Rand: rand.New(rand.NewPCG(seed, uint64(i))), xmllint: xmllint, service: string(service), odd: map[string]int{}}
		n.batch(t, fmt.Sprintf("seed %d, batch %d", seed, i), roots, mutants, &requests, &replies)
		t.Logf("seed %d, batch %d: requests %v, replies %v; wsgen does not take %v of %d", seed, i, &requests, &replies, n.odd, n.count)
	}
	if min(requests.Shown, requests.Compatible, replies.Shown, replies.Compatible) < roots*mutants*batches/10 {
		t.Errorf("few breaks, or few that are none: requests %v, replies %v", &requests, &replies)
	}
}

// batch tries some versions, each with some that follow it.
func (n *nursery) batch(t *testing.T, name string, roots, mutants int, requests, replies *score) {
	stage := newStage(t)
	var list []*mutation
	var calls []play
	for i := range roots {
		old := n.root(t)
		client := ""
		for k := range mutants {
			m := &mutation{name: fmt.Sprintf("%s, %d.%d", name, i, k), old: old, new: n.mutant(t, old), played: len(calls)}
			if !n.judge(t, m) {
				continue
			}
			if client == "" {
				var err error
				if client, err = m.pair().clientOf(t, stage); err != nil {
					t.Errorf("%s\n%v", m, err)
					break
				}
			}
			for _, text := range m.new.replies {
				calls = append(calls, play{Client: client, Operation: "Call", Body: text, Reply: true})
			}
			list = append(list, m)
		}
	}
	results := stage.play(t, calls)
	for _, m := range list {
		failed, before := m.failed(t, results[m.played:])
		replies.Before += before
		m.enter(t, requests, replies, failed)
	}
}

// worst is the worst verdict on one direction, with all changes.
func worst(changes []diff.Change, direction func(diff.Change) diff.Wire) (verdict diff.Wire, said string) {
	rank := []diff.Wire{"", diff.Compatible, diff.Unknown, diff.Breaking}
	verdict = diff.Compatible
	for _, c := range changes {
		if slices.Index(rank, direction(c)) > slices.Index(rank, verdict) {
			verdict = direction(c)
		}
		said += fmt.Sprintf("\n%s %s %s: %s", c.Rule, direction(c), c.Path, c.Message)
	}
	return verdict, said
}
