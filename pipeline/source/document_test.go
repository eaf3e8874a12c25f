package source

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// writeArray writes the pieces as an array, each line of which begins with
// prefix.
func writeArray(t testing.TB, prefix string) string {
	objects := strings.Split(strings.TrimSpace(string(writeJSONLines(t))), "\n")
	return "[" + prefix + strings.Join(objects, ","+prefix) + "]"
}

// However the objects are laid out, they are the same records, from a file and
// from standard input.
func TestDocuments(t *testing.T) {
	objects := string(writeJSONLines(t))
	for name, data := range map[string]string{
		"array":         writeArray(t, ""),
		"array of rows": writeArray(t, "\n  "),
		"blanks":        " \n" + strings.ReplaceAll(writeArray(t, "\r\n"), `","`, "\" ,\n \""),
		"trailing":      strings.TrimSuffix(writeArray(t, ""), "]") + ",]",
		"answer":        `{"status":"ok","totalResults":5,"articles":` + writeArray(t, "") + `}`,
		"answer, list first": `{"articles":` + writeArray(t, "") + `,"next":null,"tags":[{"name":"A"},{"name":"B"}],
			"about":{"lists":[[1,2],[]],"}":"]"}}`,
		"deeper":         `{"response" : {"status":"ok","docs" : ` + writeArray(t, " ") + `, "meta":{"hits":5}}}`,
		"lines":          objects,
		"one by one":     strings.ReplaceAll(objects, `","`, "\",\n  \""),
		"without blanks": strings.ReplaceAll(objects, "\n", ""),
		"marked":         "\uFEFF" + writeArray(t, ""),
		"wide":           string(wide(writeArray(t, "\n"), false)),
	} {
		for _, p := range packs {
			file := "news.json" + p.ext
			packed := p.pack(t, []byte(data))
			for _, stdin := range []bool{false, true} {
				input, opt := put(t, file, packed), Options{}
				uri := file
				if stdin {
					input, uri, opt.Stdin = "-", "-", bytes.NewReader(packed)
				}
				var want []models.Record
				for i, p := range pieces {
					want = append(want, p.want(uri, i+1))
				}
				got, skips := readAll(t, opt, input)
				if diff := cmp.Diff(want, got); diff != "" || skips != nil {
					t.Errorf("%s, %s (-want +got):\n%s%+v", name, uri, diff, skips)
				}
			}
		}
	}
}

func TestBadDocuments(t *testing.T) {
	long := strings.Repeat("The minister spoke. ", 26<<20/20)
	cases := []struct{ name, data, want string }{
		{"one", `{"title":"A","text":"One.","authors":[{"name":"B"}],"comments":[{"text":"No."}]}`, "1 \"One.\"\n"},
		{"spread", "{\n  \"text\": \"One.\"\n}\n", "1 \"One.\"\n"},
		{"empty", " \n", "0 empty\n"},
		{"no elements", "[ ]", "0 empty\n"},
		{"empty list", `{"articles":[]}`, "0 missing field\n"},
		{"numbers", "[1,2,3]", "0 bad record\n"},
		{"string", `"One."`, "0 bad record\n"},
		{"prose", "She said no.", "0 bad record\n"},
		{"object", `{"a":{"b":1},"authors":[{"name":"B"}]}`, "0 missing field\n"},
		{"two lists", `{"a":[{"text":"One."}],"b":[{"text":"Two."}]}`, "0 bad record\n"},
		{"mixed", `[null,{"text":"Two."},"text",{"text":" "},{"title":"A"},{"text":"Six."}]`, "2 \"Two.\"\n6 \"Six.\"\n1 bad record\n3 bad record\n4 empty\n5 missing field\n"},
		{"bad element", `[{"text":"One."},{"text":},,{"text" "Three."},{"text":"Five."}x,{"text":"Six."}]`, "1 \"One.\"\n6 \"Six.\"\n2 bad record\n3 bad record\n4 bad record\n5 bad record\n"},
		{"bad element of an answer", `{"n":2,"articles":[{"text":nan},{"text":"Two."}]}`, "2 \"Two.\"\n1 bad record\n"},
		{"open quote", "[\n{\"text\":\"One.\"},\n{\"text\":\"Two.},\n{\"text\":\"Three.\"}]", "1 \"One.\"\n3 \"Three.\"\n2 bad record\n"},
		{"open quote, indented", "[\n  {\n    \"text\":\"One.,\n    \"a\":\n    {\"text\":\"inner\"}\n  },\n  {\"text\":\"Two.\"}]", "2 \"Two.\"\n1 bad record\n"},
		{"brackets", "[{\"text\":\"One.\"},\n{\"text\":[\"Two.\"},\n{\"text\":\"Three.\"}]", "1 \"One.\"\n3 \"Three.\"\n2 bad record\n"},
		{"brackets to the end", `[{"text":"One."},{"text":["Two."},{"text":"Three."}]`, "1 \"One.\"\n2 bad record\n"},
		{"torn", `[{"text":"One."},{"text":"Two."},{"text":"Thr`, "1 \"One.\"\n2 \"Two.\"\n3 truncated\n"},
		{"torn between", `[{"text":"One."},`, "1 \"One.\"\n0 truncated\n"},
		{"torn answer", `{"n":3,"articles":[{"text":"One."},{"text":"Two."},{"text":"Thr`, "1 \"One.\"\n2 \"Two.\"\n3 truncated\n"},
		{"torn object", `{"text":"Thr`, "1 truncated\n"},
		{"torn lines", "{\"text\":\"One.\"}\n{\"text\":\"Tw", "1 \"One.\"\n2 truncated\n"},
		{"bad line", "{\"text\":\"One.\"}\nTwo.\n{\"text\":\"Three.}\n{\"text\":\"Four.\"}\n", "1 \"One.\"\n4 \"Four.\"\n2 bad record\n3 bad record\n"},
		{"bad first line", "{\"text\":\"One.}\n{\"text\":\"Two.\"}\n", "2 \"Two.\"\n1 bad record\n"},
		{"comments", "{\"text\":\"One.\",\"comments\":[{\"text\":\"No.\"}]}\n{\"text\":\"Two.\"}\n", "1 \"One.\"\n2 \"Two.\"\n"},
		{"behind", `[{"text":"One."}] {"text":"Two."}`, "1 \"One.\"\n0 bad record\n"},
		{"wrong end", `{"articles":[{"text":"One."}}`, "1 \"One.\"\n0 bad record\n"},
		{"deep", strings.Repeat("[", 1<<20), "0 bad record\n"},
		{"deep element", `[{"text":"One."},{"a":` + strings.Repeat("[", 1<<20) + "\n" + `{"text":"Three."}]`, "1 \"One.\"\n3 \"Three.\"\n2 bad record\n"},
		{"long", `[{"text":"One."},{"text":"` + long + `"},{"text":"` + long[:6_000_000] + `"},{"text":"Four."}]`, "1 \"One.\"\n4 \"Four.\"\n2 too long\n3 too long\n"},
		{"long answer", `{"n":3,"articles":[{"text":"One."},{"text":"` + long + `"},{"text":"Three."}]}`, "1 \"One.\"\n3 \"Three.\"\n2 too long\n"},
		{"long object", `{"text":"` + long + `"}`, "1 too long\n"},
		{"picture", png, "0 not text\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			recs, skips := readAll(t, Options{}, put(t, "x.json", []byte(c.data)))
			checkItems(t, recs, skips)
			if diff := cmp.Diff(c.want, outcome(recs, skips)); diff != "" {
				t.Errorf("(-want +got):\n%s%+v", diff, skips)
			}
		})
	}
}

func TestDetailsOfDocuments(t *testing.T) {
	for data, want := range map[string]string{
		`[{"text":"One."},{"text":}]`: "invalid JSON: invalid character '}' looking for beginning of value at byte 9 of the element (element at byte 17)",
		`[{"text":"One."},{"text":"T`: "the JSON ends early, in this element (at byte 17)",
		"[1]":                         "a JSON array of something else than objects",
		"7":                           "neither a JSON array nor an object",
		`{"article":{"id":1,"headline":"A","body":"One."},"tags":[{"name":"B"}]}`: `the field "article" is an object with: body, headline, id`,
		`{"n":1,"docs":[{"lead":"One."}]}`:                                        noText + `; there are: docs, n; "docs" is a list of objects with: lead`,
		`{"a":[{"text":"One."}],"b":{"c":[{"text":"Two."}]}}`:                     "a JSON object with several lists of articles: a, b.c",
	} {
		_, skips := readAll(t, Options{}, put(t, "x.json", []byte(data)))
		if len(skips) != 1 || skips[0].Detail != want {
			t.Errorf("%s\ngot  %+v\nwant %s", data, skips, want)
		}
	}
}

// repeatedReader gives unit again and again, n times, between a start and an end.
type repeatedReader struct {
	start, unit, end string
	n, at            int
	left             string
}

func (r *repeatedReader) Read(p []byte) (int, error) {
	for r.left == "" {
		switch {
		case r.at == 0:
			r.left = r.start
		case r.at <= r.n:
			r.left = r.unit
		case r.at == r.n+1:
			r.left = r.end
		default:
			return 0, fmt.Errorf("read behind the end")
		}
		r.at++
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

// A document is never held whole.
func TestDocumentsAreStreamed(t *testing.T) {
	unit := `{"text":"` + strings.Repeat("She said no. ", 1000) + `"},`
	const n = 2500 // 33 MB
	for _, wrap := range [][2]string{{"[", "{}]"}, {`{"status":"ok","articles":[`, "{}]}"}} {
		var before, now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		in := &repeatedReader{start: wrap[0], unit: unit, end: wrap[1], n: n}
		total, records := int64(len(wrap[0])+len(wrap[1])+n*len(unit)), 0
		opt := Options{Stdin: io.LimitReader(in, total), StdinFormat: "json", MaxText: 100_000}
		var peak uint64
		for item := range Read(t.Context(), []File{{Path: "-", URI: "-"}}, opt) {
			if item.Record != nil {
				records++
			}
			if records%500 == 0 {
				runtime.GC()
				runtime.ReadMemStats(&now)
				peak = max(peak, now.HeapAlloc)
			}
		}
		if records != n {
			t.Errorf("%d records, want %d", records, n)
		}
		if grown := int64(peak) - int64(before.HeapAlloc); grown > 16<<20 {
			t.Errorf("%s: %d bytes held", wrap[0], grown)
		}
	}
}
