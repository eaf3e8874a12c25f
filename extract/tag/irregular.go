package tag

import (
	"sync"

	"github.com/sayso-nlp/sayso/data"
)

// irregulars are the forms whose lemma no rule finds, by word class: "underwent",
// "mice", "worse".
var irregulars = sync.OnceValue(func() (list struct{ verb, noun, adjective map[string]string }) {
	read := func(name string) map[string]string {
		m := make(map[string]string)
		for _, row := range data.Rows(name) {
			m[row[0]] = row[1]
		}
		return m
	}
	list.verb, list.noun, list.adjective = read("lemma_verb"), read("lemma_noun"), read("lemma_adjective")
	// Whose plural "people" is, its own or that of person, depends on the sentence.
	delete(list.noun, "people")
	return list
})

// irregular looks a form up, if its tag is one for which the lists were made:
// "underwent" → undergo, but not "they found museums".
func irregular(form, xpos string) (string, bool) {
	list := irregulars().verb
	switch xpos {
	case "VBD", "VBN", "VBZ", "VBG":
	case "NNS":
		list = irregulars().noun
	case "JJR", "JJS", "RBR", "RBS":
		list = irregulars().adjective
	default:
		return "", false
	}
	lemma, ok := list[lower(form)]
	return lemma, ok
}
