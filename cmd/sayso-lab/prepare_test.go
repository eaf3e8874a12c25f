package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// letters is a vocabulary of the specials and single letters, digits and marks,
// so that a word has as many pieces as letters.
func letters() string {
	text := "[PAD]\n[UNK]\n[CLS]\n[SEP]\n"
	for _, prefix := range []string{"", "##"} {
		for r := 'a'; r <= 'z'; r++ {
			text += prefix + string(r) + "\n"
		}
		for r := '0'; r <= '9'; r++ {
			text += prefix + string(r) + "\n"
		}
	}
	return text + ".\n,\n'\n-\n"
}

const silver = `# newdoc id = p1
1	Mayor	mayor	_	NN	_	0	root	_	Offset=0:5|Coref=1:3
2	Ada	Ada	_	NNP	_	1	dep	_	Offset=6:9|NER=PERSON
3	Lind	Lind	_	NNP	_	1	dep	_	Offset=10:14|NER=PERSON
4	met	meet	_	VBD	_	1	dep	_	Offset=15:18
5	Norwegians	Norwegians	_	NNPS	_	1	dep	_	Offset=19:29|NER=MISC
6	.	.	_	.	_	1	dep	_	Offset=29:30

1	Lind	Lind	_	NNP	_	0	root	_	Offset=31:35|Coref=1:1
2	left	leave	_	VBD	_	1	dep	_	Offset=36:40
3	Oslo-	Oslo	_	NNP	_	1	dep	_	Offset=41:45|NER=LOCATION
4	.	.	_	.	_	1	dep	_	Offset=45:46

`

// prepareCorpora writes a small corpus of each kind that prepare reads.
func prepareCorpora(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	polnear := `{"id": "p1", "title": "", "text": "Mayor Ada Lind met Norwegians. Lind left Oslo.", "attributions": [
		{"source": [[6, 14]], "cue": [[15, 18]], "content": [[31, 45], [19, 22], [22, 29]]}, {"source": [], "cue": [[36, 40]], "content": []}]}`
	polnear = strings.ReplaceAll(polnear, "\n", " ") + "\n"
	for name, text := range map[string]string{
		"ewt/train.conllu":             gumDoc,
		"ewt/dev.conllu":               gumDoc,
		"gum/train.conllu":             gumDoc,
		"gum/dev.conllu":               gumDoc,
		"ner/uner-ewt-dev.iob2":        "# newdoc id = a\n# text = Lind met Berg.\n1\tLind\tB-PER\n2\tmet\tO\n3\tBerg\tB-PER\n4\t.\tO\n",
		"ner/wikigold.conll":           "Oslo I-LOC\nwaits O\n. O\n\n-DOCSTART- O\n\nNorse I-MISC\nNorwegian I-MISC\n",
		"ner/re3d-train.conll":         "The\tB-Location\nport\tI-Location\nof\tO\nOslo\tB-Location\n",
		"dse/train.tsv":                "[Lind] met [Berg].\tLind\tBerg\t1\nLind met [Berg] and [Oslo].\tBerg\tOslo\t0\n[Lind] met [Berg].\tLind\tBerg\t4\n",
		"dse/dev-clean.tsv":            "Nobody saw [Lin]d or [Berg].\tLin\tBerg\t0\n",
		"newsmtsc/train.jsonl":         `{"sentence_normalized": "Lind, a liar, met Berg.", "targets": [{"from": 0, "to": 4, "polarity": 2}, {"from": 18, "to": 22, "polarity": 4}]}` + "\n",
		"newsmtsc/dev-rw.jsonl":        `{"sentence_normalized": "They like Berg.", "targets": [{"from": 10, "to": 14, "polarity": 6}]}` + "\n",
		"polnear/train.jsonl":          polnear,
		"polnear/dev.jsonl":            polnear,
		"polnear-corenlp/train.conllu": silver,
		"polnear-corenlp/dev.conllu":   silver,
		"raw/a.jsonl":                  `{"id": "r1", "text": "` + strings.Repeat("Nobody saw the ferry leave the harbour that night. ", 30) + `"}` + "\n" + `{"id": "r2", "text": "` + strings.Repeat("abcde, ", 100) + `"}` + "\n",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name)) + ".gz"
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		packed, err := os.ReadFile(goldFile(t, filepath.Base(path), text))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, packed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// readWindows reads what prepare wrote.
func readWindows(t *testing.T, dir, name string) []taughtWindow {
	t.Helper()
	text, err := readText(filepath.Join(dir, name+".jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	var list []taughtWindow
	for line := range strings.Lines(text) {
		var w taughtWindow
		if err := json.Unmarshal([]byte(line), &w); err != nil {
			t.Fatal(err)
		}
		list = append(list, w)
	}
	return list
}

func TestPrepare(t *testing.T) {
	corpora, vocabulary, out := prepareCorpora(t), goldFile(t, "vocabulary.txt", letters()), t.TempDir()
	args := []string{"prepare", "--corpora", corpora, "--vocabulary", vocabulary, "--out"}
	code, stdout, stderr := lab(t, append(args, out)...)
	if code != exitDone || !strings.Contains(stdout, "news.train\t2 documents") {
		t.Fatalf("exit code %d\n%s%s", code, stdout, stderr)
	}
	var labels labelSets
	text, err := os.ReadFile(filepath.Join(out, "labels.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &labels); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"ADP", "DET", "NOUN", "PART", "PRON", "PROPN", "PUNCT", "VERB"}, labels.UPOS); diff != "" {
		t.Error(diff)
	}
	pieces := strings.Split(letters(), "\n")
	show := func(w taughtWindow, ids []int, names []string) string {
		var s []string
		for _, sent := range w.Sentences {
			for i := sent[0]; i < sent[1]; i++ {
				word := ""
				for k := w.Words[i]; k < len(w.Pieces)-1 && (i+1 == len(w.Words) || k < w.Words[i+1]); k++ {
					word += strings.TrimPrefix(pieces[w.Pieces[k]], "##")
				}
				switch {
				case ids[i] < 0:
					word += "/?"
				case names[ids[i]] != "O":
					word += "/" + names[ids[i]]
				}
				s = append(s, word)
			}
			s = append(s, "|")
		}
		return strings.Join(s, " ")
	}
	for name, want := range map[string]string{
		"wikigold.train": "oslo/B-LOC waits . |",
		"re3d.train":     "the port of oslo/B-LOC |",
		"uner.dev":       "lind/B-PER met berg/B-PER . |",
		"polnear.dev":    "mayor ada/B-PER lind/I-PER met norwegians/B-GRP . | lind/B-PER left oslo/B-LOC . |",
	} {
		w := readWindows(t, out, name)[0]
		if got := show(w, w.Names, labels.Names); got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
	gum := readWindows(t, out, "gum.train")[0]
	if got, want := show(gum, gum.UPOS, labels.UPOS), "mayor/PROPN ada/PROPN lind/PROPN of/ADP bergen/PROPN 's/PART port/NOUN left/VERB ./PUNCT | she/PRON took/VERB that/DET trip/NOUN with/ADP me/PRON |"; got != want {
		t.Errorf("tags %s", got)
	}
	if diff := cmp.Diff([]int{-1, 0, 1, 2, 3, 4, 5, 6, 7, -1, 9, 10, 11, 12, 13}, gum.Head); diff != "" {
		t.Error(diff)
	}
	claims := []taughtClaim{
		{Cue: [][2]int{{3, 4}}, Source: [][2]int{{1, 3}}, Content: [][2]int{{4, 5}, {6, 9}}},
		{Cue: [][2]int{{7, 8}}, Source: [][2]int{}, Content: [][2]int{}},
	}
	if diff := cmp.Diff(claims, readWindows(t, out, "polnear.train")[0].Claims); diff != "" {
		t.Error(diff)
	}
	dse := readWindows(t, out, "dse.train")
	if len(dse) != 2 {
		t.Fatalf("%d sentences of DSE", len(dse))
	}
	if diff := cmp.Diff([]taughtPair{{[2]int{0, 1}, [2]int{2, 3}, 1}, {[2]int{0, 1}, [2]int{2, 3}, 4}}, dse[0].Pairs); diff != "" {
		t.Error(diff)
	}
	if got := readWindows(t, out, "dse.dev")[0].Pairs[0]; got.P != [2]int{2, 3} {
		t.Errorf("a span that ends in a word: %v", got)
	}
	if diff := cmp.Diff([]taughtTarget{{[2]int{0, 1}, "against"}, {[2]int{6, 7}, "neutral"}}, readWindows(t, out, "newsmtsc.train")[0].Targets); diff != "" {
		t.Error(diff)
	}
	// Every word is owned once, and a run gives the same bytes again.
	again := t.TempDir()
	if code, _, stderr := lab(t, append(args, again)...); code != exitDone {
		t.Fatal(stderr)
	}
	files, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		a, _ := os.ReadFile(filepath.Join(out, f.Name()))
		b, err := os.ReadFile(filepath.Join(again, f.Name()))
		if err != nil || string(a) != string(b) {
			t.Errorf("%s: another run gave other bytes (%v)", f.Name(), err)
		}
		if name, ok := strings.CutSuffix(f.Name(), ".jsonl.gz"); ok {
			for _, w := range readWindows(t, out, name) {
				if err := lawful(w, labels); err != nil {
					t.Errorf("%s, %s: %v", name, w.Doc, err)
				}
			}
		}
	}
	owned := 0
	for _, w := range readWindows(t, out, "news.train") {
		owned += w.Owned[1] - w.Owned[0]
	}
	if want := 30*10 + 200; owned != want {
		t.Errorf("windows own %d words of news, want %d", owned, want)
	}
}

// lawful checks what every window must be.
func lawful(w taughtWindow, labels labelSets) error {
	n := len(w.Words)
	switch {
	case len(w.Pieces) > windowPieces || len(w.Cases) != len(w.Pieces):
		return fmt.Errorf("%d pieces, %d cases", len(w.Pieces), len(w.Cases))
	case n == 0 || w.Words[0] != 1 || w.Words[n-1] >= len(w.Pieces)-1:
		return fmt.Errorf("words at %v", w.Words)
	case w.Owned[0] < 0 || w.Owned[0] >= w.Owned[1] || w.Owned[1] > n:
		return fmt.Errorf("owns %v of %d words", w.Owned, n)
	}
	at := 0
	for _, s := range w.Sentences {
		if s[0] != at || s[1] <= at {
			return fmt.Errorf("sentences %v", w.Sentences)
		}
		at = s[1]
	}
	if at != n {
		return fmt.Errorf("sentences %v of %d words", w.Sentences, n)
	}
	for name, ids := range map[string][]int{"upos": w.UPOS, "xpos": w.XPOS, "lemma": w.Lemma, "deprel": w.Deprel, "names": w.Names} {
		most := map[string]int{"upos": len(labels.UPOS), "xpos": len(labels.XPOS), "lemma": len(labels.Lemma), "deprel": len(labels.Deprel), "names": len(labels.Names)}[name]
		if len(ids) != 0 && len(ids) != n {
			return fmt.Errorf("%d labels of %s for %d words", len(ids), name, n)
		}
		for _, id := range ids {
			if id >= most || id < -1 && !(name == "names" && id == someNameID) {
				return fmt.Errorf("%s %d", name, id)
			}
		}
	}
	for _, h := range w.Head {
		if h < headUnknown || h >= n {
			return fmt.Errorf("head %d of %d words", h, n)
		}
	}
	return nil
}

func TestPrepareErrors(t *testing.T) {
	corpora, vocabulary := prepareCorpora(t), goldFile(t, "vocabulary.txt", letters())
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{nil, exitUsage, "are needed"},
		{[]string{"--corpora", corpora, "--vocabulary", vocabulary, "--out", t.TempDir(), "more"}, exitUsage, `no argument "more"`},
		{[]string{"--corpora", corpora, "--vocabulary", vocabulary, "--out", t.TempDir(), "--news-words", "-1"}, exitUsage, "--news-words -1"},
		{[]string{"--corpora", corpora, "--vocabulary", "none", "--out", t.TempDir()}, exitUsage, "none"},
		{[]string{"--corpora", t.TempDir(), "--vocabulary", vocabulary, "--out", t.TempDir()}, exitUsage, "train.conllu.gz"},
		{[]string{"--corpora", corpora, "--vocabulary", goldFile(t, "vocabulary.txt", "a\nb\n"), "--out", t.TempDir()}, exitFailed, "[UNK]"},
	} {
		code, _, stderr := lab(t, append([]string{"prepare"}, tt.args...)...)
		if code != tt.code || !strings.Contains(stderr, tt.want) {
			t.Errorf("%v: exit code %d, want %d: %s", tt.args, code, tt.code, stderr)
		}
	}
}

// A sentence that is longer than a window stands in several, whose heads end at
// their borders.
func TestPrepareLongSentence(t *testing.T) {
	cut, err := newWindower(letters())
	if err != nil {
		t.Fatal(err)
	}
	doc := taught{id: "x"}
	for i := range 100 {
		doc.words = append(doc.words, "word"+strconv.Itoa(i%10))
		doc.head = append(doc.head, i-1)
	}
	doc.sents = []models.Sentence{{First: 0, Last: 100}}
	at := 0
	for _, w := range cut.windows(&doc, newEncoding(labelSets{})) {
		if err := lawful(w, labelSets{}); err != nil {
			t.Error(err)
		}
		if at > 0 && w.Head[0] != headUnknown || w.Head[1] != 0 {
			t.Errorf("heads %v", w.Head)
		}
		at += w.Owned[1] - w.Owned[0]
	}
	if at != 100 {
		t.Errorf("windows own %d words of 100", at)
	}
}

// tagged reads "Ada/NNP Lind/NNP left/VBD".
func tagged(s string) taught {
	var doc taught
	for f := range strings.FieldsSeq(s) {
		word, tag, _ := strings.Cut(f, "/")
		doc.words, doc.xpos = append(doc.words, word), append(doc.xpos, tag)
		doc.deprel, doc.head = append(doc.deprel, "dep"), append(doc.head, headRoot)
	}
	return doc
}

func TestProperAround(t *testing.T) {
	for _, tt := range []struct {
		phrase string
		head   int
		typ    string
		want   string
	}{
		{"President/NNP Ada/NNP Lind/NNP", 2, "PER", "Ada Lind"},
		{"the/DT mayor/NN", 1, "PER", ""},
		{"the/DT Bank/NNP of/IN Norway/NNP", 1, "ORG", "Bank of Norway"},
		{"Lind/NNP of/IN Bergen/NNP", 0, "PER", "Lind"},
		{"the/DT Fund/NNP for/IN the/DT Arts/NNPS", 1, "ORG", "Fund for the Arts"},
		{"Lind/NNP -/HYPH Berg/NNP", 0, "PER", "Lind - Berg"},
		{"the/DT Oslo/NNP mayor/NN", 2, "PER", ""},
		{"Oslo/NNP ,/, the/DT Capital/NNP", 0, "LOC", "Oslo"},
		{"the/DT President/NNP", 1, "PER", ""},
	} {
		doc := tagged(tt.phrase)
		span := properAround(&doc, models.Span{End: len(doc.words)}, tt.head, tt.typ)
		if got := strings.Join(doc.words[span.Start:span.End], " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.phrase, got, tt.want)
		}
	}
}

// labelsOf reads "Ada/B-PER said/O" into words and labels; "?" is "".
func labelsOf(s string) (words, labels []string) {
	for f := range strings.FieldsSeq(s) {
		word, label, ok := strings.Cut(f, "/")
		if !ok {
			label = "O"
		}
		words, labels = append(words, word), append(labels, strings.ReplaceAll(label, "?", ""))
	}
	return words, labels
}

// labelledWords is the inverse of labelsOf.
func labelledWords(words, labels []string) string {
	list := make([]string, len(words))
	for i, w := range words {
		switch list[i] = w; labels[i] {
		case "O":
		case "":
			list[i] += "/?"
		default:
			list[i] += "/" + labels[i]
		}
	}
	return strings.Join(list, " ")
}

func TestMendSilver(t *testing.T) {
	for _, tt := range []struct{ have, want string }{
		{"Ada/B-PER Lind/I-PER came . But Lind left Lind Tower .", "Ada/B-PER Lind/I-PER came . But Lind/B-PER left Lind/? Tower ."},
		{"Ada/B-PER Lind/I-PER met Lind/B-ORG .", "Ada/B-PER Lind/I-PER met Lind/B-PER ."},
		{"“/B-ORG Daily/I-ORG Post/I-ORG", "“ Daily/B-ORG Post/I-ORG"},
		{"the Lind/B-PER Foundation/I-PER", "the Lind/B-ORG Foundation/I-ORG"},
		{"Islamic/B-GRP State fighters", "Islamic/? State/? fighters"},
		{"Mr./B-PER Lind/I-PER spoke", "Mr. Lind/B-PER spoke"},
		{"ADA LIND/B-PER LEAVES OSLO", "ADA/? LIND/? LEAVES/? OSLO/?"},
	} {
		words, labels := labelsOf(tt.have)
		doc := taught{words: words, names: labels, sents: []models.Sentence{{Last: len(words)}}}
		mendSilver(&doc)
		if got := labelledWords(words, doc.names); got != tt.want {
			t.Errorf("%s\ngave %s\nwant %s", tt.have, got, tt.want)
		}
	}
}

func TestRe3dNames(t *testing.T) {
	for _, tt := range []struct{ have, want string }{
		{"the/B-Organisation Iraqi/I-Organisation government/I-Organisation met", "the Iraqi/? government met"},
		{"Foreign/B-Person Secretary/I-Person Ada/I-Person Lind/I-Person", "Foreign Secretary/? Ada/B-PER Lind/I-PER"},
		{"Minister/B-Person for/I-Person the/I-Person North/I-Person spoke", "Minister/? for the North/? spoke"},
		{"the/B-Organisation United/I-Organisation States/I-Organisation agreed", "the United/B-LOC States/I-LOC agreed"},
		{"near Palmyra/B-Location ,/I-Location Syria/I-Location", "near Palmyra/B-LOC , Syria/B-LOC"},
		{"Syrians/B-Organisation left Aleppo in November/B-Temporal", "Syrians/B-GRP left Aleppo/? in November"},
		{"I/B-Person said", "I said"},
	} {
		words, labels := labelsOf(tt.have)
		text := ""
		for i := range words {
			text += words[i] + "\t" + labels[i] + "\n"
		}
		docs, err := teachRe3d("x", text)
		if err != nil || len(docs) != 1 {
			t.Fatal(docs, err)
		}
		if got := labelledWords(docs[0].words, docs[0].names); got != tt.want {
			t.Errorf("%s\ngave %s\nwant %s", tt.have, got, tt.want)
		}
	}
}

func TestRecut(t *testing.T) {
	for _, tt := range []struct{ have, want string }{
		{"Lind's/B-PER plan", "Lind/B-PER 's/I-PER plan"},
		{"15-year-old plan", "15 - year - old plan"},
		{"Oslo/B-LOC . . .", "Oslo/B-LOC . . ."},
	} {
		words, labels := labelsOf(tt.have)
		words, labels = recut(words, labels)
		if got := labelledWords(words, labels); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.have, got, tt.want)
		}
	}
}

func TestInventory(t *testing.T) {
	doc := taught{
		words: []string{"talks", "walks", "balks", "feet", "feet", "feet"},
		upos:  []string{"VERB", "VERB", "VERB", "NOUN", "NOUN", "NOUN"},
		xpos:  []string{"VBZ", "VBZ", "VBZ", "NNS", "NNS", "NNS"},
		lemma: []string{"talk", "walk", "balk", "foot", "foot", "foot"},
	}
	doc.deprel = make([]string, len(doc.words))
	dev := doc
	dev.upos = []string{"X", "X", "X", "X", "X", "X"}
	labels, exceptions := inventory([]prepared{{"a.train", []taught{doc}}, {"a.dev", []taught{dev}}})
	if diff := cmp.Diff(labelSets{UPOS: []string{"NOUN", "VERB"}, XPOS: []string{"NNS", "VBZ"}, Deprel: nil, Lemma: []string{"lower -1", "lower -3 +oot"}, Names: nameLabels}, labels); diff != "" {
		t.Error(diff)
	}
	if want := "feet\tNOUN\tfoot\n"; exceptions != want {
		t.Errorf("exceptions %q", exceptions)
	}
}
