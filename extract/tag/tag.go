// Package tag gives tokens their parts of speech, lemmas and name labels.
package tag

import "github.com/sayso-nlp/sayso/models"

// Annotate fills Lemma, UPOS, XPOS and Name of the tokens.
func Annotate(text string, sents []models.Sentence, toks []models.Token) {}
