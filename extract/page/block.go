package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// A block is a paragraph of a page: a stretch of text with nothing but inline
// elements in it, white space collapsed.
type block struct {
	text   string     // lines divided by "\n" where the page has <br>
	tag    string     // p, h1 … h6, li, blockquote, figcaption, td, pre, or "" for loose text
	parent *html.Node // what holds the element named tag, or the loose text
	linked int        // bytes of text that are links
	byline bool       // an element says that it names the author
}

// links reports whether the block is mostly links.
func (b block) links() bool { return b.linked*5 > len(b.text)*4 }

// blockTags are the elements that say what a block is.
var blockTags = map[string]bool{"p": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "li": true,
	"blockquote": true, "figcaption": true, "td": true, "th": true, "pre": true, "dt": true, "dd": true, "caption": true, "summary": true}

// asides are the elements and ARIA roles that hold no article, and what has
// been told to be out of sight.
var asides = map[string]bool{"nav": true, "footer": true, "aside": true, "button": true, "menu": true, "dialog": true,
	"navigation": true, "banner": true, "contentinfo": true, "search": true, "complementary": true, "menubar": true, "alert": true}

// furniture lists class names of what pages put into an article's own element.
var furniture = map[string]bool{"breadcrumb": true, "breadcrumbs": true, "entry-crumbs": true, "sharedaddy": true, "social-share": true, "share-buttons": true,
	"sharing": true, "addtoany_share_save_container": true, "related-posts": true, "relatedposts": true, "jp-relatedposts": true, "newsletter-signup": true,
	"post-navigation": true, "nav-links": true, "entry-utility": true}

// hidden reports whether a browser would not show n, or reads it to the blind alone.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if style := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				switch class {
				case "sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "hidden":
					return true
				}
			}
		}
	}
	return false
}

// blocks reads the blocks below n; an element that skip refuses is left out.
func blocks(n *html.Node, skip func(*html.Node) bool) []block {
	w := walker{skip: skip}
	w.holder = n
	w.walk(n)
	w.flush()
	return w.list
}

type walker struct {
	skip   func(*html.Node) bool
	list   []block
	buf    strings.Builder
	linked int
	link   int // depth within <a>
	byline bool
	tag    string
	holder *html.Node
	pre    bool
	space  bool // white space is due before the next word
	breaks int  // <br> since the last word
}

func (w *walker) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.write(c.Data)
		case html.ElementNode:
			if w.skip != nil && w.skip(c) || hidden(c) {
				continue
			}
			w.element(c)
		}
	}
}

func (w *walker) element(c *html.Node) {
	switch {
	case c.Data == "br":
		w.breaks++
		return
	case c.Data == "a":
		w.link++
		w.walk(c)
		w.link--
		return
	case inline[c.Data] || passed[c.Data]:
		w.byline = w.byline || isByline(c)
		w.walk(c)
		return
	}
	w.flush()
	tag, holder, pre := w.tag, w.holder, w.pre
	switch {
	case isCaption(c):
		w.tag, w.holder = "figcaption", c.Parent
	case w.tag == "figcaption" || w.tag == "li" && c.Data == "p" || w.tag == "blockquote" && c.Data == "p":
		// A caption and an entry stay what they are.
	case blockTags[c.Data]:
		w.tag, w.holder, w.pre = c.Data, c.Parent, c.Data == "pre"
	default:
		w.tag, w.holder = "", c
	}
	byline := isByline(c)
	w.byline = byline
	w.walk(c)
	w.byline = w.byline || byline
	w.flush()
	w.tag, w.holder, w.pre = tag, holder, pre
}

// isCaption reports whether n says that it stands under a picture.
func isCaption(n *html.Node) bool {
	if n.Data == "figcaption" || n.Data == "caption" {
		return true
	}
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		switch class {
		case "caption", "wp-caption-text", "image-caption", "photo-caption", "figure-caption", "media-caption", "img-caption",
			"caption-text", "gallery-caption", "article-image-caption", "image__caption", "figure__caption", "media__caption", "photocaption":
			return true
		}
	}
	return false
}

// isByline reports whether n says that it names the author of the article.
func isByline(n *html.Node) bool {
	if attr(n, "itemprop") == "author" || attr(n, "rel") == "author" {
		return true
	}
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		switch class {
		case "byline", "author", "author-name", "article-author", "entry-author", "post-author", "article-byline", "story-byline",
			"byline__name", "article__byline", "byline-name", "p-author", "by-author", "posted-by":
			return true
		}
	}
	return false
}

// write adds text, collapsing white space and dropping what cannot be seen.
func (w *walker) write(s string) {
	for _, r := range s {
		switch {
		case r == '\u2029':
			w.flush()
		case r == '\n' && w.pre:
			w.breaks = 1
		case unicode.IsSpace(r) || unicode.IsControl(r):
			w.space = true
		case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff':
			// Hints where a word may break.
		default:
			switch {
			case w.breaks > 1 && !w.pre:
				w.flush()
			case w.buf.Len() == 0:
			case w.breaks == 1:
				w.buf.WriteByte('\n')
			case w.space:
				w.buf.WriteByte(' ')
			}
			w.breaks, w.space = 0, false
			before := w.buf.Len()
			w.buf.WriteRune(r)
			if w.link > 0 {
				w.linked += w.buf.Len() - before
			}
		}
	}
}

func (w *walker) flush() {
	if w.buf.Len() > 0 {
		w.list = append(w.list, block{text: w.buf.String(), tag: w.tag, parent: w.holder, linked: w.linked, byline: w.byline})
	}
	w.buf.Reset()
	w.linked, w.breaks, w.space, w.byline = 0, 0, false, false
}
