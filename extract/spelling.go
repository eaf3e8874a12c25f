package extract

import "github.com/sayso-nlp/sayso/extract/entity"

// SpellingKey is what the spellings of one name have in common, whatever their
// diacritics and transliteration.
func SpellingKey(name string) string { return entity.SpellingKey(name) }
