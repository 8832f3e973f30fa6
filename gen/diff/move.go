package diff

import (
	"fmt"

	"example.com/wsgen/gen/source"
)

// A Place is where a project file puts packages: the folder for all or for one, or that of the runtime.
type Place struct {
	Path   string // the key, that of one package behind its name
	Folder string
	Span   source.Span
}

// Moves returns a change for each place that both project files have and that is another one.
func Moves(old, new []Place) (changes []Change) {
	for _, was := range old {
		for _, is := range new {
			if was.Path == is.Path && was.Folder != is.Folder {
				f := (&pair{}).add("package-renamed", is.Path, fmt.Sprintf("the project file says %s, said %s", is.Folder, was.Folder), was.Span, is.Span)
				changes = append(changes, (&merge{finding: f, request: f.request, reply: f.reply, api: f.api, mask: both}).change())
			}
		}
	}
	return changes
}
