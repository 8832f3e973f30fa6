package resolve

import (
	"testing"

	"example.com/wsgen/gen/contract"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestUnite(t *testing.T) {
	wild := func(target string, spaces ...string) *contract.Wildcard {
		return &contract.Wildcard{Namespaces: spaces, Target: target, Process: "lax"}
	}
	anyOf, other, list := wild("", "##any"), wild("urn:t", "##other"), wild("", "urn:u", "##local")
	others := wild("urn:t", "##other")
	others.Besides = []string{"urn:z"}
	skip := wild("", "urn:s")
	skip.Process = "skip"
	for name, tt := range map[string]struct{ a, b, want *contract.Wildcard }{
		"any, list":                       {anyOf, list, anyOf},
		"other, any":                      {other, anyOf, anyOf},
		"list, list":                      {list, wild("", "##local", "urn:v"), wild("", "urn:u", "##local", "urn:v")},
		"processContents":                 {list, skip, wild("", "urn:u", "##local", "urn:s")},
		"same other":                      {other, other, other},
		"nothing, any":                    {wild(""), anyOf, anyOf},
		"nothing, other":                  {wild(""), other, other},
		"other, nothing":                  {other, wild(""), other},
		"nothing, list":                   {wild(""), list, list},
		"two others":                      {other, wild("urn:z", "##other"), wild("", "##other")},
		"two others, one left":            {others, wild("urn:z", "##other"), wild("urn:z", "##other")},
		"other, list with its namespace":  {other, wild("", "urn:t", "urn:u"), wild("", "##other")},
		"list, other":                     {wild("", "urn:u"), other, other},
		"other, list with both":           {other, wild("", "urn:t", "##local"), anyOf},
		"other, list with no namespace":   {other, list, anyOf},
		"several, list with one of those": {others, wild("", "urn:t"), wild("urn:z", "##other")},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, unite(tt.a, tt.b), cmpopts.EquateEmpty()); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestIntersect(t *testing.T) {
	wild := func(target string, spaces ...string) *contract.Wildcard {
		return &contract.Wildcard{Namespaces: spaces, Target: target, Process: "lax"}
	}
	anyOf, other, list := wild("", "##any"), wild("urn:t", "##other"), wild("", "urn:t", "urn:u", "##local")
	others := wild("urn:t", "##other")
	others.Besides = []string{"urn:z"}
	for name, tt := range map[string]struct{ a, b, want *contract.Wildcard }{
		"any, any":          {anyOf, anyOf, anyOf},
		"any, other":        {anyOf, other, other},
		"other, any":        {other, anyOf, other},
		"other, list":       {other, list, wild("", "urn:u")},
		"list, other":       {list, other, wild("", "urn:u")},
		"list, list":        {list, wild("", "##local", "urn:v"), wild("", "##local")},
		"nothing in common": {wild("", "urn:a"), wild("", "urn:b"), wild("")},
		"same other":        {other, other, other},
		"other, list, both": {others, wild("", "urn:u", "urn:z", "urn:v"), wild("", "urn:u", "urn:v")},
		"any, nothing":      {anyOf, wild(""), wild("")},
		"nothing, other":    {wild(""), other, wild("")},
		"list, nothing":     {list, wild(""), wild("")},
		"two others":        {other, wild("urn:z", "##other"), others},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, intersect(tt.a, tt.b)); d != "" {
				t.Error(d)
			}
		})
	}
}
