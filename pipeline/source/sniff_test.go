package source

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// What is read without a known extension is told from its first bytes: on
// standard input and in a file that is named outright.
func TestSniffed(t *testing.T) {
	long := strings.Repeat("The minister, who is new, spoke. ", 4000)
	story := Options{Fields: Fields{Text: "lead"}}
	cases := []struct {
		name, data string
		opt        Options
		want       string // see outcome; "" is one plain text
	}{
		{"commas", "id,title,text\n1,A,\"One, two.\"\n2,B,Three.\n", Options{}, "1 \"One, two.\"\n2 \"Three.\"\n"},
		{"semicolons", "\uFEFFText;Outlet\r\nOne, two.;P\r\n\r\nThree.;Q\r\n", Options{}, "1 \"One, two.\"\n2 \"Three.\"\n"},
		{"tabs", "id\tArticle Text\n1\t\"No\" was it.\n2\tTwo, three.", Options{}, "1 \"\\\"No\\\" was it.\"\n2 \"Two, three.\"\n"},
		{"blanks behind commas", "id, text\n1, One.\n", Options{}, "1 \" One.\"\n"},
		{"an index without a name", ",text\n0,One.\n", Options{}, "1 \"One.\"\n"},
		{"a name of one's own", "lead,page\nOne.,1\n", story, "1 \"One.\"\n"},
		{"lines in a field", "text,id\n\"One.\nTwo.\n\",1\nThree.,2\n", Options{}, "1 \"One.\\nTwo.\\n\"\n2 \"Three.\"\n"},
		{"a long first text", "text,id\n\"" + long + "\",1\nTwo.,2\n", Options{}, "1 \"" + long[:40] + "\"\n2 \"Two.\"\n"},
		{"a long last text", "id,text\n1,\"" + long, Options{}, "1 bad record\n"},
		{"no line end", "id,text\n1,One.", Options{}, "1 \"One.\"\n"},
		{"some bad rows", "id,text\n1,One.\n2,Two.\n3,Three.\n4,Four,4\n", Options{}, "1 \"One.\"\n2 \"Two.\"\n3 \"Three.\"\n4 bad record\n"},
		{"a table without a text", "id,title,date\n1,A,2024\n", Options{}, "0 missing field\n"},
		{"packed", string(gzipBytes(t, []byte("id,text\n1,One.\n"))), Options{}, "1 \"One.\"\n"},
		{"wide", string(wide("id\ttext\n1\tOne.\n", false)), Options{}, "1 \"One.\"\n"},
		{"lines of JSON", "{\"text\":\"One.\"}\n{\"text\":\"Two.\n{\"text\":\"Three.\"}\n", Options{}, "1 \"One.\"\n3 \"Three.\"\n2 bad record\n"},
		{"an array", "[\n{\"text\":\"One.\"}\n]", Options{}, "1 \"One.\"\n"},
		{"an answer", "{\"status\":\"ok\",\n\"articles\":[{\"text\":\"One.\"}]}", Options{}, "1 \"One.\"\n"},

		{"prose", "Text, date and title, said the clerk, were missing.\nHe added, later, that nobody, so far, had asked.\n", Options{}, ""},
		{"a poem", "Body, soul\nwind, water\nearth, fire\n", Options{}, ""},
		{"a heading", "Text,body\n\nThe minister spoke, and left, in haste.\nNobody followed.\n", Options{}, ""},
		{"a heading with a list", "Date, text\nOne, two\nThe minister spoke.\nShe left.\nNobody followed.\n", Options{}, ""},
		{"one line", "text,title", Options{}, ""},
		{"a header alone", "text,title\n", Options{}, ""},
		{"one column", "text\nOne.\n", Options{}, ""},
		{"other columns", "a,b\n1,2\n", Options{}, ""},
		{"a note", "[Editor's note: {sic} \"no\"]", Options{}, ""},
		{"a brace", "{\"No,\" she said.}\n{\"Yes.\"}", Options{}, ""},
		{"seeds", pieces[0].text, Options{}, ""},
		{"quoted", "\"Text, body,\" he said, \"is\nthe title, date.\"\n", Options{}, ""},
	}
	for _, c := range cases {
		for _, name := range []string{"-", "news.dat", "news"} {
			input, opt := name, c.opt
			if name == "-" {
				opt.Stdin = strings.NewReader(c.data)
			} else {
				input = put(t, name, []byte(c.data))
			}
			recs, skips := readAll(t, opt, input)
			checkItems(t, recs, skips)
			if c.want != "" {
				if diff := cmp.Diff(c.want, outcome(recs, skips)); diff != "" {
					t.Errorf("%s, %s (-want +got):\n%s%+v", c.name, name, diff, skips)
				}
				continue
			}
			if diff := cmp.Diff([]models.Record{{URI: name, Body: c.data}}, recs); diff != "" || skips != nil {
				t.Errorf("%s, %s (-want +got):\n%s%+v", c.name, name, diff, skips)
			}
		}
	}
}

// Our articles are told in every format, and as prose.
func TestSniffedPieces(t *testing.T) {
	for _, data := range [][]byte{writeTable(t, ','), writeTable(t, ';'), writeTable(t, '\t'), wide(string(writeTable(t, ',')), true), writeJSONLines(t), []byte(writeArray(t, ""))} {
		recs, skips := readAll(t, Options{Stdin: bytes.NewReader(data)}, "-")
		if len(recs) != len(pieces) || skips != nil {
			t.Errorf("%.60q: %d records, %+v", data, len(recs), skips)
		}
	}
	for _, p := range pieces {
		recs, _ := readAll(t, Options{Stdin: strings.NewReader(p.text)}, "-")
		if len(recs) != 1 || recs[0].Body != p.text {
			t.Errorf("%s: %+v", p.id, recs)
		}
	}
}

func TestAdvice(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"a.pdf", "%PDF-1.7\n1 0 obj", "a PDF document, and PDF is not read: make it plain text or HTML first, with pdftotext or the program that wrote it"},
		{"a.xlsx", "PK\x03\x04\x14\x00", "a zip archive or an office document; save it as CSV"},
		{"a.docx", "PK\x03\x04\x14\x00", "a zip archive or an office document; save it as plain text or HTML"},
		{"a.csv", "PK\x03\x04\x14\x00 xl/workbook.xml", "a zip archive or an office document; save it as CSV"},
		{"a.zip", "PK\x03\x04\x14\x00", "a zip archive or an office document; unpack it, or save it as CSV, plain text or HTML"},
		{"a.XLS", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save it as CSV"},
		{"a.png", png, "a PNG image"},
	} {
		_, skips := readAll(t, Options{}, put(t, c.name, []byte(c.data)))
		if len(skips) != 1 || skips[0].Reason != models.NotText || skips[0].Detail != c.want {
			t.Errorf("%s: %+v, want %q", c.name, skips, c.want)
		}
	}
}
