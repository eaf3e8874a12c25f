package snapshot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// Text says how much of the articles' text is in a snapshot's tables.
type Text string

// The amounts of text.
const (
	AllText  Text = ""
	SomeText Text = "some" // of some articles all, of the others none
	NoText   Text = "none" // names and cues alone: what may be shared
)

func (t Text) words() string {
	if t == AllText {
		return "all"
	}
	return string(t)
}

// described says what a snapshot holds of the text.
func (t Text) described() string {
	if t == SomeText {
		return "the text of some articles, and of the others none but names, pronouns and cues"
	}
	return "no text of the articles but names, pronouns and cues"
}

// definition is a table as a snapshot has it: where text is left out, columns
// that hold it may be null.
func (m *Manifest) definition(name string) *table.Table {
	t := table.Find(name)
	if m.Text == AllText {
		return t
	}
	bare := t.WithoutText()
	return &bare
}

func definition[R any](m *Manifest, k *table.Kind[R]) *table.Kind[R] {
	if m.Text == AllText {
		return k
	}
	return k.WithoutText()
}

// longestName is how many code points a name or a cue may have that is kept
// where text is left out. What the extraction takes for one may be a sentence.
const longestName = 80

// short is s if it is no longer than a name.
func short(s string) string {
	if utf8.RuneCountInString(s) > longestName {
		return ""
	}
	return s
}

// A stripper leaves text out of rows: all stretches of articles but names,
// pronouns and cues.
type stripper struct {
	names map[string]struct{} // under which actors are mentioned, as their aliases read
	long  map[string]struct{} // seals of what is longer than a name, and may be one
}

func newStripper() *stripper {
	return &stripper{names: make(map[string]struct{}), long: make(map[string]struct{})}
}

func (s *stripper) article(r *table.Article) {
	r.Title, r.Text, r.Metadata = "", "", ""
	r.Byline = short(r.Byline)
	r.SourceURI, r.ExternalID, r.Publisher = SealURI(r.SourceURI), sealID(r.ExternalID), seal(r.Publisher)
}

func (s *stripper) section(r *table.Section) {
	s.keep(r.Author)
	r.Author = short(r.Author)
}

// keep remembers what an actor's name may be found in again.
func (s *stripper) keep(form string) {
	if form = models.PlainName(form); seal(form) != form {
		s.long[seal(form)] = struct{}{}
	}
}

func (s *stripper) sentence(r *table.Sentence) { r.Text = "" }

func (s *stripper) mention(r *table.Mention) {
	s.keep(r.Text)
	if r.Kind == "nominal" {
		r.Text = ""
	}
	if r.Text = short(r.Text); r.Text != "" && r.Kind != "pronoun" {
		s.names[models.PlainName(r.Text)] = struct{}{}
	}
}

// actor comes after all mentions: of an actor's aliases its names are kept. A name
// that is put together of several stretches stays, for nothing would give it back.
func (s *stripper) actor(r *table.Actor) {
	var names []string
	for _, a := range r.Aliases {
		if _, ok := s.names[a]; ok {
			names = append(names, a)
		}
	}
	r.Aliases = names
	if _, ok := s.long[seal(r.Name)]; ok {
		r.Name = seal(r.Name)
	}
}

func (s *stripper) skip(r *table.Skip) { r.SourceURI = SealURI(r.SourceURI) }

func (s *stripper) claim(r *table.Claim) {
	if r.SourceKind != "named" && r.SourceKind != "pronoun" {
		r.SourceText = ""
	}
	r.SourceText, r.CueText, r.ContentText = nameAlone(short(r.SourceText)), short(r.CueText), ""
}

// nameAlone is a source's name, "" if more is said of it there: "Ada Roth, who led the
// talks" is a sentence's worth.
func nameAlone(name string) string {
	if strings.Contains(name, ",") || slices.ContainsFunc(strings.Fields(name), func(word string) bool {
		return word == "who" || word == "whose" || word == "whom" || word == "which" || word == "that"
	}) {
		return ""
	}
	return name
}

func (s *stripper) claimSpan(r *table.ClaimSpan) {
	if r.Role != "cue" {
		r.Text = ""
	}
	r.Text = short(r.Text)
}

func (s *stripper) stance(r *table.Stance) { r.EvidenceText = "" }

// turn writes all tables anew in the form that they have in the end.
func (w *Writer) turn() error {
	s := newStripper()
	err := turn(w, nil, table.Articles, w.articles, s.article)
	err = turn(w, err, table.Sections, w.sections, s.section)
	err = turn(w, err, table.Sentences, w.sentences, s.sentence)
	if w.opt.Tokens {
		err = turn(w, err, table.Tokens, w.tokens, nil)
	}
	err = turn(w, err, table.Mentions, w.mentions, s.mention)
	err = turn(w, err, table.Actors, w.actors, s.actor)
	err = turn(w, err, table.Claims, w.claims, s.claim)
	err = turn(w, err, table.ClaimSpans, w.claimSpans, s.claimSpan)
	err = turn(w, err, table.ClaimActors, w.claimActors, nil)
	err = turn(w, err, table.Stances, w.stances, s.stance)
	err = turn(w, err, table.StanceSummary, w.summaries, nil)
	return turn(w, err, table.Skips, w.skips, s.skip)
}

// turn writes a table anew, unless something failed before.
func turn[R any](w *Writer, err error, k *table.Kind[R], s sheetOf[R], strip func(*R)) error {
	as := k
	if w.final.Text != AllText {
		as = k.WithoutText()
	}
	if w.final.Text != NoText || strip == nil {
		strip = func(*R) {}
	}
	return rewriteAs(w, err, k, as, w.final, s, strip)
}
