package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// A judge validates outputs with xmllint, where xmllint accepts the document that they come from: it can't read every
// schema of the suite.
type judge struct {
	suite            string
	valid, cannot    int
	schemaUnreadable int
	slow             []string // schemas that xmllint did not get done with
}

// longest is how long xmllint may take over the documents of one schema. For most that is a few hundredths of a second; the
// content models of a few take it more than an hour.
const longest = 3 * time.Minute

var errSlow = errors.New("xmllint takes too long")

// verdict finds the lines in which xmllint says what became of a file.
var verdict = regexp.MustCompile(`(?m)^(.*) (validates|fails to validate)$`)

// validate turns the cases whose output is equal and not valid into failures.
func (j *judge) validate(cases []*result) error {
	if _, err := exec.LookPath("xmllint"); err != nil {
		return errors.New("xmllint is not installed (package libxml2-utils)")
	}
	by := map[string][]*result{}
	for _, c := range cases {
		if c.equal() {
			by[c.schemas[0]] = append(by[c.schemas[0]], c)
		}
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	free := make(chan struct{}, 2)
	for schema, list := range by {
		wg.Add(1)
		free <- struct{}{}
		go func() {
			defer func() { <-free; wg.Done() }()
			verdicts, err := j.ask(schema, list)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				j.slow = append(j.slow, schema)
			}
			j.apply(list, verdicts)
		}()
	}
	wg.Wait()
	return nil
}

// ask has the documents and outputs of a schema validated and returns the verdicts by file. Its one error is errSlow.
func (j *judge) ask(schema string, list []*result) (map[string]string, error) {
	args := []string{"--noout", "--nonet", "--schema", filepath.Join(j.suite, "data", schema)}
	for _, c := range list {
		args = append(args, filepath.Join(j.suite, "data", c.instance), c.output)
	}
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	text, err := exec.CommandContext(ctx, "xmllint", args...).CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return nil, errSlow
	case err != nil && len(text) == 0:
		return nil, nil
	}
	verdicts := map[string]string{}
	for _, m := range verdict.FindAllStringSubmatch(string(text), -1) {
		verdicts[m[1]] = m[2]
	}
	for _, c := range list {
		if verdicts[c.output] == "fails to validate" {
			verdicts["why "+c.output] = why(string(text), c.output)
		}
	}
	return verdicts, nil
}

// why is the first thing that xmllint said about a file.
func why(text, file string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, file+":") {
			return strings.TrimSpace(strings.TrimPrefix(line, file+":"))
		}
	}
	return ""
}

func (j *judge) apply(list []*result, verdicts map[string]string) {
	for _, c := range list {
		switch verdicts[filepath.Join(j.suite, "data", c.instance)] {
		case "validates":
			if verdicts[c.output] == "validates" {
				j.valid++
				continue
			}
			c.stage, c.detail = "invalid", "the output is equal and not valid: "+verdicts["why "+c.output]
		case "":
			j.schemaUnreadable++
		default:
			j.cannot++
		}
	}
}

func (j *judge) print(out io.Writer) {
	fmt.Fprintf(out, "\nxmllint: %d equal outputs are valid; it refuses the schema of %d and the valid document itself of %d, so that it can't tell\n",
		j.valid, j.schemaUnreadable, j.cannot)
	if len(j.slow) > 0 {
		slices.Sort(j.slow)
		fmt.Fprintf(out, "it takes more than %v over %s\n", longest, strings.Join(j.slow, ", "))
	}
}
