package page

import (
	"strings"
	"testing"
	"time"

	"github.com/sayso-nlp/sayso/models"
)

// para is running text for pages about other things.
const para = "The minister said on Monday that the two states had agreed to open the border crossing again before the winter."
const second = "Farmers on both sides doubt it, and they accuse the customs office of playing for time while their fruit rots."

var plainCases = []struct {
	name, title, byline, text, want string
}{
	{name: "title and body", text: "A Border Opens After Ten Years\n\n" + para + "\n\n" + second, want: `
title[]: A Border Opens After Ten Years
body[]: The minister said on Monday that … while their fruit rots.
`},
	{name: "no title where the text begins at once", text: para + "\n" + second, want: `
body[]: The minister said on Monday that … while their fruit rots.
`},
	{name: "the record's title, in other letters", title: "A Border opens", text: "A BORDER OPENS\n" + para, want: `
title[]: A BORDER OPENS
body[]: The minister said on Monday that … again before the winter.
`},
	{name: "with a title in the record a short first line is body", title: "Another Title", text: "What we know\n" + para, want: `
body[]: What we know / The minister … again before the winter.
`},
	{name: "a title twice, headings, hashtags", text: "The Gates & the Valley\nThe Gates & the Valley\nIntroduction\n" + para + "\n1. The Valley's Fruit\n" + second +
		"\n#Valley #Border2025\n\nNo comments", want: `
title[]: The Gates & the Valley / The Gates & the Valley
body[]: Introduction / The minister said on … while their fruit rots.
boilerplate[]: #Valley #Border2025 / No comments
`},
	{name: "markdown keeps its marks", text: "# The Gates\n\n" + para + "\n\n## The Valley\n\n" + second, want: `
title[]: # The Gates
body[]: The minister said on Monday that … while their fruit rots.
`},
	{name: "byline, date and a line about the writer", text: "The Gates of the Valley\nBy Mira Halden\n3 March 2020\n\nMira Halden is a senior fellow at the River Institute.\n\n" + para, want: `
title[]: The Gates of the Valley
byline[]: By Mira Halden / 3 March … at the River Institute.
body[]: The minister said on Monday that … again before the winter.
`},
	{name: "a name with a line about the writer", text: "The Gates of the Valley\n\nOren Tal\nColumnist, The Valley Post\nOriginally published at the author's site\n\n" + para, want: `
title[]: The Gates of the Valley
byline[]: Oren Tal / Columnist, The Valley … at the author's site
body[]: The minister said on Monday that … again before the winter.
`},
	{name: "a publication's line and a caption", text: "The Gates of the Valley\n\nPublication: Valley Monitor Volume: 3 Issue: 12\n\nThe two ministers (left) look at the dam near the border (Source:\n\n" + para, want: `
title[]: The Gates of the Valley
byline[]: Publication: Valley Monitor Volume: 3 Issue: 12
caption[]: The two ministers (left) look at the dam near the border (Source:
body[]: The minister said on Monday that … again before the winter.
`},
	{name: "a picture's name and the line under it", text: "The Gates of the Valley\n\nministers-meet-dam\nMeeting with the minister of the interior.\n\n" + para, want: `
title[]: The Gates of the Valley
caption[]: ministers-meet-dam / Meeting with the minister of the interior.
body[]: The minister said on Monday that … again before the winter.
`},
	{name: "an editor introduces another's text", text: "The Gates of the Valley\nPosted on March 3, 2020 by Ann Weir\n\nAnn here. The post below explains why the border matters more than the papers admit, and what its closing did.\n\n" +
		"By Oren Tal, a political analyst in the valley who writes about rivers. Originally published at his website.\n\n" + para + "\n\n" + second + "\n\n" + para, want: `
title[]: The Gates of the Valley
byline[]: Posted on March 3, 2020 by Ann Weir
body[Ann]: Ann here. The post below explains … what its closing did.
byline[]: By Oren Tal, a political analyst … published at his website.
body[]: The minister said on Monday that … again before the winter.
`},
	{name: "an editor's note", text: "The Gates of the Valley\n\nEditor's note: We believe that the writer goes too far.\n\n" + para, want: `
title[]: The Gates of the Valley
body[Editor]: Editor's note: We believe that the writer goes too far.
body[]: The minister said on Monday that … again before the winter.
`},
	{name: "an introduction that speaks of the author", text: "The Gates of the Valley\n\nIn this essay our contributor argues that the treaty was dead long before it was signed.\n\nBy Oren Tal\n\n" + para + "\n\n" + second, want: `
title[]: The Gates of the Valley
body[Editor]: In this essay our contributor argues … before it was signed.
byline[]: By Oren Tal
body[]: The minister said on Monday that … while their fruit rots.
`},
	{name: "linked headlines", text: "Gates\n\n" + para + "\n\n* 1 July: “The Border Could Open\n\n* 3 July: “Why Nobody Believes The Minister\n\n" + second, want: `
title[]: Gates
body[]: The minister said on Monday that … again before the winter.
list[]: * 1 July: “The Border Could … Nobody Believes The Minister
body[]: Farmers on both sides doubt it, … while their fruit rots.
`},
	{name: "a list of sentences is body", text: "Gates\n\n" + para + "\n- The border opens in May.\n- The dam stays shut.\n" + second, want: `
title[]: Gates
body[]: The minister said on Monday that … while their fruit rots.
`},
	{name: "share buttons", text: "Gates\n" + para + "\n\nShare this:\nClick to share on Twitter (Opens in new window)\nPrint\nLike this:\nLike Loading...\n© 2020 The Valley Post", want: `
title[]: Gates
body[]: The minister said on Monday that … again before the winter.
boilerplate[]: Share this: / Click to share … 2020 The Valley Post
`},
	{name: "words of buttons in prose", text: "Gates\n" + para + "\nShare prices fell when the news came, and the bank said that it would wait.\nCopyright lawyers said that the map had been stolen from an older book.\nSource of the trouble is an old map, said the historian.", want: `
title[]: Gates
body[]: The minister said on Monday that … map, said the historian.
`},
	{name: "closed comments, glued to the text", text: "Gates\n" + para + "\nThey would fall from grace if they refused.Comments are closed.", want: `
title[]: Gates
body[]: The minister said on Monday that … grace if they refused.
boilerplate[]: Comments are closed.
`},
	{name: "a source and closed comments", text: "Gates\n" + para + "\n\nSource: author’s blog\n\nComments are closed.", want: `
title[]: Gates
body[]: The minister said on Monday that … again before the winter.
boilerplate[]: Source: author’s blog / Comments are closed.
`},
	{name: "a thread with names and dates", text: "Gates\n" + para + "\n\n3 Comments\n\nJon Birk\nMarch 4, 2020 at 8:01 am\nThe minister lies.\n\nHe always did.\nReply\nanon77\nMarch 4, 2020 at 9:12 am\nNot true at all.\nReply ↓\nSela Ortiz on March 5, 2020 at 10:00 pm\nFirst!\n\nLeave a Reply\nYour email address will not be published. Required fields are marked *\nName *\nEmail *\nPost Comment", want: `
title[]: Gates
body[]: The minister said on Monday that … again before the winter.
boilerplate[]: 3 Comments
boilerplate[Jon Birk]: Jon Birk / March 4, 2020 at 8:01 am
comment[Jon Birk]: The minister lies. / He always did.
boilerplate[]: Reply
boilerplate[anon77]: anon77 / March 4, 2020 at 9:12 am
comment[anon77]: Not true at all.
boilerplate[]: Reply ↓
boilerplate[Sela Ortiz]: Sela Ortiz on March 5, 2020 at 10:00 pm
comment[Sela Ortiz]: First!
boilerplate[]: Leave a Reply / Your email … * / Post Comment
`},
	{name: "a thread with numbers and says", text: "Gates\n" + para + "\n" + second + "\n\n2 thoughts on “Gates”\n1. Jon Birk says:\nThe minister lies.\n2. Sela says:\nMarch 4, 2020 at 9:12 am\nNot true.", want: `
title[]: Gates
body[]: The minister said on Monday that … while their fruit rots.
boilerplate[]: 2 thoughts on “Gates”
boilerplate[Jon Birk]: 1. Jon Birk says:
comment[Jon Birk]: The minister lies.
boilerplate[Sela]: 2. Sela says: / March 4, 2020 at 9:12 am
comment[Sela]: Not true.
`},
	{name: "bare names between replies", text: "Gates\n" + para + "\n" + second + "\n\nComments\ntruthseeker\nThe minister lies, as he did about the dam.\nReply\nSela\nNot true.\nReply", want: `
title[]: Gates
body[]: The minister said on Monday that … while their fruit rots.
boilerplate[]: Comments
boilerplate[truthseeker]: truthseeker
comment[truthseeker]: The minister lies, as he did about the dam.
boilerplate[]: Reply
boilerplate[Sela]: Sela
comment[Sela]: Not true.
boilerplate[]: Reply
`},
	{name: "comments in a line each", text: "Gates\n" + para + "\n" + second + "\n\nComments\n\nTruth88: Sack him! He lies.\nOld Sailor: Has he ever been at sea?\nRemember: we pay for it.\nmaryq: Shame on them.", want: `
title[]: Gates
body[]: The minister said on Monday that … while their fruit rots.
boilerplate[]: Comments
comment[Truth88]: Truth88: Sack him! He lies.
comment[Old Sailor]: Old Sailor: Has he ever been … we pay for it.
comment[maryq]: maryq: Shame on them.
`},
	{name: "writers in two places", text: "The Gates of the Valley\n\nBy Mira Halden in Oslo and Oren Tal in New Riga\n\n" + para, want: `
title[]: The Gates of the Valley
byline[]: By Mira Halden in Oslo and Oren Tal in New Riga
body[]: The minister said on Monday that … again before the winter.
`},
	{name: "a count of comments under the title is no thread", text: "The Gates of the Valley\n12 Comments\nBy Mira Halden\n\n" + para + "\n" + second, want: `
title[]: The Gates of the Valley
boilerplate[]: 12 Comments
byline[]: By Mira Halden
body[]: The minister said on Monday that … while their fruit rots.
`},
	{name: "prose that begins with By", text: "Gates\n" + para + "\nBy Monday, the army had left the bridge.\nBy Prime Minister Oren Tal's own account, it never arrived.", want: `
title[]: Gates
body[]: The minister said on Monday that … account, it never arrived.
`},
	{name: "lines broken at a fixed width", text: "Mr. Speaker, I have come before this house to say that\nthe border will open again before the winter comes, and\nthat nobody who lives in the valley will be turned away\nfrom the market that their fathers built with their own\nhands.\n\nThe members opposite know this as well as I do, and they\nhave chosen to be silent.", want: `
body[]: Mr. Speaker, I have come before … chosen to be silent.
`},
	{name: "upper case", text: "THE GATES OPEN\nBY MIRA HALDEN\nTHE MINISTER SAID ON MONDAY THAT THE BORDER WOULD OPEN AGAIN BEFORE THE WINTER.", want: `
title[]: THE GATES OPEN
byline[]: BY MIRA HALDEN
body[]: THE MINISTER SAID ON MONDAY THAT … AGAIN BEFORE THE WINTER.
`},
	{name: "nothing", text: " \n\t\u00a0\n", want: "\n"},
	{name: "one word", text: "Gates", want: `
body[]: Gates
`},
}

func TestPlain(t *testing.T) {
	for _, c := range plainCases {
		t.Run(c.name, func(t *testing.T) {
			expectSections(t, models.Record{URI: "a.txt", Title: c.title, Byline: c.byline, Body: c.text}, c.want)
		})
	}
}

func TestTitleAndBylineOfText(t *testing.T) {
	art := Read(models.Record{URI: "a.md", Format: models.Markdown, Body: "# The  Gates\nBy Mira Halden\n\n" + para}).Article
	if art.Title != "The Gates" || art.Byline != "Mira Halden" {
		t.Errorf("title %q, byline %q", art.Title, art.Byline)
	}
	art = Read(models.Record{URI: "a.md", Title: "Own", Byline: "Me", Body: "The Gates\nBy Mira Halden\n\n" + para}).Article
	if art.Title != "Own" || art.Byline != "Me" {
		t.Errorf("of the record: title %q, byline %q", art.Title, art.Byline)
	}
}

// Text is hostile: each of these is megabytes of one thing, and must cost no
// more than reading it.
func TestPlainHostile(t *testing.T) {
	const size = 1 << 20
	for name, unit := range map[string]string{
		"one line": "word ", "no space": "x", "lines": "a\n", "blank": "\n", "counts": "3 Comments\n", "numbers": "12\n",
		"glued": "so.Comments are closed.\n", "bullets": "* A sentence ends.\n", "names": "Jane Doe\n", "by": "By Jane Doe\n",
		"times": "March 3, 2019 at 10:14 am\n", "says": "x says:\n", "tags": "#a ", "related": "Related articles\na b c\n",
		"slugs": "a-b-c\n", "quotes": "“‘\"'", "replies": "Reply\n", "brackets": "([{", "apostrophes": "'", "dots": ".", "marks": "\u0301",
		"intro": "Ann here. The post below explains a lot.\n", "note": "Editor's note: so.\n", "short sentences": "He said so.\n",
	} {
		rec := models.Record{URI: name, Body: "Title\n\n" + strings.Repeat(unit, size/len(unit))}
		begin := time.Now()
		pg := Read(rec)
		took := time.Since(begin)
		expectLaws(t, rec, pg)
		t.Logf("%s: %v", name, took)
		if took > 10*time.Second { // quadratic would be minutes
			t.Errorf("%s: %v", name, took)
		}
	}
}

func BenchmarkPlain(b *testing.B) {
	text := "The Gates of the Valley\nBy Mira Halden\n\n" + strings.Repeat(para+" "+second+"\n\n", 40) + "Share this:\n\n3 Comments\nJon Birk\nMarch 4, 2020 at 8:01 am\nNo.\nReply\n"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		layout(text, "", "")
	}
}
