package snapshot

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models/table"
)

func newManifest(run Run, opt Options, tables []Table) (*Manifest, error) {
	options, err := canonical(run.Options)
	if err != nil {
		return nil, fmt.Errorf("describing the options of the run: %w", err)
	}
	m := &Manifest{
		SchemaVersion: table.SchemaVersion,
		SchemaSHA256:  table.Fingerprint(),
		ToolVersion:   table.ToolVersion,
		About:         run.About,
		Format:        opt.Format.orUsual(),
		Text:          opt.Text,
		Options:       options,
		Weights:       orEmpty(opt.Weights),
		Lists:         orEmpty(run.Lists),
		Ingredients:   orEmpty(run.Ingredients),
		Inputs:        orEmpty(run.Inputs),
		Tables:        tables,
	}
	if m.Format != Parquet || m.Text != AllText {
		m.Origin = run.Origin
	}
	m.ID, err = m.identify()
	return m, err
}

// orEmpty makes a list print as [] where it would as null.
func orEmpty[E any](list []E) []E {
	if list == nil {
		return []E{}
	}
	return slices.Clone(list)
}

// identify makes the id of the snapshot: the SHA-256 of the manifest without
// its id, in canonical JSON.
func (m *Manifest) identify() (string, error) {
	bare := *m
	bare.ID = ""
	text, err := canonical(bare)
	if err != nil {
		return "", fmt.Errorf("naming the snapshot: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// canonical encodes a value as JSON with sorted keys, no white space, and no
// escapes but those that JSON demands.
func canonical(v any) ([]byte, error) {
	text, err := encode(v, "")
	if err != nil {
		return nil, err
	}
	// Once more, as plain values: that sorts the keys of structs, too.
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var plain any
	if err := dec.Decode(&plain); err != nil {
		return nil, err
	}
	text, err = encode(plain, "")
	return bytes.TrimRight(text, "\n"), err
}

// encode encodes a value as JSON, a line at its end.
func encode(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// A document is a file beside the tables.
type document struct {
	name string
	text []byte
}

// documents makes the files beside the tables, all but the sums.
func (m *Manifest) documents() []document {
	manifest, err := encode(m, "  ")
	if err != nil {
		panic(err) // newManifest encoded it already
	}
	list := []document{
		{readmeFile, readme(m)},
		{columnsFile, columns(m)},
		{licencesFile, licences(m)},
		{citationFile, citation(m)},
		{croissantFile, croissant(m)},
		{packageFile, dataPackage(m)},
		{manifestFile, manifest},
	}
	if m.Format == DuckDB {
		list = append(list, document{schemaFile, duckSchema(m)}, document{loadFile, duckLoad(m)})
	}
	return list
}

// sumsOf lists the hashes of the tables' files.
func sumsOf(m *Manifest) []NamedHash {
	var sums []NamedHash
	for _, t := range m.Tables {
		for _, f := range t.Files {
			sums = append(sums, NamedHash{f.Path, f.SHA256})
		}
	}
	return sums
}

// formatSums prints hashes as sha256sum does, sorted by name.
func formatSums(sums []NamedHash) []byte {
	slices.SortFunc(sums, func(a, b NamedHash) int { return strings.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	for _, s := range sums {
		fmt.Fprintf(&b, "%s  %s\n", s.SHA256, s.Name)
	}
	return b.Bytes()
}

// parseSums is the inverse of formatSums.
func parseSums(text []byte) ([]NamedHash, error) {
	var sums []NamedHash
	for line := range strings.Lines(string(text)) {
		sum, name, ok := strings.Cut(strings.TrimRight(line, "\n"), "  ")
		if !ok || len(sum) != 2*sha256.Size || name == "" {
			return nil, fmt.Errorf("%s: line %d is no hash and name", sumsFile, len(sums)+1)
		}
		sums = append(sums, NamedHash{name, sum})
	}
	return sums, nil
}
