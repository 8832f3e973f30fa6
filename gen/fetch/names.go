package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// name gives each document its path. The first one has the name that the caller wants, if there is one.
func name(docs []*document, first string) error {
	root := docs[0]
	count := map[string]int{}
	for _, d := range docs {
		d.path = d.place(root)
		if d == root && first != "" {
			d.path = first
		}
		count[strings.ToLower(d.path)]++
	}
	seen := map[string]bool{}
	for i, d := range docs {
		if count[strings.ToLower(d.path)] > 1 && (i > 0 || first == "") {
			ext := path.Ext(d.path)
			d.path = strings.TrimSuffix(d.path, ext) + "-" + hash(d.url.String()) + ext
		}
		if key := strings.ToLower(d.path); seen[key] || !valid(d.path) {
			return &NameError{d.path}
		} else {
			seen[key] = true
		}
	}
	return nil
}

// hash is the start of a hash: enough for two names of one contract to differ.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:4])
}

// maxPath is the length of a path that leaves room for the project's folder where systems have short paths.
const maxPath = 150

// place is the path that a document's URL gives.
func (d *document) place(root *document) string {
	folders, file := segments(d.url), d.file(root)
	for _, base := range []*url.URL{root.base, root.url} {
		above := segments(base)
		if base.Host == d.url.Host && len(above) <= len(folders) && slices.Equal(above, folders[:len(above)]) {
			return limited(folders[len(above):], file, d)
		}
	}
	return limited(append([]string{d.url.Host}, folders...), file, d)
}

// limited joins folders and a file, and leaves the folders out where that is too long.
func limited(folders []string, file string, d *document) string {
	p := file
	for i := len(folders) - 1; i >= 0; i-- {
		p = folder(folders[i]) + "/" + p
	}
	if len(p) <= maxPath {
		return p
	}
	ext := path.Ext(file)
	return strings.TrimSuffix(file, ext) + "-" + hash(d.url.String()) + ext
}

// segments are the folders of a URL's path, escaped as they are there.
func segments(u *url.URL) []string {
	parts := strings.Split(strings.TrimPrefix(u.EscapedPath(), "/"), "/")
	return parts[:len(parts)-1]
}

// script matches the extension of what makes a document when it is asked, as in service.svc?wsdl.
var script = regexp.MustCompile(`^\.[A-Za-z][A-Za-z0-9]{0,4}$`)

// file is the name of the document's file: the last segment of its path and what its query says, without the extension
// that has become untrue.
func (d *document) file(root *document) string {
	escaped := d.url.EscapedPath()
	stem := unescape(escaped[strings.LastIndexByte(escaped, '/')+1:])
	if folders := segments(d.url); stem == "" && len(folders) > 0 {
		stem = unescape(folders[len(folders)-1])
	}
	ext, tail := path.Ext(stem), d.tail(root)
	if tail == "" && strings.EqualFold(ext, d.ext) {
		return segment(strings.TrimSuffix(stem, ext)) + ext
	}
	if contractExt(ext) || d.url.RawQuery != "" && script.MatchString(ext) {
		stem = strings.TrimSuffix(stem, ext)
	}
	if stem == "" {
		stem = "index"
	}
	return segment(stem+tail) + d.ext
}

// contractExt reports whether an extension is one that contracts have.
func contractExt(ext string) bool {
	switch strings.ToLower(ext) {
	case ".wsdl", ".xsd", ".xml":
		return true
	}
	return false
}

// tail is what of a query tells this document from others of its path. What the first document's query says as well, such
// as a key for access, does not.
func (d *document) tail(root *document) string {
	shared := strings.Split(root.url.RawQuery, "&")
	var b strings.Builder
	for pair := range strings.SplitSeq(d.url.RawQuery, "&") {
		key, value, _ := strings.Cut(pair, "=")
		switch {
		case pair == "":
		case contractKey(key):
			value = unescape(value)
			if ext := path.Ext(value); contractExt(ext) {
				value = strings.TrimSuffix(value, ext)
			}
			word(&b, value)
		case slices.Contains(shared, pair):
		case len(value) > 32:
			word(&b, hash(pair))
		default:
			word(&b, unescape(key))
			word(&b, unescape(value))
		}
	}
	return b.String()
}

// others matches what a word of a query holds beside letters and digits.
var others = regexp.MustCompile(`[^A-Za-z0-9-]+`)

func word(b *strings.Builder, text string) {
	if text = strings.Trim(others.ReplaceAllString(text, "_"), "_"); text != "" {
		b.WriteString("_" + text)
	}
}

// folder is the name of a folder. None is called as a file is, which could stand beside it.
func folder(escaped string) string {
	name := segment(unescape(escaped))
	if ext := path.Ext(name); contractExt(ext) {
		name = strings.TrimSuffix(name, ext) + "_" + ext[1:]
	}
	return name
}

// device matches the names that Windows keeps for devices, whatever follows the first dot.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin_|conout_)(\.|$)`)

// maxSegment is the length of a name that is not cut.
const maxSegment = 80

// segment makes of any text the name of a file or folder that every system takes and that is not too long.
func segment(text string) string {
	name := clean(text)
	if len(name) > maxSegment {
		name = name[:maxSegment-9] + "-" + hash(text)
	}
	return name
}

// clean makes of any text a name that every system takes: letters, digits and ._- alone, no dot at either end, no hyphen
// in front, no device.
func clean(text string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '_', r == '-':
			return r
		}
		return '_'
	}, text)
	if name == "" || name[0] == '.' || name[0] == '-' {
		name = "_" + strings.TrimLeft(name, ".-")
	}
	if stem := strings.TrimRight(name, "."); stem != name {
		name = stem + "_"
	}
	if m := device.FindStringSubmatchIndex(name); m != nil {
		name = name[:m[3]] + "_" + name[m[3]:]
	}
	return name
}

// valid reports whether a path is one that stays in its folder and that every system takes.
func valid(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if part != clean(part) {
			return false
		}
	}
	return true
}
