package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

// unknownCommand refuses what stands where a command does, and names the command that may be meant.
func unknownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fmt.Errorf("unknown command %q%s (wsgen -h is the manual)", args[0], didYouMean(args[0], commandNames(root), ""))
}

func commandNames(root *cobra.Command) (names []string) {
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return names
}

var flagName = regexp.MustCompile(`--([a-z][a-z-]*)`)

// unknownFlag adds the flag that may be meant to the error about one that a command does not have.
func unknownFlag(c *cobra.Command, err error) error {
	name, ok := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !ok {
		return err
	}
	var names []string
	for _, m := range flagName.FindAllStringSubmatch(c.Flags().FlagUsages(), -1) {
		names = append(names, m[1])
	}
	return errors.New(err.Error() + didYouMean(name, names, "--"))
}

// didYouMean proposes the first of the names that a word may be a slip of, as cobra measures it.
func didYouMean(word string, names []string, prefix string) string {
	c := &cobra.Command{SuggestionsMinimumDistance: 2}
	for _, name := range names {
		c.AddCommand(&cobra.Command{Use: name, Run: func(*cobra.Command, []string) {}})
	}
	if list := c.SuggestionsFor(word); len(list) > 0 {
		return "; did you mean " + prefix + list[0] + "?"
	}
	return ""
}
