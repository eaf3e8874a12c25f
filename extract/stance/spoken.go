package stance

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// plain is the least score, in thousandths, at which the writer of a text is
// said to take a side, and the least size of one reason for it: one strong word.
// News is full of weak words that are nobody's judgement.
const plain = 400

// voiceOf returns the actor in whose voice token k of sentence i speaks, and the
// claim through which, or None for either: the source of the innermost claim,
// else the section's author, else the article's.
func (f *finder) voiceOf(i, k int, sec *models.Section) (actor, claim int) {
	if c := f.owner[f.doc.Sentences[i].First+k]; c != models.None {
		return f.doc.Claims[c].SourceActor(), c
	}
	if sec.Actor != models.None {
		return sec.Actor, models.None
	}
	if sec.Author == "" && len(f.doc.Actors) > 0 && f.doc.Actors[0].Type == models.Author {
		return 0, models.None
	}
	return models.None, models.None
}

// judgements writes what the voices of sentence i say of the actors in it, one
// stance for each voice and actor.
func (f *finder) judgements(i int, sec *models.Section) {
	type key struct{ thing, claim int }
	var order []key
	sums := map[key]*tally{}
	at := func(thing, word int) *tally {
		_, claim := f.voiceOf(i, word, sec)
		k := key{thing, claim}
		if sums[k] == nil {
			sums[k] = &tally{}
			order = append(order, k)
		}
		return sums[k]
	}
	for y := range f.s.sayings {
		say := &f.s.sayings[y]
		first, last := f.in(say.of)
		if say.quoted && f.owner[f.doc.Sentences[i].First+say.at] == models.None {
			continue // the writer only quotes it
		}
		if !say.by.empty() {
			f.branded(i, say, first, last)
			continue
		}
		for t := first; t < last; t++ {
			if h := f.s.holds(f.things[t], say.of); h >= 600 && !f.better(t, first, last, say.of) {
				at(t, say.at).saying(say, h)
			}
		}
	}
	for t := range f.things {
		if f.attribute(t) {
			continue
		}
		var own tally
		f.s.beside(&own, f.things[t], region{0, len(f.s.words)})
		if len(own.reasons) > 0 {
			at(t, f.things[t].first).join(&own)
		}
	}
	for _, k := range order {
		sum := sums[k]
		if c := k.claim; c != models.None && !f.doc.Claims[c].Negated && (f.doc.Claims[c].Type == models.Denial || f.doc.Claims[c].Type == models.Question) {
			continue // "denied that the minister was a liar"
		}
		holder, _ := f.voiceOf(i, sum.at, sec)
		from := models.None
		if k.claim != models.None {
			holder, from = f.doc.Claims[k.claim].SourceActor(), f.doc.Claims[k.claim].SourceMention
		}
		if holder == models.None {
			continue
		}
		if j, ok := f.voiced(i, k.thing, sum, k.claim != models.None, sec); ok {
			f.write(i, k.claim, holder, from, f.base+k.thing, "", j)
		}
	}
}

// voiced judges what a voice of sentence i, a speaker's or the writer's, says of
// a mention; false where that is too little.
func (f *finder) voiced(i, thing int, sum *tally, spoken bool, sec *models.Section) (Judgement, bool) {
	words := f.doc.Words(i)
	own := spoken || sec.Kind == models.Comment
	least := plain
	if sum.sum < 0 && own {
		least = edge // a speaker's blame is his own, weak as it may be
	}
	if max(sum.sum, -sum.sum) < least || !own && (sum.doubt > 0 || sum.best < plain) {
		return Judgement{}, false // "whether the bank was corrupt", or weak words alone
	}
	j := sum.judge(words)
	if f.ear == nil {
		return j, true
	}
	q := question{kind: "voice", sum: sum.sum, seen: true}
	var ok bool
	if q.lean, ok = f.ear.voice(f.things[thing]); !ok {
		return j, true
	}
	// The lists speak, unless the network reads the contrary: most of what a
	// sentence says of somebody is news, and nobody's judgement.
	j.Confidence = q.chance(j.Label)
	contrary := j.Label == models.Favor && q.lean.against > sure || j.Label == models.Against && q.lean.favor > sure
	return j, !contrary
}

// sure is how much the network must lean to overrule the lists, in thousandths of
// a logit.
const sure = 1500

// attribute reports a demonym that only describes the noun behind it: "a corrupt
// Chilean bank" says nothing of Chile.
func (f *finder) attribute(t int) bool {
	x, men := f.things[t], f.mention(t)
	return men.Kind == models.Nominal && men.Type == models.Country && x.last < len(f.s.words) && x.last == x.first+1 &&
		(f.s.words[x.last].class == noun || f.s.words[x.last].class == name)
}

// branded writes "Orlov called the mayor a liar": the stance of who says it.
func (f *finder) branded(i int, say *saying, t0, t1 int) {
	h0, h1 := f.in(say.by)
	for h := h0; h < h1; h++ {
		if f.s.holds(f.things[h], say.by) < 600 || f.better(h, h0, h1, say.by) {
			continue
		}
		for t := t0; t < t1; t++ {
			if f.things[t].first > say.at {
				break // "called Bekov a liar and [Orlov] a saint"
			}
			if hit := f.s.holds(f.things[t], say.of); hit >= 600 {
				var sum tally
				sum.saying(say, hit)
				event := "ACCUSE"
				if sum.sum > 0 {
					event = "SUPPORT"
				}
				f.write(i, models.None, f.mention(h).Actor, f.base+h, f.base+t, event, sum.judge(f.doc.Words(i)))
			}
		}
	}
}

// join counts all of another tally's reasons.
func (t *tally) join(o *tally) {
	if t.reasons == nil || o.best > t.best {
		t.best, t.at, t.end = o.best, o.at, o.end
	}
	t.sum += o.sum
	t.bulk += o.bulk
	t.doubt = max(t.doubt, o.doubt)
	t.reasons = append(t.reasons, o.reasons...)
}

// A deed is what making a claim of a type does to its target.
type deed struct {
	side  int // in thousandths
	event string
}

var deeds = [...]deed{
	models.Statement:   {0, ""},
	models.Belief:      {0, ""},
	models.Expectation: {0, ""},
	models.Intention:   {0, ""},
	models.Pledge:      {300, "AGREE"},
	models.Demand:      {-250, "REQUEST"},
	models.Accusation:  {-700, "ACCUSE"},
	models.Denial:      {-250, "REJECT"},
	models.Warning:     {-400, "THREATEN"},
	models.Support:     {600, "SUPPORT"},
	models.Apology:     {400, "CONCEDE"},
	models.Decision:    {0, ""},
	models.Finding:     {0, ""},
	models.Question:    {0, ""},
}

// claims writes what each claim does to its targets, and a neutral stance toward
// the actor whom its content is about if nothing else shows.
func (f *finder) claims() {
	for c := range f.doc.Claims {
		clm := &f.doc.Claims[c]
		holder := clm.SourceActor()
		if holder == models.None {
			continue
		}
		cue := clm.Cue[0]
		for _, p := range clm.Parts {
			if p.Role != models.Target || p.Mention == models.None || f.void(cue, p.Mention) {
				continue
			}
			d := deeds[clm.Type]
			cued := lookup(lexicon(), clm.CueLemma, clm.CueLemma, true)
			if verb, _, two := strings.Cut(clm.CueLemma, " "); two && clm.Type == models.Demand && lookup(lexicon(), verb, verb, true).shift&wish != 0 {
				d.side = 0 // "called on Peru": asked it
			}
			if a := cued.find(verbPart, direct); a != nil && clm.Type == models.Demand {
				d.side = min(0, sides[a.side+2]) // to ask is to take no side
			}
			if cued.shift&felt != 0 {
				continue // "Switzerland disappointed Austria": read with the verb
			}
			sum := tally{}
			sum.add(clm.Type.String(), d.side, 0, 0)
			turned := f.turned(clm)
			if turned != clm.Negated {
				d.event = "" // nobody did it
			}
			switch {
			case d.side == 0 || turned && clm.Negated:
			case turned:
				sum.note("reversal", -2*d.side)
			case clm.Negated:
				sum.note("negation", -d.side)
			}
			if clm.Modality != models.Asserted {
				sum.doubt = 300
			}
			j := sum.judge(nil)
			j.Evidence = cue
			f.write(clm.Sentence, c, holder, clm.SourceMention, p.Mention, d.event, j)
		}
	}
	f.topics()
}

// void reports a claim that is only supposed, or whose target its words exempt or
// make its source: "if she had supported the board", "criticised not Hungary but
// Slovakia", "won the support of Sudan".
func (f *finder) void(cue models.Span, mention int) bool {
	for at := cue.Start; at < cue.End; at++ {
		if f.unsaid[at] {
			return true
		}
	}
	return f.unsaid[f.doc.Mentions[mention].Start]
}

// turned reports whether a claim's cue is a verb that ends what a noun behind it
// does: "has cut its support for".
func (f *finder) turned(clm *models.Claim) bool {
	words := f.doc.Words(clm.Sentence)
	cue, ok := tokens(words, clm.Cue[0])
	verb := models.None
	for k := cue.first; ok && k < cue.last; k++ {
		switch words[k].UPOS {
		case "VERB":
			if verb != models.None {
				return false // "refused to endorse"
			}
			verb = k
		case "NOUN":
			return verb != models.None && lookup(lexicon(), words[verb].Lemma, words[verb].Lemma, true).shift&reverse != 0
		}
	}
	return false
}

// topics writes the neutral stances of "X said Y had …": the speaker speaks of
// the actor with whom the content begins.
func (f *finder) topics() {
	type pair struct{ claim, target int }
	seen := map[pair]bool{}
	for i := range f.found {
		if st := &f.found[i]; st.Claim != models.None {
			seen[pair{st.Claim, st.Target}] = true
		}
	}
	for c := range f.doc.Claims {
		clm := &f.doc.Claims[c]
		holder := clm.SourceActor()
		if holder == models.None || len(clm.Content) == 0 {
			continue
		}
		start := clm.Content[0].Start
		first, _ := slices.BinarySearchFunc(f.doc.Mentions, start, func(men models.Mention, at int) int {
			if men.Start < at {
				return -1
			}
			return 1
		})
		m := first
		if m == len(f.doc.Mentions) || !clm.Content[0].Contains(f.doc.Mentions[m].Span) {
			continue
		}
		men := &f.doc.Mentions[m]
		if men.Start-start > opening || men.Type == models.Place || seen[pair{c, men.Actor}] {
			continue
		}
		j := (&tally{}).judge(nil)
		j.Evidence = clm.Cue[0]
		f.write(clm.Sentence, c, holder, clm.SourceMention, m, "", j)
	}
}

// opening is how many bytes into a content its subject still begins: "that the ".
const opening = 12
