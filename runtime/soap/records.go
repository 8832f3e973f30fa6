package soap

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// A RecordRule says how an operation numbers the records that it sends, and what of a reply says that one was
// accepted. T is the type of a record, R that of a result. Generated code makes it.
type RecordRule[T, R any] struct {
	// Max is the greatest number of records in one request; 0 for no limit.
	Max int
	// Prefix is what stands before the number in the key of a result.
	Prefix string
	// Number returns the number of a record, if it has one.
	Number func(*T) (string, bool)
	// Assign numbers a record; nil where the caller always does.
	Assign func(*T, int)
	// Code and Message return what a result says; nil where results say no such thing.
	Code, Message func(*R) (string, bool)
	// OKCodes and OKMessages are what an accepted record's results say.
	OKCodes, OKMessages []string
}

// A Record is a record that was sent and what the reply says of it.
type Record[T, R any] struct {
	// Number is the record's number in this request.
	Number string
	// Sent is the record as it was sent.
	Sent *T
	// Results are the results under its number, one as a rule; none when the reply is silent.
	Results []R
	// Accepted says that there is a result and that all of them say so.
	Accepted bool
	// Code and Message are those of the result that decided.
	Code, Message string
}

// NumberRecords returns the records with a number each, for generated code: a record without one gets its
// place, from 1, or the next free number behind the last place where another record has that already.
// The caller's records are not changed. Two records of one number and more than the rule allows are errors.
func NumberRecords[T, R any](op *Operation, r *RecordRule[T, R], records []T) ([]T, error) {
	if r.Max > 0 && len(records) > r.Max {
		return nil, &RequestError{Operation: op.Name, Err: &RecordCountError{Count: len(records), Max: r.Max}}
	}
	out := slices.Clone(records)
	taken := make(map[string]int, len(out))
	for i := range out {
		n, ok := r.Number(&out[i])
		if !ok {
			continue
		}
		if first, twice := taken[canonical(n)]; twice {
			return nil, &RequestError{Operation: op.Name, Err: &DuplicateRecordError{Number: n, First: first, Second: i}}
		}
		taken[canonical(n)] = i
	}
	if r.Assign == nil {
		return out, nil
	}
	next := len(out)
	for i := range out {
		if _, ok := r.Number(&out[i]); ok {
			continue
		}
		n := i + 1
		for _, used := taken[strconv.Itoa(n)]; used; _, used = taken[strconv.Itoa(n)] {
			next++
			n = next
		}
		taken[strconv.Itoa(n)] = i
		r.Assign(&out[i], n)
	}
	return out, nil
}

// MatchRecords finds the results of the records that were sent, for generated code. It also returns the results whose
// number no record has.
func MatchRecords[T, R any](r *RecordRule[T, R], sent []T, results []xsd.Entry[R]) (records []Record[T, R], unmatched []xsd.Entry[R]) {
	at := make(map[string]int, len(sent))
	records = make([]Record[T, R], len(sent))
	for i := range sent {
		n, _ := r.Number(&sent[i])
		records[i] = Record[T, R]{Number: n, Sent: &sent[i]}
		at[canonical(n)] = i
	}
	for _, e := range results {
		if i, ok := at[canonical(strings.TrimPrefix(e.Key, r.Prefix))]; ok {
			records[i].Results = append(records[i].Results, e.Value)
		} else {
			unmatched = append(unmatched, e)
		}
	}
	for i := range records {
		r.judge(&records[i])
	}
	return records, unmatched
}

// judge says whether a record was accepted: every result must say so, by its code and by its message.
func (r *RecordRule[T, R]) judge(x *Record[T, R]) {
	for i := range x.Results {
		code, codeOK := says(r.Code, &x.Results[i], r.OKCodes, canonical)
		message, messageOK := says(r.Message, &x.Results[i], r.OKMessages, strings.ToLower)
		x.Code, x.Message, x.Accepted = code, message, codeOK && messageOK
		if !x.Accepted {
			return
		}
	}
}

// says returns what a result says in one field, and whether that is one of the values of success. A field that the rule
// does not name says nothing against it; one that the reply lacks does.
func says[R any](read func(*R) (string, bool), result *R, ok []string, form func(string) string) (text string, success bool) {
	if read == nil {
		return "", true
	}
	text, there := read(result)
	if !there {
		return "", false
	}
	return text, slices.ContainsFunc(ok, func(s string) bool { return form(strings.TrimSpace(s)) == form(strings.TrimSpace(text)) })
}

// canonical is a number without blanks and leading zeros, which some servers drop; other text stays.
func canonical(n string) string {
	n = strings.TrimSpace(n)
	if n == "" || strings.Trim(n, "0123456789") != "" {
		return n
	}
	if n = strings.TrimLeft(n, "0"); n == "" {
		return "0"
	}
	return n
}

// RecordErrors returns a [*RecordsError] that names the records that were refused or not answered, or nil when
// all were accepted and every result belongs to one of them. Generated types call it.
func RecordErrors[T, R any](op *Operation, records []Record[T, R], unmatched []xsd.Entry[R]) error {
	e := &RecordsError{Operation: op.Name, Sent: len(records)}
	for i, r := range records {
		if !r.Accepted {
			e.Records = append(e.Records, RefusedRecord{Index: i, Number: r.Number, Answered: len(r.Results) > 0, Code: r.Code, Message: r.Message})
		}
	}
	for _, u := range unmatched {
		e.Unmatched = append(e.Unmatched, u.Key)
	}
	if len(e.Records)+len(e.Unmatched) == 0 {
		return nil
	}
	return e
}

// A RecordsError reports a reply that accepts the request as a whole and not every record in it.
type RecordsError struct {
	Operation string
	// Sent is how many records the request had.
	Sent int
	// Records are those that were refused or not answered, in the order sent.
	Records []RefusedRecord
	// Unmatched are the numbers of results that no record has.
	Unmatched []string
}

// A RefusedRecord is a record that was refused, or that the reply does not mention.
type RefusedRecord struct {
	// Index is the record's place in the request, from 0.
	Index int
	// Number is the record's number in the request.
	Number string
	// Answered is false when the reply has no result for the record.
	Answered bool
	// Code and Message are what the reply says.
	Code, Message string
}

// String returns the record's number and what became of it.
func (r RefusedRecord) String() string {
	s := "record " + r.Number
	switch {
	case !r.Answered:
		return s + ": not answered"
	case r.Code != "" && r.Message != "":
		return s + ": " + r.Code + ": " + r.Message
	}
	return s + ": " + r.Code + r.Message
}

// listed is how many records an error's text names.
const listed = 10

// Error names the first records.
func (e *RecordsError) Error() string {
	parts := []string{fmt.Sprintf("%s: %d of %d records not accepted", e.Operation, len(e.Records), e.Sent)}
	for i, r := range e.Records {
		if i == listed {
			parts = append(parts, fmt.Sprintf("and %d more", len(e.Records)-i))
			break
		}
		parts = append(parts, r.String())
	}
	if len(e.Unmatched) > 0 {
		numbers := e.Unmatched[:min(len(e.Unmatched), listed)]
		parts = append(parts, fmt.Sprintf("%d results for records that were not sent: %s", len(e.Unmatched), strings.Join(numbers, ", ")))
	}
	return strings.Join(parts, "; ")
}

// OperationName returns the operation's name.
func (e *RecordsError) OperationName() string { return e.Operation }

// A RecordCountError says that a request has more records than the provider takes. Nothing was sent.
type RecordCountError struct{ Count, Max int }

// Error returns both numbers.
func (e *RecordCountError) Error() string {
	return fmt.Sprintf("%d records, and at most %d may be sent at a time", e.Count, e.Max)
}

// A DuplicateRecordError says that two records of a request have one number. Nothing was sent.
type DuplicateRecordError struct {
	Number string
	// First and Second are their places in the request, from 0.
	First, Second int
}

// Error names the number and the places.
func (e *DuplicateRecordError) Error() string {
	return fmt.Sprintf("records %d and %d both have the number %s", e.First+1, e.Second+1, e.Number)
}

// CopyRequest returns a shallow copy of a request, for generated code that fills in a part of it.
func CopyRequest[T any](op *Operation, req *T) (*T, error) {
	if req == nil {
		return nil, &RequestError{Operation: op.Name, Err: errors.New("no request")}
	}
	x := *req
	return &x, nil
}
