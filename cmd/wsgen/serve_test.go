package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// serve is the script command "serve DIR [USER:PASSWORD]": it serves the files of a folder, named as paths and queries
// are, at the address $URL. {{URL}} in a file is that address. A user has to be stated when there is one.
func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 || len(args) > 2 {
		ts.Fatalf("usage: serve DIR [USER:PASSWORD]")
	}
	dir := ts.MkAbs(args[0])
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if len(args) == 2 && user+":"+password != args[1] {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(r.URL.RequestURI())))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Write([]byte(strings.ReplaceAll(string(data), "{{URL}}", "http://"+r.Host)))
	}))
	ts.Defer(s.Close)
	ts.Setenv("URL", s.URL)
	ts.Setenv("HOST", strings.TrimPrefix(s.URL, "http://"))
}
