package main

import (
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"unicode/utf8"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/source"
)

// The part of SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format) that reports need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string    `json:"id"`
		ShortDescription sarifText `json:"shortDescription"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID           string             `json:"ruleId"`
		RuleIndex        int                `json:"ruleIndex"`
		Level            string             `json:"level"`
		Message          sarifText          `json:"message"`
		Locations        []sarifLocation    `json:"locations"`
		RelatedLocations []sarifLocation    `json:"relatedLocations,omitempty"`
		Suppressions     []sarifSuppression `json:"suppressions"`
		Properties       sarifVerdicts      `json:"properties"`
	}
	sarifLocation struct {
		ID       int            `json:"id,omitempty"`
		Message  *sarifText     `json:"message,omitempty"`
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
	sarifPhysical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region sarifRegion `json:"region"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifVerdicts struct {
		Direction string `json:"direction"`
		Wire      string `json:"wire"`
		Go        string `json:"go"`
	}
)

var sarifLevels = map[diff.Wire]string{diff.Breaking: "error", diff.Unknown: "warning", diff.Compatible: "note"}

var inMessages = map[diff.Direction]string{diff.Request: "requests", diff.Reply: "replies", diff.Both: "requests and replies"}

func (r *report) sarif(w io.Writer) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "wsgen", Version: gen.Version}
	rules := diff.Rules()
	for _, rule := range rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{rule.ID, sarifText{rule.Doc}})
	}
	for i, c := range r.changes {
		result := sarifResult{
			RuleID:       c.Rule,
			RuleIndex:    slices.IndexFunc(rules, func(x diff.Rule) bool { return x.ID == c.Rule }),
			Level:        sarifLevels[c.Wire],
			Message:      sarifText{fmt.Sprintf("%s in %s, Go %s: %s: %s%s", c.Wire, inMessages[c.Direction], c.Go, c.Path, c.Message, byDirection(c))},
			Suppressions: []sarifSuppression{},
			Properties:   sarifVerdicts{string(c.Direction), string(c.Wire), string(c.Go)},
		}
		at := sarifLocation{Physical: physical(c.New), Logical: []sarifLogical{{c.Path}}}
		if at.Physical == nil {
			at.Physical = physical(c.Old)
		}
		result.Locations = []sarifLocation{at}
		if old := physical(c.Old); old != nil && c.New.File != nil {
			result.RelatedLocations = []sarifLocation{{ID: 1, Message: &sarifText{"the old version"}, Physical: old}}
		}
		if a := r.accepted[i]; a != nil {
			result.Suppressions = append(result.Suppressions, sarifSuppression{"external", a.Reason})
		}
		run.Results = append(run.Results, result)
	}
	return encode(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// physical is a span as SARIF counts: columns in code points, the end behind the last one.
func physical(s source.Span) *sarifPhysical {
	if s.File == nil {
		return nil
	}
	p := &sarifPhysical{}
	p.Artifact.URI = (&url.URL{Path: path.Clean(s.File.Path)}).String()
	p.Region.StartLine, p.Region.StartColumn = codePoints(s)
	p.Region.EndLine, p.Region.EndColumn = codePoints(source.Span{File: s.File, Start: s.End, End: s.End})
	return p
}

// codePoints is the place of a span's start, its column in code points from 1.
func codePoints(s source.Span) (line, column int) {
	line, bytes := s.Position()
	return line, 1 + utf8.RuneCount(s.File.Data[s.Start-bytes+1:s.Start])
}
