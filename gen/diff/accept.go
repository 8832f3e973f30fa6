package diff

import (
	"regexp"
	"strings"
	"time"

	"example.com/wsgen/gen/source"
)

// An Acceptance is a change that was agreed to.
type Acceptance struct {
	Rule   string
	Path   string // of the declaration; * stands for any text
	Reason string
	Until  string // the last day, as in 2027-01-31; "" for always
	Span   source.Span
}

// Check reports acceptances that can't be of any change: of rules that there are not, or until what is no date.
func Check(list []*Acceptance) (found source.List) {
	for _, a := range list {
		if ruleByID[a.Rule] == nil {
			found.Errorf(a.Span, idAcceptRule, "there is no rule %s", a.Rule).Hint = source.DidYouMean(a.Rule, ruleIDs())
		}
		if _, err := time.Parse(time.DateOnly, a.Until); a.Until != "" && err != nil {
			found.Errorf(a.Span, idAcceptDate, "%q is no date, as 2027-01-31 is", a.Until)
		}
	}
	return found
}

// Accept returns the acceptance of each change, nil for none. It warns of acceptances that are of no use: those that have
// expired and those without a change.
func Accept(changes []Change, list []*Acceptance, today time.Time) ([]*Acceptance, source.List) {
	accepted := make([]*Acceptance, len(changes))
	found := Check(list)
	if found.HasErrors() {
		return accepted, found
	}
	for _, a := range list {
		expired := a.Until != "" && today.Format(time.DateOnly) > a.Until
		path := a.pattern()
		matched := false
		for i, c := range changes {
			if c.Rule == a.Rule && path.MatchString(c.Path) {
				matched = true
				if !expired && accepted[i] == nil {
					accepted[i] = a
				}
			}
		}
		switch {
		case !matched:
			found.Warnf(a.Span, idAcceptUnmatched, "no %s at %s to accept (%s)", a.Rule, a.Path, a.Reason).Hint = "delete the entry"
		case expired:
			found.Warnf(a.Span, idAcceptExpired, "%s at %s was accepted until %s (%s)", a.Rule, a.Path, a.Until, a.Reason)
		}
	}
	return accepted, found
}

func (a *Acceptance) pattern() *regexp.Regexp {
	parts := strings.Split(a.Path, "*")
	for i, p := range parts {
		parts[i] = regexp.QuoteMeta(p)
	}
	return regexp.MustCompile("^" + strings.Join(parts, ".*") + "$")
}

func ruleIDs() (ids []string) {
	for i := range rules {
		ids = append(ids, rules[i].ID)
	}
	return ids
}
