package golden_test

import (
	"strings"
	"testing"

	types "example.com/wsgen/golden/content-types/want/go/in"
	encoded "example.com/wsgen/golden/encoded/want/go/depot"
	polymorphism "example.com/wsgen/golden/polymorphism/want/go/orders"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// What a value that was read lacked is left out again, until it is set: then it is written, also where all that it holds are zero
// values.
func TestSetWhereItWasMissing(t *testing.T) {
	const ns = ` xmlns:gol="urn:golden" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
	for name, tt := range map[string]struct {
		doc, want string
		set       func(types.XMLRoot)
	}{
		"nillable text": {
			`<gol:event xsi:type="gol:Delivery"><gol:at>2026-01-01</gol:at></gol:event>`, `<gol:place></gol:place>`,
			func(r types.XMLRoot) { r.(*types.XMLRootEvent).Value.Or(nil).(*types.Delivery).Place = xsd.Value("") },
		},
		"nillable struct": {
			`<gol:parcels/>`, `<gol:first><gol:weight>0</gol:weight></gol:first>`,
			func(r types.XMLRoot) { r.(*types.XMLRootParcels).Value.First.Set(new(types.Parcel)) },
		},
		"choice": {
			`<gol:parcels/>`, `<gol:none>0</gol:none>`,
			func(r types.XMLRoot) {
				r.(*types.XMLRootParcels).Value.Choice = &types.ParcelsChoiceNone{Value: xsd.Value[int32](0)}
			},
		},
	} {
		var d types.XMLDocument
		if err := xmltext.Unmarshal([]byte(strings.NewReplacer("/>", ns+"/>", "event xsi", "event"+ns+" xsi").Replace(tt.doc)), &d); err != nil {
			t.Fatal(err)
		}
		for _, set := range []bool{false, true} {
			if set {
				tt.set(d.Root)
			}
			got, err := xmltext.Marshal(&d)
			if err != nil || strings.Contains(string(got), tt.want) != set {
				t.Errorf("%s, set %t: %s %v", name, set, got, err)
			}
		}
	}
	order := readBack(t, &polymorphism.OpSend, new(polymorphism.Order), `<gol:order xmlns:gol="urn:golden"/>`)
	order.Event = new(polymorphism.Event)
	if got, err := written(&polymorphism.OpSend, order); !strings.Contains(got, "<gol:event>") {
		t.Errorf("of a type that others derive from: %s %s", got, err)
	}
	store := readBack(t, &encoded.OpDepot11Store, new(encoded.Store), `<n:store xmlns:n="urn:golden:depot"><place/></n:store>`)
	store.Items = encoded.ArrayOfItem{}
	if got, err := written(&encoded.OpDepot11Store, store); !strings.Contains(got, "<items ") || strings.Contains(got, "nil=") {
		t.Errorf("array: %s %s", got, err)
	}
}

// readBack reads the part of a request.
func readBack[T xmltext.Node](t *testing.T, op *soap.Operation, x T, doc string) T {
	t.Helper()
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Reset([]byte(doc))
	part := op.In.Body[0]
	if err := d.Document(part.Name, op.Binding.Namespaces, part.Type, x); err != nil {
		t.Fatal(err)
	}
	return x
}
