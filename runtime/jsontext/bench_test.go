package jsontext_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"example.com/wsgen/runtime/jsontext"
)

// The same message with encoding/json and struct tags, as other generators make it.
type tagged struct {
	Code  *string     `json:"Code,omitempty"`
	Value json.Number `json:"Value,omitempty"`
	Count *int32      `json:"Count,omitempty"`
	Rate  *float64    `json:"Rate,omitempty"`
	SPED  *bool       `json:"SPED,omitempty"`
	Note  *string     `json:"Note,omitempty"`
	Tags  []string    `json:"Tags,omitempty"`
	Items []struct {
		Code  string      `json:"Code"`
		Value json.Number `json:"Value"`
	} `json:"ListOfItems"`
}

// message is a message with n items.
func message(n int) []byte {
	items := make([]string, n)
	for i := range items {
		items[i] = fmt.Sprintf(`{"Code":"01|010101|%d","Value":%d.00}`, i, 1000+i)
	}
	return []byte(`{"Code":"000000001","Value":11836.05,"Count":2,"Rate":0.5,"SPED":true,"Note":"Centro de custo exemplo, criação","Tags":["9","10","11"],"ListOfItems":[` +
		strings.Join(items, ",") + `]}`)
}

func BenchmarkDecode(b *testing.B) {
	for _, n := range []int{3, 500} {
		data := message(n)
		b.Run(fmt.Sprint("jsontext/", n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if err := jsontext.Decode(data, &jContent, new(Content), nil); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("encoding-json/", n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if err := json.Unmarshal(data, new(tagged)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	for _, n := range []int{3, 500} {
		data := message(n)
		var x Content
		var y tagged
		if err := jsontext.Decode(data, &jContent, &x, nil); err != nil {
			b.Fatal(err)
		}
		if err := json.Unmarshal(data, &y); err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint("jsontext/", n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			var out []byte
			for b.Loop() {
				var err error
				if out, err = jsontext.Append(out[:0], &jContent, &x, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("encoding-json/", n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := json.Marshal(&y); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
