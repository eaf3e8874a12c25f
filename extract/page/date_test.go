package page

import (
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

func TestParseDate(t *testing.T) {
	none := models.Date{}
	for s, want := range map[string]models.Date{
		"2019-10-14":                      {Year: 2019, Month: 10, Day: 14},
		"2019-10-14T23:30:00-05:00":       {Year: 2019, Month: 10, Day: 14},
		"2019-10-14T09:00:00.123Z":        {Year: 2019, Month: 10, Day: 14},
		"2019-10-14T09:00:00+0200":        {Year: 2019, Month: 10, Day: 14},
		"2019-10-14 09:00:00":             {Year: 2019, Month: 10, Day: 14},
		"2019-10-14 09:00:00+00:00":       {Year: 2019, Month: 10, Day: 14},
		"20191014":                        {Year: 2019, Month: 10, Day: 14},
		"2019/10/14":                      {Year: 2019, Month: 10, Day: 14},
		"Mon, 14 Oct 2019 09:00:00 GMT":   {Year: 2019, Month: 10, Day: 14},
		"Mon, 14 Oct 2019 09:00:00 +0200": {Year: 2019, Month: 10, Day: 14},
		"14 October 2019":                 {Year: 2019, Month: 10, Day: 14},
		"October 14, 2019":                {Year: 2019, Month: 10, Day: 14},
		"Oct. 14, 2019":                   {Year: 2019, Month: 10, Day: 14},
		"OCTOBER 14TH, 2019":              {Year: 2019, Month: 10, Day: 14},
		"the 14th of October 2019":        {Year: 2019, Month: 10, Day: 14},
		"Published: Monday, October 14th, 2019 at 7:15 pm EST": {Year: 2019, Month: 10, Day: 14},
		"1571043600":                         {Year: 2019, Month: 10, Day: 14},
		"1571043600000":                      {Year: 2019, Month: 10, Day: 14},
		"1571043600.5":                       {Year: 2019, Month: 10, Day: 14},
		"25/12/2005":                         {Year: 2005, Month: 12, Day: 25},
		"12/25/2005":                         {Year: 2005, Month: 12, Day: 25},
		"05.05.2005":                         {Year: 2005, Month: 5, Day: 5},
		"14.10.2019 9h":                      {Year: 2019, Month: 10, Day: 14},
		"03/04/2005":                         none, // March or April
		"2019-02-30":                         none,
		"30 February 19":                     none,
		"October 2019":                       none,
		"14 October":                         none,
		"14 October 2019 to 3 November 2019": none,
		"yesterday":                          none,
		"2 hours ago":                        none,
		"0001-01-01T00:00:00Z":               none,
		"9999-12-31":                         none,
		"12345":                              none,
		"":                                   none,
		"\u0661\u0669\u0667\u0661":           none,
		"١٥٧١٠٤٣٦٠٠":                         none,
		"-571043600":                         none,
		"Mayor 14, 2019":                     none,
		"99999999999999999999":               none,
	} {
		if got := parseDate(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}

func TestTimeTail(t *testing.T) {
	for _, c := range []struct {
		line, before string
		ok           bool
	}{
		{"Jane Doe on March 3, 2019 at 10:14 am", "Jane Doe", true},
		{"Jane Doe · 2 hours ago", "Jane Doe", true},
		{"truthseeker99 | 10/03/2019 12:30", "truthseeker99", true},
		{"March 3, 2019", "", true},
		{"5 min read", "", true},
		{"Jane Doe", "Jane Doe", false},
		{"Agent 47", "Agent 47", false},
		{"It was May", "It was May", false},
		{"", "", false},
	} {
		if before, ok := timeTail(c.line); before != c.before || ok != c.ok {
			t.Errorf("%q: %q %v, want %q %v", c.line, before, ok, c.before, c.ok)
		}
	}
}
