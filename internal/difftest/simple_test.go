package difftest_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/internal/infoset"
)

// A textPair is an element or an attribute of two types, with texts to try.
type textPair struct {
	attribute  bool
	o, n       *simpleType
	named      bool
	valueO     string // attributes of the declarations: of a default or fixed value
	valueN     string
	texts      []string
	old, new   []bool // which texts are valid
	request    diff.Wire
	reply      diff.Wire
	said       string
	withdrawn  bool // one of the types is none
	oldClients []landed
}

// A landed is what the old client made of a text of the new type.
type landed struct {
	text, read string
	refused    error
}

// batch makes pairs.
func batch(r *rand.Rand, count int) (list []*textPair) {
	for range count {
		p := &textPair{o: randomSimple(r, 2), named: r.IntN(3) == 0, attribute: r.IntN(2) == 0}
		p.n = p.o.changed(r)
		for r.IntN(4) == 0 {
			p.n = p.n.changed(r)
		}
		if r.IntN(6) == 0 {
			value := pick(r, p.o.texts())
			p.valueO = stating(r, value)
			p.valueN = p.valueO
			switch r.IntN(3) {
			case 0:
				p.valueN = stating(r, pick(r, p.n.texts()))
			case 1:
				p.n = p.o
				p.valueN = stating(r, value)
			}
			if r.IntN(5) == 0 {
				p.valueO = ""
			}
		}
		p.texts = messages(r, p.o, p.n)
		list = append(list, p)
	}
	return list
}

func stating(r *rand.Rand, value string) string {
	return fmt.Sprintf(` %s="%s"`, pick(r, []string{"default", "fixed"}), escape(value))
}

// row is an element with a text.
func (p *textPair) row(name, text string) string {
	if p.attribute {
		return fmt.Sprintf(`<%s e="%s"/>`, name, escape(text))
	}
	return fmt.Sprintf("<%s>%s</%[1]s>", name, escape(text))
}

// declaration is that of the element or attribute.
func (p *textPair) declaration(name, typ, occurs, value string, t *simpleType) string {
	kind := "element" + occurs
	if p.attribute {
		kind = "attribute"
	}
	head := fmt.Sprintf(`<xs:%s name="%s"%s`, kind, name, value)
	if kind, _, _ = strings.Cut(kind, " "); typ != "" {
		return head + ` type="` + typ + `"/>`
	}
	return head + ">" + t.xsd("") + "</xs:" + kind + ">"
}

// schema is one version of all pairs: a row for each, or all in one type. The lines of a pair are its index behind those of others.
func schema(list []*textPair, old, rows bool) string {
	var elements, attributes, types strings.Builder
	for i, p := range list {
		t, value, typ := p.n, p.valueN, ""
		if old {
			t, value = p.o, p.valueO
		}
		name := fmt.Sprintf("e%d", i)
		if p.named {
			typ = fmt.Sprintf("T%d", i)
		}
		switch {
		case p.withdrawn:
		case p.attribute && rows:
			fmt.Fprintf(&elements, `<xs:element name="%s"><xs:complexType>%s</xs:complexType></xs:element>`, name, p.declaration("e", typ, "", value, t))
		case p.attribute:
			attributes.WriteString(p.declaration(name, typ, "", value, t))
		case rows:
			elements.WriteString(p.declaration(name, typ, "", value, t))
		default:
			elements.WriteString(p.declaration(name, typ, ` minOccurs="0"`, value, t))
		}
		if p.named && !p.withdrawn {
			types.WriteString(t.xsd(typ))
		}
		for _, b := range []*strings.Builder{&elements, &attributes, &types} {
			b.WriteString("\n")
		}
	}
	group, then := `<xs:complexType name="Holder"><xs:sequence>`, `<xs:element name="request" type="Holder"/><xs:element name="reply" type="Holder"/>`
	end := "</xs:sequence>\n" + attributes.String() + "</xs:complexType>"
	if rows {
		group, then = `<xs:element name="rows"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">`, "</xs:element>"
		end = "</xs:choice>\n" + attributes.String() + "</xs:complexType>"
	}
	return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:example:diff" targetNamespace="urn:example:diff" elementFormDefault="qualified">` +
		group + "\n" + elements.String() + end + then + "\n" + types.String() + "</xs:schema>"
}

// spokenOf reports whether one of the lines is about a pair.
func spokenOf(lines map[int]bool, i, pairs int) bool {
	return lines[i+2] || lines[i+pairs+3] || lines[i+2*pairs+4]
}

var lineOf = regexp.MustCompile(`(?m)^[^:\n]*\.(?:xsd|xml):(\d+):`)

// complaints are the lines of a file that xmllint does not like.
func complaints(output []byte) map[int]bool {
	lines := map[int]bool{}
	for _, m := range lineOf.FindAllSubmatch(output, -1) {
		n, _ := strconv.Atoi(string(m[1]))
		lines[n] = true
	}
	return lines
}

// lint has xmllint validate rows in a folder.
func lint(t *testing.T, dir, schema, rows string) (lines map[int]bool, output []byte, valid bool) {
	t.Helper()
	for name, text := range map[string]string{"rows.xsd": schema, "rows.xml": rows} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run := exec.Command("xmllint", "--nonet", "--noout", "--schema", "rows.xsd", "rows.xml")
	run.Dir = dir
	output, err := run.CombinedOutput()
	exit, ok := errors.AsType[*exec.ExitError](err)
	if err != nil && (!ok || exit.ExitCode() != 3 && exit.ExitCode() != 5) {
		t.Fatalf("xmllint: %v\n%s", err, output)
	}
	return complaints(output), output, err == nil || exit.ExitCode() == 3
}

// withdraw drops pairs of which xmllint says that a type is none, or that it can't tell.
func withdraw(t *testing.T, list []*textPair) {
	const empty = `<rows xmlns="urn:example:diff"/>`
	for _, old := range []bool{true, false} {
		for {
			lines, _, ok := lint(t, t.TempDir(), schema(list, old, true), empty)
			if ok {
				break
			}
			found := false
			for i, p := range list {
				if bad := spokenOf(lines, i, len(list)); bad && !p.withdrawn || len(list) == 1 {
					p.withdrawn, found = true, true
				}
			}
			if !found { // an error without a line
				withdraw(t, list[:len(list)/2])
				withdraw(t, list[len(list)/2:])
			}
		}
	}
}

// refuse drops pairs of which wsgen says that a type is none. It says so of some at a time.
func refuse(t *testing.T, list []*textPair) {
	for _, version := range []string{"old", "new"} {
		for again := true; again; {
			dir := t.TempDir()
			input, err := textContract(t, list).write(version, dir)
			if err != nil {
				t.Fatal(err)
			}
			_, diags := gen.Load(dir, []string{input})
			again = false
			for _, d := range diags {
				line, _ := d.Span.Position()
				for i, p := range list {
					if !p.withdrawn && spokenOf(map[int]bool{line: true}, i, len(list)) {
						p.withdrawn, again = true, true
					}
				}
			}
		}
	}
}

// validate finds out which texts each version allows, of some pairs at a time.
func validate(t *testing.T, list []*textPair, old bool) {
	const many = 50
	text, dir := schema(list, old, true), t.TempDir()
	for from := 0; from < len(list); from += many {
		for to := min(from+many, len(list)); !validateSome(t, list, from, to, old, text, dir); {
		}
	}
}

// validateSome is validate for a part of the pairs; false if xmllint gave up over one, which is withdrawn.
func validateSome(t *testing.T, list []*textPair, from, to int, old bool, schema, dir string) bool {
	var b strings.Builder
	var asked []int // the pair of each row
	for i := from; i < to; i++ {
		p := list[i]
		p.texts = slices.DeleteFunc(p.texts, p.tolerated)
		for _, text := range p.texts {
			if !p.withdrawn {
				b.WriteString(p.row(fmt.Sprintf("e%d", i), text) + "\n")
				asked = append(asked, i)
			}
		}
	}
	lines, output, _ := lint(t, dir, schema, `<rows xmlns="urn:example:diff">`+"\n"+b.String()+"<none/>\n</rows>")
	if !lines[len(asked)+2] { // the row that is never valid
		last := 0
		for line := range lines {
			last = max(last, line)
		}
		if last < 2 {
			t.Fatalf("%s", output)
		}
		list[asked[last-2]].withdrawn = true
		return false
	}
	for row, i := range asked {
		if row == 0 || asked[row-1] != i {
			list[i].forget(old)
		}
		list[i].note(old, !lines[row+2])
	}
	return true
}

// forget and note keep which texts a version allows.
func (p *textPair) forget(old bool) {
	if old {
		p.old = nil
	} else {
		p.new = nil
	}
}

func (p *textPair) note(old, valid bool) {
	if old {
		p.old = append(p.old, valid)
	} else {
		p.new = append(p.new, valid)
	}
}

// alphabet is what base64 is made of, bare a decimal of which there is but the sign, remote a year that no client reads.
var (
	alphabet = regexp.MustCompile(`^[ \t\r\n+/=0-9a-zA-Z]*$`)
	bare     = regexp.MustCompile(`(^|\s)[+-]?(\s|$)`)
	remote   = regexp.MustCompile(`\d{9}`)
)

// tolerated reports a text of which xmllint is not to be asked: it passes over characters that are none of base64, and takes a sign
// for a decimal; the runtime has no years of so many digits.
func (p *textPair) tolerated(text string) bool {
	holds := func(kind string) bool { return p.o.holds(kind) || p.n.holds(kind) }
	return holds("base64Binary") && !alphabet.MatchString(text) || holds("decimal") && text != "" && bare.MatchString(text) ||
		(holds("gYear") || holds("date") || holds("dateTime") || holds("gYearMonth")) && remote.MatchString(text)
}

var pairOf = regexp.MustCompile(`[}/@][eT](\d+)\b`)

// judged enters what gen/diff says.
func judged(t *testing.T, list []*textPair, contract *pair) {
	for _, p := range list {
		p.request, p.reply = diff.Compatible, diff.Compatible
	}
	rank := []diff.Wire{"", diff.Compatible, diff.Unknown, diff.Breaking}
	for _, c := range diff.Compare(contract.load(t, "old"), contract.load(t, "new")) {
		m := pairOf.FindStringSubmatch(c.Path)
		if m == nil {
			t.Fatalf("whose is %s?", c.Path)
		}
		i, _ := strconv.Atoi(m[1])
		p := list[i]
		if slices.Index(rank, c.Request) > slices.Index(rank, p.request) {
			p.request = c.Request
		}
		if slices.Index(rank, c.Reply) > slices.Index(rank, p.reply) {
			p.reply = c.Reply
		}
		p.said += fmt.Sprintf("\n  %s %s/%s %s: %s", c.Rule, c.Request, c.Reply, c.Path, c.Message)
	}
}

// answer has the old client read what the new version allows.
func answer(t *testing.T, list []*textPair, contract *pair) {
	stage := newStage(t)
	client, err := contract.clientOf(t, stage)
	if err != nil {
		t.Fatal(err)
	}
	var calls []play
	for i, p := range list {
		for j, text := range p.texts {
			if !p.withdrawn && p.new[j] {
				body := fmt.Sprintf(`<reply xmlns="urn:example:diff"><e%d>%s</e%[1]d></reply>`, i, escape(text))
				if p.attribute {
					body = fmt.Sprintf(`<reply xmlns="urn:example:diff" e%d="%s"/>`, i, escape(text))
				}
				calls = append(calls, play{Client: client, Operation: "Call", Body: body, Reply: true})
			}
		}
	}
	results := stage.play(t, calls)
	for _, p := range list {
		for j, text := range p.texts {
			if !p.withdrawn && p.new[j] {
				p.oldClients = append(p.oldClients, read(text, results[0]))
				results = results[1:]
			}
		}
	}
}

// read is what the client has in its field.
func read(text string, got played) landed {
	if got.Error != "" {
		return landed{text: text, refused: errors.New(got.Error)}
	}
	for _, drift := range got.Drift {
		if !tolerates(drift) {
			return landed{text: text, refused: errors.New(drift)}
		}
	}
	e, err := infoset.Parse([]byte("<b>" + got.Typed + "</b>"))
	switch {
	case err != nil:
		return landed{text: text, refused: err}
	case len(e.Children) > 0 && len(e.Children[0].Attrs) > 0:
		return landed{text: text, read: e.Children[0].Attrs[0].Value}
	case len(e.Children) == 0 || len(e.Children[0].Children) == 0:
		return landed{text: text, refused: errors.New("nothing is in the field")}
	}
	return landed{text: text, read: e.Children[0].Children[0].Text}
}

// TestRandomTexts changes random simple types: no text that was valid is not where gen/diff says that requests are compatible, and no
// old client refuses one of the new type, or reads two that say different things as one, where it says so of replies. How often
// it says that something breaks and no text shows it is counted. WSGEN_LONG=1 has it go on for minutes; WSGEN_SEED
// and WSGEN_BATCHES make other types, and more, and WSGEN_VERBOSE prints the breaks that no text shows.
func TestRandomTexts(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		fmt.Fprintln(os.Stderr, "SKIPPED: random simple types; xmllint is not installed (package libxml2-utils)")
		t.Skip("xmllint is not installed")
	}
	size := 250
	if long() {
		size = 600
	}
	seed, batches := effort()
	var sum tally
	for i := range batches {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		list := batch(r, size)
		withdraw(t, list)
		refuse(t, list)
		validate(t, list, true)
		validate(t, list, false)
		contract := textContract(t, list)
		judged(t, list, contract)
		answer(t, list, contract)
		for i, p := range list {
			if !p.withdrawn {
				sum.add(t, fmt.Sprintf("seed %d, e%d", seed, i), p)
			}
		}
		t.Logf("seed %d: %+v", seed, sum)
	}
	if sum.Pairs < size*batches/2 || sum.ShownRequests < sum.Pairs/10 || sum.ShownReplies < sum.Pairs/10 {
		t.Errorf("few pairs, or few breaks: %+v", sum)
	}
}

// textContract is the two versions.
func textContract(t *testing.T, list []*textPair) *pair {
	service, err := os.ReadFile(folder + "/service.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	return &pair{name: "texts", files: map[string]string{
		"old/service.wsdl": string(service), "old/types.xsd": schema(list, true, false),
		"new/service.wsdl": string(service), "new/types.xsd": schema(list, false, false),
	}}
}

// A tally counts pairs, the breaks that texts show, and the verdicts that none shows.
type tally struct {
	Pairs, Texts                     int
	ShownRequests, ShownReplies      int
	UnshownRequests, UnshownReplies  int
	UnknownRequests, UnknownReplies  int
	UnshownUnknownQ, UnshownUnknownA int
}

func (s *tally) add(t *testing.T, name string, p *textPair) {
	s.Pairs++
	s.Texts += len(p.texts)
	report := func(what string) {
		t.Errorf("%s: attribute %t: %s\nold%s %s\nnew%s %s%s", name, p.attribute, what, p.valueO, p.o.xsd(""), p.valueN, p.n.xsd(""), p.said)
	}
	refused := p.refusedRequest()
	count(p.request, refused != "", &s.ShownRequests, &s.UnshownRequests, &s.UnknownRequests, &s.UnshownUnknownQ)
	if refused != "" && p.request == diff.Compatible {
		report("requests are compatible, and " + refused)
	}
	refused = p.refusedReply()
	count(p.reply, refused != "", &s.ShownReplies, &s.UnshownReplies, &s.UnknownReplies, &s.UnshownUnknownA)
	if refused != "" && p.reply == diff.Compatible {
		report("replies are compatible, and " + refused)
	}
	if os.Getenv("WSGEN_VERBOSE") != "" && p.request == diff.Breaking && p.refusedRequest() == "" {
		t.Logf("%s: no text shows it\nold%s %s\nnew%s %s%s", name, p.valueO, p.o.xsd(""), p.valueN, p.n.xsd(""), p.said)
	}
}

func count(verdict diff.Wire, broken bool, shown, unshown, unknown, unshownUnknown *int) {
	switch {
	case broken:
		*shown++
	case verdict == diff.Breaking:
		*unshown++
	case verdict == diff.Unknown:
		*unshownUnknown++
	}
	if verdict == diff.Unknown {
		*unknown++
	}
}
