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
		"1571043600":                      {Year: 2019, Month: 10, Day: 14},
		"1571043600000":                   {Year: 2019, Month: 10, Day: 14},
		"1571043600.5":                    {Year: 2019, Month: 10, Day: 14},
		"25/12/2005":                      {Year: 2005, Month: 12, Day: 25},
		"12/25/2005":                      {Year: 2005, Month: 12, Day: 25},
		"05.05.2005":                      {Year: 2005, Month: 5, Day: 5},
		"14.10.2019 9h":                   {Year: 2019, Month: 10, Day: 14},
		"03.05.2021":                      {Year: 2021, Month: 5, Day: 3},
		"3.5.2021":                        {Year: 2021, Month: 5, Day: 3},
		"3. 5. 2021":                      {Year: 2021, Month: 5, Day: 3},
		"03.05.2021, 10:15 Uhr":           {Year: 2021, Month: 5, Day: 3},
		"03.05.2021T10:15:00":             {Year: 2021, Month: 5, Day: 3},
		"Mon, 03.05.2021 10:15":           {Year: 2021, Month: 5, Day: 3},
		"05.25.2021":                      {Year: 2021, Month: 5, Day: 25},
		"2 March 2024":                    {Year: 2024, Month: 3, Day: 2},
		"March 2, 2024":                   {Year: 2024, Month: 3, Day: 2},
		"2024 March 2":                    {Year: 2024, Month: 3, Day: 2},
		"2024-03-02T10:15:00.123456+0000": {Year: 2024, Month: 3, Day: 2},
		"2024-03-02T10:15 CET":            {Year: 2024, Month: 3, Day: 2},
		"Published: 2024-03-02 at 10:15":  {Year: 2024, Month: 3, Day: 2},
		"20240302":                        {Year: 2024, Month: 3, Day: 2},
		"20240302T1015":                   {Year: 2024, Month: 3, Day: 2},
		"2024/03/02":                      {Year: 2024, Month: 3, Day: 2},
		"Sat, 02 Mar 2024":                {Year: 2024, Month: 3, Day: 2},
		"Sat, 02 Mar 2024 10:15:00 +0100": {Year: 2024, Month: 3, Day: 2},
		"Sat Mar 02 2024 10:15:00 GMT+0100 (Central European Standard Time)": {Year: 2024, Month: 3, Day: 2},
		"Mar. 2, 2024 10:15 a.m. ET":                                         {Year: 2024, Month: 3, Day: 2},
		"1709374500":                                                         {Year: 2024, Month: 3, Day: 2},
		"1709374500000":                                                      {Year: 2024, Month: 3, Day: 2},
		"15/03/2021":                                                         {Year: 2021, Month: 3, Day: 15},
		"03/15/2021 10:15":                                                   {Year: 2021, Month: 3, Day: 15},
		"03-05-2021":                                                         none,
		"03/05/2021 10:15":                                                   none,
		"03.05.21":                                                           none,
		"2024":                                                               none, // a day is wanted
		"2024-03":                                                            none,
		"03.2024":                                                            none,
		"March 2024":                                                         none,
		"2024-03-02/2024-04-05":                                              none,
		"2024-03-02 – 2024-04-05":                                            none,
		"Version 03.05.2021":                                                 none,
		"31.02.2021":                                                         none,
		"03/04/2005":                                                         none, // March or April
		"2019-02-30":                                                         none,
		"30 February 19":                                                     none,
		"October 2019":                                                       none,
		"14 October":                                                         none,
		"14 October 2019 to 3 November 2019":                                 none,
		"yesterday":                                                          none,
		"2 hours ago":                                                        none,
		"0001-01-01T00:00:00Z":                                               none,
		"9999-12-31":                                                         none,
		"12345":                                                              none,
		"":                                                                   none,
		"\u0661\u0669\u0667\u0661":                                           none,
		"١٥٧١٠٤٣٦٠٠":                                                         none,
		"-571043600":                                                         none,
		"Mayor 14, 2019":                                                     none,
		"99999999999999999999":                                               none,
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

func TestDateOf(t *testing.T) {
	for s, want := range map[string]models.Date{
		"2 March 2024":                                               {Year: 2024, Month: 3, Day: 2},
		"By Eszter Kovacs | 2 March 2024":                            {Year: 2024, Month: 3, Day: 2},
		"Eszter Kovacs, 03.05.2021":                                  {Year: 2021, Month: 5, Day: 3},
		"Posted on March 2, 2024 by Ann Weir":                        {Year: 2024, Month: 3, Day: 2},
		"Published 2024-03-02, updated 3/4/2024":                     {Year: 2024, Month: 3, Day: 2},
		"2 March 2024 (Updated: 5 March 2024)":                       {Year: 2024, Month: 3, Day: 2},
		"Updated 5 March 2024":                                       {},
		"İİİİİ updated 5 March 2024":                                 {},
		"Mira Halden was born on 3 May 1970 in a town by the river.": {},
		"By Eszter Kovacs":                                           {},
		"2 hours ago":                                                {},
		"":                                                           {},
	} {
		if got := dateOf(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}
