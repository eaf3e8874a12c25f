package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// A shower prints documents for people to read: each sentence, in it the claims'
// sources, cues and contents and the stances' evidence in color, and below it
// what they are.
//
//	Moscow denied that troops would come.
//	    denial: Moscow [country:RUS] | denied | that troops would come
type shower struct {
	out    *bufio.Writer
	colors bool
	begun  bool
}

func newShower(out io.Writer, colors bool) *shower {
	return &shower{out: bufio.NewWriter(out), colors: colors}
}

func (s *shower) show(doc *models.Document) error {
	if !s.begun && s.colors {
		fmt.Fprintf(s.out, "%s %s %s %s\n\n", sourceInk.on("source", true), cueInk.on("cue", true), contentInk.on("content", true),
			evidenceInk.on("evidence of a stance", true))
	} else if s.begun {
		fmt.Fprintln(s.out)
	}
	s.begun = true
	art := &doc.Article
	fmt.Fprintln(s.out, headInk.on(calm(placeOf(art)), s.colors))
	facts := slices.DeleteFunc([]string{calm(art.Title), calm(art.Byline), calm(art.Publisher), art.PublishedOn.ISO()}, func(fact string) bool { return fact == "" })
	if len(facts) > 0 {
		fmt.Fprintln(s.out, strings.Join(facts, ", "))
	}
	marks := marksOf(doc)
	claims, stances := make([][]int, len(doc.Sentences)), make([][]int, len(doc.Sentences))
	for i, c := range doc.Claims {
		claims[c.Sentence] = append(claims[c.Sentence], i)
	}
	for i, st := range doc.Stances {
		stances[st.Sentence] = append(stances[st.Sentence], i)
	}
	section := models.None
	for i, sent := range doc.Sentences {
		if sent.Section != section {
			section = sent.Section
			sec := doc.Sections[section]
			fmt.Fprintf(s.out, "\n%s\n", faintInk.on(strings.TrimSpace(sec.Kind.String()+" "+calm(sec.Author)), s.colors))
		}
		s.sentence(art.Text, sent.Span, marks)
		for _, k := range claims[i] {
			fmt.Fprintf(s.out, "    %s\n", s.claim(doc, &doc.Claims[k]))
		}
		for _, k := range stances[i] {
			fmt.Fprintf(s.out, "    %s\n", s.stance(doc, &doc.Stances[k]))
		}
	}
	return s.out.Flush()
}

// placeOf is where an article stood.
func placeOf(art *models.Article) string {
	rest, ok := strings.CutPrefix(art.SourceURI, "-")
	if ok && (rest == "" || rest[0] == '#') {
		return "standard input" + rest
	}
	return art.SourceURI
}

// A part is what a stretch of text is, of a claim or a stance.
type part uint8

// The parts, those drawn over others later; evidence is drawn beside them.
const (
	contentPart part = iota
	sourcePart
	cuePart
	evidencePart
	parts
)

var partInks = [parts]ink{contentInk, sourceInk, cueInk}

// A turn is where a part begins or ends.
type turn struct {
	at   int // byte
	part part
	by   int // 1 or -1
}

// marksOf lists the turns of a document in order.
func marksOf(doc *models.Document) *turns {
	var list []turn
	add := func(p part, spans ...models.Span) {
		for _, sp := range spans {
			list = append(list, turn{sp.Start, p, 1}, turn{sp.End, p, -1})
		}
	}
	for _, c := range doc.Claims {
		add(contentPart, c.Content...)
		add(sourcePart, c.Source...)
		add(cuePart, c.Cue...)
	}
	for _, st := range doc.Stances {
		add(evidencePart, st.Evidence)
	}
	slices.SortFunc(list, func(x, y turn) int { return cmp.Compare(x.at, y.at) })
	return &turns{list: list}
}

// turns are the marks of a text while it is printed from front to back.
type turns struct {
	list []turn
	open [parts]int
}

// ink is how text is drawn up to the next turn.
func (t *turns) ink() ink {
	drawn := ink("")
	for p := range evidencePart {
		if t.open[p] > 0 {
			drawn = partInks[p]
		}
	}
	if t.open[evidencePart] > 0 {
		drawn += ";" + evidenceInk
	}
	return drawn
}

// sentence prints a stretch of the text with its marks; it must lie behind those
// printed before.
func (s *shower) sentence(text string, span models.Span, marks *turns) {
	at := span.Start
	for at < span.End {
		for len(marks.list) > 0 && marks.list[0].at <= at {
			marks.open[marks.list[0].part] += marks.list[0].by
			marks.list = marks.list[1:]
		}
		next := span.End
		if len(marks.list) > 0 {
			next = min(next, marks.list[0].at)
		}
		fmt.Fprint(s.out, marks.ink().on(calm(text[at:next]), s.colors))
		at = next
	}
	fmt.Fprintln(s.out)
}

// claim describes a claim on a line.
func (s *shower) claim(doc *models.Document, c *models.Claim) string {
	words := c.Type.String()
	if c.Negated {
		words = "negated " + words
	}
	if c.Modality != models.Asserted {
		words = c.Modality.String() + " " + words
	}
	if c.Parent != models.None {
		words += " within"
	}
	said := func(spans []models.Span) string {
		var list []string
		for _, sp := range spans {
			list = append(list, calm(doc.Text(sp)))
		}
		return cmp.Or(strings.Join(list, " … "), "–")
	}
	source := s.drawn(sourceInk, said(c.Source))
	if to := actorsOf(doc, c, models.Source); to != "" {
		source += " [" + to + "]"
	}
	line := fmt.Sprintf("%s: %s | %s | %s", words, source, s.drawn(cueInk, said(c.Cue)), s.drawn(contentInk, shorten(said(c.Content), 160)))
	if to := actorsOf(doc, c, models.Target); to != "" {
		line += " → " + to
	}
	return line
}

func (s *shower) drawn(i ink, words string) string { return i.on(words, s.colors) }

// actorsOf lists the actors that have a part in a claim.
func actorsOf(doc *models.Document, c *models.Claim, role models.Role) string {
	var list []string
	for _, p := range c.Parts {
		if p.Role == role {
			list = append(list, string(doc.Actors[p.Actor].ID))
		}
	}
	return strings.Join(list, ", ")
}

// stance describes a stance on a line.
func (s *shower) stance(doc *models.Document, st *models.Stance) string {
	hue := map[models.Label]ink{models.Against: againstInk, models.Favor: favorInk}[st.Label]
	label := fmt.Sprintf("%s %+.2f", st.Label, st.Score)
	if st.Label == models.Neutral {
		label = st.Label.String()
	}
	return fmt.Sprintf("stance: %s → %s: %s, %s", doc.Actors[st.Holder].ID, doc.Actors[st.Target].ID, s.drawn(hue, label), s.drawn(evidenceInk, calm(doc.Text(st.Evidence))))
}

// calm makes text safe to print on a terminal, on one line: white space becomes
// spaces, and what would steer the terminal or turn the direction of writing
// becomes U+FFFD.
func calm(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
