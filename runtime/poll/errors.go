package poll

import (
	"fmt"
	"time"
)

// All errors name the operation, and answer OperationName as those of a call do.

// An UnknownJobError reports a job that the service does not know.
type UnknownJobError struct {
	Operation, Job string
	// Text is what the service says of it.
	Text string
	// Reply is the reply, of the operation's type.
	Reply any
}

// Error returns the job and what the service says of it.
func (e *UnknownJobError) Error() string {
	return fmt.Sprintf("%s: job %q is not known: %q", e.Operation, e.Job, e.Text)
}

// OperationName returns the operation's name.
func (e *UnknownJobError) OperationName() string { return e.Operation }

// A PendingError reports a wait that ended before the job did; the job goes on, and can be awaited again.
type PendingError struct {
	Operation, Job string
	// Reply is the last reply, of the operation's type; nil without one.
	Reply any
	// Err is why the wait ended.
	Err error
}

// Error returns the job and why the wait ended.
func (e *PendingError) Error() string {
	return fmt.Sprintf("%s: job %q is pending: %v", e.Operation, e.Job, e.Err)
}

// Unwrap returns why the wait ended.
func (e *PendingError) Unwrap() error { return e.Err }

// OperationName returns the operation's name.
func (e *PendingError) OperationName() string { return e.Operation }

// A FailedError is what [Job.Err] makes of a job that failed.
type FailedError struct {
	Operation, Job, Outcome string
}

// Error returns the job and what the service says of it.
func (e *FailedError) Error() string {
	return fmt.Sprintf("%s: job %q failed: %q", e.Operation, e.Job, e.Outcome)
}

// OperationName returns the operation's name.
func (e *FailedError) OperationName() string { return e.Operation }

// A NoFileError reports a download of a job that made no file.
type NoFileError struct {
	Operation, Job string
	State          State
}

// Error returns the job and its state.
func (e *NoFileError) Error() string {
	return fmt.Sprintf("%s: job %q has no file: %v", e.Operation, e.Job, e.State)
}

// OperationName returns the operation's name.
func (e *NoFileError) OperationName() string { return e.Operation }

// An ExpiredError reports an address that is no longer valid: a new question may bring a new one.
type ExpiredError struct {
	Operation string
	// Job is empty for a download by address.
	Job string
	// StatusCode is what the file's server answered; 0 where nothing was sent, since the time was over.
	StatusCode int
	// Valid is how long the address was valid, 0 where the server answered.
	Valid time.Duration
}

// Error says who told that the address has expired.
func (e *ExpiredError) Error() string {
	s := e.Operation + ": the address of the file"
	if e.Job != "" {
		s = fmt.Sprintf("%s: the address of the file of job %q", e.Operation, e.Job)
	}
	if e.StatusCode == 0 {
		return fmt.Sprintf("%s has expired: it was valid for %v", s, e.Valid)
	}
	return fmt.Sprintf("%s has expired: HTTP %d", s, e.StatusCode)
}

// OperationName returns the operation's name.
func (e *ExpiredError) OperationName() string { return e.Operation }

// A LimitError reports a file that is larger than [WithMaxBytes] allows.
type LimitError struct {
	Operation string
	Max       int64
}

// Error returns the limit.
func (e *LimitError) Error() string {
	return fmt.Sprintf("%s: the file is larger than %d bytes", e.Operation, e.Max)
}

// OperationName returns the operation's name.
func (e *LimitError) OperationName() string { return e.Operation }
