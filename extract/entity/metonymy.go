package entity

import "strings"

// local are prepositions that make a capital a place: "in Ankara".
var local = set(`in at near from into outside inside across around through throughout over within via behind beneath beside down up along past onto`)

// relations are prepositions that make a government of it: "with Ankara".
var relations = set(`between with against by than unlike towards`)

// motions are verbs that take a place: "visited Moscow".
var motions = set(`visit leave reach enter bomb shell tour strike hit capture seize storm surround evacuate flee besiege liberate occupy flood destroy encircle`)

// lying are verbs that a place is the subject of: "Kyiv lies on the Dnieper".
var lying = set(`lie border sprawl overlook`)

// dealings are verbs that take somebody who can be spoken to or judged: "urged
// Moscow", "sanctioned Tehran".
var dealings = set(`accuse blame warn urge press pressure push ask tell criticize criticise condemn denounce praise thank back support oppose sanction punish
	threaten challenge invite persuade convince allow force help arm isolate deter appease provoke alienate irritate anger annoy infuriate defy trust distrust mistrust
	please reassure assure rebuke lobby embarrass humiliate court woo weaken strengthen inform notify advise suspect rival favor favour like dislike want expect
	call appeal turn rely depend side align ally negotiate speak talk complain apologize apologise protest belong owe listen yield surrender respond reply react object`)

// wills are verbs whose subject means to do something: "Moscow refused".
var wills = set(`refuse agree decide vow pledge promise plan intend seek try hope aim propose offer demand insist fear hesitate consider recognize recognise sign ratify
	ban impose lift send deploy withdraw recall expel order authorize authorise approve reject veto fail support negotiate pursue prefer need welcome regret hold believe
	think know understand see view regard maintain deny violate breach break honor honour abandon annex invade attack retaliate mobilize mobilise win lose`)

// policies are nouns for what one has with, from or against a government:
// "pressure on Moscow", "a message to Tehran".
var policies = set(`tie ties relation relations relationship pressure sanction sanctions talk talks support policy stance dialogue pact deal agreement treaty dispute tension
	tensions alliance message signal demand demands warning criticism aid loyalty opposition threat threats response concession concessions envoy ambassador trust confidence
	dependence reliance line letter appeal offer proposal loss lever leverage challenge enemy ally partner friend rival critic hostility friendship anger blow reparation debt
	interest interests position role influence consent permission help assistance order orders instruction instructions command reaction move moves attempt attempts part`)

// sites are what a city has as a city: "Moscow's airports", "the mayor of
// Moscow".
var sites = set(`airport airports streets street metro subway residents suburbs centre center downtown mayor police hotels hotel university universities stadium skyline
	neighborhoods districts population city walls gates square weather climate museums theatres theaters restaurants cafes`)

// towns are nouns that say of their subject that it is a place: "Moscow is a
// city".
var towns = set(`city town capital metropolis place village building palace residence landmark`)

// acts says whether a capital or a building at i stands for its government: as
// one who speaks or acts ("Moscow said"), is spoken to or judged ("accused
// Moscow"), in relations ("between Moscow and Baku", "pressure on Ankara"), as
// the owner of something that is no place ("Moscow's reliability"). After a
// preposition of place, in a dateline, in "Baku-based" and "Baku, Azerbaijan",
// where it lies or is gone to, it is the place.
func (r *reader) acts(i, n int) sway {
	k := i + n
	if k < len(r.ws) {
		switch next := &r.ws[k]; {
		case hyphen(next) && k+1 < len(r.ws) && !r.ws[k+1].cap:
			return town // Baku-based
		case hyphen(next):
			return power // Moscow-Baku
		case i == 0 && (next.text == "(" || next.text == "--" || next.text == "—"):
			return town // MOSCOW (Reuters)
		case next.text == "," && k+1 < len(r.ws) && r.ws[k+1].cap && !r.coordinated(k+1):
			return town
		case next.text == "'s" || next.text == "’s":
			if k+1 < len(r.ws) && (r.ws[k+1].cap || sites[r.ws[k+1].text]) {
				return town
			}
			return power
		}
	}
	if hyphenBefore(r.ws, i) {
		return power
	}
	t := r.top(i, n)
	above := r.above(t)
	switch prep := r.preposition(t); {
	case local[prep]:
		return town
	case relations[prep]:
		return power
	case prep == "of" && sites[above]:
		return town
	case prep != "":
		if prep != "of" && dealings[above] || policies[above] || policies[r.done(t)] {
			return power
		}
		return open
	case r.subject(i, n):
		if lying[above] || towns[above] || r.passive(t) && motions[above] {
			return town
		}
		if speaks[above] || dealings[above] || wills[above] {
			return power
		}
		return leaning
	}
	if rel := r.relation(t); rel == "obj" || rel == "iobj" {
		switch {
		case motions[above]:
			return town
		case dealings[above]:
			return power
		}
	}
	return open
}

// above is the lemma in lower case of what token t hangs on, of the first
// conjunct if it is one of several; "" for none.
func (r *reader) above(t int) string {
	for range climbs {
		h := r.toks[t].Head
		if h < 0 {
			return ""
		}
		if !strings.HasPrefix(r.toks[t].Deprel, "conj") {
			return strings.ToLower(r.toks[h].Lemma)
		}
		t = h
	}
	return ""
}

// done is the lemma of the object beside what token t hangs on: "pressure" of
// "put pressure on Moscow".
func (r *reader) done(t int) string {
	h := r.toks[t].Head
	if h < 0 {
		return ""
	}
	for k := h + 1; k < t; k++ {
		if r.toks[k].Head == h && r.toks[k].Deprel == "obj" {
			return strings.ToLower(r.toks[k].Lemma)
		}
	}
	return ""
}

// passive reports whether token t is the subject of a passive.
func (r *reader) passive(t int) bool { return r.toks[t].Deprel == "nsubj:pass" }

// hyphenBefore reports whether word i is the second part of a compound.
func hyphenBefore(ws []word, i int) bool {
	return i >= 2 && ws[i].glued && hyphen(&ws[i-1]) && ws[i-2].cap
}

// coordinated reports whether the form at k goes on a list of countries, not an
// address: "Moscow, Ankara and Baku".
func (r *reader) coordinated(k int) bool {
	e, n := r.lookup(k)
	return n > 0 && e.sense == aCapital
}
