package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

func TestFieldsOfRecords(t *testing.T) {
	cases := []struct {
		name, line string
		opt        Options
		want       models.Record
	}{
		{"the usual names, in any case", `{"Text":"One.","HEADLINE":"A","pubDate":"2024","Link":"u","ID":7,"Outlet":"P","Byline":"B"}`, Options{},
			models.Record{URI: "x.jsonl#7", ID: "7", Title: "A", Byline: "B", Publisher: "P", Published: "2024", Body: "One.",
				Fields: []models.Field{{Name: "url", JSON: `"u"`}}}},
		{"in their order, those in use passed over", `{"content":"Three.","body":" ","text":null,"title":"","headline":"A","author":[],"authors":["B","C"]}`, Options{},
			models.Record{URI: "x.jsonl", Title: "A", Byline: "B, C", Body: "Three.",
				Fields: []models.Field{{Name: "author", JSON: "[]"}, {Name: "body", JSON: `" "`}}}},
		{"what exactly fits goes first", `{"Text":"One.","text":"Two."}`, Options{},
			models.Record{URI: "x.jsonl", Body: "Two.", Fields: []models.Field{{Name: "Text", JSON: `"One."`}}}},
		{"other names", `{"story":"One.","text":"Two.","ref":"a/b","when":1.50,"who":"B"}`,
			Options{Fields: Fields{Text: "story", ID: "ref", Date: "When", Author: "who"}},
			models.Record{URI: "x.jsonl#a/b", ID: "a/b", Published: "1.50", Byline: "B", Body: "One.", Fields: []models.Field{{Name: "text", JSON: `"Two."`}}}},
		{"objects stand for their names", `{"text":"One.","source":{"id":null,"name":"P"},"author":[{"name":"B"},{"name":"C"}]}`, Options{},
			models.Record{URI: "x.jsonl", Publisher: "P", Byline: "B, C", Body: "One.", Fields: []models.Field{{Name: "source", JSON: `{"id":null,"name":"P"}`}}}},
		{"paragraphs", `{"text":["One.","","Two."]}`, Options{}, models.Record{URI: "x.jsonl", Body: "One.\n\nTwo."}},
		{"markup by option", `{"text":"<p>One.","title":"A"}`, Options{TextFormat: models.HTML},
			models.Record{URI: "x.jsonl", Title: "A", Body: "<p>One.", Format: models.HTML}},
		{"markup by name", `{"html":"<p>One."}`, Options{}, models.Record{URI: "x.jsonl", Body: "<p>One.", Format: models.HTML}},
		{"markup by a name of one's own", `{"body_html":"<p>One."}`, Options{Fields: Fields{Text: "body_html"}}, models.Record{URI: "x.jsonl", Body: "<p>One.", Format: models.HTML}},
		{"two addresses", `{"text":"One.","uri":"v","url":"u"}`, Options{},
			models.Record{URI: "x.jsonl", Body: "One.", Fields: []models.Field{{Name: "uri", JSON: `"v"`}, {Name: "url", JSON: `"u"`}}}},
		{"the rest is canonical", `{"text":"One.","z":{"b":1.0e2,"a":[true,null,"<é\u0001\n\u2028\"\\\/"]},"n":12345678901234567890,"f":false,"e":{}}`, Options{},
			models.Record{URI: "x.jsonl", Body: "One.", Fields: []models.Field{
				{Name: "e", JSON: "{}"}, {Name: "f", JSON: "false"}, {Name: "n", JSON: "12345678901234567890"},
				{Name: "z", JSON: "{\"a\":[true,null,\"<é\\u0001\\n\u2028\\\"\\\\/\"],\"b\":1.0e2}"}}}},
		{"broken bytes and half escapes", "{\"text\":\"One \xff \\ud83d\\ude00 \\ud83d \\\\ud83d \\ude00.\"}", Options{},
			models.Record{URI: "x.jsonl", Body: "One \uFFFD 😀 \uFFFD \\ud83d \uFFFD.", Replaced: 3}},
		{"windows-1252", "{\"text\":\"It\x92s a caf\xe9.\"}", Options{}, models.Record{URI: "x.jsonl", Body: "It’s a café."}},
		{"spellings", `{"Full-Text":"One.","Head":"A","publishedAt":"2024-03-05","media name":"P","ByLine":"B"}`, Options{},
			models.Record{URI: "x.jsonl", Title: "A", Byline: "B", Publisher: "P", Published: "2024-03-05", Body: "One."}},
		{"the more certain first", `{"story":"Three.","content":"Two.","articleBody":"One.","created_at":"2","seendate":"1","domain":"d","newspaper":"P"}`, Options{},
			models.Record{URI: "x.jsonl", Publisher: "P", Published: "1", Body: "One.", Fields: []models.Field{
				{Name: "content", JSON: `"Two."`}, {Name: "created_at", JSON: `"2"`}, {Name: "domain", JSON: `"d"`}, {Name: "story", JSON: `"Three."`}}}},
		{"the date as it was written", `{"text":"One.","date":" 5 Mar 2024, 8:00 "}`, Options{}, models.Record{URI: "x.jsonl", Published: " 5 Mar 2024, 8:00 ", Body: "One."}},
		{"into objects", `{"article":{"id":7,"head":"A","body":{"text":"One.","words":1}},"meta":{"url":"u"}}`,
			Options{Fields: Fields{Text: "article.body.text", Title: "Article.Head", ID: "article.id", URL: "meta.url"}},
			models.Record{URI: "x.jsonl#7", ID: "7", Title: "A", Body: "One.", Fields: []models.Field{{Name: "article", JSON: `{"body":{"words":1}}`}, {Name: "url", JSON: `"u"`}}}},
		{"through lists", `{"body":{"parts":[{"p":"One."},{"image":1},{"p":"Two."}]},"by":[{"who":"B"},{"who":"C"}]}`,
			Options{Fields: Fields{Text: "body.parts.p", Author: "by.who"}},
			models.Record{URI: "x.jsonl", Byline: "B, C", Body: "One.\n\nTwo.", Fields: []models.Field{{Name: "body", JSON: `{"parts":[null,{"image":1},null]}`}}}},
		{"names with dots", `{"dc.text":"One.","dc.meta":{"a.title":"A"},"dc":{"text":"Two."}}`,
			Options{Fields: Fields{Text: "dc.text", Title: "dc.meta.a.title"}},
			models.Record{URI: "x.jsonl", Title: "A", Body: "One.", Fields: []models.Field{{Name: "dc", JSON: `{"text":"Two."}`}}}},
		{"markup by the last name", `{"a":{"html":"<p>One."}}`, Options{Fields: Fields{Text: "a.html"}}, models.Record{URI: "x.jsonl", Body: "<p>One.", Format: models.HTML}},
		{"one field for two", `{"title":"A","text":"One."}`, Options{Fields: Fields{ID: "title"}}, models.Record{URI: "x.jsonl#A", ID: "A", Title: "A", Body: "One."}},
		{"the last of two keys", `{"text":"One.","text":"Two."}`, Options{}, models.Record{URI: "x.jsonl", Body: "Two."}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			recs, skips := readAll(t, c.opt, put(t, "x.jsonl", []byte(c.line)))
			checkItems(t, recs, skips)
			c.want.Number = 1
			if diff := cmp.Diff([]models.Record{c.want}, recs); diff != "" || skips != nil {
				t.Errorf("(-want +got):\n%s%+v", diff, skips)
			}
		})
	}
}

func TestNamedTextFieldIsMissing(t *testing.T) {
	opt := Options{Fields: Fields{Text: "story"}}
	for name, data := range map[string]string{
		"x.jsonl":   lines(`{"text":"One.","id":1}`, `{"text":"Two.","id":2}`),
		"x.csv":     lines("id,text", "1,One.", "2,Two."),
		"x.tsv":     lines("id\ttext", "1\tOne.", "2\tTwo."),
		"x.parquet": string(writeParquet(t, []string{"id", "text"}, [][]any{{"1", "One."}, {"2", "Two."}})),
	} {
		want := []models.Skip{{URI: name, Reason: models.MissingField, Detail: "no field story; there are: id, text"}}
		if name == "x.jsonl" {
			want = append(want, want[0])
			want[0].Record, want[1].Record = 1, 2
			want[0].URI, want[1].URI = name+"#1", name+"#2"
		}
		recs, skips := readAll(t, opt, put(t, name, []byte(data)))
		if diff := cmp.Diff(want, skips); diff != "" || recs != nil {
			t.Errorf("%s (-want +got):\n%s%+v", name, diff, recs)
		}
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"text", "Text", true}, {"full_text", "Full Text", true}, {"full_text", "fullText", true}, {"full-text_", "FULLTEXT", true},
		{"text", "texts", false}, {"texts", "text", false}, {"", "", true}, {"_", "-", false}, {"_", "_", true}, {"", "_", false},
		{"ÉCRIT", "écrit", true}, {"link", "lin\u212a", true}, {"a\xff", "A\xfe", true}, {"date", "dato", false},
	} {
		if got := sameName(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

// Each default is found under its role, so that none stands behind a name that
// is compared as the same.
func TestDefaults(t *testing.T) {
	list := Defaults()
	if len(list) != int(roles) {
		t.Fatalf("%d fields", len(list))
	}
	m := newMapping(&Options{})
	for i, d := range list {
		if d.Field == "" || len(d.Names) == 0 {
			t.Errorf("%+v", d)
		}
		for at, name := range d.Names {
			if r, ok := m.roleOf(strings.ToUpper(strings.ReplaceAll(name, "_", " "))); !ok || int(r) != i {
				t.Errorf("%s: %q is of role %d", d.Field, name, r)
			}
			for _, before := range d.Names[:at] {
				if sameName(before, name) {
					t.Errorf("%s: %q and %q", d.Field, before, name)
				}
			}
		}
	}
	list[0].Names[0] = "changed"
	if Defaults()[0].Names[0] != "text" {
		t.Error("the names can be changed from outside")
	}
}

func TestObjectsAreTold(t *testing.T) {
	path := Options{Fields: Fields{Text: "article.body.text"}}
	for _, c := range []struct {
		line string
		opt  Options
		want string
	}{
		{`{"article":{"id":1,"headline":"A","body":"One."}}`, Options{}, `the field "article" is an object with: body, headline, id`},
		{`{"text":" ","article":{"id":1}}`, Options{}, `the field "article" is an object with: id`},
		{`{"body":[{"p":"One."}]}`, Options{}, `the field "body" is a list of objects with: p`},
		{`{"article":{"id":1,"body":{"html":"One."}}}`, path, `no field "article.body.text"; the field "article.body" is an object with: html`},
		{`{"article":{"id":1}}`, path, `no field "article.body.text"; the field "article" is an object with: id`},
		{`{"article":{"body":{"text":{"a":1}}}}`, path, `the field "article.body.text" is an object with: a`},
		{`{"article":{"body":{"text":""}}}`, path, `nothing but white space in the field "article.body.text"`},
		{`{"article":"One."}`, path, `no field article.body.text; there are: article`},
	} {
		_, skips := readAll(t, c.opt, put(t, "x.jsonl", []byte(c.line)))
		if len(skips) != 1 || skips[0].Detail != c.want {
			t.Errorf("%s\ngot  %+v\nwant %s", c.line, skips, c.want)
		}
	}
}

func TestColumnNames(t *testing.T) {
	got := columnNames([]string{"text", " text ", "", "text", "text_2", "column_3", "Text"})
	want := []string{"text", "text_2", "column_3", "text_3", "text_2_2", "column_3_2", "Text"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTableDialects(t *testing.T) {
	cases := []struct{ name, data, want string }{
		{"semicolons.csv", "id;text\r\n1;One, two.\r\n2;\"Two; three.\"\r\n", "1 \"One, two.\"\n2 \"Two; three.\"\n"},
		{"tabs.csv", "id\ttext\n1\tOne, two.\n", "1 \"One, two.\"\n"},
		{"quoted header.csv", "\"id\",\"text\"\n1,One.", "1 \"One.\"\n"},
		{"line ends.csv", "text\r\n\r\n\"One.\r\nTwo.\rThree.\nFour.\"\r\n\n\"\"\"Five,\"\" six.\"\r\n", "1 \"One.\\r\\nTwo.\\rThree.\\nFour.\"\n2 \"\\\"Five,\\\" six.\"\n"},
		{"blank first.csv", "\n\r\n  \ntext\nOne.\n", "1 \"One.\"\n"},
		{"bare quotes.csv", "id,text\n1,6\" of snow \"fell\".\n", "1 \"6\\\" of snow \\\"fell\\\".\"\n"},
		{"old.csv", "text,id\nIt\x92s caf\xe9.,1\nErdo\xf0an met \xc7avu\xfeo\xf0lu.,2\nZo\xc3\xab.,3\n", "1 \"It’s café.\"\n2 \"Erdoğan met Çavuşoğlu.\"\n3 \"Zoë.\"\n"},
		{"end in quote.csv", "id,text\n1,\"One.\"\r", "1 \"One.\"\n"},
		{"empty last.csv", "text,id\nOne.,", "1 \"One.\"\n"},
	}
	for _, c := range cases {
		recs, skips := readAll(t, Options{}, put(t, c.name, []byte(c.data)))
		checkItems(t, recs, skips)
		if diff := cmp.Diff(c.want, outcome(recs, skips)); diff != "" {
			t.Errorf("%s (-want +got):\n%s%+v", c.name, diff, skips)
		}
	}
}
