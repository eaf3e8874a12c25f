package entity

import (
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// mend sets right what the labels of a sentence cannot be, one step after the
// other. Each is a law of what is written as a name, whatever the vectors say.
func mend(text string, toks []models.Token) {
	cutSlashes(text, toks)
	cutPairs(text, toks)
	joinPersons(text, toks)
	joinHouses(text, toks)
	joinOutlets(text, toks)
	joinHyphens(text, toks)
	joinParticles(text, toks)
	joinLegalForms(text, toks)
	joinGenerations(text, toks)
	joinOf(text, toks)
	dropVerb(text, toks)
	dropCall(text, toks)
	eachName(toks, func(from, to int) { trimName(text, toks[from:to]) })
	eachName(toks, func(from, to int) { dropTitle(text, toks[from:to]) })
	eachName(toks, func(from, to int) { cutCountry(text, toks[from:to]) })
	eachName(toks, func(from, to int) { correctType(text, toks[from:to]) })
	eachName(toks, func(from, to int) { dropWord(text, toks[from:to]) })
	joinKnown(text, toks)
	addListed(text, toks)
}

// eachName calls f with the tokens of each name in turn; f may change labels
// inside of them.
func eachName(toks []models.Token, f func(from, to int)) {
	for i := 0; i < len(toks); {
		end := nameEnd(toks, i)
		if end > i {
			f(i, end)
		}
		i = max(end, i+1)
	}
}

// nameEnd is where the name that begins at token i ends, or i if none begins.
func nameEnd(toks []models.Token, i int) int {
	kind, ok := strings.CutPrefix(toks[i].Name, "B-")
	if !ok {
		return i
	}
	for i++; i < len(toks); i++ {
		if inner, ok := strings.CutPrefix(toks[i].Name, "I-"); !ok || inner != kind {
			break
		}
	}
	return i
}

// A kindLabels is the two labels of a type, so that none is made anew.
type kindLabels struct{ begin, inside string }

var labelsOf = map[string]kindLabels{
	"PER": {"B-PER", "I-PER"}, "ORG": {"B-ORG", "I-ORG"}, "LOC": {"B-LOC", "I-LOC"}, "GRP": {"B-GRP", "I-GRP"}, "MISC": {"B-MISC", "I-MISC"},
}

// setName makes one name of the tokens.
func setName(toks []models.Token, kind string) {
	labels, ok := labelsOf[kind]
	if !ok {
		return
	}
	for i := range toks {
		toks[i].Name = labels.inside
	}
	toks[0].Name = labels.begin
}

// clearName takes the tokens out of any name.
func clearName(toks []models.Token) {
	for i := range toks {
		toks[i].Name = outer
	}
}

// kindOf is the type of the name that a token stands in, "" if in none.
func kindOf(tok *models.Token) string {
	if len(tok.Name) > 2 {
		return tok.Name[2:]
	}
	return ""
}

// wordless reports whether a token can stand in no name: an address of mail or
// of the web, a file.
func wordless(s string) bool {
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return true
	}
	if at := strings.IndexByte(s, '@'); at > 0 && at < len(s)-1 {
		return true
	}
	if dot := strings.LastIndexByte(s, '.'); dot > 0 {
		switch strings.ToLower(s[dot+1:]) {
		case "com", "org", "net", "edu", "gov":
			_, listed := lists().whole[s]
			return !listed // Amazon.com is a company
		case "doc", "docx", "pdf", "xls", "xlsx", "ppt", "txt", "jpg", "jpeg", "gif", "png", "htm", "html", "zip", "csv", "mp3":
			return true
		}
	}
	return false
}

// cutSlashes parts names that share a slash: "Acme / Zentrik".
func cutSlashes(text string, toks []models.Token) {
	for i := range toks {
		if toks[i].In(text) != "/" || toks[i].Name == outer || toks[i].Name == "" {
			continue
		}
		kind := kindOf(&toks[i])
		toks[i].Name = outer
		if i+1 < len(toks) && strings.HasPrefix(toks[i+1].Name, "I-") {
			toks[i+1].Name = labelsOf[kind].begin
		}
	}
}

// cutPairs parts two names that a hyphen joins for the occasion, both of which
// the lists know: "the Turkey-Qatar pact".
func cutPairs(text string, toks []models.Token) {
	for i := 1; i+1 < len(toks); i++ {
		if s := toks[i].In(text); s != "-" && s != "–" || !strings.HasPrefix(toks[i].Name, "I-") {
			continue
		}
		left, ok := knownKind(toks[i-1].In(text))
		right, ok2 := knownKind(toks[i+1].In(text))
		if !ok || !ok2 || !strings.HasPrefix(toks[i-1].Name, "B-") || !strings.HasPrefix(toks[i+1].Name, "I-") {
			continue
		}
		kind := kindOf(&toks[i])
		setName(toks[i-1:i], left)
		toks[i].Name = outer
		setName(toks[i+1:i+2], right)
		if i+2 < len(toks) && strings.HasPrefix(toks[i+2].Name, "I-") { // "… summit": a name of its own, if any
			toks[i+2].Name = labelsOf[kind].begin
		}
	}
}

// joinPersons makes one of two persons' names that stand side by side without
// a mark between: nobody writes so of two. A line may break between them, "said
// Angela⏎Merkel", unless the first begins its own, as in a list of names.
func joinPersons(text string, toks []models.Token) {
	first := 0
	for i := 1; i < len(toks); i++ {
		if toks[i-1].Name == "B-PER" {
			first = i - 1
		}
		if toks[i].Name != "B-PER" || kindOf(&toks[i-1]) != "PER" || toks[i-1].End == toks[i].Start {
			continue
		}
		if lines := strings.Count(text[toks[i-1].End:toks[i].Start], "\n"); lines > 1 || lines == 1 && heading(text, toks[first].Start) {
			continue
		}
		toks[i].Name = "I-PER"
	}
}

// heading reports whether nothing but white space stands before a place on its line.
func heading(text string, at int) bool {
	line := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	return strings.TrimSpace(line) == ""
}

// houses are words that end a name behind a genitive: "St. Anne's Hospital".
var houses = set(`Hospital College School Church Cathedral University Academy Theatre Theater Hospice Club Bank`)

// joinHouses makes one name, an organization's, of a name's genitive and the house
// behind it.
func joinHouses(text string, toks []models.Token) {
	for i := 1; i+1 < len(toks); i++ {
		if s := toks[i].In(text); s != "'s" && s != "’s" || !houses[toks[i+1].In(text)] || toks[i-1].End != toks[i].Start {
			continue
		}
		kind := kindOf(&toks[i-1])
		if kind != "PER" && kind != "LOC" && kind != "ORG" {
			continue
		}
		first := i - 1
		for first > 0 && !strings.HasPrefix(toks[first].Name, "B-") {
			first--
		}
		if _, ok := knownKind(text[toks[first].Start:toks[i-1].End]); ok {
			continue // "Sweden's Academy"
		}
		if first > 0 && toks[first-1].End < toks[first].Start && saints[toks[first-1].In(text)] {
			first--
		}
		setName(toks[first:i+2], "ORG")
	}
}

var saints = set(`St St. Saint`)

// joinHyphens makes one person's name of two parts at a hyphen, "Quill-Orme",
// and takes in the second syllable of a given name, "Ban Ki-moon".
func joinHyphens(text string, toks []models.Token) {
	for i := 1; i+1 < len(toks); i++ {
		if toks[i].Name != outer && toks[i].Name != "I-PER" || toks[i].In(text) != "-" || toks[i].Start != toks[i-1].End || toks[i].End != toks[i+1].Start || kindOf(&toks[i-1]) != "PER" {
			continue
		}
		next := toks[i+1].In(text)
		switch {
		case toks[i+1].Name == "B-PER":
			_, left := knownKind(toks[i-1].In(text))
			if _, right := knownKind(next); left && right {
				continue // "the Putin-Erdogan talks"
			}
		case toks[i+1].Name == outer && i > 1 && kindOf(&toks[i-2]) == "PER" && families[toks[i-2].In(text)] && !capital(next) && len(next) <= 6:
		default:
			continue
		}
		toks[i].Name, toks[i+1].Name = "I-PER", "I-PER"
	}
}

// joinParticles takes into a name the particle right before it that belongs to
// it alone: "bin Laden", "al - Sadr".
func joinParticles(text string, toks []models.Token) {
	for i := range toks {
		if toks[i].Name != "" && toks[i].Name != outer {
			continue
		}
		k := i + 1
		switch toks[i].In(text) {
		case "bin", "ibn", "bint":
		case "al", "Al", "el", "El", "ash", "as", "az", "an", "ad", "ar":
			if k+1 >= len(toks) || toks[k].In(text) != "-" || toks[k].Start != toks[i].End || toks[k+1].Start != toks[k].End {
				continue
			}
			k++
		default:
			continue
		}
		if k >= len(toks) || !strings.HasPrefix(toks[k].Name, "B-") {
			continue
		}
		kind := kindOf(&toks[k])
		labels, ok := labelsOf[kind]
		if !ok {
			continue
		}
		for j := i; j <= k; j++ {
			toks[j].Name = labels.inside
		}
		// "Abu Musab al - Zarqawi": the part before is the same name.
		if i == 0 || kind != "PER" || kindOf(&toks[i-1]) != kind {
			toks[i].Name = labels.begin
		}
	}
}

// legalForms end the names of companies.
var legalForms = set(`Inc Inc. Ltd Ltd. LLC L.L.C. LLP L.P. Corp Corp. PLC plc GmbH AG S.A. N.V. Co. Pvt Pvt. INC INC. LTD LTD. CORP CORP. LIMITED Limited Incorporated`)

// joinLegalForms takes what says that it is a company into its name: "Acme ,
// Inc.", whatever the encoder made of the comma.
func joinLegalForms(text string, toks []models.Token) {
	end := 0 // of the last name made here; what follows it is not inside of a name
	for i := 1; i < len(toks); i++ {
		if !legalForms[toks[i].In(text)] {
			continue
		}
		k := i - 1
		if toks[k].In(text) == "," && k > 0 {
			k--
		}
		// A name that goes on is labelled as far as its end, so that a row of
		// legal forms takes time in its length.
		on := k < end
		if !on {
			if kind := kindOf(&toks[k]); kind == "" || kind == "GRP" {
				continue
			}
			for k > 0 && strings.HasPrefix(toks[k].Name, "I-") {
				k--
			}
		}
		from := k
		if on {
			from = end
		}
		for end = max(end, i+1); end < len(toks) && strings.HasPrefix(toks[end].Name, "I-"); {
			end++
		}
		for j := from; j < end; j++ {
			toks[j].Name = "I-ORG"
		}
		if !on {
			toks[from].Name = "B-ORG"
		}
	}
}

// joinGenerations takes "Jr." into the name of the person before it.
func joinGenerations(text string, toks []models.Token) {
	for i := 1; i < len(toks); i++ {
		if toks[i].Name == outer && kindOf(&toks[i-1]) == "PER" && generations[toks[i].In(text)] {
			toks[i].Name = "I-PER"
		}
	}
}

// joinOf goes on with the name of an office, a town or a school behind its "of",
// "[City] of [Quill]", and behind the "and" of what it is for: "[Ministry of
// Trade] and Industry".
func joinOf(text string, toks []models.Token) {
	x := lists()
	for i := 0; i < len(toks); i++ {
		end := nameEnd(toks, i)
		if kind := kindOf(&toks[i]); end == i || kind != "ORG" && kind != "LOC" {
			continue
		}
		to, office := end, false
		if last := x.ends[toks[end-1].In(text)]; last.of && end+1 < len(toks) && toks[end].In(text) == "of" && strings.HasPrefix(toks[end+1].Name, "B-") {
			to = nameEnd(toks, end+1)
		}
		for k := i; k+1 < end; k++ {
			office = office || toks[k+1].In(text) == "of" && x.ends[toks[k].In(text)].of
		}
		if office && end+1 < len(toks) && toks[end].In(text) == "and" && toks[end+1].Name == outer && capital(toks[end+1].In(text)) {
			for to = end + 1; to < len(toks) && toks[to].Name == outer && capital(toks[to].In(text)); to++ {
			}
		}
		if to > end {
			setName(toks[i:to], kindOf(&toks[i]))
		}
		i = max(i, to-1)
	}
}

// dropWord drops a name that is one word which names nobody by itself: a day, a
// month, a pronoun, "Dr.".
func dropWord(text string, toks []models.Token) {
	if len(toks) > 1 {
		return
	}
	word := toks[0].In(text)
	switch kind := kindOf(&toks[0]); {
	case courtesy[word] && strings.HasSuffix(word, "."), kind != "GRP" && kind != "MISC" && stopped[word]:
		clearName(toks)
	}
}

// trimName takes what no name begins or ends with off the name that toks are.
func trimName(text string, toks []models.Token) {
	kind := kindOf(&toks[0])
	first, last := 0, len(toks)
	for last > first && !ends(toks[last-1].In(text)) {
		last--
	}
	for first < last && !begins(toks[first].In(text)) {
		first++
	}
	clearName(toks[:first])
	clearName(toks[last:])
	if first < last {
		setName(toks[first:last], kind)
	}
}

// begins reports whether a name may begin with the token.
func begins(s string) bool {
	if s == "-LRB-" || s == "-RRB-" { // brackets, as some treebanks write them
		return false
	}
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// ends reports whether a name may end with the token.
func ends(s string) bool {
	switch s {
	case "!": // Yahoo!
		return true
	case "of", "and", "the", "for", "in", "at", "&":
		return false
	}
	return begins(s)
}

// dropVerb takes the verb of a headline off the front of a name that seemed to
// begin with it, where the headline has no other verb: Voters Will Punish Weber.
func dropVerb(text string, toks []models.Token) {
	for i := range toks {
		if toks[i].UPOS == "VERB" || toks[i].UPOS == "AUX" {
			return
		}
	}
	eachName(toks, func(from, to int) {
		if from == 0 || to == from+1 || !headModals[toks[from].In(text)] || !capital(toks[from-1].In(text)) {
			return
		}
		kind := kindOf(&toks[from])
		clearName(toks[from : from+1])
		setName(toks[from+1:to], kind)
	})
}

// dropCall takes the verb of a call off the front of a person's name that what is
// said begins with: "Sack Weber!"
func dropCall(text string, toks []models.Token) {
	eachName(toks, func(from, to int) {
		if kindOf(&toks[from]) != "PER" || to == from+1 || !calls[toks[from].In(text)] {
			return
		}
		for k := from - 1; k >= 0 && toks[k].In(text) != ":"; k-- {
			if strings.Trim(toks[k].In(text), "\"'“”‘’«»(-–—…!.#") != "" {
				return
			}
		}
		clearName(toks[from : from+1])
		setName(toks[from+1:to], "PER")
	})
}

// calls are verbs that calls begin with, and nobody's first name.
var calls = set(`Sack Fire Jail Elect Vote Free Arrest Impeach Support Back Boycott Stop Save Lock Ignore Remember Blame Ask Tell Trust Oust Dump Ditch Reelect Help Thank Follow Beware Pardon`)

// headModals are verbs that read like first names where each word is capitalised.
var headModals = set("Will May Can Must")

// dropTitle takes the titles off the front of a person's name. A title alone
// is no name.
func dropTitle(text string, toks []models.Token) {
	if kindOf(&toks[0]) != "PER" {
		return
	}
	n := 0
	for n < len(toks) && isTitle(toks[n].In(text)) {
		n++
	}
	if n == 0 || n == len(toks) && !courtesy[toks[0].In(text)] {
		return
	}
	clearName(toks[:n])
	if n < len(toks) {
		setName(toks[n:], "PER")
	}
}

// courtesy are titles that name nobody, alone or not.
var courtesy = set(`Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Drs. Prof Prof. Rev Rev. Sir Madam President Senator Sen Sen. Gov Gov. Rep Rep. Gen Gen. Lt Lt. Col Col. Capt Capt. Sgt Sgt.
	Sheikh Sheik Shaikh Imam Ayatollah Governor Mayor Secretary Chancellor Minister Ambassador Congressman Congresswoman Judge Justice Professor Dean`)

func isTitle(s string) bool { return courtesy[s] }
