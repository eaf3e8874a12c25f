package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract/encode"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
)

// peoples are the words of peoples, faiths and parties: those of the list, the
// plurals of its nouns, and what the list leaves to shape.
var peoples = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, row := range data.Rows("demonyms") {
		words[row[0]] = true
	}
	for _, s := range strings.Fields(`Afro-American Anglican Anglicans Anglo-Saxon Baptist Baptists Communists Conservatives Democrat Democratic
		Evangelical Evangelicals Fascist Fascists Islamic Islamist Islamists Jew Liberals Libertarian Libertarians Marxist Marxists
		Methodist Methodists Mormon Mormons Nazi Nazis Orthodox Persian Persians Presbyterian Republican Roman Romans Shia Shias
		Socialists Texan Texans Tory Zionist Zionists Californian Californians Viking Vikings`) {
		words[s] = true
	}
	return words
})

// isDemonym reports whether a word by itself is one of peoples.
func isDemonym(word string) bool { return peoples()[word] }

// demonyms reports whether the words of a name are a people's and nothing more:
// "North Korean", "Pakistani-American".
func demonyms(words []string) bool {
	if isDemonym(strings.Join(words, " ")) {
		return true
	}
	some := false
	for _, w := range words {
		switch {
		case isDemonym(w):
			some = true
		case w != "-" && w != "–":
			return false
		}
	}
	return some
}

// partOfDemonym reports whether word i is one of up to three that are a people's
// together, as "North" in "North Korean".
func partOfDemonym(words []string, i int) bool {
	for n := 1; n <= 3; n++ {
		for b := max(0, i-n+1); b <= i && b+n <= len(words); b++ {
			if isDemonym(strings.Join(words[b:b+n], " ")) {
				return true
			}
		}
	}
	return false
}

// commonWords are the words that are written in lower case as a rule.
var commonWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, row := range data.Rows("common_words") {
		words[row[0]] = true
	}
	return words
})

func isCommon(word string) bool { return commonWords()[strings.ToLower(word)] }

// lastWords says what the name is that a word ends: an organization's, a
// place's, a thing's.
var lastWords = sync.OnceValue(func() map[string]string {
	words := map[string]string{}
	for _, row := range data.Rows("name_heads") {
		words[row[0]] = row[1]
	}
	return words
})

// countryNames are the names of countries.
var countryNames = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, row := range data.Rows("countries") {
		words[row[0]] = true
	}
	return words
})

func isCountry(words []string) bool { return countryNames()[strings.Join(words, " ")] }

// titleWords are the words, in capitals, of what stands before a person's name.
var titleWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, row := range data.Rows("titles") {
		for w := range strings.FieldsSeq(row[0]) {
			words[w] = capital(w)
		}
	}
	return words
})

// firstNames are first names of persons.
var firstNames = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, row := range data.Rows("first_names") {
		words[row[0]] = true
	}
	return words
})

func isTitle(word string) bool { return titleWords()[word] }

// teachUNER reads the names of Universal NER, whose miscellaneous and peoples'
// names are not annotated: they teach nothing, and nobody learns from them.
func teachUNER(path, text string) ([]taught, error) {
	sents, err := readIOB(path, text)
	if err != nil {
		return nil, err
	}
	var list []taught
	for i, sent := range sents {
		if i == 0 || sent.newdoc {
			list = append(list, taught{id: fmt.Sprintf("uner-%d", len(list)+1)})
		}
		doc := &list[len(list)-1]
		labels, err := relabel(sent, func(typ string, words []string) (string, error) {
			switch typ {
			case "PER", "ORG", "LOC":
				return typ, nil
			case "OTH":
				return "", nil
			}
			return "", fmt.Errorf("a name of type %q", typ)
		})
		if err != nil {
			return nil, fmt.Errorf("%s, sentence %d: %w", path, i+1, err)
		}
		doc.addSentence(sent.words, labels)
	}
	return list, nil
}

// addSentence appends a sentence with names.
func (doc *taught) addSentence(words, names []string) {
	first := len(doc.words)
	doc.words, doc.names = append(doc.words, words...), append(doc.names, names...)
	doc.sents = append(doc.sents, models.Sentence{First: first, Last: len(doc.words)})
}

// relabel gives the words of a sentence our labels; typeOf says what a name is
// to us: a type, "O" for none, "" where it teaches nothing.
func relabel(sent labelled, typeOf func(typ string, words []string) (string, error)) ([]string, error) {
	labels := make([]string, len(sent.words))
	for i := range labels {
		labels[i] = "O"
	}
	for _, name := range namesOf(sent.labels) {
		typ, err := typeOf(name.Type, sent.words[name.Start:name.End])
		if err != nil {
			return nil, err
		}
		for i := name.Start; i < name.End; i++ {
			labels[i] = nameLabel(typ, i == name.Start)
		}
	}
	return labels, nil
}

// teachWikiGold reads articles of WikiGold, each behind a line "-DOCSTART-".
func teachWikiGold(path, text string) ([]taught, error) {
	sents, err := readIOB(path, text)
	if err != nil {
		return nil, err
	}
	var list []taught
	for i, sent := range sents {
		if i == 0 || sent.newdoc {
			list = append(list, taught{id: fmt.Sprintf("wikigold-%d", len(list)+1)})
		}
		labels, err := relabel(sent, func(typ string, words []string) (string, error) {
			switch {
			case typ == "MISC" && demonyms(words):
				return "GRP", nil
			case slices.Contains([]string{"PER", "ORG", "LOC", "MISC"}, typ):
				return typ, nil
			}
			return "", fmt.Errorf("a name of type %q", typ)
		})
		if err != nil {
			return nil, fmt.Errorf("%s, sentence %d: %w", path, i+1, err)
		}
		words, labels := recut(sent.words, labels)
		list[len(list)-1].addSentence(words, labels)
	}
	return list, nil
}

// re3dTypes are the types of re3d that names can have. Its spans are whole
// phrases, common ones too.
var re3dTypes = map[string]string{
	"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "GRP",
	"MilitaryPlatform": "MISC", "Weapon": "MISC", "DocumentReference": "MISC",
	"Temporal": "O", "Quantity": "O", "Money": "O", "Frequency": "O", "CommsIdentifier": "O", "Coordinate": "O", "VehicleReference": "MISC",
}

// teachRe3d reads re3d, whose sentences stand in no order: each is a document.
//
// Its annotators marked whatever is spoken of, and left some sentences out. So a
// phrase is a name if all of it is written like one, a phrase without a capital
// is none, and any other capital inside a sentence teaches nothing.
func teachRe3d(path, text string) ([]taught, error) {
	sents, err := readIOB(path, text)
	if err != nil {
		return nil, err
	}
	var list []taught
	for i, sent := range sents {
		labels := make([]string, len(sent.words))
		for k, w := range sent.words {
			if labels[k] = "O"; capital(w) && (!isCommon(w) && w != "I" || partOfDemonym(sent.words, k)) {
				labels[k] = ""
			}
		}
		for _, name := range namesOf(sent.labels) {
			typ, ok := re3dTypes[name.Type]
			if !ok {
				return nil, fmt.Errorf("%s, sentence %d: a name of type %q", path, i+1, name.Type)
			}
			if typ == "O" {
				for k := name.Start; k < name.End; k++ {
					labels[k] = "O"
				}
				continue
			}
			for _, part := range commaParts(sent.words, name.Span, typ) {
				span := writtenName(sent.words, part, typ)
				if span.Empty() {
					continue
				}
				is := typ
				switch words := sent.words[span.Start:span.End]; {
				case demonyms(words):
					is = "GRP"
				case typ == "ORG" && isCountry(words): // as the one who acts
					is = "LOC"
				case len(words) == 1 && (words[0] == "I" || isCommon(words[0]) || isTitle(words[0])):
					is = "O"
				}
				for k := span.Start; k < span.End; k++ {
					labels[k] = nameLabel(is, k == span.Start)
				}
			}
		}
		doc := taught{id: fmt.Sprintf("re3d-%d", i+1)}
		words, labels := recut(sent.words, labels)
		doc.addSentence(words, labels)
		list = append(list, doc)
	}
	return list, nil
}

// commaParts cuts the phrase of a place at its commas: "Palmyra, Syria" are two
// names.
func commaParts(words []string, span models.Span, typ string) []models.Span {
	if typ != "LOC" {
		return []models.Span{span}
	}
	var parts []models.Span
	start := span.Start
	for k := span.Start; k < span.End; k++ {
		if words[k] == "," {
			parts, start = append(parts, models.Span{Start: start, End: k}), k+1
		}
	}
	return append(parts, models.Span{Start: start, End: span.End})
}

// writtenName is a phrase without its article and titles if the rest is written
// like a name: capitals, with small words between them that names have; else it
// is empty.
func writtenName(words []string, span models.Span, typ string) models.Span {
	small := []string{"-", "–", "al", "bin", "de", "el", "ul", "’", "'"}
	if typ == "PER" {
		for k := span.End - 1; k >= span.Start; k-- {
			if isTitle(words[k]) {
				span.Start = k + 1
				if k+1 < span.End && !capital(words[k+1]) { // "Minister for the Middle East"
					return models.Span{}
				}
				break
			}
		}
	} else {
		small = append(small, "of", "for", "the", "and", "&", "/", "in", "to")
	}
	for span.Len() > 0 && (!capital(words[span.Start]) || slices.Contains([]string{"The", "A", "An", "His", "Our"}, words[span.Start])) {
		span.Start++
	}
	for k := span.Start; k < span.End; k++ {
		if c := encode.Case(words[k]); !capital(words[k]) && !slices.Contains(small, words[k]) && (c != encode.NoCase || words[k] == ",") {
			return models.Span{}
		}
	}
	if span.Empty() || encode.Case(words[span.End-1]) == encode.Lower {
		return models.Span{}
	}
	return span
}

// capital reports whether a word has an upper-case letter.
func capital(word string) bool {
	c := encode.Case(word)
	return c != encode.NoCase && c != encode.Lower
}

// recut cuts the words of a corpus as we cut text, where that only makes them
// finer, and gives each part its word's label. The words are joined by spaces.
func recut(words, labels []string) (fine, fineLabels []string) {
	text := strings.Join(words, " ")
	toks := token.Words(text, models.Span{End: len(text)})
	t, at := 0, 0
	for i, word := range words {
		end := at + len(word)
		first := true
		if t < len(toks) && toks[t].Start == at && covers(toks[t:], end) {
			for ; t < len(toks) && toks[t].End <= end; t++ {
				fine, fineLabels = append(fine, toks[t].In(text)), append(fineLabels, continued(labels[i], first))
				first = false
			}
		} else {
			fine, fineLabels = append(fine, word), append(fineLabels, labels[i])
			for t < len(toks) && toks[t].Start < end {
				t++
			}
		}
		at = end + 1
	}
	return fine, fineLabels
}

// covers reports whether a token ends at end.
func covers(toks []models.Span, end int) bool {
	for _, tok := range toks {
		if tok.End >= end {
			return tok.End == end
		}
	}
	return false
}

// continued is the label of a part of a word: B- stands at the first alone.
func continued(label string, first bool) string {
	if typ, ok := strings.CutPrefix(label, "B-"); ok && !first {
		return "I-" + typ
	}
	return label
}
