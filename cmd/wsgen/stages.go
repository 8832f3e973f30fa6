package main

import (
	"fmt"
	"time"
)

// stages tells what each stage of a generation took, once it is over: time that passed, CPU time of the process, and
// the most memory that it has had so far.
type stages struct {
	tell  func(format string, args ...any)
	name  string // "" before the first
	start time.Time
	cpu   time.Duration
}

// begin ends one stage and begins the next.
func (s *stages) begin(format string, args ...any) {
	s.end()
	s.name, s.start = fmt.Sprintf(format, args...), time.Now()
	s.cpu, _ = used()
}

func (s *stages) end() {
	if s.name == "" {
		return
	}
	cpu, memory := used()
	s.tell("%-26s %6.2fs, CPU %5.2fs, memory %4d MB", s.name, time.Since(s.start).Seconds(), (cpu - s.cpu).Seconds(), memory>>20)
	s.name = ""
}
