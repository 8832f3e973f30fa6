package xmltext

import "testing"

// A noted is told the fields that it is to read.
type noted struct{ fields []int }

func (x *noted) ReadXML(d *Decoder, field int) {
	x.fields = append(x.fields, field)
	d.Skip()
}

// What is only read is read as any node, and writing it is an error, not a document that lacks it.
func TestReadOnly(t *testing.T) {
	x := new(noted)
	d := NewDecoder()
	defer d.Release()
	d.Reset([]byte(inShapes("<s:a>1</s:a><s:b>2</s:b>")))
	if err := d.Document(shapesName, &shapeNS, &tShapes, ReadOnly(x)); err != nil || len(x.fields) < 2 {
		t.Errorf("fields %v, error %v", x.fields, err)
	}
	e := NewEncoder(Prefixed)
	defer e.Release()
	if err := e.Document(shapesName, &shapeNS, &tShapes, ReadOnly(x)); err == nil {
		t.Errorf("written: %s", e.Output())
	}
}
