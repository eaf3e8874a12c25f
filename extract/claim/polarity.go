package claim

import "github.com/sayso-nlp/sayso/models"

// This file tells whether an attitude is denied and how firmly it is
// attributed, by the words of the cue and by those above it in the tree.

// standing walks up the tree from the word that tells, through the cue and
// beyond it: has failed to say; nobody is expected to say.
func (r *Reader) standing(u *utterance) (denied bool, m models.Modality) {
	n := len(u.chain) - 1
	at := u.chain[n]
	denied, m = r.denied(at), r.mood(u, at)
	if u.kind == models.Statement && r.withholds(at) {
		denied = !denied // stayed silent
	}
	if r.unsourced(u, at) {
		m = models.Alleged
	}
	if r.kept(u.Cue[0].First) {
		denied = !denied
	}
	for range steps {
		m = max(m, r.clauseMood(at))
		h := int(r.head[at])
		b := bond{ends: true}
		if h != none {
			b = r.bond(u, at, h)
		} else if r.asked(at) {
			m = max(m, models.Possible)
		}
		if n > 0 && b == (bond{ends: true}) {
			// the tree does not join the words of the cue: they do so in their order
			h = u.chain[n-1]
			b = bond{denies: r.denied(h) != r.withholds(h), modality: r.mood(u, h)}
		}
		m = max(m, b.modality)
		denied = denied != b.denies
		if b.ends {
			break
		}
		if at = h; n > 0 && h == u.chain[n-1] {
			n--
		}
	}
	return denied, m
}

// unsourced reports a passive that tells what is told by nobody: it is alleged.
func (r *Reader) unsourced(u *utterance, at int) bool {
	return u.passive && len(u.Source) == 0 && hearing[r.words[at].lemma] && !accusing[r.words[at].lemma] && r.child(at, "obl:agent") == none
}

// A bond is what a word does to what hangs on it.
type bond struct {
	denies   bool
	modality models.Modality
	ends     bool // nothing above matters any more
}

// raising verbs take the negation of what they govern: I don't think he knows.
var raising = set("think believe suppose expect imagine seem feel reckon")

// wishing words leave it open whether what they govern comes about.
var wishing = set(`want plan urge hope expect intend ask call press demand need wish like love prefer aim seek threaten promise
	pledge vow agree offer consider contemplate mull weigh prepare push persuade convince tell order instruct beg implore exhort
	encourage invite request require advise recommend propose suggest tempt allow permit expect schedule tip project
	poise set due likely unlikely ready willing prone liable eager keen poised prepared tempted expected obliged
	pressure plan desire chance opportunity right duty obligation need bid ambition intention demand call request invitation
	possible free about supposed mean want await`)

// wanting verbs, denied, deny what is wanted: did not want to say.
var wanting = set("want wish like love care plan intend need mean choose ask offer agree dare")

// hearing verbs report in the passive what others tell: is said to have.
var hearing = set("say allege report believe rumor rumour think claim understand repute suspect suppose assume accuse charge")

// accusing verbs leave open what they charge somebody with: accused of threatening.
var accusing = set("accuse suspect charge blame indict")

// openly words leave the clause that hangs on them open: it is unclear whether.
var openly = set("unclear possible conceivable likely doubtful uncertain plausible probable unlikely doubt unknown unsure wonder")

// bond tells what word h does to word at, which hangs on it.
func (r *Reader) bond(u *utterance, at, h int) bond {
	lemma := r.words[h].lemma
	switch {
	case r.hangs(at, "conj"):
		return r.joined(u, at, h)
	case r.hangs(at, "acl") && h < at && r.words[h].is(noun|personal|article) && r.nobody(h) && !r.marked(at, toMark):
		return bond{denies: true, ends: true} // no law that requires it
	case r.hangs(at, "xcomp", "advcl", "acl", "ccomp", "csubj", "obl", "nmod", "obj") && r.embedded(at):
		return r.steers(u, at, h)
	case r.hangs(at, "ccomp", "csubj", "acl") && r.doc.Tokens[at].Deprel != "acl:relcl":
		switch {
		case raising[lemma] && r.denied(h):
			return bond{denies: true, ends: true}
		case lemma == "deny":
			return bond{denies: true, ends: true}
		case conditions[r.words[h].low] && r.words[h].is(verb):
			return bond{modality: models.Conditional, ends: true} // provided that he agrees
		case openly[lemma] || openly[r.words[h].low]:
			return bond{modality: models.Possible, ends: true}
		case hearing[lemma] && r.passively(h):
			return bond{modality: models.Alleged, ends: true}
		}
	case r.words[at].is(noun) && r.hangs(at, "obj", "nsubj", "nmod", "obl"):
		return r.holds(u, at, h)
	}
	return bond{ends: true}
}

// embedded reports a verb without a tense of its own: to say, of accusing.
func (r *Reader) embedded(i int) bool {
	if !r.words[i].is(verb|adjective) || r.finiteVerb(i) {
		return false
	}
	return r.words[i].is(gerund|base|adjective) || r.marked(i, toMark) || r.hangs(i, "xcomp")
}

// steers tells what word h does to an infinitive or a gerund that hangs on it.
func (r *Reader) steers(u *utterance, at, h int) bond {
	w := &r.words[h]
	b := bond{modality: r.mood(u, h)}
	no := r.denied(h)
	passive := r.passively(h)
	switch {
	case r.withholds(h):
		b.denies = !no
	case w.lemma == "deny":
		b.denies, b.ends = true, true
	case accusing[w.lemma] && r.marked(at, chargeMark):
		b.modality, b.ends = models.Alleged, true
	case hearing[w.lemma] && passive:
		b.modality, b.denies, b.ends = models.Alleged, no, true
	case (w.lemma == "seem" || w.lemma == "appear") && r.hangs(at, "xcomp"):
		b.modality, b.denies = max(b.modality, models.Possible), no
	case r.marked(at, whetherMark):
		b.modality, b.ends = max(b.modality, models.Possible), true
	case (wishing[w.lemma] || wishing[w.low]) && (r.marked(at, toMark) || r.hangs(at, "xcomp")) && true:
		if no && wanting[w.lemma] && !passive {
			b.denies = true // did not want to say
		} else {
			b.modality, b.denies = max(b.modality, models.Possible), no
		}
	case r.hangs(at, "xcomp"):
		b.denies = no // did not bother to apologize
	case r.hangs(at, "advcl") && r.marked(at, toMark):
		// took to the radio to denounce: what holds of one holds of both
	default:
		b.modality, b.ends = models.Asserted, true // by asking, after saying
	}
	return b
}

// chargeMark opens what somebody is accused of.
var chargeMark = set("of for with")

var whetherMark = set("whether if")

// joined tells what a verb does to one that is joined on to it: may call for a
// strike and demand.
func (r *Reader) joined(u *utterance, at, h int) bond {
	if r.child(at, "nsubj") != none || r.words[at].is(noun) {
		return bond{ends: true}
	}
	if r.finiteVerb(at) || r.words[at].tag != r.words[h].tag {
		return bond{} // still in the clause of the first: if he comes and says
	}
	return bond{denies: r.denied(h) != r.withholds(h), modality: r.mood(u, h)}
}

// lacks are nouns of what is not there: the lack of praise.
var lacks = set("lack absence want dearth")

// demanding verbs want what their object names: demanded an apology.
var demanding = set("want demand seek expect await request require need consider urge promise")

// holds tells what word h does to a noun that is a cue: gave | no indication.
func (r *Reader) holds(u *utterance, at, h int) bond {
	w := &r.words[h]
	switch {
	case r.hangs(at, "nmod") && lacks[w.lemma]:
		return bond{denies: true, ends: true}
	case r.hangs(at, "obj") && r.withholds(h):
		return bond{denies: !r.denied(h)}
	case r.hangs(at, "obj") && demanding[w.lemma]:
		return bond{modality: models.Possible, ends: true}
	case r.hangs(at, "obj") && light[w.lemma]:
		return bond{denies: r.denied(h), modality: r.mood(u, h)}
	}
	return bond{ends: true}
}

// slight words take the edge off a negation before them: not only.
var slight = set("only just merely simply least surprisingly unexpectedly unlike so long")

// negates reports a negation at i that denies what it belongs to.
func (r *Reader) negates(i int) bool {
	return nots[r.words[i].low] && !(r.words[i].low == "not" && slight[r.low(i+1)])
}

// nobodies deny what is said of them.
var nobodies = set("nobody none nothing neither noone no-one")

// occasions stand in phrases that deny what follows: at no point did he say.
var occasions = set("point time stage circumstance way mean case account moment")

// denied reports whether word i is negated: by a word on it, before it, or by a
// subject that is nobody.
func (r *Reader) denied(i int) bool {
	subject := r.child(i, "nsubj", "csubj", "expl")
	for c := range r.children(i) {
		switch {
		case c < subject && subject < i && r.negates(c) && r.upos(c+1) != "AUX" && !r.words[c+1].is(verb):
			// “Probably not,” she said: only never did she turns it around
		case c < i && r.negates(c) && !r.hangs(c, "nsubj", "obj", "conj"):
			return true
		case c < i && r.words[c].low == "no" && r.hangs(c, "det"):
			return true
		case r.hangs(c, "nsubj", "csubj") && r.nobody(c), r.hangs(c, "obj") && nobodies[r.words[c].low]:
			return true // nobody said so, he said nothing
		case c < i && r.hangs(c, "obl") && occasions[r.words[c].lemma] && r.no(c):
			return true
		}
	}
	for k, n := i-1, 0; n < 8 && r.same(k, i); k, n = k-1, n+1 {
		w := &r.words[k]
		switch {
		case w.is(adverb) && r.negates(k), w.low == "n't":
			return true
		case w.low == "longer" && r.low(k-1) == "no":
			return true
		case w.low == "yet" && r.low(k+1) == "to" && (r.lemma(k-1) == "have" || r.lemma(k-1) == "be" || r.lemma(k-1) == "remain"):
			return true
		}
		if !w.is(adverb|infin) && r.upos(k) != "AUX" {
			break
		}
	}
	return false
}

// nobody reports a subject that is nobody: no official, neither side.
func (r *Reader) nobody(i int) bool {
	return nobodies[r.words[i].low] || r.words[i].low == "one" && r.low(i-1) == "no" || r.no(i)
}

// no reports "no" or "neither" on word i, or "not" right before its phrase: not
// everyone.
func (r *Reader) no(i int) bool {
	for c := range r.children(i) {
		if c < i && (r.words[c].low == "no" || r.words[c].low == "neither" || r.words[c].low == "not") && !r.hangs(c, "nmod") {
			return !slight[r.low(c+1)]
		}
	}
	return false
}

// kept reports words before the cue by which it is not done: without saying,
// instead of saying.
func (r *Reader) kept(i int) bool {
	k := i - 1
	for n := 0; n < 3 && r.same(k, i) && r.words[k].is(adverb) && !nots[r.words[k].low]; n++ {
		k--
	}
	if !r.same(k, i) {
		return false
	}
	switch r.words[k].low {
	case "without":
		return true
	case "of":
		return r.low(k-1) == "instead"
	case "than":
		return r.low(k-1) == "rather"
	case "from":
		return r.low(k-1) == "far"
	}
	return false
}

// withholds reports a word whose sense is to keep from what it governs.
func (r *Reader) withholds(i int) bool {
	s, _ := r.sense([]int{i, i + 1}, i)
	return s != nil && s.turn == withhold
}

// nots deny what they stand at.
var nots = set("not n't never nor neither hardly")

// light verbs leave it to a noun to tell: made a claim, gave a promise.
var light = set("make give have express issue voice raise offer release put draw cast hold share deliver file lodge reiterate repeat")
