package transport

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"time"
)

// LogAttempt tells the logger of one attempt.
func (k *Call) LogAttempt(ctx context.Context, endpoint string, attempt, status int, took time.Duration, err error) {
	l := k.Client.Log
	if l == nil || !l.Enabled(ctx, slog.LevelDebug) {
		return
	}
	u, _ := url.Parse(endpoint)
	attrs := []slog.Attr{
		slog.String("operation", k.Operation), slog.String("endpoint", SafeURL(u)), slog.Int("attempt", attempt),
		slog.Int("status", status), slog.Duration("took", took),
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", k.Secrets.Text(outline(err))))
	}
	l.LogAttrs(ctx, slog.LevelDebug, k.Client.Protocol+" call", attrs...)
}

// outline says what ended an attempt, without content: a server's message may hold what is secret and can't be known as
// such, as the key of a session that another program opened. The caller has the error itself.
func outline(err error) string {
	var (
		refusal interface {
			RefusalStatus() (status, message string)
		}
		fault  interface{ SOAPFault() (code, reason string) }
		lost   *TransportError
		page   *HTTPError
		unread *DecodeError
		setup  *ConfigError
	)
	switch {
	case errors.As(err, &refusal):
		status, _ := refusal.RefusalStatus()
		return "refused: " + status
	case errors.As(err, &fault):
		code, _ := fault.SOAPFault()
		return "fault " + code
	case errors.As(err, &lost):
		arrived := "nothing was sent"
		if lost.MaybeArrived {
			arrived = "the request may have arrived"
		}
		return "no whole reply: " + cause(lost.Err) + " (" + arrived + ")"
	case errors.As(err, &page):
		return "the answer is no reply of the service"
	case errors.As(err, &unread):
		return "the reply can't be decoded at " + unread.Path + ": " + cause(unread.Err)
	case errors.As(err, &setup):
		return setup.Error()
	}
	return cause(err)
}

// cause is the text of what ended a context or found no connection, and of other errors the type.
func cause(err error) string {
	for _, end := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, end) {
			return end.Error()
		}
	}
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		return dial.Error()
	}
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return fmt.Sprintf("%T", err)
}
