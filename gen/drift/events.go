// Package drift reads what clients logged of replies that differ from their contract, and proposes an overlay for it. It
// opens no file and knows nothing of how a client reads.
package drift

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"time"
)

// A Kind is a kind of drift, as the runtime's log spells it.
type Kind string

// The kinds.
const (
	UnknownElement   Kind = "unknown element"
	UnknownAttribute Kind = "unknown attribute"
	Missing          Kind = "missing"
	Misplaced        Kind = "misplaced"
	Repeated         Kind = "repeated"
	UnknownEnum      Kind = "unknown enumeration value"
	Facet            Kind = "facet violated"
	UnknownType      Kind = "unknown xsi:type"
	OtherType        Kind = "other xsi:type than declared"
	ValueForm        Kind = "tolerated form"
	UndeclaredFault  Kind = "undeclared fault"
	FaultDetail      Kind = "unreadable fault detail"
	NoDocument       Kind = "no XML document"
)

// Kinds lists all kinds.
func Kinds() []Kind {
	return []Kind{UnknownElement, UnknownAttribute, Missing, Misplaced, Repeated, UnknownEnum, Facet, UnknownType, OtherType, ValueForm, UndeclaredFault, FaultDetail, NoDocument}
}

// Message is the message of the lines that tell of drift, and others the kind of one about drift that the log could not
// tell apart.
const (
	Message = "contract drift"
	others  = "others"
)

const (
	maxLine   = 64 << 10 // bytes of a line that is looked at
	maxEvents = 10_000   // different events that are told apart
	maxText   = 1024     // bytes of a path or name
)

// An Event is a kind of drift at a path of the replies of an operation.
type Event struct {
	Operation, Path string
	Kind            Kind
	Spec            string // hash of the contract that the client was generated from
}

// A Seen is how often an event came, and when. The times are zero where no line says them.
type Seen struct {
	Event
	Count       int
	First, Last time.Time
}

// A Log is the events of one or several logs.
type Log struct {
	// Other counts lines that tell of no drift; Beyond counts drift that nobody told apart.
	Other, Beyond int

	seen  map[Event]*Seen
	count int
}

// Count is how often drift was logged.
func (l *Log) Count() int { return l.count }

// Read adds the events of a log: lines of JSON as slog's JSONHandler writes them. Its error is that of the reader.
func (l *Log) Read(from io.Reader) error {
	r := bufio.NewReaderSize(from, maxLine)
	for {
		line, err := r.ReadSlice('\n')
		long := errors.Is(err, bufio.ErrBufferFull)
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = r.ReadSlice('\n')
		}
		switch {
		case long:
			l.Other++
		case len(line) > 0:
			l.line(line)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// line takes note of one line.
func (l *Log) line(text []byte) {
	var x struct {
		Time, Since                      string
		Msg, Operation, Path, Kind, Spec string
		Count                            *int
	}
	if json.Unmarshal(text, &x) != nil || x.Msg != Message {
		l.Other++
		return
	}
	n := 1
	if x.Count != nil {
		n = *x.Count
	}
	e := Event{Operation: x.Operation, Path: unquoted(x.Path), Kind: Kind(x.Kind), Spec: x.Spec}
	switch {
	case n < 1 || max(len(e.Operation), len(e.Path), len(e.Spec)) > maxText:
		l.Other++
	case x.Kind == others:
		l.Beyond = sum(l.Beyond, n)
		l.count = sum(l.count, n)
	case !slices.Contains(Kinds(), e.Kind) || e.Operation == "" || e.Path == "":
		l.Other++
	default:
		l.count = sum(l.count, n)
		l.add(e, n, x.Since, x.Time)
	}
}

// unquoted undoes the escapes of a path; a path without them is what it is.
func unquoted(path string) string {
	if plain, err := strconv.Unquote(`"` + path + `"`); err == nil {
		return plain
	}
	return path
}

// sum adds counts, of which a log says what it likes: it ends at the highest number.
func sum(a, b int) int {
	if a > math.MaxInt-b {
		return math.MaxInt
	}
	return a + b
}

func (l *Log) add(e Event, n int, times ...string) {
	if l.seen == nil {
		l.seen = map[Event]*Seen{}
	}
	s := l.seen[e]
	switch {
	case s == nil && len(l.seen) == maxEvents:
		l.Beyond = sum(l.Beyond, n)
		return
	case s == nil:
		s = &Seen{Event: e}
		l.seen[e] = s
	}
	s.Count = sum(s.Count, n)
	for _, text := range times {
		t, err := time.Parse(time.RFC3339, text)
		if err != nil {
			continue
		}
		if s.First.IsZero() || t.Before(s.First) {
			s.First = t
		}
		if t.After(s.Last) {
			s.Last = t
		}
	}
}

// Events returns what was seen, sorted by operation, path and kind.
func (l *Log) Events() []Seen {
	var list []Seen
	for _, s := range l.seen {
		list = append(list, *s)
	}
	slices.SortFunc(list, func(a, b Seen) int {
		return cmp.Or(cmp.Compare(a.Operation, b.Operation), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Spec, b.Spec))
	})
	return list
}
