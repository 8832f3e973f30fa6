package parser

import (
	"regexp"
	"strings"
)

// The paths of selectors and fields: the subset of XPath that Part 1, clause 3.11.6, has.
const (
	xpathName = `[\pL_][\pL\pN\pM_.·-]*`
	xpathTest = `(?:\*|` + xpathName + `(?:\s*:\s*(?:\*|` + xpathName + `))?)`
	xpathStep = `(?:\.|(?:child\s*::\s*)?` + xpathTest + `)`
	xpathFrom = `\s*(?:\.\s*//\s*)?`
	xpathWay  = xpathFrom + xpathStep + `(?:\s*/\s*` + xpathStep + `)*\s*`
	xpathAttr = xpathFrom + `(?:` + xpathStep + `\s*/\s*)*(?:@|attribute\s*::)\s*` + xpathTest + `\s*`
)

var (
	selectorPath = regexp.MustCompile(`^` + xpathWay + `(?:\|` + xpathWay + `)*$`)
	fieldPath    = regexp.MustCompile(`^(?:` + xpathWay + `|` + xpathAttr + `)(?:\|(?:` + xpathWay + `|` + xpathAttr + `))*$`)
	xpathPrefix  = regexp.MustCompile(xpathName + `:`)
	xpathSpace   = regexp.MustCompile(`\s+`)
	xpathAxes    = strings.NewReplacer("child::", "", "attribute::", "@")
)

// xpath returns the path of a selector or a field, which is one, of prefixes that are declared: without white space, with the
// short forms of axes, and with {namespace}local for names.
func (a *attrs) xpath(form *regexp.Regexp) Value[string] {
	v := a.token("xpath")
	a.need(v.Set(), "xpath")
	if !v.Set() {
		return v
	}
	if !form.MatchString(v.V) {
		a.diags.Errorf(v.Span, idBadValue, "xpath=%q is no path of child elements, or to an attribute of them", v.V)
		return v
	}
	v.V = xpathPrefix.ReplaceAllStringFunc(xpathAxes.Replace(xpathSpace.ReplaceAllString(v.V, "")), func(prefix string) string {
		prefix = strings.TrimSuffix(prefix, ":")
		uri, ok := a.x.Resolve(prefix)
		if !ok {
			a.x.scope.undeclared(a.diags, v.Span, prefix)
		}
		return "{" + uri + "}"
	})
	return v
}
