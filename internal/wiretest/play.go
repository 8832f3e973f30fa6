package wiretest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync"
)

// A Play is a [soap.Doer] that answers with recorded replies, one after the other, whatever is asked. Examples
// take it for the provider.
type Play struct {
	mu    sync.Mutex
	dir   string
	files []string
}

// NewPlay returns a Play of the files of a folder.
func NewPlay(dir string, files ...string) *Play { return &Play{dir: dir, files: files} }

// Do answers with the next file.
func (p *Play) Do(r *http.Request) (*http.Response, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.files) == 0 {
		return nil, errors.New("the play has no further reply")
	}
	reply, err := os.ReadFile(filepath.Join(p.dir, p.files[0]))
	if err != nil {
		return nil, err
	}
	p.files = p.files[1:]
	return &http.Response{
		StatusCode:    http.StatusOK,
		Header:        http.Header{"Content-Type": {"text/xml;charset=UTF-8"}},
		Body:          io.NopCloser(bytes.NewReader(reply)),
		ContentLength: int64(len(reply)),
		Request:       r,
	}, nil
}
