package page

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
	"golang.org/x/net/html"
)

// A pageHead is what a page says of its article beside its text.
type pageHead struct {
	title, byline, publisher, url string
	published                     models.Date
	body                          string // the article's text, where data holds it
}

// readHead reads the page's data for machines: schema.org in JSON-LD first, then
// Open Graph and other <meta>, then what the elements say. Each name is looked
// for in a fixed order, so equal pages give equal heads.
func readHead(root, body *html.Node, data []string) pageHead {
	h := linkedData(data)
	metas, title, canonicalURL := map[string]string{}, "", ""
	for c := range root.Descendants() {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.Data {
		case "meta":
			for _, k := range [...]string{"property", "name", "itemprop"} {
				k = strings.ToLower(strings.TrimSpace(attr(c, k)))
				v := clean(attr(c, "content"))
				if _, known := metas[k]; k != "" && v != "" && !known {
					metas[k] = v
				}
			}
		case "title":
			if c.FirstChild != nil && title == "" {
				title = clean(c.FirstChild.Data)
			}
		case "link":
			if attr(c, "rel") == "canonical" && canonicalURL == "" {
				canonicalURL = strings.TrimSpace(attr(c, "href"))
			}
		}
	}
	first := func(names ...string) string {
		for _, name := range names {
			if v := metas[name]; v != "" {
				return v
			}
		}
		return ""
	}
	if h.publisher == "" {
		h.publisher = first("og:site_name", "article:publisher_name", "dc.publisher", "dc:publisher", "publisher", "citation_journal_title", "application-name")
		if strings.Contains(h.publisher, "://") {
			h.publisher = ""
		}
	}
	if h.title == "" {
		h.title = withoutSite(first("og:title", "dc.title", "citation_title", "headline", "twitter:title", "parsely-title", "sailthru.title"), h.publisher)
	}
	if h.title == "" {
		h.title = onlyHeading(body)
	}
	if h.title == "" {
		h.title = withoutSite(title, h.publisher)
	}
	if h.byline == "" {
		h.byline = authorName(first("author", "article:author", "dc.creator", "dc:creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author", "byl"))
	}
	if h.published == (models.Date{}) {
		for _, name := range [...]string{"article:published_time", "article:published", "datepublished", "og:published_time", "og:article:published_time",
			"citation_publication_date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published_date",
			"publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dc:date", "dcterms.date", "date", "article.published"} {
			if h.published = parseDate(metas[name]); h.published != (models.Date{}) {
				break
			}
		}
	}
	stated, seen := timeElement(body)
	if h.published == (models.Date{}) {
		h.published = stated
	}
	for _, u := range [...]string{canonicalURL, metas["og:url"], h.url} {
		if parsed, err := url.Parse(u); err == nil && parsed.Host != "" && (parsed.Scheme == "http" || parsed.Scheme == "https") {
			h.url = parsed.String()
			break
		}
		h.url = ""
	}
	if h.published == (models.Date{}) {
		h.published = dateInURL(h.url)
	}
	if h.published == (models.Date{}) {
		h.published = seen
	}
	return h
}

// clean decodes what was encoded twice and makes it one line.
func clean(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return tidy(s)
}

// authorName is an author's name in a <meta>, "" where that is an address or a mail.
func authorName(s string) string {
	if strings.Contains(s, "://") || strings.Contains(s, "@") || len(s) > 200 {
		return ""
	}
	if name, ok := byName(s); ok {
		return name
	}
	return s
}

// withoutSite cuts the site's name from the end or start of a title: "The Rift
// Deepens | The Example".
func withoutSite(title, site string) string {
	for _, mark := range [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "} {
		at := strings.LastIndex(title, mark)
		if at <= 0 {
			continue
		}
		before, after := title[:at], title[at+len(mark):]
		if site != "" && key(after) == key(site) || mark == " | " && words(after) <= 4 && words(before) >= 3 {
			return withoutSite(before, site)
		}
		if site != "" && key(title[:strings.Index(title, mark)]) == key(site) {
			return title[strings.Index(title, mark)+len(mark):]
		}
	}
	return title
}

// onlyHeading is the page's first <h1>.
func onlyHeading(body *html.Node) string {
	for c := range body.Descendants() {
		if c.Type == html.ElementNode && c.Data == "h1" && !hidden(c) {
			if list := blocks(c, nil); len(list) > 0 {
				return tidy(list[0].text)
			}
		}
	}
	return ""
}

// timeElement finds the day of publication in the page's elements: what an
// element states to be it, and the first <time> seen, which on a page without
// its comments and asides is the article's, unless it stands in running text.
func timeElement(body *html.Node) (stated, seen models.Date) {
	none := models.Date{}
	for c := range body.Descendants() {
		if c.Type != html.ElementNode {
			continue
		}
		published := attr(c, "itemprop") == "datePublished"
		for class := range strings.FieldsSeq(strings.ToLower(attr(c, "class"))) {
			published = published || class == "published" || class == "entry-date" || class == "dt-published" || class == "pubdate" || class == "article-date"
		}
		if c.Data != "time" && !published || within(c, asides) {
			continue
		}
		d := none
		for _, s := range [...]string{attr(c, "datetime"), attr(c, "content"), attr(c, "title"), directText(c, 100)} {
			if d = parseDate(s); d != none {
				break
			}
		}
		const running = 80 // bytes of a paragraph that says more than a date and a name
		switch {
		case d == none:
		case published:
			return d, seen
		case seen == none && (c.Parent == nil || c.Parent.Data != "p" || len(directText(c.Parent, running)) < running):
			seen = d
		}
	}
	return none, seen
}

func within(n *html.Node, names map[string]bool) bool {
	for ; n != nil; n = n.Parent {
		if names[n.Data] {
			return true
		}
	}
	return false
}

// dateInURL: https://example.org/2019/10/14/the-rift.
func dateInURL(u string) models.Date {
	parts := strings.Split(u, "/")
	for i := 0; i+2 < len(parts); i++ {
		if len(parts[i]) == 4 && digitsOnly(parts[i]) && digitsOnly(parts[i+1]) && digitsOnly(parts[i+2]) {
			return parseDate(strings.Join(parts[i:i+3], "-"))
		}
	}
	return models.Date{}
}

// linkedData reads the first article in the page's JSON-LD.
func linkedData(data []string) pageHead {
	for _, s := range data {
		s = strings.TrimSpace(s)
		s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
		var v any
		if json.Unmarshal([]byte(s), &v) != nil && json.Unmarshal([]byte(strings.Map(noControl, s)), &v) != nil {
			continue
		}
		if obj := findArticle(v, 0); obj != nil {
			h := pageHead{title: jsonText(obj["headline"]), publisher: jsonText(obj["publisher"]), url: jsonText(obj["url"])}
			if h.title == "" {
				h.title = jsonText(obj["name"])
			}
			var names []string
			authors := obj["author"]
			if authors == nil {
				authors = obj["creator"]
			}
			list, many := authors.([]any)
			if !many {
				list = []any{authors}
			}
			for _, author := range list {
				if name := authorName(jsonText(author)); name != "" && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
			h.byline = strings.Join(names, ", ")
			h.published = parseDate(jsonText(obj["datePublished"]))
			if h.published == (models.Date{}) {
				h.published = parseDate(jsonText(obj["dateCreated"]))
			}
			h.body, _ = obj["articleBody"].(string)
			return h
		}
	}
	return pageHead{}
}

func noControl(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// findArticle finds the first article in a value: arrays in order, objects by
// their sorted keys.
func findArticle(v any, depth int) map[string]any {
	if depth > 20 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			if obj := findArticle(item, depth+1); obj != nil {
				return obj
			}
		}
	case map[string]any:
		kinds, many := v["@type"].([]any)
		if !many {
			kinds = []any{v["@type"]}
		}
		for _, kind := range kinds {
			name, _ := kind.(string)
			if strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "Posting") && name != "JobPosting" || name == "Report" || strings.HasSuffix(name, "Review") && v["articleBody"] != nil {
				return v
			}
		}
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if obj := findArticle(v[name], depth+1); obj != nil {
				return obj
			}
		}
	}
	return nil
}

// jsonText is a string, or the name of an object, or the first of an array.
func jsonText(v any) string {
	switch v := v.(type) {
	case string:
		return clean(v)
	case map[string]any:
		if name, ok := v["name"].(string); ok {
			return clean(name)
		}
		if list, ok := v["name"].([]any); ok && len(list) > 0 {
			return jsonText(list[0])
		}
	case []any:
		if len(v) > 0 {
			return jsonText(v[0])
		}
	}
	return ""
}
