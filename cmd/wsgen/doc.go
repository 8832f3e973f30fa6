// Wsgen makes typed Go clients from WSDL 1.1 contracts, XML Schemas and YAML specs.
//
//	wsgen fetch    [--out FILE|DIR] [flags] [URL]
//	wsgen generate [--out DIR] [--package NAME] [--operations LIST] [--runtime import|embed] [INPUT...]
//	wsgen check    [--format text|github|gitlab] [--out DIR] [--package NAME] [--operations LIST] [--runtime import|embed] [INPUT...]
//	wsgen diff     [--format text|markdown|json|sarif] [--fail-on none|unknown|breaking|any] [OLD NEW]
//	wsgen inspect  [--format text|json] [--operations LIST] [--coverage] INPUT...
//	wsgen mock     [--listen ADDR] [--scenario FILE] [--user NAME --password WORD] [--key WORD] INPUT...
//	wsgen drift    [--spec FILE] EVENTS...
//	wsgen version
//
// Fetch downloads the WSDL or schema at URL with all that it imports, so that the other commands need no network, and
// prints the files that are new, changed or no longer used. Locations in them lead from file to file; all else is kept
// as it came. Without URL it downloads the contracts that wsgen.yaml lists under fetch. Only the URL's host is reached,
// and only at public addresses, unless flags say otherwise. It writes nothing when anything is missing or no contract.
//
// Generate writes one Go package for each INPUT, and one for the provider file that specs
// include. Without INPUT it reads wsgen.yaml in the current folder, which lists them. It writes
// only files whose bytes change, and deletes only files that it once wrote and that the inputs no
// longer give; wsgen.lock remembers those, and the names that were chosen. It writes nothing at
// all when an input has an error.
//
// Check does in memory what generate does and prints one line for each file that generate would change:
// new, stale, edited (by hand) or removed. It writes nothing. Why they would change is told on standard
// error: inputs that changed, files edited by hand, another version of wsgen. With --format github it prints
// the same, and what is wrong with inputs, as annotations of GitHub Actions, with --format gitlab as a report of code quality.
//
// Diff tells what changed between two versions of a contract: each change with a rule, the direction in which messages
// show it, a verdict for the old client's messages and one for Go code, and its place in both versions. OLD and NEW are
// files, folders (their wsgen.yaml, else their WSDLs or schemas) or git:REV:PATH. Without them the inputs of wsgen.yaml as
// wsgen.lock knows them, which git's history has, are compared with those of the working tree.
//
// Inspect prints the contract that wsgen understood: every service, operation and type, as text
// or as JSON.
//
// With --coverage it prints what became of each construct of the WSDLs and schemas instead: modelled, carried
// raw, refused, ignored or unreached, with its place, and the totals.
//
// Mock plays the services of the inputs: it checks each request against the contract and answers by
// the provider's rules, from the samples of the specs or as a scenario file says. It prints the address of
// each service and a line for each call, which holds no content, and runs until it is interrupted.
//
// Drift reads what clients logged of replies that differ from the contract, lines of JSON in files or, for -,
// in standard input, and prints the overlay that would have the contract say so, with how often and when each
// came. Of --spec FILE, a spec or a WSDL, or of the inputs of wsgen.yaml.
//
// Version prints the version that the lock states, that of the module and that of Go, as wsgen --version does.
//
// Help, also wsgen -h, prints this, and with the name of a command, as that command with -h does, what is about it alone.
//
// Flags of fetch:
//
//	--out FILE|DIR   file of the first document, with what it imports beside it, or folder of all
//	                 (default contracts)
//	--header 'NAME: VALUE'
//	                 header field, one or several; ${NAME} in it, in URL and in the proxy's is a variable of the
//	                 environment
//	--user NAME, --password-env VARIABLE
//	                 user, and the variable of the environment that holds the password
//	--cert FILE, --key FILE
//	                 the client's certificate and its key (PEM)
//	                 Header fields, user and certificate are shown to the URL's host alone.
//	--ca FILE        certificates to trust beside the system's (PEM)
//	--proxy URL      proxy (default what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say)
//	--allow-host HOST[:PORT]
//	                 a further host that may be reached, one or several
//	--allow-private  let addresses be reached that are not public, such as 127.0.0.1 and 10.0.0.1
//	--skip URL       what is not fetched, one or several; references to it stay as they are
//	--max-bytes, --max-total, --max-documents, --max-depth, --max-redirects NUMBER, --timeout DURATION
//	                 limits (default 16 MiB a document and 64 MiB in all, 1000 documents, 50 references
//	                 and 5 redirects in a row, 2m)
//
// Flags of generate and check:
//
//	--out DIR       output folder; packages go to DIR/PROVIDER/PACKAGE (default generated,
//	                or what wsgen.yaml says); the lock then stands in DIR
//	--package NAME  name of the package, for a single INPUT or for schemas alone
//	--operations LIST
//	                operations of a single WSDL to generate, with the types they lead to: names
//	                and globs between commas, ! before those to leave out, as in 'Get*,!GetSecret'
//	--split namespace
//	                a package for the types of each namespace, below the contract's; those that
//	                refer to each other share one
//	--runtime MODE  import: generated code imports wsgen's runtime
//	                embed: it imports a copy in this module, which wsgen keeps current,
//	                so that it depends on the standard library alone (default, except in
//	                wsgen's own module)
//	--validate      give every type of a schema a method Validate
//
// Flags of generate, check, inspect, diff, mock and drift:
//
//	--lax           warn of references to what no schema declares, and carry it as raw XML;
//	                without it they are errors
//
// Flags of diff:
//
//	--format FORMAT  text, markdown (a table for a comment on a pull request), json or sarif
//	--fail-on LEVEL  what gives exit code 1: none, breaking (default), unknown (and worse) or any;
//	                 changes that wsgen.yaml accepts don't count
//	--rules          list the rules with an example of each, as text, markdown or json
//	--docs           show changed documentation, too
//
// Flags of mock:
//
//	--listen ADDR    address to listen on (default 127.0.0.1:0, a free port)
//	--scenario FILE  what operations answer, call by call
//	--user NAME, --password WORD
//	                 the one user that is let in (default any, if credentials are there)
//	--key WORD       a key that callers have, one or several: digests that requests hold over their
//	                 documents, and tokens by which a login proves a key, must be of one
//	                 (default: neither is checked)
//
// Flags of all commands:
//
//	--strict        treat warnings as errors
//	-v, --verbose   tell each step and what it takes
//
// Results go to standard output, diagnostics to standard error. Exit codes:
//
//	0  done; warnings may have been printed
//	1  check: something is not current; diff: there are changes that --fail-on asks for
//	2  bad input, wrong usage, or a file that can't be read or written
//
// In a package that uses a service:
//
//	//go:generate go tool wsgen generate
package main
