package stance

import "github.com/sayso-nlp/sayso/models"

// This file reads what a voice calls out: "Sack Orlov!", "Down with the regime!". It
// is nobody's act, and shows how stands who calls.

// calls writes the stances of imperatives: of the voice toward whom they would befall.
func (f *finder) calls(i int, sec *models.Section) {
	for k := range f.s.frames {
		fr := &f.s.frames[k]
		if fr.supposed || fr.open || !fr.holder.empty() || fr.act.part != verbPart || !f.s.commands(fr.at) || f.named(fr.at) {
			continue
		}
		t0, t1 := f.in(fr.target)
		for t := t0; t < t1; t++ {
			hit := f.s.hits(f.things[t], fr)
			if max(hit, -hit) < 500 || f.modifies(t, t1, fr.target) {
				continue
			}
			var sum tally
			sum.frame(fr, hit, fr.act.lemma)
			f.call(i, fr.at, t, &sum, sec)
		}
	}
}

// call writes how the voice of word at stands toward a thing, if it shows a side.
func (f *finder) call(i, at, t int, sum *tally, sec *models.Section) {
	holder, claim := f.voiceOf(i, at, sec)
	if holder == models.None || claim == models.None && sec.Kind == models.Title {
		return
	}
	from := models.None
	if claim != models.None {
		if typ := f.doc.Claims[claim].Type; typ == models.Denial || typ == models.Question {
			return
		}
		from = f.doc.Claims[claim].SourceMention
	}
	if j := sum.judge(f.doc.Words(i)); j.Label != models.Neutral {
		f.write(i, claim, holder, from, f.base+t, "", j)
	}
}

// commands reports whether the verb at v is an imperative: in its plain form at the
// start of what is said, without a subject.
func (s *sentence) commands(v int) bool {
	w := &s.words[v]
	if w.class != verb || w.tag != "VB" && w.tag != "VBP" || !s.opens(v) {
		return false
	}
	return s.find(v, "nsubj", "aux", "mark") < 0
}

// opens reports whether what is said begins at word k: nothing but quotation marks and
// a name with a colon stands before it, or another sentence in the same.
func (s *sentence) opens(k int) bool {
	for k--; k >= 0; k-- {
		switch w := &s.words[k]; {
		case w.class == quote || w.form == "please" || w.form == "just" || w.form == "(" || w.form == "@":
		case w.form == ":" || w.form == "!" || w.form == "." || w.form == "…":
			return true
		default:
			return false
		}
	}
	return true
}

// A cry is words with which somebody is hailed or wished away, and what it shows, in
// thousandths.
type cry struct {
	words []string
	side  int
}

var outcries = []cry{
	{[]string{"down", "with"}, -800}, {[]string{"shame", "on"}, -800}, {[]string{"to", "hell", "with"}, -800},
	{[]string{"hands", "off"}, 500}, {[]string{"hats", "off", "to"}, 800}, {[]string{"kudos", "to"}, 800},
	{[]string{"long", "live"}, 800}, {[]string{"god", "bless"}, 800}, {[]string{"god", "save"}, 800},
	{[]string{"bravo"}, 800}, {[]string{"well", "done"}, 800}, {[]string{"three", "cheers", "for"}, 800}, {[]string{"viva"}, 800},
}

// cries writes the stances of outcries: "Long live the union!"
func (f *finder) cries(i int, sec *models.Section) {
	words := f.s.words
	for k := range words {
		for _, c := range outcries {
			if words[k].form != c.words[0] || !f.s.opens(k) || !f.s.reads(k, c.words) {
				continue
			}
			at := k + len(c.words)
			if at < len(words) && words[at].class == comma {
				at++ // "Bravo, Weber"
			}
			r := f.s.right(at)
			t0, t1 := f.in(r)
			for t := t0; t < t1; t++ {
				if hit := f.s.befalls(f.things[t], r, nil); hit >= 800 {
					var sum tally
					sum.add(c.words[0], c.side*hit/whole, k, at)
					f.call(i, k, t, &sum, sec)
				}
			}
		}
	}
}

// reads reports whether the forms stand from word k on.
func (s *sentence) reads(k int, forms []string) bool {
	if k+len(forms) > len(s.words) {
		return false
	}
	for n, form := range forms {
		if s.words[k+n].form != form {
			return false
		}
	}
	return true
}
