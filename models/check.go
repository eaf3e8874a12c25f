package models

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Check returns the first invariant that the document breaks, or nil. It is the
// one list of what holds between the records of an article:
//
//   - the text is valid UTF-8 and the article's id is made of URI and text;
//   - every span is inside the text, on code point boundaries and not empty;
//   - sections, sentences and tokens are each ordered and disjoint; a sentence
//     lies inside its section, a token inside its sentence;
//   - tokens hold no outer white space, and between them within a sentence
//     stands nothing but white space: they rebuild the text;
//   - heads are tokens of the same sentence, with one root and no cycle, where
//     there are heads at all;
//   - actors have unique, well-formed ids that fit their type;
//   - every index names a record that is there;
//   - mentions are ordered and lie inside their sentence, and no two of them
//     share both span and actor;
//   - a claim has a cue, which begins in the claim's sentence and in a section
//     that holds claims; the spans of each of its roles are ordered and disjoint;
//     it has a source text exactly where a source kind in the text says so;
//     nesting has no cycle; an actor has a role in it at most once, and a mention
//     that is named with an actor stands for that actor;
//   - a stance's evidence lies in its sentence; its holder is not its target, its
//     label is the sign of its score, and scores and confidences are inside their
//     ranges; its mentions stand for its actors.
func (d *Document) Check() error {
	c := checker{d: d}
	c.article()
	c.layout()
	c.actors()
	c.mentions()
	for i := range d.Claims {
		c.claim(i)
	}
	for i := range d.Stances {
		c.stance(i)
	}
	return c.err
}

// checker keeps the first complaint.
type checker struct {
	d   *Document
	err error
}

func (c *checker) want(ok bool, format string, args ...any) bool {
	if !ok && c.err == nil {
		c.err = fmt.Errorf("article %s: %s", c.d.Article.ID, fmt.Sprintf(format, args...))
	}
	return ok
}

func (c *checker) span(s Span, what string, i int) bool {
	text := c.d.Article.Text
	if !c.want(0 <= s.Start && s.Start < s.End && s.End <= len(text), "%s %d: span %d:%d is empty or outside 0:%d", what, i, s.Start, s.End, len(text)) {
		return false
	}
	return c.want(utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End])),
		"%s %d: span %d:%d cuts a code point", what, i, s.Start, s.End)
}

func (c *checker) index(i, n int, optional bool, format string, args ...any) bool {
	if 0 <= i && i < n || optional && i == None {
		return true // the complaint would take longer than the look
	}
	return c.want(false, format+" %d is not there", append(args, i)...)
}

func (c *checker) article() {
	a := c.d.Article
	c.want(utf8.ValidString(a.Text), "text is not valid UTF-8")
	c.want(a.ID == NewArticleID(a.SourceURI, a.Text), "id is not made of URI and text")
	c.want(a.Replaced >= 0, "negative count of replaced bytes")
}

func (c *checker) layout() {
	d := c.d
	end := 0
	for i, sec := range d.Sections {
		c.span(sec.Span, "section", i)
		c.want(sec.Start >= end, "section %d overlaps the one before", i)
		c.index(sec.Actor, len(d.Actors), true, "section %d: actor", i)
		end = sec.End
	}
	end, first := 0, 0
	for i, sent := range d.Sentences {
		c.span(sent.Span, "sentence", i)
		c.want(sent.Start >= end, "sentence %d overlaps the one before", i)
		if c.index(sent.Section, len(d.Sections), false, "sentence %d: section", i) {
			c.want(d.Sections[sent.Section].Contains(sent.Span), "sentence %d leaves its section", i)
		}
		if !c.want(sent.First == first && sent.First < sent.Last && sent.Last <= len(d.Tokens), "sentence %d: tokens %d:%d do not follow on", i, sent.First, sent.Last) {
			return
		}
		c.words(i)
		end, first = sent.End, sent.Last
	}
	c.want(first == len(d.Tokens), "%d tokens stand in no sentence", len(d.Tokens)-first)
}

func (c *checker) words(i int) {
	sent, toks := c.d.Sentences[i], c.d.Words(i)
	end := sent.Start
	heads := false
	for k, tok := range toks {
		if !c.span(tok.Span, "token", sent.First+k) {
			return
		}
		if !c.want(tok.Start >= end && tok.End <= sent.End, "token %d overlaps or leaves its sentence", sent.First+k) {
			return
		}
		gap := c.d.Article.Text[end:tok.Start]
		c.want(strings.TrimSpace(gap) == "", "sentence %d: %q stands between tokens", i, gap)
		word := tok.In(c.d.Article.Text)
		c.want(word == strings.TrimSpace(word), "token %d has outer white space", sent.First+k)
		end = tok.End
		heads = heads || tok.Deprel != ""
	}
	c.want(end == sent.End && toks[0].Start == sent.Start, "sentence %d is not flush with its tokens", i)
	if heads {
		c.tree(i, toks)
	}
}

func (c *checker) tree(i int, toks []Token) {
	roots := 0
	for k := range toks {
		if toks[k].Head == None {
			roots++
			continue
		}
		if !c.index(toks[k].Head, len(toks), false, "sentence %d token %d: head", i, k) {
			return
		}
		steps := 0
		for at := k; at != None && steps <= len(toks); steps++ {
			at = toks[at].Head
			if at != None && !c.index(at, len(toks), false, "sentence %d: head", i) {
				return
			}
		}
		c.want(steps <= len(toks), "sentence %d: token %d hangs in a cycle", i, k)
	}
	c.want(roots == 1, "sentence %d has %d roots", i, roots)
}

// actorID is the form of an actor's id: the type, then words of lower-case
// ASCII letters and digits; a country has its three letters instead.
var actorID = regexp.MustCompile(`^(person|organization|place|group|document|author|commenter):[a-z0-9]+(-[a-z0-9]+)*$|^country:[A-Z]{3}$`)

func (c *checker) actors() {
	seen := make(map[ActorID]bool, len(c.d.Actors))
	for i, act := range c.d.Actors {
		c.want(!seen[act.ID], "actor %d: id %s is there twice", i, act.ID)
		c.want(actorID.MatchString(string(act.ID)) && strings.HasPrefix(string(act.ID), act.Type.String()+":"),
			"actor %d: %q is no id of a %s", i, act.ID, act.Type)
		c.want(act.Name != "" || act.Type == Author || act.Type == Commenter, "actor %d has no name", i)
		c.want(act.Country == "" || len(act.Country) == 3, "actor %d: country %q", i, act.Country)
		seen[act.ID] = true
	}
}

func (c *checker) mentions() {
	d := c.d
	for i, men := range d.Mentions {
		c.span(men.Span, "mention", i)
		if c.index(men.Sentence, len(d.Sentences), false, "mention %d: sentence", i) {
			c.want(d.Sentences[men.Sentence].Contains(men.Span), "mention %d leaves its sentence", i)
		}
		c.index(men.Actor, len(d.Actors), false, "mention %d: actor", i)
		if i > 0 {
			last := d.Mentions[i-1]
			order := last.Compare(men.Span)
			c.want(order < 0 || order == 0 && last.Actor < men.Actor, "mention %d is out of order or there twice", i)
		}
	}
}

func (c *checker) spans(list []Span, what string, i int) {
	end := -1
	for _, s := range list {
		c.span(s, what, i)
		c.want(s.Start >= end, "%s %d: spans overlap or are out of order", what, i)
		end = s.End
	}
}

func (c *checker) claim(i int) {
	d, clm := c.d, c.d.Claims[i]
	c.spans(clm.Source, "source of claim", i)
	c.spans(clm.Cue, "cue of claim", i)
	c.spans(clm.Content, "content of claim", i)
	if !c.want(len(clm.Cue) > 0, "claim %d has no cue", i) {
		return
	}
	if i > 0 && len(d.Claims[i-1].Cue) > 0 {
		c.want(d.Claims[i-1].Cue[0].Start <= clm.Cue[0].Start, "claim %d is out of order", i)
	}
	if c.index(clm.Sentence, len(d.Sentences), false, "claim %d: sentence", i) {
		sent := d.Sentences[clm.Sentence]
		c.want(sent.Start <= clm.Cue[0].Start && clm.Cue[0].Start < sent.End, "claim %d: the cue begins in another sentence", i)
		c.want(sent.Section >= len(d.Sections) || d.Sections[sent.Section].Prose(), "claim %d stands in a section that holds none", i)
	}
	c.index(clm.SourceMention, len(d.Mentions), true, "claim %d: source mention", i)
	expressed := clm.SourceKind == NamedSource || clm.SourceKind == NominalSource || clm.SourceKind == PronounSource || clm.SourceKind == DocumentSource
	c.want(!expressed || len(clm.Source) > 0, "claim %d: a %s source has no words", i, clm.SourceKind)
	c.want(clm.SourceKind != NoSource || len(clm.Source) == 0, "claim %d: no source, but its words", i)
	c.want(0 <= clm.Confidence && clm.Confidence <= 1, "claim %d: confidence %v", i, clm.Confidence)
	if c.index(clm.Parent, len(d.Claims), true, "claim %d: parent", i) {
		steps := 0
		for at := i; at != None && steps <= len(d.Claims); steps++ {
			at = d.Claims[at].Parent
			if at != None && !c.index(at, len(d.Claims), false, "claim %d: parent", i) {
				return
			}
		}
		c.want(steps <= len(d.Claims), "claim %d is nested in itself", i)
	}
	for k, p := range clm.Parts {
		c.index(p.Actor, len(d.Actors), false, "claim %d: actor", i)
		if c.index(p.Mention, len(d.Mentions), true, "claim %d: mention", i) && p.Mention != None {
			c.want(d.Mentions[p.Mention].Actor == p.Actor, "claim %d: mention %d stands for another actor", i, p.Mention)
		}
		twice := slices.ContainsFunc(clm.Parts[:k], func(q Part) bool { return q.Role == p.Role && q.Actor == p.Actor })
		c.want(!twice, "claim %d: an actor is its %s twice", i, p.Role)
		c.want(k == 0 || clm.Parts[k-1].Role <= p.Role, "claim %d: parts are out of order", i)
	}
}

func (c *checker) stance(i int) {
	d, st := c.d, c.d.Stances[i]
	c.span(st.Evidence, "evidence of stance", i)
	if c.index(st.Sentence, len(d.Sentences), false, "stance %d: sentence", i) {
		c.want(d.Sentences[st.Sentence].Contains(st.Evidence), "stance %d: the evidence leaves its sentence", i)
	}
	c.index(st.Claim, len(d.Claims), true, "stance %d: claim", i)
	c.index(st.Holder, len(d.Actors), false, "stance %d: holder", i)
	c.index(st.Target, len(d.Actors), false, "stance %d: target", i)
	if c.index(st.HolderMention, len(d.Mentions), true, "stance %d: holder's mention", i) && st.HolderMention != None {
		c.want(d.Mentions[st.HolderMention].Actor == st.Holder, "stance %d: the holder's mention stands for another actor", i)
	}
	if c.index(st.TargetMention, len(d.Mentions), true, "stance %d: target's mention", i) && st.TargetMention != None {
		c.want(d.Mentions[st.TargetMention].Actor == st.Target, "stance %d: the target's mention stands for another actor", i)
	}
	c.want(st.Holder != st.Target, "stance %d: holder is target", i)
	c.want(-1 <= st.Score && st.Score <= 1, "stance %d: score %v", i, st.Score)
	c.want(0 <= st.Confidence && st.Confidence <= 1, "stance %d: confidence %v", i, st.Confidence)
	c.want(st.Label == Neutral || (st.Label == Favor) == (st.Score > 0) && st.Score != 0, "stance %d: label %s, score %v", i, st.Label, st.Score)
}
