//go:build unix

package main

import (
	goruntime "runtime"
	"syscall"
	"time"
)

// used returns the CPU time that the process has taken and the most memory that it has had, in bytes.
func used() (cpu time.Duration, memory int64) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, 0
	}
	memory = int64(u.Maxrss)
	if goruntime.GOOS != "darwin" {
		memory <<= 10 // in KiB, but for Apple
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), memory
}
