package tag

import "strings"

// Lemma cuts a word to its lemma.
func Lemma(form, upos, xpos string) string { return strings.ToLower(form) }
