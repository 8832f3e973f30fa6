package soap

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/runtime/xsd"
)

// An item is a record whose number may be unset.
type item struct{ id xsd.Opt[int32] }

// A verdict is what a reply says of an item.
type verdict struct {
	code xsd.Opt[int32]
	text string
}

var opSend = Operation{Name: "send"}

var rule = RecordRule[item, verdict]{
	Max: 4,
	Number: func(x *item) (string, bool) {
		v, ok := x.id.Get()
		return strconv.Itoa(int(v)), ok
	},
	Assign:     func(x *item, n int) { x.id.Set(int32(n)) },
	Code:       func(x *verdict) (string, bool) { v, ok := x.code.Get(); return strconv.Itoa(int(v)), ok },
	Message:    func(x *verdict) (string, bool) { return x.text, x.text != "" },
	OKCodes:    []string{"0"},
	OKMessages: []string{"OK"},
}

// numbered makes items with these numbers; -1 is none.
func numbered(numbers ...int32) []item {
	out := make([]item, len(numbers))
	for i, n := range numbers {
		if n >= 0 {
			out[i].id.Set(n)
		}
	}
	return out
}

func TestNumberRecords(t *testing.T) {
	tests := []struct {
		name     string
		in, want []int32
	}{
		{"none", []int32{}, []int32{}},
		{"all unset", []int32{-1, -1, -1}, []int32{1, 2, 3}},
		{"all set", []int32{7, 0, 9}, []int32{7, 0, 9}},
		{"a place that is taken behind", []int32{-1, -1, 1}, []int32{4, 2, 1}},
		{"the next number is taken as well", []int32{-1, 4, 1}, []int32{5, 4, 1}},
		{"0 is a number", []int32{0, -1}, []int32{0, 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := numbered(tt.in...)
			got, err := NumberRecords(&opSend, &rule, in)
			if err != nil {
				t.Fatal(err)
			}
			var numbers []int32
			for _, x := range got {
				numbers = append(numbers, x.id.Or(-1))
			}
			if !slices.Equal(numbers, tt.want) {
				t.Errorf("got %v, want %v", numbers, tt.want)
			}
			if !cmp.Equal(in, numbered(tt.in...), cmp.AllowUnexported(item{})) {
				t.Errorf("the caller's records changed: %v", in)
			}
		})
	}
}

func TestNumberRecordsRefuses(t *testing.T) {
	_, err := NumberRecords(&opSend, &rule, numbered(-1, -1, -1, -1, -1))
	var count *RecordCountError
	if !errors.As(err, &count) || *count != (RecordCountError{Count: 5, Max: 4}) {
		t.Errorf("got %v, want a *RecordCountError", err)
	}
	_, err = NumberRecords(&opSend, &rule, numbered(3, -1, 3))
	var twice *DuplicateRecordError
	if !errors.As(err, &twice) || *twice != (DuplicateRecordError{Number: "3", First: 0, Second: 2}) {
		t.Errorf("got %v, want a *DuplicateRecordError", err)
	}
	var request *RequestError
	if !errors.As(err, &request) || request.Operation != "send" {
		t.Errorf("%v is no *RequestError of the operation", err)
	}
}

func TestNumbersThatTheCallerMustGiveAreNotAssigned(t *testing.T) {
	fixed := rule
	fixed.Assign = nil
	got, err := NumberRecords(&opSend, &fixed, numbered(-1, 2))
	if err != nil {
		t.Fatal(err)
	}
	if !got[0].id.IsZero() || got[1].id.Or(0) != 2 {
		t.Errorf("got %v", got)
	}
}

func result(key string, code int32, text string) xsd.Entry[verdict] {
	return xsd.Entry[verdict]{Key: key, Value: verdict{xsd.Some(code), text}}
}

func TestMatchRecords(t *testing.T) {
	tests := []struct {
		name    string
		results []xsd.Entry[verdict]
		want    string // of the error; "" for none
	}{
		{"all accepted, in another order", []xsd.Entry[verdict]{result("2", 0, "OK"), result("1", 0, "OK")}, ""},
		{"text in another case, with blanks", []xsd.Entry[verdict]{result(" 1", 0, " ok "), result("002", 0, "Ok")}, ""},
		{
			"refused by a code", []xsd.Entry[verdict]{result("1", 0, "OK"), result("2", 410, "gone")},
			"send: 1 of 2 records not accepted; record 2: 410: gone",
		},
		{
			"refused with the code of success", []xsd.Entry[verdict]{result("1", 0, "number used"), result("2", 0, "OK")},
			"send: 1 of 2 records not accepted; record 1: 0: number used",
		},
		{
			"accepted by the message alone", []xsd.Entry[verdict]{{Key: "1", Value: verdict{text: "OK"}}, result("2", 0, "OK")},
			"send: 1 of 2 records not accepted; record 1: OK",
		},
		{
			"accepted by the code alone", []xsd.Entry[verdict]{result("1", 0, ""), result("2", 0, "OK")},
			"send: 1 of 2 records not accepted; record 1: 0",
		},
		{
			"accepted and refused", []xsd.Entry[verdict]{result("1", 0, "OK"), result("1", 7, "no"), result("2", 0, "OK")},
			"send: 1 of 2 records not accepted; record 1: 7: no",
		},
		{"not answered", []xsd.Entry[verdict]{result("2", 0, "OK")}, "send: 1 of 2 records not accepted; record 1: not answered"},
		{"no results", nil, "send: 2 of 2 records not accepted; record 1: not answered; record 2: not answered"},
		{
			"a result for nothing that was sent", []xsd.Entry[verdict]{result("1", 0, "OK"), result("2", 0, "OK"), result("9", 0, "OK")},
			"send: 0 of 2 records not accepted; 1 results for records that were not sent: 9",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sent, err := NumberRecords(&opSend, &rule, numbered(-1, -1))
			if err != nil {
				t.Fatal(err)
			}
			records, unmatched := MatchRecords(&rule, sent, tt.results)
			if len(records) != 2 || records[0].Number != "1" || records[1].Sent != &sent[1] {
				t.Fatalf("the records are not those that were sent: %+v", records)
			}
			err = RecordErrors(&opSend, records, unmatched)
			if got := text(err); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if err == nil {
				return
			}
			var list *RecordsError
			if !errors.As(err, &list) || list.Sent != 2 || len(list.Unmatched) != len(unmatched) {
				t.Errorf("got %#v", err)
			}
		})
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestRecordsErrorNamesTheFirstOnes(t *testing.T) {
	e := &RecordsError{Operation: "send", Sent: 5000}
	for i := range 4000 {
		e.Records = append(e.Records, RefusedRecord{Index: i, Number: strconv.Itoa(i + 1)})
	}
	if s := e.Error(); len(s) > 500 || !strings.HasSuffix(s, "and 3990 more") {
		t.Errorf("got %s", s)
	}
}

func TestCheckDigest(t *testing.T) {
	tests := []struct{ algorithm, digest string }{
		{"md5", "900150983cd24fb0d6963f7d28e17f72"},
		{"md5", " 900150983CD24FB0D6963F7D28E17F72\n"},
		{"sha1", "a9993e364706816aba3e25717850c26c9cd0d89d"},
		{"sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	}
	for _, tt := range tests {
		if err := CheckDigest(&opSend, tt.algorithm, tt.digest, []byte("abc")); err != nil {
			t.Error(err)
		}
		err := CheckDigest(&opSend, tt.algorithm, tt.digest, []byte("abd"))
		var d *DigestError
		if !errors.As(err, &d) || d.Algorithm != tt.algorithm || d.Got != tt.digest || d.Want == "" {
			t.Errorf("got %v, want a *DigestError", err)
		}
	}
	if err := CheckDigest(&opSend, "md5", "", []byte("abc")); err == nil {
		t.Error("an empty digest passes")
	}
}
