package table

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Print writes out the definition of all tables, one column a line: what
// `sayso schema` shows, and what a snapshot's schema fingerprint is taken of.
func Print() string {
	var b strings.Builder
	fmt.Fprintf(&b, "schema %s\n", SchemaVersion)
	for _, t := range All() {
		b.WriteByte('\n')
		b.WriteString(t.Print())
	}
	b.WriteString("\nclaim types: PLOVER category, CAMEO root code\n")
	for _, e := range Events() {
		fmt.Fprintf(&b, "  %-11s  %-8s  %-4s  %s\n", e.Type, orNone(e.PLOVER), orNone(e.CAMEO), e.Why)
	}
	return b.String()
}

// Print writes out the definition of one table.
func (t *Table) Print() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", t.Name, t.Row)
	if t.OnRequest {
		b.WriteString(" (on request)")
	}
	b.WriteByte('\n')
	width, facts := 0, 0
	for _, c := range t.Columns {
		width, facts = max(width, len(c.Name)), max(facts, len(c.facts()))
	}
	for _, c := range t.Columns {
		fmt.Fprintf(&b, "  %-*s  %-*s  %s\n", width, c.Name, facts, c.facts(), c.Describe())
	}
	return b.String()
}

// facts is the short form of a column: its type and what it is to the keys.
func (c Column) facts() string {
	s := c.Type.String()
	if c.Nullable() {
		s += "?"
	}
	if c.Key {
		s += " key"
	}
	if c.Ref != "" {
		s += " -> " + c.Ref
	}
	return s
}

// Describe says in one line what the column means, in which unit, which values
// it may have, and what null means.
func (c Column) Describe() string {
	s := c.Doc
	if c.Unit != "" && !strings.Contains(s, c.Unit) {
		s += "; in " + c.Unit
	}
	if c.Values != nil {
		s += "; one of " + strings.Join(c.Values, ", ")
	}
	if c.Null != "" {
		s += "; null: " + c.Null
	}
	return s
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// Fingerprint is the SHA-256 of the printed definition, in hexadecimal.
func Fingerprint() string {
	sum := sha256.Sum256([]byte(Print()))
	return hex.EncodeToString(sum[:])
}
