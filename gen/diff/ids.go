package diff

// The ids of this package's diagnostics. docs/diagnostics.md has an example of each.
const (
	idAcceptDate      = "accept-date"      // the last day of an accepted change is no date
	idAcceptExpired   = "accept-expired"   // a change that was accepted until a day that is over
	idAcceptRule      = "accept-rule"      // an accepted change of a rule that there is not
	idAcceptUnmatched = "accept-unmatched" // an accepted change that there is not
)
