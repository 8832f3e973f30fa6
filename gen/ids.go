package gen

// The ids of this package's diagnostics. docs/diagnostics.md has an example of each.
const (
	idContentLimit       = "content-limit"        // a content model that is too large to tell its positions apart
	idEmit               = "emit"                 // a contract that can't be written as Go; a defect of wsgen
	idGoUnseen           = "go-unseen"            // versions of a contract of which no packages can be compared
	idModule             = "module"               // output outside a module
	idNoInput            = "no-input"             // nothing to generate from
	idOutput             = "output"               // a folder or file that output can't go to
	idOutputCollision    = "output-collision"     // two packages that go to one folder
	idPackageName        = "package-name"         // a package name that Go can't have
	idRuntime            = "runtime"              // a folder that the runtime's copy can't go to
	idRuntimeNotRequired = "runtime-not-required" // a go.mod that does not require the runtime that the output imports
	idRuntimeNotVendored = "runtime-not-vendored" // a vendor folder without the runtime that the output imports
	idScenarioUnmatched  = "scenario-unmatched"   // an operation of a scenario that no input has
	idTypecheck          = "typecheck"            // generated code that does not compile; a defect of wsgen
	idUnreadableInput    = "unreadable-input"     // an input that can't be read
	idUsage              = "usage"                // flags that exclude each other or mean nothing
)
