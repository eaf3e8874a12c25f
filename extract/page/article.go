package page

import (
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// The library's time grows with the nodes of a page and, at each level, with the
// text below it: beyond these bounds it is not asked.
const (
	mostAsked = 20_000   // nodes
	mostBelow = 16 << 20 // bytes of text, each counted once for every element it is in
)

// article marks which blocks are the article's own. It asks go-trafilatura,
// whose text it does not take: that loses inline elements (<time>, <ins>) and
// captions. The answer is laid over the blocks instead, so that every paragraph
// is whole and in the order of the page.
//
// Why this library: of those in Go (go-readability and its fork at
// codeberg.org/readeck, go-domdistiller, goose) it keeps most of the text and
// least of the page around it in its authors' comparison, asks the other two
// when unsure, and is maintained. Its metadata and dates are not used: they go
// through Go maps and the clock. It is given no scripts, for the same reason,
// and nothing that could make it fetch or log.
func article(body *html.Node, list []block) []bool {
	if nodes, text := size(body, 1); nodes > mostAsked || text > mostBelow {
		return plainest(list)
	}
	own := overlay(list, extracted(body))
	widen(list, own)
	for i, b := range list {
		if own[i] && telling(b) {
			return own
		}
	}
	return plainest(list)
}

// size counts the nodes below n, and their text once for every element it is in.
func size(n *html.Node, depth int) (nodes, below int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		nodes++
		if c.Type == html.ElementNode {
			in, text := size(c, depth+1)
			nodes, below = nodes+in, below+text
		} else {
			below += depth * len(c.Data)
		}
	}
	return nodes, below
}

// extracted is what the library takes for the article, as blocks.
func extracted(body *html.Node) (list []block) {
	defer func() {
		if recover() != nil { // a defect of the library on a strange page
			list = nil
		}
	}()
	doc := &html.Node{Type: html.DocumentNode}
	top := element("html")
	doc.AppendChild(top)
	top.AppendChild(element("head"))
	top.AppendChild(cloneTree(body))
	res, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		EnableFallback: true, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled, Focus: trafilatura.Balanced,
	})
	if err != nil || res.ContentNode == nil {
		return nil
	}
	return blocks(res.ContentNode, nil)
}

// cloneTree copies n for a reader that changes what it is given. What is not
// shown or never article stays out.
func cloneTree(n *html.Node) *html.Node {
	twin := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: n.Attr}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (isAside(c) || hidden(c)) {
			continue
		}
		if c.Type == html.TextNode && c.Data == paragraphBreak {
			twin.AppendChild(element("br"))
			twin.AppendChild(element("br"))
			continue
		}
		twin.AppendChild(cloneTree(c))
	}
	if n.Data == "time" || n.Data == "ins" || n.Data == "form" { // the library drops their words
		twin.Data, twin.DataAtom = "span", 0
		if n.Data == "form" {
			twin.Data = "div"
		}
	}
	return twin
}

// isAside reports whether n holds no part of an article. A form may wrap a whole
// page; one with little text is for its fields.
func isAside(n *html.Node) bool {
	if asides[n.Data] || asides[attr(n, "role")] {
		return true
	}
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		if furniture[class] {
			return true
		}
	}
	if n.Data == "form" {
		return len(directText(n, 1000)) < 1000
	}
	return false
}

const gramWords = 3 // consecutive words compared

// overlay marks the blocks whose words the extracted text has: most of a block's
// runs of three words, or, of a short block, the same words as a block there, and
// not far from the rest.
func overlay(list, found []block) []bool {
	grams, short := map[string]bool{}, map[string]bool{}
	for _, b := range found {
		toks := strings.Fields(key(b.text))
		for i := 0; i+gramWords <= len(toks); i++ {
			grams[strings.Join(toks[i:i+gramWords], " ")] = true
		}
		for line := range strings.SplitSeq(b.text, "\n") {
			if k := key(line); strings.Count(k, " ") < 2*gramWords {
				short[k] = true
			}
		}
	}
	own := make([]bool, len(list))
	first, last := -1, -1
	for i, b := range list {
		toks := strings.Fields(key(b.text))
		if len(toks) < 2*gramWords || b.links() {
			continue
		}
		hits := 0
		for j := 0; j+gramWords <= len(toks); j++ {
			if grams[strings.Join(toks[j:j+gramWords], " ")] {
				hits++
			}
		}
		if hits*5 >= (len(toks)-gramWords+1)*3 {
			own[i] = true
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	parents := map[*html.Node]bool{}
	for i, b := range list {
		if own[i] {
			parents[b.parent] = true
		}
	}
	for i, b := range list {
		near := first < 0 || first-3 <= i && i <= last+2
		within := first >= 0 && first <= i && i <= last
		switch k := key(clip(b.text, 300)); {
		case own[i] || k == "":
		case !near:
		case short[k] && (within || !b.links()):
			own[i] = true
		case within && parents[b.parent] && !b.links() && b.tag != "li" && b.tag != "": // between paragraphs of the article
			own[i] = true
		case within && b.tag == "li" && i > 0 && own[i-1]: // links in the article
			own[i] = true
		case b.tag == "figcaption": // also over the first paragraph
			own[i] = true
		}
	}
	return own
}

// fewOwn is the number of words up to which an article is short for the library:
// there it takes little but paragraphs.
const fewOwn = 300

// widen adds to a short article what it lacks: sentences, also in lists, within
// the same <article> element.
func widen(list []block, own []bool) {
	total := 0
	holders := map[*html.Node]bool{}
	for i, b := range list {
		if own[i] {
			total += words(clip(b.text, 1<<14))
			if h := holder(b.parent); h != nil {
				holders[h] = true
			}
		}
	}
	if total > fewOwn {
		return
	}
	for i, b := range list {
		if h := holder(b.parent); !own[i] && h != nil && holders[h] && b.tag != "" && telling(b) {
			own[i] = true
		}
	}
}

// holder is the innermost element around n that says it holds an article.
func holder(n *html.Node) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.Data == "article" || attr(n, "itemprop") == "articleBody" {
			return n
		}
	}
	return nil
}

// plainest marks the blocks that read like an article without asking anyone:
// sentences that are no links, and what stands between them.
func plainest(list []block) []bool {
	own := make([]bool, len(list))
	first, last := -1, -1
	for i, b := range list {
		if telling(b) {
			own[i] = true
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for i, b := range list {
		if first <= i && i < last && !b.links() && roleOf(clip(b.text, longLine), key(clip(b.text, longLine))) == "" {
			own[i] = true
		}
	}
	return own
}

// telling reports whether a block proves that there is an article: a sentence of
// three words or more that is not mostly links, and not a page's own line.
func telling(b block) bool {
	if b.links() || b.byline && len(b.text) < 200 {
		return false
	}
	s := clip(b.text, longLine)
	if len(s) < len(b.text) {
		return true
	}
	n := words(s)
	return (n >= 3 && ended(s) || n >= 25) && roleOf(s, key(s)) == ""
}
