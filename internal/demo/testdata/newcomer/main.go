// Command newcomer calls four providers through generated clients and prints what comes back.
package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	ctx, url := context.Background(), os.Args[1]
	for _, walk := range []struct {
		provider string
		run      func(context.Context, string) error
	}{
		{"TCE/SC e-Sfinge", esfinge}, {"Comprovei", exports}, {"InvoiCy", webhooks}, {"TOTVS EAI", messages},
	} {
		fmt.Printf("\n%s\n", walk.provider)
		if err := walk.run(ctx, url); err != nil {
			fmt.Fprintf(os.Stderr, "newcomer: %s: %v\n", walk.provider, err)
			os.Exit(1)
		}
	}
}

// show prints a typed result.
func show(operation, format string, args ...any) {
	fmt.Printf("  %-28s %s\n", operation, fmt.Sprintf(format, args...))
}
