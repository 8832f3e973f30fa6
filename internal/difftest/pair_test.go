package difftest_test

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

const folder = "../../golden/diff"

// A pair is two versions of a contract with what is claimed of them.
type pair struct {
	name     string
	unshown  bool // the comment says why the wire can't show the change
	files    map[string]string
	want     []claim
	messages []*message
}

// A claim is a line of want.
type claim struct{ rule, direction, wire, api, path string }

func (c claim) String() string {
	return strings.Join([]string{c.rule, c.direction, c.wire, c.api, c.path}, " ")
}

// A message is one that the old client sends or the new server answers.
type message struct {
	name      string
	reply     bool
	operation string
	now       string // what the new version calls the operation, where it has another name there
	envelope
	// failed is why the other side does not take it; nil if it does.
	failed error
}

const (
	request = "request"
	reply   = "reply"
)

func (m *message) direction() string {
	if m.reply {
		return reply
	}
	return request
}

// pairs reads the whole folder.
func pairs(t *testing.T) []*pair {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no pairs: %v", err)
	}
	service, err := os.ReadFile(filepath.Join(folder, "service.wsdl"))
	if err != nil {
		t.Fatal(err)
	}
	var list []*pair
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := parse(archive, string(service))
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
			continue
		}
		p.name = strings.TrimSuffix(filepath.Base(name), ".txtar")
		list = append(list, p)
	}
	return list
}

var (
	versionFile = regexp.MustCompile(`^(old|new)/[a-z0-9-]+\.(wsdl|yaml|xsd)$`)
	messageFile = regexp.MustCompile(`^(request-old|reply-new)-\d\.xml$`)
)

func parse(archive *txtar.Archive, service string) (*pair, error) {
	comment := strings.TrimSpace(string(archive.Comment))
	if comment == "" {
		return nil, fmt.Errorf("no comment says why the verdicts are right")
	}
	p := &pair{files: map[string]string{}, unshown: strings.Contains(comment, "The wire can't show it: ")}
	seen := false
	for _, f := range archive.Files {
		data := string(f.Data)
		switch {
		case versionFile.MatchString(f.Name):
			p.files[f.Name] = data
		case messageFile.MatchString(f.Name):
			m, err := parseMessage(f.Name, data)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			}
			p.messages = append(p.messages, m)
		case f.Name == "want":
			seen = true
			for line := range strings.Lines(data) {
				words := strings.Fields(line)
				if len(words) != 5 {
					return nil, fmt.Errorf("want: %q is not: rule direction wire api path", line)
				}
				p.want = append(p.want, claim{words[0], words[1], words[2], words[3], words[4]})
			}
		default:
			return nil, fmt.Errorf("%s is no file of a pair", f.Name)
		}
	}
	if !seen {
		return nil, fmt.Errorf("no file want")
	}
	for _, version := range []string{"old", "new"} {
		if p.files[version+"/service.wsdl"] == "" {
			p.files[version+"/service.wsdl"] = service
		}
	}
	return p, p.check()
}

// check finds claims that are none.
func (p *pair) check() error {
	if !slices.IsSortedFunc(p.want, func(a, b claim) int { return strings.Compare(a.String(), b.String()) }) {
		return fmt.Errorf("want is not sorted")
	}
	for _, c := range p.want {
		known := slices.Contains([]string{request, reply, "both"}, c.direction) &&
			slices.Contains([]string{"breaking", "compatible", "unknown"}, c.wire) &&
			slices.Contains([]string{"breaking", "additive", "none"}, c.api)
		if !known {
			return fmt.Errorf("want: %s: no such direction or verdict", c)
		}
	}
	return nil
}

// write puts a version into a folder and returns its input.
func (p *pair) write(version, dir string) (input string, err error) {
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if path.Dir(name) != version {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, path.Base(name)), []byte(p.files[name]), 0o666); err != nil {
			return "", err
		}
		if ext := path.Ext(name); strings.HasPrefix(path.Base(name), "service.") && (input == "" || ext == ".yaml") {
			input = path.Base(name)
		}
	}
	return input, nil
}

// judge compares what is claimed of a direction with what became of its messages.
func (p *pair) judge() (problems []string) {
	for _, direction := range []string{request, reply} {
		held, failed := p.count(direction)
		wire, both := p.worst(direction)
		if both {
			held, failed = p.count("both")
		}
		switch {
		case wire == "breaking" && failed == 0:
			problems = append(problems, fmt.Sprintf("%s: no message proves the break", direction))
		case (wire == "compatible" || wire == "") && failed > 0:
			problems = append(problems, fmt.Sprintf("%s: %d messages don't hold, and no line says so", direction, failed))
		case (wire == "compatible" || len(p.want) == 0) && held == 0:
			problems = append(problems, fmt.Sprintf("%s: no message shows that it is compatible", direction))
		case wire == "unknown" && !p.unshown && (held == 0 || failed == 0):
			problems = append(problems, fmt.Sprintf("%s: unknown, but %d messages hold and %d don't", direction, held, failed))
		case wire == "unknown" && held+failed == 0:
			problems = append(problems, fmt.Sprintf("%s: no message", direction))
		}
	}
	return problems
}

// count counts the messages of a direction that hold, and those that don't.
func (p *pair) count(direction string) (held, failed int) {
	for _, m := range p.messages {
		switch {
		case direction != "both" && m.direction() != direction:
		case m.failed == nil:
			held++
		default:
			failed++
		}
	}
	return held, failed
}

// worst is the worst verdict on a direction; both says that it is one on both directions together: one message of either
// proves a break then.
func (p *pair) worst(direction string) (wire string, both bool) {
	rank := []string{"", "compatible", "unknown", "breaking"}
	for _, c := range p.want {
		if c.direction != direction && c.direction != "both" {
			continue
		}
		if slices.Index(rank, c.wire) > slices.Index(rank, wire) {
			wire, both = c.wire, c.direction == "both" && c.wire != "compatible"
		}
	}
	return wire, both
}
