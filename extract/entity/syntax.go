package entity

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// prepositions before a capital that make it a place: "in Ankara".
var local = set(`in at near from into outside inside across around through throughout over within via to`)

// finite reports whether the word at k is, or leads to, a finite verb: "said",
// "has said", "never said", "will".
func (r *reader) finite(k int) bool {
	for j := k; j < len(r.ws) && j < k+3; j++ {
		w := &r.ws[j]
		switch w.tag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		case "RB":
			continue
		}
		switch w.text {
		case "said", "says", "is", "was", "are", "were", "has", "had", "have", "will", "would", "can", "could", "should", "may", "might", "must", "did", "does", "told":
			return true
		case "also", "never", "not", "often", "now", "then", "still", "already", "even":
			continue
		}
		return false
	}
	return false
}

// governed reports whether a preposition leads the words before i: "with
// Turkish President Erdogan", "between Russia and Azerbaijan".
func (r *reader) governed(i int) bool {
	for p := i - 1; p >= 0 && p >= i-5; p-- {
		w := &r.ws[p]
		if weekdays[w.text] {
			return false // On Sunday Moscow admitted
		}
		low := strings.ToLower(w.text)
		switch w.tag {
		case "IN", "TO":
			return !joins[low]
		case "CC", ",":
			if p == 0 {
				return false
			}
			for j := len(r.items) - 1; j >= 0 && r.items[j].sentence == r.sent; j-- {
				if it := &r.items[j]; it.End == r.ws[p-1].End {
					return it.governed
				} else if it.End < r.ws[p-1].Start {
					break
				}
			}
			return false
		case "DT", "JJ", "NNP", "PRP$", "NN", "NNPS", "VBN":
			if w.text == "'s" || w.text == "’s" {
				return false
			}
			continue
		}
		return prepositions[low]
	}
	return false
}

// weekdays end a phrase of time before a subject.
var weekdays = set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday`)

// joins are tagged as prepositions but lead clauses.
var joins = set(`that because while although though if whether as since until when after before so unless than lest where once`)

// prepositions serve text without tags.
var prepositions = set(`in of with by from between against to on at`)

// predicate reports whether what ends before word k has a verb of its own:
// "Smith said", "Smith, who leads the bank, said", "Putin and Aliyev met",
// "Azerbaijan closing its office".
func (r *reader) predicate(k int) bool {
	if k >= len(r.ws) {
		return false
	}
	if r.finite(k) || r.ws[k].tag == "VBG" {
		return true
	}
	switch r.ws[k].text {
	case ",", "(", "—", "–", "--":
		for j := k + 1; j < len(r.ws) && j < k+16; j++ {
			switch r.ws[j].text {
			case ",", ")", "—", "–", "--":
				return j+1 < len(r.ws) && r.finite(j+1)
			}
		}
	case "and":
		for j := k + 1; j < len(r.ws) && j < k+5; j++ {
			if !r.ws[j].cap {
				return j > k+1 && r.finite(j)
			}
		}
	}
	return false
}

// object reports whether the word at i stands right behind a verb or a
// preposition.
func (r *reader) object(i int) bool {
	if i == 0 {
		return false
	}
	switch t := r.ws[i-1].tag; {
	case t == "IN" || t == "TO" || strings.HasPrefix(t, "VB"):
		return true
	}
	return false
}

// acts says whether a capital at i stands for its government: as a subject
// ("Moscow said"), in relations ("between Moscow and Baku", "with Ankara"), as
// the owner of something that is no place ("Moscow's reliability"). After a
// preposition of place, in a dateline, in "Baku-based" and "Baku, Azerbaijan" it
// is the city.
func (r *reader) acts(i, n int) sway {
	k := i + n
	prev := ""
	if i > 0 {
		prev = strings.ToLower(r.ws[i-1].text)
	}
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
	if local[prev] {
		return town
	}
	if r.governed(i) {
		switch prev {
		case "between", "with", "against", "by", "than", "unlike":
			return power
		case "and", "or":
			for j := len(r.items) - 1; j >= 0 && i >= 2; j-- {
				it := &r.items[j]
				if it.sentence != r.sent || it.End < r.ws[i-2].Start {
					break
				}
				if it.End == r.ws[i-2].End && it.form == seat {
					return it.acts
				}
				if it.End == r.ws[i-2].End && it.typ == models.Country {
					return power
				}
			}
		}
		return open
	}
	if r.predicate(k) {
		return power
	}
	if i > 0 && strings.HasPrefix(r.ws[i-1].tag, "VB") && r.motion(i-1) {
		return town
	}
	return open
}

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

// motion reports whether the verb at k takes a place: "visited Moscow".
func (r *reader) motion(k int) bool {
	switch strings.ToLower(r.ws[k].text) {
	case "visit", "visited", "visits", "visiting", "left", "leave", "leaving", "reach", "reached", "entered", "bombed", "bombing", "shelled", "toured", "struck", "hit", "captured", "seized":
		return true
	}
	return false
}

// sites are what a city has as a city: "Moscow's airports".
var sites = set(`airport airports streets street metro subway residents suburbs centre center downtown mayor police hotels hotel university universities stadium skyline neighborhoods districts population city`)
