package main

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract/entity"
)

// officialFiles are the raw texts in which officials are looked for: news and
// the speeches of the UN's general debate.
var officialFiles = append(slices.Clone(newsFiles), "un-general-debate")

// leastOfficial is in how many documents an official must be attested.
const leastOfficial = 3

// officeWords are the words that stand between a country and the name of who holds
// an office of it, and what the office is.
var officeWords = map[string]string{
	"president": "president", "prime minister": "premier", "premier": "premier", "chancellor": "premier", "taoiseach": "premier",
	"foreign minister": "foreign minister", "foreign secretary": "foreign minister", "secretary of state": "foreign minister", "external affairs minister": "foreign minister",
	"defense minister": "defence minister", "defence minister": "defence minister", "defense secretary": "defence minister", "defence secretary": "defence minister", "secretary of defense": "defence minister",
	"spokesman": "spokesman", "spokeswoman": "spokesman", "spokesperson": "spokesman", "press secretary": "spokesman",
}

// desks are the offices of a country that have spokesmen, and stand between it
// and the word.
var desks = []string{"foreign ministry", "foreign office", "defense ministry", "defence ministry", "interior ministry", "government", "presidential", "military", "army"}

// seats are the offices of just one country that have spokesmen.
var seats = map[string]string{
	"Kremlin": "RUS", "White House": "USA", "State Department": "USA", "Pentagon": "USA", "National Security Council": "USA", "Downing Street": "GBR", "Elysee": "FRA",
}

// An official is somebody attested in an office of a country.
type official struct{ name, code, role string }

// An attestation is where an official is attested.
type attestation struct {
	docs        int
	first, last int // years, 0 if unknown
}

// officials counts who is attested in which office.
type officials struct {
	countries map[string]string // what stands before an office → code
	found     map[official]*attestation
}

func newOfficials() *officials {
	o := &officials{countries: map[string]string{}, found: map[official]*attestation{}}
	for _, row := range data.Rows("countries") {
		o.countries[row[0]] = row[1]
	}
	for _, row := range data.Rows("demonyms") {
		if row[1] != "" && (row[2] == "adjective" || row[2] == "both") {
			o.countries[row[0]] = row[1]
		}
	}
	return o
}

// addFile looks through the documents of a file of JSON lines.
func (o *officials) addFile(ctx context.Context, path string) error {
	text, err := readText(path)
	if err != nil {
		return err
	}
	return eachLine(path, text, func(line string) error {
		var row struct{ Date, Text string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return err
		}
		year, _ := strconv.Atoi(row.Date[:min(len(row.Date), 4)])
		o.add(row.Text, year)
		return ctx.Err()
	})
}

// add looks through a document of a year, or 0.
func (o *officials) add(text string, year int) {
	here := map[official]bool{}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		for i := range words {
			if off, ok := o.at(words, i); ok {
				here[off] = true
			}
		}
	}
	for off := range here {
		a := o.found[off]
		if a == nil {
			a = &attestation{}
			o.found[off] = a
		}
		a.docs++
		if year > 0 {
			if a.first == 0 || year < a.first {
				a.first = year
			}
			a.last = max(a.last, year)
		}
	}
}

// at reads an official whose office begins at word i: "Russian Foreign Minister
// Sergei Lavrov", "Kremlin spokesman Dmitry Peskov". Who held it before, or
// stands in for another, is none.
func (o *officials) at(words []string, i int) (off official, ok bool) {
	n := 0
	for k := min(3, len(words)-i); k > 0 && n == 0; k-- {
		if off.role, ok = officeWords[strings.ToLower(strings.Join(words[i:i+k], " "))]; ok {
			n = k
		}
	}
	if n == 0 {
		return off, false
	}
	before := i
	if off.role == "spokesman" {
		if code, k := lookBack(words, before, seats); k > 0 {
			off.code, before = code, before-k
		} else {
			for _, desk := range desks {
				if k := strings.Count(desk, " ") + 1; before >= k && strings.EqualFold(strings.Join(words[before-k:before], " "), desk) {
					before -= k
					break
				}
			}
		}
	}
	if off.code == "" {
		code, k := lookBack(words, before, o.countries)
		if k == 0 {
			return off, false
		}
		off.code, before = code, before-k
	}
	if off.code == "GBR" && strings.EqualFold(words[i], "chancellor") {
		return off, false // of the exchequer
	}
	if before > 0 {
		// "New Mexico Secretary of State", "Acme Indonesia President Director"
		last := words[before-1]
		if r, _ := utf8.DecodeRuneInString(last); past[strings.ToLower(strings.Trim(last, ",("))] || last == "of" || last == "&" || unicode.IsUpper(r) && strings.Trim(last, ",.;:") == last {
			return off, false
		}
	}
	off.name = personAt(words[i+n:])
	return off, off.name != ""
}

// past says of an office that someone holds it no longer, or not yet.
var past = map[string]bool{"former": true, "ex": true, "then": true, "late": true, "onetime": true, "ousted": true, "deposed": true, "future": true, "deputy": true, "vice": true, "shadow": true, "south": true, "north": true}

// lookBack finds the longest of forms that ends before word i, as a possessive or
// not, and how many words it is.
func lookBack(words []string, i int, forms map[string]string) (code string, n int) {
	for k := min(3, i); k > 0; k-- {
		form := strings.Join(words[i-k:i], " ")
		form = strings.TrimSuffix(strings.TrimSuffix(strings.TrimLeft(form, "(\"“"), "'s"), "’s")
		if code, ok := forms[form]; ok {
			return code, k
		}
	}
	return "", 0
}

// joiners stand inside a name in lower case.
var joiners = map[string]bool{"al": true, "bin": true, "de": true, "van": true, "von": true, "der": true, "da": true, "dos": true, "ul": true, "ben": true, "el": true, "la": true, "del": true}

// personAt is the name of two to four words that the words begin with, "" if
// they begin with none. A longer run of capitals is more than a name.
func personAt(words []string) string {
	var name []string
	capitals := 0
	for _, w := range words {
		bare := strings.TrimRight(w, ".,;:!?)\"”’'")
		for _, own := range []string{"'s", "’s"} {
			bare = strings.TrimSuffix(bare, own)
		}
		if len(bare) == 1 && strings.HasPrefix(w, bare+".") {
			bare += "." // an initial
		}
		r, _ := utf8.DecodeRuneInString(bare)
		switch {
		case joiners[w] && len(name) > 0:
			name = append(name, w)
			continue
		case !unicode.IsUpper(r) && !strings.HasPrefix(bare, "al-") && !strings.HasPrefix(bare, "el-"):
			return fullName(name, capitals)
		case !lettered(bare) || notName[bare]:
			return ""
		}
		name = append(name, bare)
		capitals++
		if bare != w {
			if strings.HasPrefix(w, bare) && len(bare) > 1 || !strings.HasSuffix(bare, ".") {
				return fullName(name, capitals)
			}
		}
	}
	return fullName(name, capitals)
}

func fullName(name []string, capitals int) string {
	for len(name) > 0 && joiners[name[len(name)-1]] {
		name = name[:len(name)-1]
	}
	if capitals < 2 || capitals > 4 || strings.HasSuffix(name[0], "-") || len(name[len(name)-1]) < 2 || strings.HasSuffix(name[len(name)-1], ".") {
		return ""
	}
	return strings.Join(name, " ")
}

// lettered reports whether a word is letters, with marks that names hold, and
// not all capitals.
func lettered(w string) bool {
	small := false
	for _, r := range w {
		if !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' && r != '.' && !unicode.IsMark(r) {
			return false
		}
		small = small || unicode.IsLower(r)
	}
	return small || len(w) <= 2
}

// notName are capitalised words that end no name and begin none.
var notName = set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March June July August September October November December
	President Prime Minister Foreign Defense Defence Secretary Chancellor Premier The Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Sheikh Sheik King Queen Prince Ayatollah General Gen Gen. Lt Lt. Col Col. Maj Maj. Lieutenant Colonel Major Brigadier Rear Adm Adm. Vice Admiral
	Sir Lord Lady Ambassador Senator Sen. Rep. Governor Gov. Press And In On At As For But His Her Director Says Said Will Has Is Was To Of With From After Reuters AP AFP Photo Image Advertisement Credit Administration Party House Office`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// strayOffice is how much more often a name must be attested in another office or
// country for this one to be a slip.
const strayOffice = 10

// rows are those who are attested often enough, and not far more often in another
// office or country: name, the spelling under which the person is kept, country,
// office, first and last year, in how many documents. known are spellings that
// are kept whatever the count.
func (o *officials) rows(known map[string]bool) [][]string {
	most := map[string]int{}
	for off, a := range o.found {
		most[off.name] = max(most[off.name], a.docs)
	}
	var listed []official
	for off, a := range o.found {
		if a.docs >= leastOfficial && a.docs*strayOffice >= most[off.name] {
			listed = append(listed, off)
		}
	}
	slices.SortFunc(listed, func(a, b official) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.code, b.code), cmp.Compare(a.role, b.role))
	})
	kept := map[string]string{} // name → spelling
	for _, a := range listed {
		best := a
		for _, b := range listed {
			if onePerson(a, b) && (known[b.name] && !known[best.name] || known[b.name] == known[best.name] && o.found[b].docs > o.found[best].docs) {
				best = b
			}
		}
		if kept[a.name] == "" || kept[a.name] == a.name {
			kept[a.name] = best.name
		}
	}
	var rows [][]string
	for _, off := range listed {
		year := func(y int) string {
			if y == 0 {
				return ""
			}
			return strconv.Itoa(y)
		}
		a := o.found[off]
		rows = append(rows, []string{off.name, kept[off.name], off.code, off.role, year(a.first), year(a.last), strconv.Itoa(a.docs)})
	}
	return rows
}

// onePerson reports whether two officials are one: the same office of the same
// country, first names that begin alike and surnames that are one but for their
// spelling, "Sergei Lavrov" and "Sergey Lavrov". A middle initial tells a son
// from a father.
func onePerson(a, b official) bool {
	if a.code != b.code || a.role != b.role {
		return false
	}
	first, second := strings.Fields(a.name), strings.Fields(b.name)
	bare := func(w string) string { return strings.TrimPrefix(entity.SpellingKey(w), "al-") }
	if bare(first[len(first)-1]) != bare(second[len(second)-1]) {
		return false
	}
	if len(first) == len(second) {
		return first[0][0] == second[0][0]
	}
	if len(first) > len(second) {
		first, second = second, first
	}
	for i, w := range second { // "Tayyip Erdogan" of "Recep Tayyip Erdogan"
		if initial := strings.TrimSuffix(w, "."); len(initial) == 1 && i > 0 {
			return false
		}
	}
	return slices.Contains(second, first[0])
}
