package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "accept what the scripts' cmp commands see")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"wsgen": main})
}

// TestScript runs testdata/script. Each script finds the shipped specs in $SPECS, this module
// in $MODULE, where modules come from in $PROXY and an update of the contract of examples/consumer in $UPDATE; it has no network but that.
func TestScript(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	// A build for this system alone leaves modules out that another module's go.sum names.
	download := exec.Command("go", "mod", "download")
	download.Dir = root
	if out, err := download.CombinedOutput(); err != nil {
		t.Fatalf("go mod download: %v\n%s", err, out)
	}
	env := goEnv(t, "GOCACHE", "GOMODCACHE", "GOPATH")
	proxy := strings.TrimPrefix(goEnv(t, "GOPROXY")[0], "GOPROXY=")
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition:           condition,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, env...)
			e.Setenv("GOPROXY", "off")
			e.Setenv("PROXY", proxy)
			e.Setenv("GOSUMDB", "off")
			e.Setenv("GOFLAGS", "-mod=mod")
			e.Setenv("GOWORK", "off")
			e.Setenv("MODULE", root)
			e.Setenv("UPDATE", filepath.Join(root, "cmd", "wsgen", "testdata", "update.patch"))
			e.Setenv("SPECS", filepath.Join(e.WorkDir, "specs"))
			return copySpecs(filepath.Join(e.WorkDir, "specs"), filepath.Join(root, "specs"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"sametree": sameTree, "exits": exits, "serve": serve, "crlf": crlf, "version": version, "consumer": consumer},
	})
}

// condition is what scripts ask of the machine: [offline] is whether a command can be run without a network.
func condition(name string) (bool, error) {
	if name != "offline" {
		return false, fmt.Errorf("unknown condition %s", name)
	}
	return exec.Command("unshare", "-rn", "true").Run() == nil, nil
}

// copySpecs copies the shipped specs without the tests beside them.
func copySpecs(to, from string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	return filepath.WalkDir(to, func(name string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".go" {
			err = os.Remove(name)
		}
		return err
	})
}

// goEnv returns settings of the go command that a script's own environment would lose.
func goEnv(t *testing.T, names ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"env"}, names...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	values := strings.Split(strings.TrimSpace(string(out)), "\n")
	var env []string
	for i, n := range names {
		env = append(env, n+"="+values[i])
	}
	return env
}

// exits is the script command "exits CODE COMMAND...": the command ends with that code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = strconv.Itoa(exit.ExitCode())
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if code != args[0] {
		ts.Fatalf("%s exits with %s, want %s", args[1], code, args[0])
	}
}

// crlf is the script command "crlf FILE...": the files get the line ends of Windows.
func crlf(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: crlf FILE...")
	}
	for _, name := range args {
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(strings.ReplaceAll(ts.ReadFile(name), "\n", "\r\n")), 0o600))
	}
}

// version is the script command "version LOCK [VERSION]": the lock says that version wrote it, or none.
func version(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 || len(args) > 2 {
		ts.Fatalf("usage: version LOCK [VERSION]")
	}
	fact := ""
	if len(args) == 2 {
		fact = "generator " + args[1] + "\n"
	}
	text := regexp.MustCompile(`(?m)^generator .*\n`).ReplaceAllString(ts.ReadFile(args[0]), fact)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// consumer is the script command "consumer DIR": the folder gets the files of the example of a consumer.
func consumer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: consumer DIR")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(filepath.Join(ts.Getenv("MODULE"), "examples", "consumer"))))
}

// sameTree is the script command "sametree A B": two folders hold the same files and bytes.
func sameTree(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: sametree A B")
	}
	a, b := files(ts, args[0]), files(ts, args[1])
	same := len(a) == len(b) && len(a) > 0
	for name, data := range a {
		if other, ok := b[name]; !ok || other != data {
			same = false
			ts.Logf("%s differs", name)
		}
	}
	if same == neg {
		ts.Fatalf("%s (%d files) and %s (%d files): same is %v", args[0], len(a), args[1], len(b), same)
	}
}

func files(ts *testscript.TestScript, dir string) map[string]string {
	all := map[string]string{}
	dir = ts.MkAbs(dir)
	ts.Check(filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[rel] = string(data)
		return err
	}))
	return all
}
