package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// A remark is a reader's comment on a page.
type remark struct {
	author string
	blocks []block
}

// cutComments takes the trees of readers' comments out of the page and returns
// them in order, replies behind what they reply to. A tree whose comments have
// no markup of their own is returned as loose blocks.
//
// It has to go before the main text is looked for: extractors that score text
// by its length take a long thread within <article> for the article's end.
func cutComments(body *html.Node) (remarks []remark, loose []block) {
	var trees []*html.Node
	var find func(n *html.Node)
	find = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			if (isThread(c) || isComment(c)) && !holdsArticle(c) {
				trees = append(trees, c)
				continue
			}
			find(c)
		}
	}
	find(body)
	for _, tree := range trees {
		tree.Parent.RemoveChild(tree)
		n := len(remarks)
		remarks = append(remarks, readRemarks(tree)...)
		if len(remarks) == n {
			loose = append(loose, blocks(tree, notWords)...)
		}
	}
	return remarks, loose
}

// threads are the names, as class or id, of elements that hold comments; comments
// those of one comment. They are what WordPress, Drupal, Disqus, Coral, Blogger
// and the large papers' pages use.
var (
	threads = map[string]bool{"comments": true, "comment-list": true, "commentlist": true, "comments-area": true, "commentsarea": true,
		"comments-section": true, "comment-section": true, "comments-container": true, "comment-container": true,
		"comments-list": true, "comments__list": true, "comments-wrapper": true, "comments-block": true, "comment-thread": true,
		"comments-thread": true, "disqus_thread": true, "dsq-comments": true, "dsq-content": true, "fb-comments": true,
		"reader-comments": true, "readers-comments": true, "user-comments": true, "article-comments": true, "post-comments": true,
		"commentarea": true, "comment-area": true, "comments-tree": true, "comment-tree": true, "respond": true, "comment-respond": true,
		"comment-form": true, "commentform": true, "coral-thread": true, "livefyre-comments": true, "comments-content": true,
		"comment_list": true, "comments_list": true, "comments-main": true, "commentssection": true, "story-comments": true}
	comments = map[string]bool{"comment": true, "comment-item": true, "comment__item": true, "comment-wrap": true, "dsq-comment": true,
		"commentitem": true, "user-comment": true, "reader-comment": true, "comment-block": true, "single-comment": true,
		"comment-entry": true, "comment_item": true, "depth-1": true, "h-cite": true, "u-comment": true}
)

// isThread reports whether n holds readers' comments.
func isThread(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "id", "class":
			for name := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if threads[name] {
					return true
				}
			}
		}
	}
	return false
}

// isComment reports whether n is one comment, its replies with it.
func isComment(n *html.Node) bool {
	for _, a := range n.Attr {
		switch {
		case a.Key == "class":
			for name := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if comments[name] {
					return n.Data != "span" && n.Data != "a"
				}
			}
		case a.Key == "id":
			for _, lead := range [...]string{"comment-", "li-comment-", "dsq-comment-", "div-comment-", "comment_"} {
				if rest, found := strings.CutPrefix(strings.ToLower(a.Val), lead); found && digitsOnly(rest) {
					return true
				}
			}
		case a.Key == "itemtype":
			if strings.HasSuffix(a.Val, "schema.org/Comment") || strings.HasSuffix(a.Val, "schema.org/UserComments") {
				return true
			}
		case a.Key == "itemprop":
			if a.Val == "comment" {
				return true
			}
		case a.Key == "data-comment-id" || a.Key == "data-commentid" || a.Key == "data-comment":
			return n.Data != "a" && n.Data != "button" && n.Data != "span"
		}
	}
	return false
}

// holdsArticle reports whether a tree of comments is none, since the article is
// in it: a paper's part may be called "Comment".
func holdsArticle(n *html.Node) bool {
	if n.Data == "main" || n.Data == "body" {
		return true
	}
	for c := range n.Descendants() {
		if c.Type != html.ElementNode {
			continue
		}
		if c.Data == "h1" || c.Data == "main" || attr(c, "itemprop") == "articleBody" {
			return true
		}
		if kind := attr(c, "itemtype"); strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "BlogPosting") {
			return true
		}
	}
	return false
}

// readRemarks reads the comments in a tree, n itself the first if it is one. An
// author who stands without words is that of the comment within: some pages mark
// both a comment with its head and its words alone.
func readRemarks(n *html.Node) []remark {
	var list []remark
	if isComment(n) {
		list = append(list, readRemark(n))
	}
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && isComment(c) {
			list = append(list, readRemark(c))
		}
	}
	kept, author := list[:0], ""
	for _, rem := range list {
		if len(rem.blocks) == 0 {
			author = rem.author
			continue
		}
		if rem.author == "" {
			rem.author = author
		}
		author = ""
		kept = append(kept, rem)
	}
	return kept
}

// readRemark reads one comment without the comments in it.
func readRemark(n *html.Node) remark {
	var rem remark
	name := findAuthor(n)
	if name != nil {
		rem.author = nameOf(name)
	}
	if rem.author == "" {
		for _, key := range [...]string{"data-author", "data-comment-author", "data-user-name"} {
			rem.author = tidy(attr(n, key))
			if rem.author != "" {
				break
			}
		}
	}
	skip := func(c *html.Node) bool { return notWords(c) || c == name || isComment(c) || isThread(c) || isMeta(c) }
	for _, b := range blocks(n, skip) {
		k := key(clip(b.text, 200))
		switch what := roleOf(clip(b.text, longLine), k); {
		case k == "" || len(b.text) <= longLine && (what == button || what == form || what == thread || isTime(b.text)):
		case rem.author != "" && (k == key(rem.author) || k == key(rem.author)+" says"):
		case digitsOnly(k) || k == "says":
		default:
			rem.blocks = append(rem.blocks, b)
		}
	}
	return rem
}

// notWords refuses forms, buttons, and notes that another page links here.
func notWords(c *html.Node) bool {
	switch c.Data {
	case "form", "button", "nav":
		return true
	case "a":
		k := key(directText(c, 60))
		return k == "reply" || strings.HasPrefix(k, "reply to") || k == "permalink" || k == "report" || k == "link" || k == "edit"
	}
	for class := range strings.FieldsSeq(strings.ToLower(attr(c, "class") + " " + attr(c, "id"))) {
		switch class {
		case "reply", "comment-reply", "comment-reply-link", "comment-actions", "comment-footer", "comment-respond", "respond",
			"comment-form", "commentform", "pingback", "trackback", "avatar", "comment-awaiting-moderation", "comments-title", "comment-edit-link":
			return true
		}
	}
	return false
}

// isMeta reports whether c says when a comment was written.
func isMeta(c *html.Node) bool {
	if c.Data == "time" {
		return true
	}
	for class := range strings.FieldsSeq(strings.ToLower(attr(c, "class"))) {
		switch class {
		case "comment-metadata", "comment-date", "comment-time", "comment__date", "comment-timestamp", "timestamp", "time-ago", "post-meta", "commentmetadata":
			return true
		}
	}
	return false
}

// findAuthor finds what names the author of comment n, not of one in it.
func findAuthor(n *html.Node) *html.Node {
	var found *html.Node
	best := 0
	var walk func(*html.Node, int)
	walk = func(n *html.Node, inner int) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			deeper := inner
			if isComment(c) {
				deeper++
			}
			if deeper > 1 || deeper == 1 && found != nil {
				continue
			}
			if rank := authorRank(c); rank > best && nameOf(c) != "" {
				found, best = c, rank
			}
			walk(c, deeper)
		}
	}
	walk(n, 0)
	return found
}

// authorRank says how surely an element names a comment's author, 0 not at all.
func authorRank(n *html.Node) int {
	if prop := attr(n, "itemprop"); prop == "author" || prop == "creator" {
		return 5
	}
	if strings.Contains(" "+attr(n, "rel")+" ", " author ") {
		return 3
	}
	rank := 0
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		switch class {
		case "fn":
			rank = max(rank, 4)
		case "comment-author", "comment__author", "comment-author-name", "comment-username", "commenter", "commenter-name", "publisher-anchor-color",
			"comment-author-link", "author-name", "user-name", "username", "comment-name", "comment-user", "comment_author", "commentauthor", "display-name":
			rank = max(rank, 3)
		case "author", "user", "name", "nickname":
			rank = max(rank, 2)
		}
	}
	if n.Data == "cite" {
		rank = max(rank, 1)
	}
	return rank
}

// nameOf is the text of an element that names a person, without "says".
func nameOf(n *html.Node) string {
	list := blocks(n, func(c *html.Node) bool { return isMeta(c) || notWords(c) })
	if len(list) == 0 {
		return ""
	}
	name := tidy(list[0].text)
	if before, timed := timeTail(name); timed && before != "" {
		name = before
	}
	name, _ = cutSays(name)
	name = strings.TrimSpace(name)
	if len(name) > 100 || strings.IndexFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return ""
	}
	return name
}

// directText is the text below n up to most bytes, as it stands.
func directText(n *html.Node, most int) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(clip(c.Data, most))
			if b.Len() >= most {
				break
			}
		}
	}
	return b.String()
}
