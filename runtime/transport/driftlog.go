package transport

import (
	"cmp"
	"context"
	"log/slog"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"example.com/wsgen/runtime/xmltext"
)

// DriftMessage is the message of the lines that a [DriftLog] writes, by which wsgen drift knows them.
const DriftMessage = "contract drift"

const (
	// driftEvery is how often repetitions are logged unless the caller says otherwise.
	driftEvery = 10 * time.Minute
	// maxDrifts bounds the different drifts that a log tells apart.
	maxDrifts = 1000
	// maxDriftPath bounds the bytes of a path in a log: a provider chooses the names of elements that nobody knows.
	maxDriftPath = 512
)

// A DriftLog writes drift to a log, each once: the first time that an operation has a kind of drift at a path it is
// logged at once, at level Warn. Repetitions are counted, and logged with their number at most once an interval.
// Occurrences of one repeated element are one path. Its method Report is a function for OnDrift; one log serves any
// number of clients, and is safe for concurrent use.
//
// A line has the attributes operation, path, kind, spec (the hash of the contract) and count; one about repetitions has
// since too, the time of the line before it. It never has a value of a message. What is unprintable in a path is
// escaped, and a long path shortened in its middle.
//
// A log tells 1,000 drifts apart. It counts all others together, in one line an interval, with the kind "others".
//
// A DriftLog has no goroutine: what was counted is written when the next drift comes after the interval, or by Flush.
type DriftLog struct {
	log   *slog.Logger
	every time.Duration
	now   func() time.Time

	mu     sync.Mutex
	seen   map[driftKey]*driftCount
	others driftCount
	sweep  time.Time // when counts are looked at next
}

// A driftKey is what makes two drifts the same.
type driftKey struct {
	operation, path, spec string
	kind                  xmltext.Kind
}

// A driftCount is how often a drift came since it was logged.
type driftCount struct {
	since time.Time // of the last line; zero without one
	n     int
}

// A driftLine is a line to write.
type driftLine struct {
	driftKey
	kind  string
	count int
	since time.Time // zero for a first line
}

// NewDriftLog returns a DriftLog that writes to l. Repetitions are logged once in every, ten minutes if that is zero or
// less. Now is the clock, [time.Now] if nil.
func NewDriftLog(l *slog.Logger, every time.Duration, now func() time.Time) *DriftLog {
	if every <= 0 {
		every = driftEvery
	}
	if now == nil {
		now = time.Now
	}
	return &DriftLog{log: l, every: every, now: now, seen: map[driftKey]*driftCount{}}
}

// Report takes note of a drift.
func (l *DriftLog) Report(ctx context.Context, d Drift) {
	key := driftKey{d.Operation, safePath(d.Path), d.SpecHash, d.Kind}
	l.write(ctx, l.note(key))
}

// Flush logs the repetitions that were counted and not logged yet, as a program may do before it ends.
func (l *DriftLog) Flush(ctx context.Context) {
	l.mu.Lock()
	lines := l.due(l.now(), true)
	l.mu.Unlock()
	l.write(ctx, lines)
}

// note counts a drift and returns the lines that are to be written now. They are written without the lock: a slow log
// must not hold up calls that have nothing to log.
func (l *DriftLog) note(key driftKey) []driftLine {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	var lines []driftLine
	c := l.seen[key]
	switch {
	case c != nil:
		c.n++
	case len(l.seen) < maxDrifts:
		l.seen[key] = &driftCount{since: now}
		lines = append(lines, driftLine{key, key.kind.String(), 1, time.Time{}})
	case l.others.since.IsZero():
		l.others.since = now
		lines = append(lines, driftLine{driftKey{}, othersKind, 1, time.Time{}})
	default:
		l.others.n++
	}
	return append(lines, l.due(now, false)...)
}

// othersKind is the kind of the line about drifts beyond the bound.
const othersKind = "others"

// due returns the lines of counts whose interval has passed, or of all of them, sorted; that about others is the last.
func (l *DriftLog) due(now time.Time, all bool) []driftLine {
	if !all && now.Before(l.sweep) {
		return nil
	}
	l.sweep = now.Add(l.every)
	var lines []driftLine
	take := func(key driftKey, kind string, c *driftCount) {
		rest := c.since.Add(l.every).Sub(now)
		switch {
		case c.n == 0:
		case all || rest <= 0:
			lines = append(lines, driftLine{key, kind, c.n, c.since})
			*c = driftCount{since: now}
		case now.Add(rest).Before(l.sweep):
			l.sweep = now.Add(rest)
		}
	}
	for key, c := range l.seen {
		take(key, key.kind.String(), c)
	}
	slices.SortFunc(lines, func(a, b driftLine) int {
		return cmp.Or(cmp.Compare(a.operation, b.operation), cmp.Compare(a.path, b.path), cmp.Compare(a.kind, b.kind), cmp.Compare(a.spec, b.spec))
	})
	take(driftKey{}, othersKind, &l.others)
	return lines
}

func (l *DriftLog) write(ctx context.Context, lines []driftLine) {
	for _, x := range lines {
		attrs := []slog.Attr{
			slog.String("operation", x.operation), slog.String("path", x.path), slog.String("kind", x.kind),
			slog.String("spec", x.spec), slog.Int("count", x.count),
		}
		if !x.since.IsZero() {
			attrs = append(attrs, slog.Time("since", x.since))
		}
		l.log.LogAttrs(ctx, slog.LevelWarn, DriftMessage, attrs...)
	}
}

// ordinals are the numbers of repeated elements in a path.
var ordinals = regexp.MustCompile(`\[[0-9]+\](/|$)`)

// safePath is a path as a log may hold it: without the numbers of repeated elements, with what is unprintable escaped,
// and bounded.
func safePath(path string) string {
	quoted := strconv.QuoteToGraphic(shortened(ordinals.ReplaceAllString(path, "$1")))
	return quoted[1 : len(quoted)-1]
}

// shortened leaves out the middle of a long path: its ends say where and what.
func shortened(path string) string {
	if len(path) <= maxDriftPath {
		return path
	}
	head, tail := maxDriftPath/2, len(path)-maxDriftPath/2
	for head > 0 && !utf8.RuneStart(path[head]) {
		head--
	}
	for tail < len(path) && !utf8.RuneStart(path[tail]) {
		tail++
	}
	return path[:head] + "…" + path[tail:]
}
