package golden_test

import (
	"strings"
	"testing"

	choice "example.com/wsgen/golden/choice/want/go/orders"
	chosen "example.com/wsgen/golden/chosen/want/go/exchange"
	polymorphism "example.com/wsgen/golden/polymorphism/want/go/orders"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// TestNilPointers: an interface that holds a nil pointer holds nothing, like one that is nil.
func TestNilPointers(t *testing.T) {
	cash := func() choice.OrderChoice { return &choice.OrderChoiceCash{} }
	for name, tt := range map[string]struct {
		op        *soap.Operation
		got, want xmltext.Node
	}{
		"choice":          {&choice.OpSend, &choice.Order{Choice: (*choice.OrderChoiceCard)(nil)}, &choice.Order{}},
		"other of choice": {&choice.OpSend, &choice.Order{Choice: (*choice.OrderChoiceOther)(nil)}, &choice.Order{}},
		"group in choice": {&choice.OpSend, &choice.Order{Choice: (*choice.OrderChoiceSequence)(nil)}, &choice.Order{}},
		"repeated choice": {
			&choice.OpSend, &choice.Order{Choice: cash(), Choice2nd: []choice.OrderChoice2nd{(*choice.OrderChoice2ndGift)(nil), (*choice.OrderChoice2ndSequence)(nil)}},
			&choice.Order{Choice: cash(), Choice2nd: []choice.OrderChoice2nd{nil, nil}},
		},
		"derived type":      {&polymorphism.OpSend, &polymorphism.Order{Event: (*polymorphism.Return)(nil)}, &polymorphism.Order{}},
		"several of a base": {&polymorphism.OpSend, &polymorphism.Order{Event: &polymorphism.Event{}, More: []polymorphism.AnyEvent{(*polymorphism.Delivery)(nil)}}, &polymorphism.Order{Event: &polymorphism.Event{}, More: []polymorphism.AnyEvent{nil}}},
		"chosen type": {
			&chosen.OpSend, &chosen.Send{Message: chosen.Message{Body: &chosen.Body{Content: (*chosen.Order)(nil)}}},
			&chosen.Send{Message: chosen.Message{Body: &chosen.Body{}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, gotErr := written(tt.op, tt.got)
			want, wantErr := written(tt.op, tt.want)
			if got != want || gotErr != wantErr {
				t.Errorf("got %s %s, want %s %s", got, gotErr, want, wantErr)
			}
			v, ok := tt.got.(interface{ Validate() error })
			if !ok {
				return
			}
			if got, want := text(v.Validate()), text(tt.want.(interface{ Validate() error }).Validate()); got != want {
				t.Errorf("validation says %s, want %s", got, want)
			}
		})
	}
	if _, err := written(&choice.OpSend, &choice.Order{Choice: (*choice.OrderChoiceCard)(nil)}); !strings.Contains(err, "Choice") {
		t.Errorf("a required choice of a nil pointer is written, or fails for %q", err)
	}
}

func written(op *soap.Operation, x xmltext.Node) (out, err string) {
	e := xmltext.NewEncoder(xmltext.Prefixed)
	defer e.Release()
	part := op.In.Body[0]
	failed := e.Document(part.Name, op.Binding.Namespaces, part.Type, x)
	return string(e.Output()), text(failed)
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
