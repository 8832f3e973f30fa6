package mock

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// readSamples reads the replies that the spec names and, behind them, those beside them that are named after the
// operation: NAME.something.response.xml. Names of samples start from the spec, its own from dir.
func (op *operation) readSamples(dir string) error {
	folders := map[string]bool{}
	for _, x := range op.Samples {
		if x.Span.File == nil {
			continue
		}
		name := filepath.Join(within(dir, filepath.Dir(x.Span.File.Path)), filepath.FromSlash(x.File))
		folders[filepath.Dir(name)] = true
		if x.Kind != contract.SampleReply {
			continue
		}
		env, err := readReply(name)
		if err != nil {
			return err
		}
		op.keep(env)
	}
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		beside, err := filepath.Glob(filepath.Join(folder, op.Name+".*response.xml"))
		if err != nil {
			continue // a folder whose name is no pattern
		}
		for _, name := range beside {
			if env, err := readReply(name); err == nil { // the spec does not vouch for it
				op.keep(env)
			}
		}
	}
	return nil
}

// keep keeps a reply that has the operation's part: no fault.
func (op *operation) keep(env *infoset.Element) {
	if op.replyPart(env) != nil {
		op.replies = append(op.replies, env)
	}
}

// within is a name that starts from dir unless it is absolute.
func within(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

func readReply(name string) (*infoset.Element, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	env, err := infoset.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return env, nil
}

// replyPart is the element in a reply that holds the part, nil where there is none.
func (op *operation) replyPart(env *infoset.Element) *infoset.Element {
	if op.Out == nil || len(op.Out.Body) == 0 {
		return nil
	}
	path := []string{"Body"}
	for _, name := range op.Out.Wrapper {
		path = append(path, name.Local)
	}
	return env.Find(append(path, op.Out.Body[0].Element.Name.Local)...)
}

// replyStruct is the type of a reply's part; nil for a simple one.
func (op *operation) replyStruct() *contract.Struct {
	if op.Out == nil || len(op.Out.Body) == 0 {
		return nil
	}
	s, _ := op.Out.Body[0].Element.Type.(*contract.Struct)
	return s
}

// status is the text of a reply's status.
func (op *operation) status(env *infoset.Element) string {
	return value(op.replyPart(env), op.replyStruct(), op.Out.Reply.Status)
}

// succeeded reports whether a reply is none of refusal.
func (op *operation) succeeded(env *infoset.Element) bool {
	rule := op.Out.Reply
	if rule == nil {
		return true
	}
	status := op.status(env)
	return status == "" && rule.AbsentOK || slices.Contains(rule.Silent, status) || slices.ContainsFunc(rule.OK, func(ok string) bool { return strings.EqualFold(ok, status) })
}

// usual is the reply that nothing else decides: the first sample of a success, else the least that the contract allows.
func (op *operation) usual() *infoset.Element {
	for _, env := range op.replies {
		if op.succeeded(env) {
			return clone(env)
		}
	}
	env := op.least()
	if rule := op.rule(); rule != nil {
		put(op.replyPart(env), op.replyStruct(), rule.Status, rule.OK[0])
	}
	return env
}

func (op *operation) rule() *contract.Reply {
	if op.Out == nil {
		return nil
	}
	return op.Out.Reply
}

// least is a reply with no more than its type demands.
func (op *operation) least() *infoset.Element {
	if op.Out == nil {
		return nil
	}
	if len(op.Out.Body) == 0 {
		return envelope(op.soap.Version)
	}
	decl := op.Out.Body[0].Element
	part := tree(decl.Name)
	fill(part, decl.Type, 0)
	for _, name := range slices.Backward(op.Out.Wrapper) {
		part = tree(name, part)
	}
	return envelope(op.soap.Version, part)
}

// refused is the shared reply that says no: a status that is none of success, the message and nothing else.
func (op *operation) refused(text string) []byte {
	env, rule, s := op.least(), op.Out.Reply, op.replyStruct()
	part := op.replyPart(env)
	for _, f := range fields(s) {
		if inner, ok := f.Element.Type.(*contract.Struct); ok && inner.Map != nil {
			if e := child(part, s, f); e != nil {
				e.Children = nil
			}
		}
	}
	put(part, s, rule.Status, op.no)
	if rule.Message != nil {
		put(part, s, rule.Message, text)
	}
	return write(env)
}

// settleRefusals finds the status that refusals of each provider have: that of a sample, else "ERROR".
func (s *Server) settleRefusals() {
	no := map[*contract.API]string{}
	for _, op := range s.ops {
		for _, env := range op.replies {
			if op.rule() != nil && !op.succeeded(env) && op.status(env) != "" {
				no[op.provider()] = op.status(env)
			}
		}
	}
	for _, op := range s.ops {
		op.no = cmp.Or(no[op.provider()], "ERROR")
	}
}

// provider is the contract that the services of a provider share, or the operation's own.
func (op *operation) provider() *contract.API {
	if op.api.Shared != nil {
		return op.api.Shared
	}
	return op.api
}

// reply is the usual reply as the rules of its operation leave it; nil for a one-way operation.
func (op *operation) reply(changes ...change) []byte {
	env := op.usual()
	if env == nil {
		return nil
	}
	part, s := op.replyPart(env), op.replyStruct()
	for _, apply := range changes {
		if part != nil && s != nil && apply != nil {
			apply(part, s)
		}
	}
	return write(env)
}
