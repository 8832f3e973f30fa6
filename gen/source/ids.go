package source

// The ids of the loader's diagnostics. docs/diagnostics.md has an example of each.
const (
	idEncoding         = "encoding"          // bytes that are not in the encoding that the file states, or one that is not supported
	idLimit            = "limit"             // inputs that are too large, too many or too deep
	idRemoteImport     = "remote-import"     // a reference to something that is not a file
	idUnreadableInput  = "unreadable-input"  // an input that can't be read
	idUnresolvedImport = "unresolved-import" // a reference to a file that can't be read
)
