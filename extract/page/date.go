package page

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// layouts are the ways of writing a date that mean the same day to everyone.
// Month before day in figures is not among them: see [figures].
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05.999999999 -0700 MST", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST",
	"2006-01-02 15:04:05.999999999", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-1-2", "20060102", "20060102T150405Z", "20060102150405",
	"2006/1/2 15:04:05", "2006/1/2 15:04", "2006/1/2", "2006.1.2",
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04 MST", "Mon, 2 Jan 2006",
	"Monday, 02-Jan-06 15:04:05 MST", time.ANSIC, time.UnixDate, time.RubyDate, "Mon Jan 2 2006",
	"2 Jan 2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "Jan 2 2006", "January 2 2006", "2-Jan-2006",
}

// parseDate reads a date as records and pages write it. It uses no clock: what
// is relative ("yesterday") or has no year is not known. The day is the one
// written, in the zone of the writer.
func parseDate(s string) models.Date {
	s = tidyDate(s)
	if s == "" || len(s) > 80 {
		return models.Date{}
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return day(t)
		}
	}
	if d := figured(s); d != (models.Date{}) {
		return d
	}
	if d := spelled(s); d != (models.Date{}) {
		return d
	}
	return unix(s)
}

// tidyDate takes away what stands around a date: "Published: Monday, 2nd of March 2020 at 10:15".
func tidyDate(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Trim(s, " \"'“”.,;|·•–—")
}

func day(t time.Time) models.Date {
	y, m, d := t.Date()
	return valid(y, int(m), d)
}

// valid is the date, or no date where there is no such day or the year is none
// of a time with news (records write 0001-01-01 and 1900 for not known).
func valid(y, m, d int) models.Date {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1600 || y >= 2200 || t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return models.Date{}
	}
	return models.Date{Year: y, Month: m, Day: d}
}

// figured reads the one date in figures among words of time: "Published: Sat,
// 03.05.2021 10:15", "2019-10-14T09:00:00.5 CET", "3. 5. 2021".
func figured(s string) models.Date {
	none, found := models.Date{}, models.Date{}
	for _, tok := range strings.FieldsFunc(strings.ReplaceAll(s, ". ", "."), func(r rune) bool { return r == ' ' || r == ',' || r == '|' }) {
		tok = strings.Trim(tok, "()[];–—-.")
		d := iso(tok)
		if d == none {
			d = figures(tok)
		}
		switch {
		case d != none && found != none && d != found:
			return none // a span of time
		case d != none:
			found = d
		case found == none && !isTimeWord(key(tok)) && !strings.Contains(tok, ":"):
			return none // behind the date any word may name a zone
		}
	}
	return found
}

// iso reads a day that begins with its year, a time behind it or not.
func iso(s string) models.Date {
	if at := strings.IndexByte(s, 'T'); at > 0 {
		s = s[:at]
	}
	for _, layout := range [...]string{"2006-1-2", "2006/1/2", "2006.1.2", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return day(t)
		}
	}
	return models.Date{}
}

// figures reads day and month in figures before a year. With dots the day comes
// first wherever that makes a date: 03.05.2021 is the third of May. With slashes
// and dashes only one order may make a date: 25/12/2005 and 12/25/2005 are
// Christmas, 03/04/2005 is not known.
func figures(s string) models.Date {
	if at := strings.IndexByte(s, 'T'); at > 0 {
		s = s[:at]
	}
	dotted := strings.Count(s, ".") == 2
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || len(parts[0]) > 2 || len(parts[1]) > 2 || len(parts[2]) != 4 {
		return models.Date{}
	}
	a, errA := strconv.Atoi(parts[0])
	b, errB := strconv.Atoi(parts[1])
	y, errY := strconv.Atoi(parts[2])
	if errA != nil || errB != nil || errY != nil {
		return models.Date{}
	}
	dayFirst, monthFirst := valid(y, b, a), valid(y, a, b)
	switch {
	case dayFirst == monthFirst, dotted && dayFirst != models.Date{}:
		return dayFirst
	case dayFirst == models.Date{}:
		return monthFirst
	case monthFirst == models.Date{}:
		return dayFirst
	}
	return models.Date{}
}

// months holds the English names of the months, whole and cut.
var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// spelled reads a date with the month's name among other words of time: "Posted
// on Thursday, March 5th, 2020 at 7:15 pm EST", "5 de March"? no: it wants
// exactly one month, a day beside it and a year behind or before.
func spelled(s string) models.Date {
	toks := strings.Fields(key(s))
	month, at := 0, -1
	for i, tok := range toks {
		if m := months[tok]; m != 0 {
			if at >= 0 {
				return models.Date{} // two months: a span of time
			}
			month, at = m, i
		}
	}
	if at < 0 {
		return models.Date{}
	}
	number := func(i int) (n, digits int) {
		if i < 0 || i >= len(toks) {
			return 0, 0
		}
		t := toks[i]
		for _, suffix := range [...]string{"st", "nd", "rd", "th"} {
			if cut := strings.TrimSuffix(t, suffix); cut != t && len(cut) <= 2 {
				t = cut
				break
			}
		}
		n, err := strconv.Atoi(t)
		if err != nil {
			return 0, 0
		}
		return n, len(t)
	}
	year := func(i int) int {
		if y, digits := number(i); digits == 4 {
			return y
		}
		return 0
	}
	before := at - 1
	if before >= 0 && toks[before] == "of" { // "the 2nd of March 2020"
		before--
	}
	if d, digits := number(before); d > 0 && digits <= 2 {
		return valid(year(at+1), month, d)
	}
	if d, digits := number(at + 1); d > 0 && digits <= 2 {
		y := year(at + 2)
		if y == 0 {
			y = year(before) // "2020 March 5"
		}
		return valid(y, month, d)
	}
	return models.Date{}
}

// dateOf is the day that a line over an article gives as its own: at its end
// ("By Mira Halden, 3 March 2020"), or behind the word that says so ("Posted on
// March 3, 2020 by Ann Weir"). Of two it is the one before "updated".
func dateOf(s string) models.Date {
	const most = 160 // bytes
	if len(s) > most {
		return models.Date{}
	}
	if at := strings.Index(strings.ToLower(s), "updated"); at >= 0 && at < len(s) {
		s = strings.TrimRight(clip(s, at), " \t\u00a0|·•–—-,;([")
	}
	if word := firstWord(s); word == "posted" || word == "published" {
		return parseDate(s)
	}
	before, ok := timeTail(s)
	if !ok {
		return models.Date{}
	}
	return parseDate(s[len(before):])
}

// unix reads seconds or milliseconds since 1970. Nine digits begin in 1973.
func unix(s string) models.Date {
	whole, frac, _ := strings.Cut(s, ".")
	if len(whole) < 9 || len(whole) > 13 || strings.IndexFunc(whole+frac, func(r rune) bool { return !unicode.IsDigit(r) }) >= 0 {
		return models.Date{}
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return models.Date{}
	}
	if len(whole) >= 12 {
		n /= 1000
	}
	return day(time.Unix(n, 0).UTC())
}
