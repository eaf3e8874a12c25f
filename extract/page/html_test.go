package page

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sayso-nlp/sayso/models"
)

const (
	htmlPara = "<p>The ministers of both states said on <time datetime=2021-04-04>Sunday</time> that they would open the <em>sluices</em>&nbsp;again, after three weeks in which the fields had been left without water.</p>"
	htmlMore = "<p>&ldquo;We never meant harm,&rdquo; the upstream minister, Oren Tal, told reporters in the capital, adding that the closure had been a matter of safety and nothing more than that.</p>"
	htmlLast = "<p>Farmers were not convinced. They accuse the government of playing with their harvest and demand that an outside party watch the gates in the coming summer.</p>"
	htmlText = htmlPara + "\n" + htmlMore + "\n" + htmlLast
	htmlNav  = `<nav><ul><li><a href=/>Home</a></li><li><a href=/p>Politics of the valley</a></li></ul></nav>`
	bodyLine = "body[]: The ministers of both states said … in the coming summer.\n"
)

var htmlCases = []struct{ name, page, want string }{
	{"title, byline, caption, paragraphs, nothing around them", `<title>River Talks Resume | The Valley Post</title><style>p{}</style>` + htmlNav + `<h1>River Talks Resume</h1>
<article><p class=byline>By <a rel=author href=/mh>Mira Halden</a></p><figure><img src=x><figcaption>The two ministers at the dam</figcaption></figure>` + htmlText +
		`<script>var a = "<p>no</p>"</script></article><footer><p>The Valley Post is a paper of the valley.</p></footer>`, `
title[]: River Talks Resume
byline[]: By Mira Halden
caption[]: The two ministers at the dam
` + bodyLine},
	{"headings, quotations and lists stay", `<article><h1>Talks</h1>` + htmlPara + `<h2>What comes next</h2>` + htmlMore +
		`<blockquote><p>No one asked us before they shut it, and no one will ask us the next time.</p></blockquote><ul><li>The dam was built in 1974.<li>It holds much.</ul>` + htmlLast, `
title[]: Talks
` + bodyLine},
	{"WordPress comments within the article", `<article><h1>Talks</h1>` + htmlText + `<div id=comments class=comments-area><h2>2 Comments</h2><ol class=comment-list>
<li class="comment even depth-1" id=comment-1><article class=comment-body><footer class=comment-meta><div class="comment-author vcard"><b class=fn>Jon Birk</b> <span class=says>says:</span></div>
<div class=comment-metadata><a href=#><time>April 6, 2021 at 8:00 am</time></a></div></footer><div class=comment-content><p>Tal lies about the dam.</p><p>He always has.</p></div><div class=reply><a>Reply</a></div></article>
<ol class=children><li class="comment odd" id=comment-2><article><b class=fn>Sela</b><p>That is unfair to Tal.</p></article></li></ol></li></ol>
<div id=respond><h3>Leave a Reply</h3><form><p>Your email address will not be published.</p></form></div></div></article>`, `
title[]: Talks
` + bodyLine + `boilerplate[Jon Birk]: Jon Birk
comment[Jon Birk]: Tal lies about the dam. / He always has.
boilerplate[Sela]: Sela
comment[Sela]: That is unfair to Tal.
`},
	{"Disqus as text", `<article><h1>Talks</h1>` + htmlText + `</article><div id=disqus_thread><ul id=dsq-comments><li id=dsq-comment-77><div id=dsq-comment-header-77><cite id=dsq-cite-77>Jon Birk</cite></div><div id=dsq-comment-body-77><p>Tal lies about the dam.</p></div></li></ul></div>`, `
title[]: Talks
` + bodyLine + `boilerplate[Jon Birk]: Jon Birk
comment[Jon Birk]: Tal lies about the dam.
`},
	{"comments marked by schema.org", `<main><h1>Talks</h1>` + htmlText + `<div itemprop=comment itemscope itemtype="https://schema.org/Comment"><span itemprop=author>Jon Birk</span><p itemprop=text>Tal lies about the dam.</p></div>
<div itemscope itemtype="http://schema.org/UserComments"><span itemprop=creator>Sela</span> <p>He does not.</p></div></main>`, `
title[]: Talks
` + bodyLine + `boilerplate[Jon Birk]: Jon Birk
comment[Jon Birk]: Tal lies about the dam.
boilerplate[Sela]: Sela
comment[Sela]: He does not.
`},
	{"comments by their data", `<article><h1>Talks</h1>` + htmlText + `<div data-comment-id=1 data-author="Jon Birk"><p>Tal lies about the dam.</p></div></article>`, `
title[]: Talks
` + bodyLine + `boilerplate[Jon Birk]: Jon Birk
comment[Jon Birk]: Tal lies about the dam.
`},
	{"comments without markup of their own", `<article><h1>Talks</h1>` + htmlText + `<section class=comments><h3>2 Comments</h3><p>Jon Birk says:</p><p>Tal lies about the dam.</p><p>Sela says:</p><p>He does not.</p></section></article>`, `
title[]: Talks
` + bodyLine + `boilerplate[Jon Birk]: Jon Birk says:
comment[Jon Birk]: Tal lies about the dam.
boilerplate[Sela]: Sela says:
comment[Sela]: He does not.
`},
	{"a column called Comment is no comment", `<div class=comment><h1>Talks</h1>` + htmlText + `</div>`, `
title[]: Talks
` + bodyLine},
	{"buttons of the page within the article", `<article><h1>Talks</h1>` + htmlPara + `<p>Read more: <a href=/x>The long history of the dam</a></p>` + htmlMore + htmlLast + `<p>#Valley #Dam</p></article>`, `
title[]: Talks
body[]: The ministers of both states said … been left without water.
boilerplate[]: Read more: The long history of the dam
body[]: “We never meant harm,” the upstream … in the coming summer.
boilerplate[]: #Valley #Dam
`},
	{"unclosed tags and line breaks for paragraphs", `<body><b><div><h1>Talks<div><font>The ministers said on Sunday that they would open the sluices again.<br><br>Farmers were not convinced by this &amp; accuse the government.<p>They demand that an outside party watch the gates.`, `
title[]: Talks
body[]: The ministers said on Sunday that … party watch the gates.
`},
	{"only in the page's data", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks","articleBody":"The ministers said that they would open the sluices.\n\nFarmers accuse the government."}</script><body>` + htmlNav, `
title[]: Talks
body[]: The ministers said that they would … Farmers accuse the government.
`},
	{"no markup", "The ministers met & left. Nothing was said.", `
body[]: The ministers met & left. Nothing was said.
`},
	{"nothing", "", "\n"},
}

func TestHTML(t *testing.T) {
	for _, c := range htmlCases {
		t.Run(c.name, func(t *testing.T) {
			expectSections(t, models.Record{URI: "a.html", Format: models.HTML, Body: c.page}, c.want)
		})
	}
}

// The text is clean: entities are decoded, white space is one space, nothing of
// the markup is left, words in inline elements stay.
func TestHTMLText(t *testing.T) {
	got := Read(models.Record{URI: "a.html", Format: models.HTML, Body: `<title>T</title><article><h1>The  Gates</h1>
<p>On <time>3 May</time> the <b>min</b>ister,	Mr.&nbsp;Tal, said: &quot;We&shy;'ll   <ins>open</ins> the<!-- x --> gates<sup>1</sup>&rdquo;&hellip;</p>
<ul><li>One reason was given.</li> <li>Another <a href=x>was</a> not.</li></ul><pre>a
 b is said.</pre></article>`}).Article.Text
	const want = "The Gates\n\nOn 3 May the minister, Mr. Tal, said: \"We'll open the gates1”…\n\nOne reason was given.\nAnother was not.\n\na\nb is said."
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestHead(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"linked data first", `<meta property="og:title" content="Social"><script type="application/ld+json">{"@graph":[{"@type":"Organization","name":"No"},
{"@type":["NewsArticle"],"headline":"Talks &amp; Tales","author":[{"name":"Mira Halden"},{"name":"Oren Weir"},"Mira Halden"],"publisher":{"name":"The Valley Post"},"datePublished":"2021-04-05T23:30:00-05:00"}]}</script>`,
			"Talks & Tales|Mira Halden, Oren Weir|The Valley Post|2021-4-5"},
		{"broken linked data", `<script type="application/ld+json">{"@type":"NewsArticle",</script><meta property="og:title" content="Talks - The Valley Post"><meta property="og:site_name" content="The Valley Post"><meta name=author content="By Mira Halden"><meta property="article:published_time" content="2021-04-05T10:00:00Z">`,
			"Talks|Mira Halden|The Valley Post|2021-4-5"},
		{"an author's address is no name", `<title>Talks</title><meta property="article:author" content="https://valley.example/mh">`, "Talks|||0-0-0"},
		{"the date of an element", `<title>Talks of the Valley | Post</title><time datetime="2021-04-01">x</time><span class=published>April 5, 2021</span>`, "Talks of the Valley|||2021-4-5"},
		{"the date of a <time> over the text", `<title>Talks</title><p>Posted <time datetime="2021-04-05">x</time></p>`, "Talks|||2021-4-5"},
		{"the date in the address", `<title>Talks</title><link rel=canonical href="https://valley.example/2021/04/05/talks">`, "Talks|||2021-4-5"},
		{"no date of a comment", `<title>Talks</title>` + htmlLast + `<div class=comments-area><div class=comment><b class=fn>J</b><time datetime="2021-04-09">x</time><p>No.</p></div></div>`, "Talks|||0-0-0"},
		{"no relative date", `<title>Talks</title><time>yesterday</time><span class=published>2 hours ago</span>`, "Talks|||0-0-0"},
	} {
		art := Read(models.Record{URI: "a.html", Format: models.HTML, Body: "<html><head>" + c.page + htmlText}).Article
		d := art.PublishedOn
		got := fmt.Sprintf("%s|%s|%s|%d-%d-%d", art.Title, art.Byline, art.Publisher, d.Year, d.Month, d.Day)
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// A date is read alike whatever the day: within the bubble the clock stands at
// 2000-01-01, before each of these days; outside it, after the first.
func TestNoClock(t *testing.T) {
	for year := 1998; year < 2100; year += 7 {
		rec := models.Record{URI: "a.html", Format: models.HTML, Body: fmt.Sprintf(
			`<title>Talks</title><meta property="article:published_time" content="%d-04-05"><p>Published two days ago.</p>%s`, year, htmlText)}
		now := Read(rec)
		if d := now.Article.PublishedOn; d != (models.Date{Year: year, Month: 4, Day: 5}) {
			t.Errorf("%d: %v", year, d)
		}
		synctest.Test(t, func(t *testing.T) {
			if then := time.Now().Year(); then != 2000 {
				t.Fatalf("the bubble's clock says %d", then)
			}
			if diff := cmp.Diff(now, Read(rec)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The library goes through Go maps, whose order changes from run to run: no page
// may show it.
func TestDeterministic(t *testing.T) {
	for _, c := range htmlCases {
		rec := models.Record{URI: "a.html", Format: models.HTML, Body: c.page}
		want := Read(rec)
		for range 50 {
			if diff := cmp.Diff(want, Read(rec)); diff != "" {
				t.Fatalf("%s: %s", c.name, diff)
			}
		}
	}
}

// Many pages are read at once.
func TestParallel(t *testing.T) {
	var group sync.WaitGroup
	for _, c := range htmlCases {
		rec := models.Record{URI: "a.html", Format: models.HTML, Body: c.page}
		want := Read(rec)
		for range 4 {
			group.Go(func() {
				if diff := cmp.Diff(want, Read(rec)); diff != "" {
					t.Errorf("%s: %s", c.name, diff)
				}
			})
		}
	}
	group.Wait()
}

func TestNoMainText(t *testing.T) {
	for name, c := range map[string]struct {
		page string
		want bool
	}{
		"navigation":      {`<title>The Valley Post</title><nav><a href=1>Home</a></nav><ul><li><a href=1>Politics of the day</a><li><a href=2>World news</a></ul><p>&copy; 2020 All rights reserved.</p>`, true},
		"links and forms": {`<div><a href=1>The minister said no.</a> <a href=2>Farmers accuse the government of theft.</a></div><form><p>Enter your email to sign up.</p></form>`, true},
		"empty":           {"", false},
		"markup alone":    {"<html><body><div></div></body></html>", false},
		"a short article": {"<p>The minister resigned.</p>", false},
		"an article":      {htmlNav + "<article>" + htmlText, false},
	} {
		pg := Read(models.Record{URI: "a.html", Format: models.HTML, Body: c.page})
		if pg.NoMainText != c.want {
			t.Errorf("%s: no main text %v, text %q", name, pg.NoMainText, pg.Article.Text)
		}
	}
}

// Nothing is written to standard error or output by the libraries.
func TestQuiet(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, errs := os.Stdout, os.Stderr
	os.Stdout, os.Stderr = w, w
	for _, c := range htmlCases {
		Read(models.Record{URI: "a.html", Format: models.HTML, Body: c.page})
	}
	os.Stdout, os.Stderr = out, errs
	w.Close()
	if said, err := io.ReadAll(r); err != nil || len(said) > 0 {
		t.Errorf("%q, %v", said, err)
	}
}

func TestHTMLHostile(t *testing.T) {
	const size = 1 << 20
	for name, unit := range map[string]string{
		"nested divs": "<div>", "nested text": "<div>a word ", "bold": "<b class=x>", "links": "<a href=x>y", "spans": "<span>a", "lists": "<ul><li>x",
		"tables": "<table><tr><td>x", "paragraphs": "<p>He said so to us.", "siblings": "<div>He said so to us all.</div>", "ends": "</div></p>", "tags": "<",
		"comments": "<div class=comment>He lies.", "threads": "<div id=comments><p>x", "closed comments": "<div class=comment><b class=fn>J</b>He lies.</div>",
		"quotes": "<blockquote>He said so to us.", "forms": "<form>", "forms with text": "<form>He said so to us.", "svg": "<svg>", "scripts": "<script>", "breaks": "<br>", "entities": "&amp;",
		"meta": "<meta name=a content=b>", "markup": "<!--", "attributes": `<p a=b c="`, "metas": "<p itemprop=author>x</p>", "ld": `<script type="application/ld+json">[</script>`,
		"captions": "<figure><figcaption>x</figcaption></figure>", "articles": "<article>He said so to us.", "list items": "<li><a href=x>The minister said so today</a>",
	} {
		rec := models.Record{URI: name, Format: models.HTML, Body: "<title>T</title>" + htmlText + strings.Repeat(unit, size/len(unit))}
		begin := time.Now()
		pg := Read(rec)
		took := time.Since(begin)
		expectLaws(t, rec, pg)
		t.Logf("%s: %v", name, took)
		if took > 10*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

// A page nested deeper than the tree keeps its words.
func TestDeep(t *testing.T) {
	page := strings.Repeat("<div>", 300) + htmlPara + "<div>" + htmlMore + "</div>" + strings.Repeat("</div>", 300) + htmlLast
	expectSections(t, models.Record{URI: "a.html", Format: models.HTML, Body: page}, bodyLine)
}

func BenchmarkHTML(b *testing.B) {
	page := htmlNav + "<article><h1>Talks</h1>" + strings.Repeat(htmlText, 10) + strings.Repeat(htmlCases[2].page, 3)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Read(models.Record{URI: "a.html", Format: models.HTML, Body: page})
	}
}
