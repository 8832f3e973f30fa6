package gen

import (
	"slices"

	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// LoadScenario reads the scenario file of a mock whose operations are given, with the replies that it names, by the
// names that it gives them.
func LoadScenario(dir, name string, operations []string) (*parser.Scenario, map[string][]byte, source.List) {
	loader, err := source.NewLoader(dir)
	if err != nil {
		return nil, nil, problem(idUsage, err)
	}
	file, d := loader.Open(name, source.Span{})
	if d != nil {
		return nil, nil, source.List{*d}
	}
	s, list := parser.ParseScenario(file)
	if list.HasErrors() {
		return nil, nil, list
	}
	replies := map[string][]byte{}
	for _, e := range s.Scenario.Entries {
		if !slices.Contains(operations, e.Key.V) {
			list.Errorf(e.Key.Span, idScenarioUnmatched, "no input has an operation %s", e.Key.V).Hint = source.DidYouMean(e.Key.V, operations)
		}
		for _, step := range e.Value {
			if !step.Reply.Set() {
				continue
			}
			f, d := loader.Open(step.Reply.V, step.Reply.Span)
			if d != nil {
				list = append(list, *d)
				continue
			}
			replies[step.Reply.V] = f.Data
		}
	}
	return s, replies, list
}
