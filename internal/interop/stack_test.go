package interop_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A stack is a SOAP implementation that is not ours: how to get it, and how to start the server that is written for it.
type stack struct {
	name     string
	services []string
	// have succeeds where the tools are installed; debian are the packages that have them.
	have   [][]string
	debian []string
	// prepare are commands that are run in a copy of the stack's folder, which keeps package managers out of the repository.
	prepare [][]string
	// serve starts the server in that copy; it listens on the port of the variable INTEROP_PORT.
	serve []string
}

var stacks = []stack{
	{
		name: "php", services: []string{"orders", "totals", "stock"},
		have:   [][]string{{"php", "-r", `exit(extension_loaded("soap") ? 0 : 1);`}},
		debian: []string{"php-cli", "php-soap"},
		serve:  []string{"sh", "-c", `exec php -q -S "127.0.0.1:$INTEROP_PORT" server.php`},
	},
	{
		name: "java", services: []string{"orders", "totals"},
		have:   [][]string{{"javac", "-version"}, {"mvn", "-version"}},
		debian: []string{"default-jdk-headless", "maven"},
		prepare: [][]string{
			{"mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib"},
			{"sh", "-c", "exec javac -d classes -cp 'lib/*' */*.java"},
		},
		serve: []string{"java", "-cp", "classes:lib/*", "interop.Server"},
	},
	{
		name: "node", services: []string{"orders"},
		have:    [][]string{{"node", "--version"}, {"npm", "--version"}},
		debian:  []string{"nodejs", "npm"},
		prepare: [][]string{{"npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"}},
		serve:   []string{"node", "server.js"},
	},
}

// A server is a stack at work.
type server struct {
	stack stack
	addr  string
}

// start installs what a stack needs, starts its server and stops that when the test ends.
func start(ctx context.Context, t *testing.T, s stack) *server {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(s.name)); err != nil {
		t.Fatal(err)
	}
	s.install(ctx, t, dir)
	wsdl, err := filepath.Abs("wsdl")
	if err != nil {
		t.Fatal(err)
	}
	port := freePort(t)
	cmd := exec.CommandContext(ctx, s.serve[0], s.serve[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "INTEROP_PORT="+strconv.Itoa(port), "INTEROP_WSDL="+wsdl, "INTEROP_LAST="+filepath.Join(dir, "last.json"))
	log := new(strings.Builder)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // ends by the signal above
		if t.Failed() {
			t.Logf("the server printed\n%s", log)
		}
	})
	srv := &server{stack: s, addr: "http://127.0.0.1:" + strconv.Itoa(port)}
	srv.await(ctx, t)
	return srv
}

// install gets the tools where they are missing, and what the server is built from.
func (s stack) install(ctx context.Context, t *testing.T, dir string) {
	t.Helper()
	for _, have := range s.have {
		if _, err := output(ctx, dir, have); err == nil {
			continue
		}
		get := append([]string{"apt-get", "install", "-y", "-qq", "--no-install-recommends"}, s.debian...)
		if out, err := output(ctx, dir, get); err != nil {
			s.skip(t, get, err, out)
		}
		if out, err := output(ctx, dir, have); err != nil {
			s.skip(t, have, err, out)
		}
	}
	for _, command := range s.prepare {
		if out, err := output(ctx, dir, command); err != nil {
			s.skip(t, command, err, out)
		}
	}
}

// skip says on standard error that nothing is proven with a stack.
func (s stack) skip(t *testing.T, command []string, err error, out string) {
	t.Helper()
	fmt.Fprintf(os.Stderr, "SKIPPED: calls of %s; %s: %v\n%s", s.name, strings.Join(command, " "), err, out)
	t.SkipNow()
}

func output(ctx context.Context, dir string, command []string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 4*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// freePort returns a port of the loopback that nobody listens on.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// await returns when the server answers.
func (s *server) await(ctx context.Context, t *testing.T) {
	t.Helper()
	s.poll(ctx, t, "/version", time.Minute)
}

// version says what decodes.
func (s *server) version(ctx context.Context, t *testing.T) string {
	t.Helper()
	return s.poll(ctx, t, "/version", time.Minute)
}

// last returns what the server decoded from the last request, once. After a one-way call it may not have yet.
func (s *server) last(ctx context.Context, t *testing.T) string {
	t.Helper()
	return s.poll(ctx, t, "/last", 10*time.Second)
}

// poll asks until there is an answer.
func (s *server) poll(ctx context.Context, t *testing.T, path string, limit time.Duration) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		text, err := s.get(ctx, path)
		if err == nil && text != "" {
			return text
		}
		select {
		case <-ctx.Done():
			t.Fatalf("%s%s told nothing: %v", s.stack.name, path, err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (s *server) get(ctx context.Context, path string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.addr+path, nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}
