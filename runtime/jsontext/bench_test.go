package jsontext_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	messages "example.com/wsgen/golden/json-mapping/want/go/messages"
	registry "example.com/wsgen/golden/json/want/go/registry"
	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/xmltext"
)

// The messages of the golden cases as other generators make them: structs with tags for encoding/json.
type (
	taggedHook struct {
		Title string      `json:"Title"`
		Kind  *int32      `json:"kind,omitempty"`
		Price json.Number `json:"price,omitempty"`
		Tags  []string    `json:"Tags,omitempty"`
		Uses  []struct {
			Module       int32   `json:"module"`
			Notification []int32 `json:"notification"`
		} `json:"ListOfUses"`
		Active bool `json:"active"`
	}
	taggedEnvelope struct {
		Header struct {
			Version     string `json:"Version,omitempty"`
			UUID        string `json:"UUID,omitempty"`
			Type        string `json:"Type,omitempty"`
			SubType     string `json:"SubType,omitempty"`
			Event       string `json:"Event,omitempty"`
			Transaction string `json:"Transaction,omitempty"`
			ProductName string `json:"ProductName,omitempty"`
			Delivery    string `json:"Delivery,omitempty"`
		} `json:"Header"`
		Content struct {
			Code  string      `json:"Code,omitempty"`
			Value json.Number `json:"Value,omitempty"`
			Items []struct {
				Code  string      `json:"Code"`
				Value json.Number `json:"Value"`
			} `json:"ListOfItems"`
		} `json:"Content"`
	}
)

// registration is a message like those of InvoiCy, with n modules.
func registration(n int) []byte {
	uses := make([]string, n)
	for i := range uses {
		uses[i] = fmt.Sprintf(`{"module":%d,"notification":[9,10,11]}`, i)
	}
	return []byte(`{"Title":"WebHook para múltiplas empresas","active":true,"kind":1,"price":12.00,"Tags":["a","b"],"ListOfUses":[` + strings.Join(uses, ",") + `]}`)
}

// envelope is a message like those of TOTVS, with n items.
func envelope(n int) []byte {
	items := make([]string, n)
	for i := range items {
		items[i] = fmt.Sprintf(`{"Code":"01|010101|%d","Value":%d.00}`, i, 1000+i)
	}
	return []byte(`{"Header":{"Version":"2.000","UUID":"d6bbfa63-ca27-e2ac-0b14-101970f59a5b","Type":"Business","SubType":"event","Event":"upsert","Transaction":"C","ProductName":"PROTHEUS","Delivery":"async"},` +
		`"Content":{"Code":"000000001","Value":11836.05,"ListOfItems":[` + strings.Join(items, ",") + `]}}`)
}

type node interface {
	xmltext.Node
	jsontext.Typed
}

var benchmarks = []struct {
	name string
	data []byte
	ours func() node
	tags func() any
}{
	{"registration/2", registration(2), func() node { return new(registry.Hook) }, func() any { return new(taggedHook) }},
	{"registration/200", registration(200), func() node { return new(registry.Hook) }, func() any { return new(taggedHook) }},
	{"envelope/3", envelope(3), func() node { return new(messages.Envelope) }, func() any { return new(taggedEnvelope) }},
	{"envelope/300", envelope(300), func() node { return new(messages.Envelope) }, func() any { return new(taggedEnvelope) }},
}

func BenchmarkDecode(b *testing.B) {
	for _, bb := range benchmarks {
		b.Run(bb.name+"/jsontext", func(b *testing.B) {
			b.SetBytes(int64(len(bb.data)))
			b.ReportAllocs()
			for b.Loop() {
				x := bb.ours()
				if err := jsontext.Decode(bb.data, x.JSONForm(), x, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(bb.name+"/encoding-json", func(b *testing.B) {
			b.SetBytes(int64(len(bb.data)))
			b.ReportAllocs()
			for b.Loop() {
				if err := json.Unmarshal(bb.data, bb.tags()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	for _, bb := range benchmarks {
		x, y := bb.ours(), bb.tags()
		if err := jsontext.Decode(bb.data, x.JSONForm(), x, nil); err != nil {
			b.Fatal(err)
		}
		if err := json.Unmarshal(bb.data, y); err != nil {
			b.Fatal(err)
		}
		b.Run(bb.name+"/jsontext", func(b *testing.B) {
			b.SetBytes(int64(len(bb.data)))
			b.ReportAllocs()
			var out []byte
			for b.Loop() {
				var err error
				if out, err = jsontext.Append(out[:0], x.JSONForm(), x, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(bb.name+"/encoding-json", func(b *testing.B) {
			b.SetBytes(int64(len(bb.data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := json.Marshal(y); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
