package entity

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// labelled makes a sentence of words with a bar and a label behind those in
// names: "Anna|B-PER Berg|I-PER left". A word with a plus before it stands right
// behind the last.
func labelled(words string) (string, []models.Token) {
	var text strings.Builder
	var toks []models.Token
	for word := range strings.FieldsSeq(words) {
		word, label, ok := strings.Cut(word, "|")
		if !ok {
			label = outer
		}
		if glued, ok := strings.CutPrefix(word, "+"); ok {
			word = glued
		} else if text.Len() > 0 {
			text.WriteByte(' ')
		}
		at := text.Len()
		text.WriteString(word)
		toks = append(toks, models.Token{Span: models.Span{Start: at, End: text.Len()}, Head: models.None, Name: label})
	}
	return text.String(), toks
}

// written is the notation of labelled again, without pluses.
func written(text string, toks []models.Token) string {
	var words []string
	for _, tok := range toks {
		word := tok.In(text)
		if tok.Name != outer {
			word += "|" + tok.Name
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestMend(t *testing.T) {
	for rule, tests := range map[string][][2]string{
		"marks": {
			{"“|B-PER Anna|I-PER Berg|I-PER ”|I-PER left", "“ Anna|B-PER Berg|I-PER ” left"},
			{"Yahoo|B-ORG +!|I-ORG paid", "Yahoo|B-ORG !|I-ORG paid"},
			{"the Bank|B-ORG of|I-ORG failed", "the Bank|B-ORG of failed"},
			{"—|B-LOC it", "— it"},
		},
		"only listed": {
			{"the E.U. met the African Union in Mayfield", "the E.U.|B-ORG met the African|B-ORG Union|I-ORG in Mayfield"},
			{"Quill ( D +- +N.J. )", "Quill ( D - N.J. )"},
			{"the N.Y. +U. speech", "the N.Y. U. speech"},
			{"Dr.|B-LOC Quill|B-PER left", "Dr. Quill|B-PER left"},
		},
		"slashes": {
			{"Acme|B-ORG /|I-ORG Zentrik|I-ORG Labs|I-ORG", "Acme|B-ORG / Zentrik|B-ORG Labs|I-ORG"},
		},
		"pairs": {
			{"the Turkey|B-MISC +-|I-MISC +Qatar|I-MISC pact", "the Turkey|B-LOC - Qatar|B-LOC pact"},
			{"the Turkey|B-ORG +-|I-ORG +Qatar|I-ORG Fund|I-ORG", "the Turkey|B-LOC - Qatar|B-LOC Fund|B-ORG"},
			{"Coca|B-ORG +-|I-ORG +Cola|I-ORG", "Coca|B-ORG -|I-ORG Cola|I-ORG"},
		},
		"persons": {
			{"Anna|B-PER Lind|B-PER Berg|I-PER", "Anna|B-PER Lind|I-PER Berg|I-PER"},
			{"Anna|B-PER , Berg|B-PER", "Anna|B-PER , Berg|B-PER"},
			{"Ms. Quill|B-PER +- +Orme|B-PER", "Ms. Quill|B-PER -|I-PER Orme|I-PER"},
			{"the Putin|B-PER +- +Erdogan|B-PER talks", "the Putin|B-PER - Erdogan|B-PER talks"},
			{"Ban|B-PER Ki|I-PER +- +moon spoke", "Ban|B-PER Ki|I-PER -|I-PER moon|I-PER spoke"},
			{"Ban|B-PER Ki|I-PER +-|I-PER +moon spoke", "Ban|B-PER Ki|I-PER -|I-PER moon|I-PER spoke"},
			{"Anna|B-PER Berg|I-PER +- +led", "Anna|B-PER Berg|I-PER - led"},
			{"bin Laden|B-PER", "bin|B-PER Laden|I-PER"},
			{"Muqtada|B-PER al +- +Sadr|B-PER", "Muqtada|B-PER al|I-PER -|I-PER Sadr|I-PER"},
			{"the bin was full", "the bin was full"},
		},
		"offices": {
			{"the City|B-LOC of Quill|B-LOC grew", "the City|B-LOC of|I-LOC Quill|I-LOC grew"},
			{"the Ministry|B-ORG of|I-ORG Trade|I-ORG and Industry said", "the Ministry|B-ORG of|I-ORG Trade|I-ORG and|I-ORG Industry|I-ORG said"},
			{"Acme|B-ORG and Industry said", "Acme|B-ORG and Industry said"},
			{"the Ministry|B-ORG of|I-ORG Trade|I-ORG and Norway|B-LOC", "the Ministry|B-ORG of|I-ORG Trade|I-ORG and Norway|B-LOC"},
		},
		"words": {
			{"on Friday|B-LOC", "on Friday"},
			{"in English|B-GRP", "in English|B-GRP"},
		},
		"generations": {
			{"Paul|B-PER Lind|I-PER Jr. left", "Paul|B-PER Lind|I-PER Jr.|I-PER left"},
			{"World War II ended", "World War II ended"},
		},
		"titles": {
			{"Mr.|B-PER Berg|I-PER left", "Mr. Berg|B-PER left"},
			{"Senator|B-PER left", "Senator left"},
			{"Prince|B-PER sang", "Prince|B-PER sang"},
			{"President of Peru|B-PER Rosa|I-PER Quintero|I-PER", "President of Peru|B-LOC Rosa|B-PER Quintero|I-PER"},
			{"Jordan|B-PER Lind|I-PER", "Jordan|B-PER Lind|I-PER"},
		},
		"legal forms": {
			{"Zentrik|B-ORG Labs|I-ORG , Inc.|B-ORG of Oslo|B-LOC", "Zentrik|B-ORG Labs|I-ORG ,|I-ORG Inc.|I-ORG of Oslo|B-LOC"},
			{"Quill|B-PER Ltd grew", "Quill|B-ORG Ltd|I-ORG grew"},
			{"the Inc. grew", "the Inc. grew"},
		},
		"lists": {
			{"in Norway|B-ORG", "in Norway|B-LOC"},
			{"the Norwegians|B-LOC", "the Norwegians|B-GRP"},
			{"the BBC|B-LOC", "the BBC|B-ORG"},
			{"Jordan|B-PER said", "Jordan|B-PER said"},
			{"South|B-LOC Koreans|I-LOC", "South|B-GRP Koreans|I-GRP"},
		},
	} {
		for _, tt := range tests {
			text, toks := labelled(tt[0])
			mend(text, toks)
			if diff := cmp.Diff(tt[1], written(text, toks)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", rule, diff)
			}
			// What is mended stays.
			mend(text, toks)
			if diff := cmp.Diff(tt[1], written(text, toks)); diff != "" {
				t.Errorf("%s, again (-want +got):\n%s", rule, diff)
			}
		}
	}
}

// joinParticles and joinLegalForms as their definitions read: each name is
// looked up and labelled anew for every word that joins it.
func particlesByDefinition(text string, toks []models.Token) {
	for i := range toks {
		if toks[i].Name != outer {
			continue
		}
		k := i + 1
		switch toks[i].In(text) {
		case "bin", "ibn", "bint":
		case "al", "Al", "el", "El", "ash", "as", "az", "an", "ad", "ar":
			if k+1 >= len(toks) || toks[k].In(text) != "-" || toks[k].Start != toks[i].End || toks[k+1].Start != toks[k].End {
				continue
			}
			k++
		default:
			continue
		}
		if k < len(toks) && strings.HasPrefix(toks[k].Name, "B-") {
			from, kind := i, kindOf(&toks[k])
			if i > 0 && kind == "PER" && kindOf(&toks[i-1]) == kind {
				from = nameStart(toks, i-1)
			}
			setName(toks[from:nameEnd(toks, k)], kind)
		}
	}
}

func legalFormsByDefinition(text string, toks []models.Token) {
	for i := 1; i < len(toks); i++ {
		if !legalForms[toks[i].In(text)] {
			continue
		}
		k := i - 1
		if toks[k].In(text) == "," && k > 0 {
			k--
		}
		if kind := kindOf(&toks[k]); kind == "" || kind == "GRP" {
			continue
		}
		end := i + 1
		for end < len(toks) && strings.HasPrefix(toks[end].Name, "I-") {
			end++
		}
		setName(toks[nameStart(toks, k):end], "ORG")
	}
}

func nameStart(toks []models.Token, i int) int {
	for i > 0 && strings.HasPrefix(toks[i].Name, "I-") {
		i--
	}
	return i
}

// On short sentences full of what they join, the steps do what their
// definitions say.
func TestJoinsAreTheirDefinitions(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, step := range []struct {
		name      string
		words     []string
		got, want func(string, []models.Token)
		most      int
	}{
		{"particles", []string{"Sadr", "al", "al +- +Sadr", "+-", "bin", "Anna", "left"}, joinParticles, particlesByDefinition, 8},
		{"legal forms", []string{"Acme", "Inc", "Inc", "Ltd.", ",", "grew"}, joinLegalForms, legalFormsByDefinition, 9},
	} {
		joined := 0
		for range 20000 {
			var words []string
			for range 1 + rng.IntN(step.most) {
				words = append(words, step.words[rng.IntN(len(step.words))])
			}
			text, toks := labelled(strings.Join(words, " "))
			kinds := []string{"PER", "ORG", "GRP", "PER", "ORG"}
			for i := range toks {
				switch draw := rng.IntN(4); {
				case draw == 0:
					toks[i].Name = "B-" + kinds[rng.IntN(len(kinds))]
				case draw < 3 && i > 0 && kindOf(&toks[i-1]) != "":
					toks[i].Name = "I-" + kindOf(&toks[i-1])
				}
			}
			before := written(text, toks)
			want := slices.Clone(toks)
			step.got(text, toks)
			step.want(text, want)
			if diff := cmp.Diff(written(text, want), written(text, toks)); diff != "" {
				t.Fatalf("%s of %s (-want +got):\n%s", step.name, before, diff)
			}
			if written(text, toks) != before {
				joined++
			}
		}
		if joined < 1000 {
			t.Errorf("%s: only %d sentences had any", step.name, joined)
		}
	}
}

// A sentence has as many tokens as its writer likes. By the definitions each of
// these takes some 2³⁴ labels.
func TestJoinsInLongSentences(t *testing.T) {
	const n = 1 << 17
	for _, tt := range []struct{ words, kind string }{
		{"Acme|B-ORG" + strings.Repeat(" Inc|I-ORG", n), "ORG"},
		{"Acme|B-PER" + strings.Repeat(" Inc", n), "ORG"},
		{"Acme|B-ORG" + strings.Repeat(" , Inc", n), "ORG"},
		{"Anna|B-PER" + strings.Repeat(" al +- +Sadr|B-PER", n), "PER"},
	} {
		text, toks := labelled(tt.words)
		joinParticles(text, toks)
		joinLegalForms(text, toks)
		if end := nameEnd(toks, 0); end != len(toks) || kindOf(&toks[0]) != tt.kind {
			t.Errorf("%.40s …: a name of %d of %d tokens, %s", tt.words, end, len(toks), toks[0].Name)
		}
	}
}

func TestWordless(t *testing.T) {
	for s, want := range map[string]bool{
		"vera@example.org": true, "http://example.org": true, "www.example.org": true, "minutes.DOC": true, "example.org": true, "Amazon.com": false,
		"Vera": false, "@": false, "St.": false, ".doc": false, "3.5": false, "": false, "@vera": false,
	} {
		if wordless(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}

// Whatever labels come, names that are left begin with B- and hold to one kind.
func FuzzMend(f *testing.F) {
	f.Add("Mr. Anna - Berg , Inc. / bin Peru", []byte{1, 2, 0, 3, 4, 5, 6, 1, 2})
	f.Add("al - Sadr President Ban Ki - moon", []byte{0, 0, 1, 1, 1, 2, 0, 0})
	f.Fuzz(func(t *testing.T, words string, raw []byte) {
		text, toks := labelled(strings.ReplaceAll(words, "|", " "))
		all := []string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-GRP", "I-GRP", "B-MISC", "I-MISC"}
		for i := range toks {
			l := "O"
			if i < len(raw) {
				l = all[int(raw[i])%len(all)]
			}
			if inner, ok := strings.CutPrefix(l, "I-"); ok && (i == 0 || kindOf(&toks[i-1]) != inner) {
				l = "B-" + inner
			}
			toks[i].Name = l
		}
		mend(text, toks)
		var buf Scratch
		new(Scorer).Agree(text, []models.Sentence{{Last: len(toks)}}, toks, &buf)
		for i := range toks {
			if inner, ok := strings.CutPrefix(toks[i].Name, "I-"); ok && (i == 0 || kindOf(&toks[i-1]) != inner) {
				t.Fatalf("I- without B-: %s", written(text, toks))
			}
			if toks[i].Name == "" {
				t.Fatalf("no label: %s", written(text, toks))
			}
		}
	})
}
