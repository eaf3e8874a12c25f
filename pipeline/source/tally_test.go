package source

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A name that fits no field of any record is told of, whatever the format.
func TestMissedFields(t *testing.T) {
	const there = "day, id, text"
	inputs := map[string]string{
		"x.jsonl":   lines(`{"day":"2024-03-05","id":1,"text":"One."}`, `{"text":"Two."}`),
		"list.json": `[{"day":"2024-03-05","id":1,"text":"One."},{"text":"Two."}]`,
		"in.json":   `{"status":"ok","articles":[{"day":"2024-03-05","id":1,"text":"One."},{"text":"Two."}]}`,
		"one.json":  `{"day":"2024-03-05","id":1,"text":"One."}`,
		"x.csv":     lines("day,id,text", "2024-03-05,1,One.", ",,Two."),
		"x.parquet": string(writeParquet(t, []string{"day", "id", "text"}, [][]any{{"2024-03-05", "1", "One."}, {nil, nil, "Two."}})),
	}
	cases := []struct {
		name   string
		fields Fields
		want   []Miss
	}{
		{"nothing named", Fields{}, nil},
		{"all there", Fields{Text: "Text", Date: "day", ID: "ID"}, nil},
		{"one field for two", Fields{Text: "text", Title: "text", ID: "day", Date: "day"}, nil},
		{"typos", Fields{Text: "text", Date: "dy", Author: "who"}, []Miss{{"date", "dy", there}, {"author", "who", there}}},
		{"a path that leads nowhere", Fields{Title: "day.title"}, []Miss{{"title", "day.title", there}}},
	}
	for input, data := range inputs {
		path := put(t, input, []byte(data))
		for _, c := range cases {
			opt := Options{Fields: c.fields, Tally: new(Tally)}
			readAll(t, opt, path)
			if diff := cmp.Diff(c.want, opt.Tally.Missed(c.fields)); diff != "" || opt.Tally.Err(c.fields) != nil {
				t.Errorf("%s, %s: %v (-want +got):\n%s", c.name, input, opt.Tally.Err(c.fields), diff)
			}
		}
	}
}

func TestMissedText(t *testing.T) {
	const lost = "no record has the field that was named for its text: no field story; there are: "
	fields := Fields{Text: "story", Date: "dy"}
	for _, c := range []struct{ input, data, want string }{
		{"x.jsonl", lines(`{"id":1,"text":"One."}`, "{", `{"text":"Two."}`), lost + "id, text"},
		{"x.json", `{"id":1,"text":"One."}`, lost + "id, text"},
		{"in.json", `{"articles":[{"text":"One."}]}`, lost + `articles; "articles" is a list of objects with: text`},
		{"x.csv", lines("id,text", "1,One."), lost + "id, text"},
		{"x.parquet", string(writeParquet(t, []string{"id", "text"}, [][]any{{"1", "One."}})), lost + "id, text"},
		{"some.jsonl", lines(`{"text":"One."}`, `{"story":"Two.","dy":"2024"}`), "<nil>"},
		{"blank.jsonl", `{"story":" "}`, "<nil>"},
		{"broken.jsonl", `{"text":"One."`, "<nil>"},
		{"x.txt", "One.", "<nil>"},
	} {
		opt := Options{Fields: fields, Tally: new(Tally)}
		readAll(t, opt, put(t, c.input, []byte(c.data)))
		if err := fmt.Sprint(opt.Tally.Err(fields)); err != c.want || opt.Tally.Missed(fields) != nil {
			t.Errorf("%s: %s, %v", c.input, err, opt.Tally.Missed(fields))
		}
	}
}
