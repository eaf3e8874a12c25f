package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	deepest   = 100     // elements within each other; a deeper one is a line break
	mostNodes = 400_000 // of a page; what follows is read as text alone
	mostValue = 4 << 10 // bytes kept of an attribute
)

// parse makes a tree of any bytes that a browser would show as a page. It reads
// the tokens of golang.org/x/net/html, but builds the tree itself: that
// package's parser refuses pages nested deeper than 512 elements, takes
// quadratic time on some soups, and its repairs of formatting elements change
// no text. Here the rules are few: a new block ends an open paragraph, a new
// entry the entry before, an end tag all that was opened since its start, and
// only within the same table cell or section. Scripts, styles, forms' fields
// and pictures are left out; scripts with data about the page are returned.
func parse(page string) (root, body *html.Node, data []string) {
	b := builder{root: element("html"), names: map[string]int{}, over: map[string]int{}}
	b.head, b.body = element("head"), element("body")
	b.root.AppendChild(b.head)
	b.root.AppendChild(b.body)
	b.open = append(b.open, b.body)
	z := html.NewTokenizer(strings.NewReader(page))
	raw, keep := "", false // within an element whose content is no markup
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.root, b.body, data
		case html.TextToken:
			switch {
			case raw == "":
				b.text(string(z.Text()))
			case keep:
				data = append(data, string(z.Raw()))
			case raw == "title":
				if b.head.FirstChild == nil || !b.titled {
					t := element("title")
					t.AppendChild(&html.Node{Type: html.TextNode, Data: string(z.Text())})
					b.head.AppendChild(t)
					b.titled = true
				}
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			tag, attrs := readTag(z)
			raw, keep = "", false
			if rawText[tag] {
				raw, keep = tag, tag == "script" && strings.Contains(strings.ToLower(attribute(attrs, "type")), "ld+json")
				continue
			}
			b.start(tag, attrs)
		case html.EndTagToken:
			name, _ := z.TagName()
			if raw = ""; !rawText[string(name)] {
				b.end(string(name))
			}
		}
	}
}

// rawText lists the elements whose content the tokenizer hands over as text.
var rawText = map[string]bool{"script": true, "style": true, "title": true, "textarea": true, "iframe": true,
	"noscript": true, "noembed": true, "noframes": true, "xmp": true, "plaintext": true}

// dropped lists the elements that hold no words of the page.
var dropped = map[string]bool{"svg": true, "math": true, "template": true, "select": true, "object": true, "canvas": true,
	"audio": true, "video": true, "map": true, "datalist": true}

// passed lists the tags that say nothing of a text's structure: their content
// stays. They are kept where a name makes them more, as in <b class="author">.
var passed = map[string]bool{"b": true, "i": true, "em": true, "strong": true, "u": true, "s": true, "font": true,
	"big": true, "small": true, "tt": true, "strike": true, "nobr": true, "code": true, "kbd": true, "samp": true, "var": true,
	"sub": true, "sup": true, "mark": true, "ins": true, "abbr": true, "acronym": true, "dfn": true, "bdi": true, "bdo": true,
	"wbr": true, "html": true, "head": true, "body": true, "ruby": true, "rb": true, "picture": true, "label": true, "data": true}

// void lists the elements without an end.
var void = map[string]bool{"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true,
	"input": true, "link": true, "meta": true, "param": true, "source": true, "track": true, "frame": true, "keygen": true}

// inline lists the elements that may stand within a line; all others are blocks.
var inline = map[string]bool{"a": true, "span": true, "q": true, "cite": true, "time": true, "del": true, "button": true,
	"br": true, "img": true, "input": true, "link": true, "meta": true, "rt": true, "rp": true, "output": true}

// closes says which open element a new one ends, and what stands in the way.
var closes = map[string]struct{ ends, within string }{
	"li": {"li", " ul ol menu "}, "dt": {"dt dd", " dl "}, "dd": {"dt dd", " dl "},
	"td": {"td th", " table "}, "th": {"td th", " table "}, "tr": {"tr", " table "},
	"tbody": {"tbody thead tfoot", " table "}, "thead": {"tbody thead tfoot", " table "}, "tfoot": {"tbody thead tfoot", " table "},
	"a": {"a", " div p li td table section article "}, "button": {"button", " div p li td table section article "},
}

type builder struct {
	root, head, body *html.Node
	open             []*html.Node   // the body first
	names            map[string]int // how many of a name are open
	over             map[string]int // how many of a name began where there was no room
	skip             int            // depth within a dropped element
	skipped          string         // its name
	nodes            int
	titled           bool
}

func element(name string) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name))}
}

func readTag(z *html.Tokenizer) (string, []html.Attribute) {
	name, more := z.TagName()
	tag := string(name)
	var attrs []html.Attribute
	for more && len(attrs) < 64 {
		var k, v []byte
		k, v, more = z.TagAttr()
		if len(v) > mostValue {
			v = v[:mostValue]
		}
		attrs = append(attrs, html.Attribute{Key: string(k), Val: strings.ToValidUTF8(string(v), "")})
	}
	return tag, attrs
}

func attribute(attrs []html.Attribute, key string) string {
	for _, a := range attrs {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// attr is the value of an attribute of n, "" if it has none.
func attr(n *html.Node, key string) string { return attribute(n.Attr, key) }

func named(attrs []html.Attribute) bool {
	return attribute(attrs, "class") != "" || attribute(attrs, "itemprop") != "" || attribute(attrs, "rel") != ""
}

func (b *builder) top() *html.Node { return b.open[len(b.open)-1] }

func (b *builder) text(s string) {
	if b.skip > 0 || s == "" {
		return
	}
	b.nodes++
	b.top().AppendChild(&html.Node{Type: html.TextNode, Data: s})
}

func (b *builder) start(tag string, attrs []html.Attribute) {
	if b.skip > 0 {
		if tag == b.skipped && !void[tag] {
			b.skip++
		}
		return
	}
	switch {
	case dropped[tag]:
		b.skip, b.skipped = 1, tag
		return
	case tag == "body" || tag == "html": // their attributes may say what the page is
		if n := map[string]*html.Node{"body": b.body, "html": b.root}[tag]; n.Attr == nil {
			n.Attr = attrs
		}
		return
	case tag == "meta" || tag == "link":
		n := element(tag)
		n.Attr = attrs
		if b.nodes++; b.nodes <= mostNodes {
			b.head.AppendChild(n)
			if tag == "meta" && attribute(attrs, "itemprop") != "" && len(b.open) > 1 { // says something of its parent
				twin := element(tag)
				twin.Attr = attrs
				b.top().AppendChild(twin)
			}
		}
		return
	case passed[tag] && !named(attrs) || tag == "html" || tag == "head" || tag == "input" || tag == "source" || tag == "img" || tag == "param" || tag == "base" || tag == "col" || tag == "embed":
		return
	}
	block := !inline[tag] && !passed[tag]
	if block {
		b.endParagraph()
	}
	if rule, found := closes[tag]; found {
		b.endNearest(rule.ends, rule.within)
	}
	if len(b.open) >= deepest || b.nodes > mostNodes {
		if block || tag == "br" {
			b.lineBreak()
		}
		if !void[tag] {
			b.over[tag]++
		}
		return
	}
	n := element(tag)
	n.Attr = attrs
	b.nodes++
	b.top().AppendChild(n)
	if !void[tag] {
		b.push(n)
	}
}

// paragraphBreak stands in the text where a block begins or ends that the tree
// has no room for. The browser's own sign for it, should a page hold it, means
// the same.
const paragraphBreak = "\u2029"

func (b *builder) lineBreak() {
	at := b.top()
	if last := at.LastChild; last != nil && last.Data != paragraphBreak {
		at.AppendChild(&html.Node{Type: html.TextNode, Data: paragraphBreak})
	}
}

func (b *builder) push(n *html.Node) {
	b.open = append(b.open, n)
	b.names[n.Data]++
}

func (b *builder) pop(n int) {
	for ; n > 0 && len(b.open) > 1; n-- {
		b.names[b.top().Data]--
		b.open = b.open[:len(b.open)-1]
	}
}

// endParagraph ends an open paragraph or heading that a new block cannot be within.
func (b *builder) endParagraph() {
	if b.names["p"] == 0 {
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		switch n := b.open[i]; {
		case n.Data == "p":
			b.pop(len(b.open) - i)
			return
		case !inline[n.Data] && !passed[n.Data]:
			return
		}
	}
}

// endNearest ends the innermost open element named in ends, unless one of those
// in within is nearer.
func (b *builder) endNearest(ends, within string) {
	for i := len(b.open) - 1; i > 0; i-- {
		name := b.open[i].Data
		if strings.Contains(" "+ends+" ", " "+name+" ") {
			b.pop(len(b.open) - i)
			return
		}
		if strings.Contains(within, " "+name+" ") {
			return
		}
	}
}

func (b *builder) end(tag string) {
	if b.skip > 0 {
		if tag == b.skipped {
			b.skip--
		}
		return
	}
	if b.over[tag] > 0 {
		if b.over[tag]--; !inline[tag] && !passed[tag] {
			b.lineBreak()
		}
		return
	}
	if b.names[tag] == 0 {
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		switch name := b.open[i].Data; {
		case name == tag:
			b.pop(len(b.open) - i)
			return
		case (inline[tag] || passed[tag]) && !inline[name] && !passed[name], name == "table" && tag != "table", name == "td" && tag != "tr" && tag != "table":
			return // a stray end: it does not reach out of its block
		}
	}
}
