package tag

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// The slow plain twins of both decoders: features are strings, weights are
// looked up in the maps as prose's files hold them, and nothing is interned.

type plainTagger struct {
	weights map[string]map[string]float64
	sure    map[string]string
}

func newPlainTagger() *plainTagger {
	p := &plainTagger{}
	asset("AveragedPerceptron/weights", &p.weights)
	asset("AveragedPerceptron/tags", &p.sure)
	return p
}

func (p *plainTagger) tag(forms []string) []string {
	context := []string{startTag, startTag2}
	for _, form := range forms {
		norm := strings.ToLower(form)
		if class := normalClass(form); class != "" {
			norm = class
		}
		context = append(context, norm)
	}
	context = append(context, "-END-", "-END2-")
	tail := func(s string) string { return s[max(0, len(s)-3):] }
	one, two := startTag, startTag2
	var tags []string
	for k, form := range forms {
		i := k + 2
		tag, ok := p.sure[form]
		switch {
		case form == "-":
			tag = dashTag
		case emoticon(form):
			tag = "SYM"
		case address(form):
			tag = "NN"
		case !ok:
			tag = p.best([]string{
				"bias",
				"i suffix " + tail(form),
				"i pref1 " + string(rune(form[0])),
				"i-1 tag " + one,
				"i-2 tag " + two,
				"i tag+i-2 tag " + one + " " + two,
				"i word " + context[i],
				"i-1 tag+i word " + one + " " + context[i],
				"i-1 word " + context[i-1],
				"i-1 suffix " + tail(context[i-1]),
				"i-2 word " + context[i-2],
				"i+1 word " + context[i+1],
				"i+1 suffix " + tail(context[i+1]),
				"i+2 word " + context[i+2],
			})
		}
		tags = append(tags, tag)
		one, two = tag, one
	}
	return tags
}

func (p *plainTagger) best(features []string) string {
	sums := make(map[string]int)
	for _, f := range features {
		for label, w := range p.weights[f] {
			sums[label] += int(math.Round(w * 1000))
		}
	}
	best, top := "NN", math.MinInt
	for _, label := range sorted(sums) {
		if sums[label] > top {
			best, top = label, sums[label]
		}
	}
	return best
}

type plainNamer struct {
	mapping map[string]int
	weights []float64
	labels  []string
	basic   map[string]bool
}

func newPlainNamer() *plainNamer {
	p := &plainNamer{basic: make(map[string]bool)}
	var basic []string
	asset("Maxent/mapping", &p.mapping)
	asset("Maxent/weights", &p.weights)
	asset("Maxent/labels", &p.labels)
	asset("Maxent/words", &basic)
	for _, form := range basic {
		p.basic[form] = true
	}
	return p
}

func (p *plainNamer) name(forms, tags []string) []string {
	var labels []string
	past := "None"
	for i, form := range forms {
		low := strings.ToLower(form)
		features := map[string]string{
			"bias": "True", "word": form, "pos": tags[i], "word.lower": low,
			"en-wordlist": map[bool]string{true: "True", false: "False"}[p.basic[form]],
			"suffix3":     strings.ToLower(form[max(0, len(form)-3):]),
			"prefix3":     strings.ToLower(form[:min(3, len(form))]),
			"shape":       shapeNames[shapeOf(form)], "wordlen": strconv.Itoa(len(form)),
			"prevtag": past, "prevword": "None", "prevpos": "None", "nextword": "None", "nextpos": "None",
		}
		shape := "None"
		if i > 0 {
			features["prevword"], features["prevpos"] = strings.ToLower(forms[i-1]), tags[i-1]
		}
		if i > 1 {
			shape = shapeNames[shapeOf(forms[i-1])]
		}
		if i+1 < len(forms) {
			features["nextword"], features["nextpos"] = strings.ToLower(forms[i+1]), strings.ToLower(tags[i+1])
		}
		features["word+nextpos"] = low + "+" + features["nextpos"]
		features["pos+prevtag"] = tags[i] + "+" + past
		features["shape+prevtag"] = shape + "+" + past
		best, top := "", math.MinInt
		for _, label := range sortedStrings(p.labels) {
			sum := 0
			for name, value := range features {
				if k, ok := p.mapping[name+"-"+value+"-"+label]; ok {
					sum += int(math.Round(p.weights[k] * nameParts))
				}
			}
			if sum > top {
				best, top = label, sum
			}
		}
		labels = append(labels, best)
		past, _, _ = strings.Cut(best, "-")
	}
	return labels
}

func sortedStrings(list []string) []string {
	set := make(map[string]bool)
	for _, s := range list {
		set[s] = true
	}
	return sorted(set)
}

// sentences that we wrote, words separated by spaces, for twins and prose.
var spoken = strings.Split(strings.TrimSpace(`
The minister said on Tuesday that talks with Ankara had failed .
" We will not pay , " Elkhart 's mayor , Jane Q. Rowntree , told the Herald , 3.55 million short .
Well-known critics - among them İsmet Ünal and Ørsted A/S - pushed back in 1987 and 23 other years .
Why do n't they have to push the quantum e-mail out of the U.S. Senate ?
— as much as they could get , one-third of Asian charter schools use no email at all ...
Mr. Kasper , of the FBI and the DoD , said Medicare for Muslims in Lebanon was a sham .
Baku and Yerevan agreed to that which neither had wanted ; Moscow did not like it :-)
NEW YORK STOCKS ROSE 4 % , THEN FELL .
i think its gr8 @someone http://example.com/a a@b.org +123 -123 ½ ¿ 漢字 x_y _
Turkiye’s president , Mrs. O’Hara and ‘ Little ’ Bob Kim-Lee : “ yes ” , 10:30 p.m. inf nan 0x1p4
`), "\n")

// glue makes a text and tokens of words.
func glue(forms []string) (string, []models.Token) {
	var b strings.Builder
	var toks []models.Token
	for _, form := range forms {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		start := b.Len()
		b.WriteString(form)
		toks = append(toks, models.Token{Span: models.Span{Start: start, End: b.Len()}, Head: models.None})
	}
	return b.String(), toks
}

func TestTwins(t *testing.T) {
	tagger, namer := newPlainTagger(), newPlainNamer()
	m := shared()
	var s sequence
	for _, line := range spoken {
		text, toks := glue(strings.Fields(line))
		s.read(m, text, toks)
		m.tagger.tag(&s)
		m.namer.name(&s)
		var forms, cased, tags []string
		for _, w := range s.words {
			forms = append(forms, w.form)
			cased = append(cased, w.cased)
			tags = append(tags, m.tags[w.tag])
		}
		wantTags := tagger.tag(cased)
		wantNames := namer.name(forms, tags)
		for i, w := range s.words {
			if tags[i] != wantTags[i] || m.namer.labels[w.label] != wantNames[i] {
				t.Errorf("%q: %s %s, the twin says %s %s", w.form, tags[i], m.namer.labels[w.label], wantTags[i], wantNames[i])
			}
		}
	}
}
