package entity

import "strings"

// prepositions before a capital that make it a place: "in Ankara".
var local = set(`in at near from into outside inside across around through throughout over within toward towards via to through-out of`)

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

// subject reports whether the n words from i are the subject of a finite verb.
func (r *reader) subject(i, n int) bool {
	k := i + n
	if k >= len(r.ws) {
		return false
	}
	if p := i - 1; p >= 0 {
		switch r.ws[p].tag {
		case "IN", "TO":
			switch strings.ToLower(r.ws[p].text) {
			case "that", "because", "while", "although", "though", "if", "whether", "as", "since", "until", "when", "after", "before", "so", "unless", "than":
			default:
				return false
			}
		}
	}
	if r.finite(k) {
		return true
	}
	// "Smith, who leads the bank, said": the comma behind a name that opens its
	// clause, and a finite verb after the next comma.
	if r.ws[k].text == "," || r.ws[k].text == "(" {
		for j := k + 1; j < len(r.ws) && j < k+16; j++ {
			if r.ws[j].text == "," || r.ws[j].text == ")" {
				return j+1 < len(r.ws) && r.finite(j+1)
			}
		}
		return false
	}
	// "Putin and Aliyev met"
	if r.ws[k].text == "and" && k+1 < len(r.ws) && r.ws[k+1].cap {
		for j := k + 1; j < len(r.ws) && j < k+5; j++ {
			if !r.ws[j].cap {
				return r.finite(j)
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

// acts reports whether a capital at i stands for its government: as a subject
// ("Moscow said"), in relations ("between Moscow and Baku", "with Ankara"), as
// the owner of something that is no place ("Moscow's reliability"). After a
// preposition of place, before a dateline's bracket, in "Baku-based" and "Baku,
// Azerbaijan" it is the city.
func (r *reader) acts(i, n int) bool {
	k := i + n
	prev := ""
	if i > 0 {
		prev = strings.ToLower(r.ws[i-1].text)
	}
	if k < len(r.ws) {
		next := &r.ws[k]
		if hyphen(next) && k+1 < len(r.ws) {
			return r.ws[k+1].cap && !local[prev] // Moscow-Baku against Baku-based
		}
		if next.text == "(" || next.text == "," && k+1 < len(r.ws) && r.ws[k+1].cap && !r.coordinated(k+1) {
			return false
		}
		if next.text == "'s" || next.text == "’s" {
			return k+1 < len(r.ws) && !r.ws[k+1].cap && !sites[r.ws[k+1].text] && prev != "in" && prev != "at"
		}
	}
	if hyphenBefore(r.ws, i) {
		return true
	}
	switch prev {
	case "between", "with", "against", "by", "toward", "towards", "for", "than", "unlike", "that", "if", "because", "while":
		return true
	case "and", "or":
		if i >= 2 {
			for j := len(r.items) - 1; j >= 0 && j >= len(r.items)-2; j-- {
				if it := &r.items[j]; it.sentence == r.sent && it.End == r.ws[i-2].End {
					return it.form != seat || it.acts
				}
			}
		}
	}
	if local[prev] {
		return false
	}
	return r.subject(i, n) || i > 0 && strings.HasPrefix(r.ws[i-1].tag, "VB") && !r.motion(i-1)
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
