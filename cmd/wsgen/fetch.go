package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/fetch"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// defaultContracts is the folder of contracts where nothing names one.
const defaultContracts = "contracts"

// A download is the flags of fetch, or what the project file says of a contract.
type download struct {
	url, out          string
	headers           []string // as NAME: VALUE
	user, passwordEnv string
	cert, key, ca     string
	proxy             string
	allowHosts, skip  []string
	allowPrivate      bool
	limits            fetch.Limits
	trace             func(format string, args ...any)
}

func (a *app) fetchCommand() *cobra.Command {
	d := download{limits: fetch.DefaultLimits, trace: a.log.Infof}
	c := &cobra.Command{
		Use:   "fetch [URL]",
		Short: "Download contracts with all that they import",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return errors.New("fetch: one URL at a time; wsgen.yaml can list several under its key fetch")
			}
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			context.AfterFunc(ctx, stop) // a second signal ends the process
			list := []download{d}
			if len(args) == 1 {
				list[0].url = args[0]
			} else if err := a.listed(c, d, &list); err != nil {
				return err
			}
			return a.fetch(ctx, list)
		},
	}
	f := c.Flags()
	f.StringVar(&d.out, "out", "", "file or folder")
	f.StringArrayVar(&d.headers, "header", nil, "header field, NAME: VALUE")
	f.StringVar(&d.user, "user", "", "user name")
	f.StringVar(&d.passwordEnv, "password-env", "", "variable that holds the password")
	f.StringVar(&d.cert, "cert", "", "the client's certificate")
	f.StringVar(&d.key, "key", "", "the certificate's key")
	f.StringVar(&d.ca, "ca", "", "certificates to trust")
	f.StringVar(&d.proxy, "proxy", "", "proxy")
	f.StringArrayVar(&d.allowHosts, "allow-host", nil, "a further host that may be reached")
	f.BoolVar(&d.allowPrivate, "allow-private", false, "let addresses be reached that are not public")
	f.StringArrayVar(&d.skip, "skip", nil, "a URL that is not fetched")
	f.Int64Var(&d.limits.Document, "max-bytes", d.limits.Document, "bytes of a document")
	f.Int64Var(&d.limits.Total, "max-total", d.limits.Total, "bytes of all documents")
	f.IntVar(&d.limits.Documents, "max-documents", d.limits.Documents, "number of documents")
	f.IntVar(&d.limits.Depth, "max-depth", d.limits.Depth, "references in a row")
	f.IntVar(&d.limits.Redirects, "max-redirects", d.limits.Redirects, "redirects in a row")
	f.DurationVar(&d.limits.Time, "timeout", d.limits.Time, "time for everything")
	return c
}

// listed takes what the project file says of contracts, with the flags that are meant for all of them.
func (a *app) listed(c *cobra.Command, flags download, list *[]download) error {
	for _, one := range []string{"out", "header", "user", "password-env", "cert", "key", "skip"} {
		if c.Flags().Changed(one) {
			return fmt.Errorf("--%s is for a single URL; %s states it for each contract", one, gen.ProjectName)
		}
	}
	loader, err := source.NewLoader("")
	if err != nil {
		return err
	}
	file, failed := loader.Open(gen.ProjectName, source.Span{})
	if failed != nil {
		return fmt.Errorf("fetch: no URL, and no %s here that lists contracts", gen.ProjectName)
	}
	project, found := parser.ParseProject(file)
	if err := a.report(found); err != nil {
		return err
	}
	if len(project.Fetch) == 0 {
		return fmt.Errorf("fetch: no URL, and %s has no key fetch", gen.ProjectName)
	}
	*list = nil
	for _, p := range project.Fetch {
		d := flags
		d.url, d.out, d.user, d.passwordEnv = p.URL.V, p.Out.V, p.User.V, p.PasswordEnv.V
		d.cert, d.key = p.Cert.V, p.Key.V
		if p.CA.Set() {
			d.ca = p.CA.V
		}
		d.allowPrivate = d.allowPrivate || p.AllowPrivate.V
		d.allowHosts, d.skip = append(texts(p.AllowHosts), flags.allowHosts...), texts(p.Skip)
		for _, h := range p.Headers.Entries {
			d.headers = append(d.headers, h.Key.V+": "+h.Value.V)
		}
		*list = append(*list, d)
	}
	return nil
}

func texts(values []parser.Value[string]) (list []string) {
	for _, v := range values {
		list = append(list, v.V)
	}
	return list
}

// A fetching is a download as it runs.
type fetching struct {
	options fetch.Options
	dir     string // where the contract goes
	set     *fetch.Set
}

// fetch downloads all contracts, then writes them, and prints what that changed.
func (a *app) fetch(ctx context.Context, list []download) error {
	var all []*fetching
	for _, d := range list {
		f, err := d.prepare()
		if err != nil {
			return err
		}
		if f.exposed() {
			a.log.Warn("credentials or header fields are sent without TLS")
			if a.strict {
				return errStrict
			}
		}
		all = append(all, f)
	}
	for _, f := range all {
		var err error
		if f.set, err = fetch.Fetch(ctx, f.options); err != nil {
			return hinted(err)
		}
	}
	if err := apart(all); err != nil {
		return err
	}
	var targets []fetch.Target
	for _, f := range all {
		targets = append(targets, fetch.Target{Dir: f.dir, Set: f.set})
	}
	changes, err := fetch.Write(targets...)
	if err != nil {
		return err
	}
	for i, f := range all {
		for _, c := range changes[i] {
			fmt.Fprintf(a.stdout, "%-7s %s\n", c.Kind, f.display(c.Path))
		}
	}
	return nil
}

// exposed reports whether what is for the server alone goes over the network as it is.
func (f *fetching) exposed() bool {
	u, err := url.Parse(f.options.URL)
	if err != nil {
		return false // which fails soon
	}
	o := f.options
	return strings.EqualFold(u.Scheme, "http") && (u.User != nil || o.User != "" || o.Password != "" || len(o.Header) > 0)
}

// display is the name of a contract's file as people at the current folder write it.
func (f *fetching) display(path string) string {
	return filepath.ToSlash(filepath.Join(f.dir, filepath.FromSlash(path)))
}

// apart refuses two contracts that have different files of one name.
func apart(all []*fetching) error {
	type file struct {
		url  string
		data []byte
	}
	seen := map[string]file{}
	for _, f := range all {
		for _, d := range f.set.Documents {
			name := f.display(d.Path)
			key := strings.ToLower(name)
			if old, ok := seen[key]; ok && !bytes.Equal(old.data, d.Data) {
				return fmt.Errorf("%s would be the file of %s and of %s; keep the contracts in different folders", name, old.url, d.URL)
			}
			seen[key] = file{d.URL, d.Data}
		}
	}
	return nil
}

// prepare reads what was stated.
func (d download) prepare() (*fetching, error) {
	o := fetch.Options{
		User: d.user, AllowHosts: d.allowHosts, AllowPrivate: d.allowPrivate,
		Limits: d.limits, Trace: d.trace, Header: http.Header{},
	}
	if err := d.urls(&o); err != nil {
		return nil, err
	}
	for _, h := range d.headers {
		name, value, ok := strings.Cut(h, ":")
		if !ok || strings.TrimSpace(name) == "" {
			return nil, errors.New("a header field (--header) is written as NAME: VALUE") // which may be a secret
		}
		value, err := expand(strings.TrimSpace(value))
		if err != nil {
			return nil, err
		}
		o.Header.Add(strings.TrimSpace(name), value)
	}
	if d.passwordEnv != "" {
		var err error
		if o.Password, err = variable(d.passwordEnv); err != nil {
			return nil, err
		}
	}
	if err := d.route(&o); err != nil {
		return nil, err
	}
	if err := d.trust(&o); err != nil {
		return nil, err
	}
	f := &fetching{options: o}
	f.dir, f.options.Name = target(d.out)
	return f, nil
}

// urls reads what is fetched and what is not. What variables say in them is for the server alone.
func (d download) urls(o *fetch.Options) error {
	for i, text := range append([]string{d.url}, d.skip...) {
		u, err := expand(text)
		if err != nil {
			return err
		}
		if i == 0 {
			o.URL = u
		} else {
			o.Skip = append(o.Skip, u)
		}
		for _, m := range braced.FindAllStringSubmatch(text, -1) {
			o.Secrets = append(o.Secrets, os.Getenv(m[1]))
		}
	}
	return nil
}

// route reads the proxy.
func (d download) route(o *fetch.Options) error {
	text, err := expand(d.proxy)
	if err != nil || text == "" {
		return err
	}
	if o.Proxy, err = url.Parse(text); err != nil || o.Proxy.Host == "" {
		return errors.New("--proxy is not a URL") // whose error would show its password
	}
	return nil
}

// trust reads the certificates.
func (d download) trust(o *fetch.Options) error {
	if (d.cert == "") != (d.key == "") {
		return errors.New("the certificate and its key (--cert and --key) go together")
	}
	if d.cert != "" {
		pair, err := tls.LoadX509KeyPair(d.cert, d.key)
		if err != nil {
			if errors.As(err, new(*fs.PathError)) { // which names the file
				return err
			}
			return fmt.Errorf("%s: %w", d.cert, err)
		}
		o.Certificates = []tls.Certificate{pair}
	}
	if d.ca == "" {
		return nil
	}
	data, err := os.ReadFile(d.ca)
	if err != nil {
		return err
	}
	if o.Roots, err = x509.SystemCertPool(); err != nil {
		o.Roots = x509.NewCertPool() // a system without any
	}
	if !o.Roots.AppendCertsFromPEM(data) {
		return fmt.Errorf("%s: holds no certificate in PEM", d.ca)
	}
	return nil
}

// target tells a file from a folder by its extension.
func target(out string) (dir, name string) {
	switch strings.ToLower(filepath.Ext(out)) {
	case ".wsdl", ".xsd", ".xml":
		return filepath.Dir(out), filepath.Base(out)
	}
	if out == "" {
		out = defaultContracts
	}
	return filepath.Clean(out), ""
}

var braced = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)

// expand puts variables of the environment in the place of their names.
func expand(text string) (string, error) {
	var failed error
	text = braced.ReplaceAllStringFunc(text, func(name string) string {
		value, err := variable(name[2 : len(name)-1])
		if err != nil {
			failed = err
		}
		return value
	})
	return text, failed
}

func variable(name string) (string, error) {
	value, ok := os.LookupEnv(name)
	if !ok {
		return "", fmt.Errorf("the environment has no variable %s", name)
	}
	return value, nil
}
