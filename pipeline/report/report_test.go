package report

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// read makes a snapshot of files or folders.
func read(t testing.TB, inputs ...string) *snapshot.Snapshot {
	t.Helper()
	model, err := extract.Open(data.Default)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "snap")
	if _, err := pipeline.Run(context.Background(), pipeline.Config{Inputs: inputs, Out: dir, Model: model}); err != nil {
		t.Fatal(err)
	}
	s, err := snapshot.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// articles writes JSON lines, a title and a text each.
func articles(t testing.TB, list ...[2]string) string {
	t.Helper()
	var b bytes.Buffer
	for _, a := range list {
		line, err := json.Marshal(map[string]string{"title": a[0], "text": a[1], "date": "2021-03-04", "publisher": a[0]})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	name := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// drawn is the page of a snapshot.
func drawn(t testing.TB, s *snapshot.Snapshot, opt Options) (string, *Page) {
	t.Helper()
	var b bytes.Buffer
	page, err := Write(&b, s, opt)
	if err != nil {
		t.Fatal(err)
	}
	if int64(b.Len()) != page.Bytes {
		t.Errorf("the page has %d bytes and says %d", b.Len(), page.Bytes)
	}
	return b.String(), page
}

var (
	packedBlock = regexp.MustCompile(`<script type="application/octet-stream" id="([a-z]+-\d+)">([A-Za-z0-9+/=]*)</script>`)
	ownScript   = regexp.MustCompile(`(?s)<script>(.*?)</script>`)
	styleSheet  = regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	policyText  = regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`)
)

// unpacked reads the packed blocks of a page.
func unpacked(t testing.TB, page string) map[string]string {
	t.Helper()
	blocks := make(map[string]string)
	for _, m := range packedBlock.FindAllStringSubmatch(page, -1) {
		packed, err := base64.StdEncoding.DecodeString(m[2])
		if err != nil {
			t.Fatal(err)
		}
		r, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		blocks[m[1]] = text.String()
	}
	return blocks
}

func TestPageIsTheSameEveryTime(t *testing.T) {
	s := read(t, "../../data/sample")
	first, page := drawn(t, s, Options{})
	for range 3 {
		if again, _ := drawn(t, s, Options{}); again != first {
			t.Fatal("two pages of one snapshot differ")
		}
	}
	if page.Texts.Left()+page.Claims.Left()+page.Stances.Left() != 0 || page.Claims.All != int(s.Manifest.Rows("claims")) {
		t.Errorf("the page of the sample leaves something out: %+v", page)
	}
}

// The scripts and the style of the page are those that its policy names, and
// nothing in it asks for anything from elsewhere.
func TestPolicyNamesWhatRuns(t *testing.T) {
	page, _ := drawn(t, read(t, articles(t, [2]string{"A day", "The mayor said that the bridge was safe."})), Options{})
	policy := html.UnescapeString(policyText.FindStringSubmatch(page)[1])
	found := append(ownScript.FindAllStringSubmatch(page, -1), styleSheet.FindAllStringSubmatch(page, -1)...)
	if len(found) != len(scripts)+1 {
		t.Fatalf("%d scripts and styles, want %d", len(found), len(scripts)+1)
	}
	for _, m := range found {
		if !strings.Contains(policy, hash(m[1])) {
			t.Errorf("the policy does not name the text that begins %.40q", m[1])
		}
	}
	if n := strings.Count(policy, "'sha256-"); n != len(found) {
		t.Errorf("the policy names %d texts, the page has %d", n, len(found))
	}
	if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %s", policy)
	}
	if outside := regexp.MustCompile(`(?i)<(link|img|iframe|object|embed|script[^>]* src)`).FindString(ownScript.ReplaceAllString(page, "")); outside != "" {
		t.Errorf("the page asks for %s", outside)
	}
}

// hostile are texts that would break out of a page if they could.
var hostile = []string{
	`<script>window.pwned = 1</script>`, `</script><script>window.pwned = 2</script>`, `<!--<script>`, `--><img src=x onerror="window.pwned=3">`,
	"line\u2028separator\u2029here", "\u202Ereversed", `{{.Title}} ${1}`, `"' onmouseover='window.pwned=4`,
}

func TestHostileTextStaysText(t *testing.T) {
	var list [][2]string
	for _, h := range hostile {
		list = append(list, [2]string{h, "Ada " + h + " Quill said that " + h + " was over. Ada Quill accused Brazil of cheating."})
	}
	page, _ := drawn(t, read(t, articles(t, list...)), Options{Title: hostile[1]})
	outer := styleSheet.ReplaceAllString(page, "")
	for i := 0; i < len(scripts); i++ { // our own scripts may say such things
		at := strings.LastIndex(outer, "<script>")
		outer = outer[:at]
	}
	for _, bad := range []string{"<script>", "<!--", "<img", "\u2028", "\u2029", "onmouseover='"} {
		if strings.Contains(outer, bad) {
			t.Errorf("the page holds %q of an article as markup", bad)
		}
	}
	if n := strings.Count(outer, "</script>"); n != strings.Count(outer, "<script ") {
		t.Errorf("%d scripts end, %d begin", n, strings.Count(outer, "<script "))
	}
	all := ""
	for _, text := range unpacked(t, page) {
		all += text
	}
	for _, h := range hostile {
		quoted, err := json.Marshal(h)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(all, strings.Trim(string(quoted), `"`)) {
			t.Errorf("the page has lost %q", h)
		}
	}
}

// A name may not turn the direction of what stands beside it. In a text the page
// shows the code of what would.
func TestPageNamesDoNotTurn(t *testing.T) {
	who := actors{"person:ada": {name: "Ada"}}
	d := &snapshot.Dossier{Article: table.Article{Text: "\u202ES", Byline: "Ada \u202EQuill"}, Sections: []table.Section{{Kind: "comment", Author: "\u2067reader\nseven"}}}
	x := textOf(d, who)
	if x.Byline != "Ada Quill" || x.Sections[0][3] != "reader seven" || x.Text != d.Text {
		t.Errorf("%+v", x)
	}
	page, _ := drawn(t, read(t, articles(t, [2]string{"Ports", "Ada \u202EQuill said that it was over. Ada \u202EQuill accused Brazil of cheating."})), Options{Title: "Ports \u202Eof Lund"})
	if i := strings.IndexFunc(page, models.Steers); i >= 0 {
		t.Errorf("the page turns at %q", page[max(0, i-40):i+10])
	}
}

// What does not fit is left out and counted.
func TestMaxSizeHolds(t *testing.T) {
	model, err := extract.Open(data.Default)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "snap")
	w, err := snapshot.Create(dir, snapshot.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	rng := rand.New(rand.NewPCG(1, 2))
	add := func(uri, text string) {
		if err := w.Add(model.Article(page.Read(models.Record{URI: uri, Body: text}))); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 6 {
		var b strings.Builder
		for b.Len() < 300_000 {
			fmt.Fprintf(&b, "%x", rng.Uint64())
		}
		uri := fmt.Sprint(i)
		art := models.Article{ID: models.NewArticleID(uri, b.String()), SourceURI: uri, Text: b.String()}
		if err := w.Add(&models.Document{Article: art}); err != nil {
			t.Fatal(err)
		}
	}
	add("short", "Brazil accused Peru of cheating. Peru denied it.")
	if _, err := w.Close(snapshot.Run{}); err != nil {
		t.Fatal(err)
	}
	s, err := snapshot.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	small, about := drawn(t, s, Options{MaxSize: MinMaxSize})
	if about.Bytes > MinMaxSize {
		t.Errorf("%d bytes, may have %d", about.Bytes, MinMaxSize)
	}
	if about.Texts.Shown == 0 || about.Texts.Left() == 0 || about.Claims.Left() != 0 {
		t.Fatalf("the page holds %+v", about)
	}
	if want := fmt.Sprintf("the texts of %d articles", about.Texts.Shown); !strings.Contains(small, want) {
		t.Errorf("the page does not say %q", want)
	}
	if text := unpacked(t, small)["text-0"]; !strings.Contains(text, "Brazil accused Peru") {
		t.Error("the article that says most for its length is not the first")
	}
	whole, all := drawn(t, s, Options{})
	if all.Texts.Left() != 0 || len(whole) <= MinMaxSize {
		t.Errorf("with room for all, the page holds %+v", all)
	}
	if _, err := Write(&bytes.Buffer{}, s, Options{MaxSize: 1000}); err == nil {
		t.Error("a page of 1000 bytes was drawn")
	}
}

// Spans of the page cut strings of UTF-16 where those of the tables cut code
// points.
func TestSpansCountUnits(t *testing.T) {
	text := "a😀b𝒳c é"
	at := newUnits(text)
	points, code := []rune(text), utf16.Encode([]rune(text))
	for start := range len(points) + 1 {
		for end := start; end <= len(points); end++ {
			from, to := at.span(table.Span{CharStart: int32(start), CharEnd: int32(end)})
			if got, want := string(utf16.Decode(code[from:to])), string(points[start:end]); got != want {
				t.Errorf("[%d:%d] reads %q, want %q", start, end, got, want)
			}
		}
	}
	if from, to := at.span(table.Span{CharStart: -4, CharEnd: 99}); from != 0 || to != len(code) {
		t.Errorf("a span beyond the text is [%d:%d]", from, to)
	}
}

func TestStepsOfTime(t *testing.T) {
	for _, c := range []struct{ day, unit, since, until string }{
		{"2021-08-15", "day", "2021-08-15", "2021-08-15"},
		{"2021-08-15", "week", "2021-08-09", "2021-08-15"}, // a Sunday
		{"2021-08-16", "week", "2021-08-16", "2021-08-22"},
		{"2020-02-29", "month", "2020-02-01", "2020-02-29"},
		{"2021-12-31", "quarter", "2021-10-01", "2021-12-31"},
		{"2021-12-31", "year", "2021-01-01", "2021-12-31"},
	} {
		if got := since(c.day, c.unit); got != c.since || until(got, c.unit) != c.until {
			t.Errorf("%s by %s: %s to %s, want %s to %s", c.day, c.unit, got, until(got, c.unit), c.since, c.until)
		}
	}
}

func TestOnlyWebAddressesAreLinked(t *testing.T) {
	for metadata, want := range map[string]string{
		`{"url":"https://example.org/a?b=c"}`: "https://example.org/a?b=c",
		`{"url":"javascript:alert(1)"}`:       "",
		`{"url":"data:text/html,x"}`:          "",
		`{"url":"file:///etc/passwd"}`:        "",
		`{"url":7}`:                           "",
		`{`:                                   "",
		``:                                    "",
	} {
		if got := address(metadata); got != want {
			t.Errorf("%s: %q, want %q", metadata, got, want)
		}
	}
}

// The libraries are those that their README names, and the notices name them.
func TestLibraries(t *testing.T) {
	readme, err := os.ReadFile("assets/vendor/README.md")
	if err != nil {
		t.Fatal(err)
	}
	notices, err := os.ReadFile("../../THIRD_PARTY.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| `([a-z0-9.]+\\.js)` \\|.*\\| ([0-9.]+) \\| [A-Z]+ \\| ([0-9a-f]{64}) \\|$").FindAllStringSubmatch(string(readme), -1)
	if len(rows) != len(libraries) {
		t.Fatalf("%d rows for %d libraries", len(rows), len(libraries))
	}
	for _, row := range rows {
		text := asset("vendor/" + row[1])
		sum := sha256.Sum256([]byte(text))
		if got := hex.EncodeToString(sum[:]); got != row[3] {
			t.Errorf("%s has the hash %s, its row says %s", row[1], got, row[3])
		}
		if strings.Contains(strings.ToLower(text), "</script") || strings.Contains(text, "<!--") {
			t.Errorf("%s cannot stand in a page", row[1])
		}
		if want := fmt.Sprintf("| `%s` | %s |", row[1], row[2]); !strings.Contains(string(notices), want) {
			t.Errorf("THIRD_PARTY.md has no row %s", want)
		}
	}
}

// With Once the copies of a story are counted nowhere but among the copies, and
// every query says so.
func TestOnce(t *testing.T) {
	var text strings.Builder
	for i := range 8 {
		fmt.Fprintf(&text, "The mayor of Lund accused harbour board %d of wasting %d boats on quay %d. ", i, 7*i, i*i)
	}
	s := read(t, articles(t, [2]string{"One", text.String()}, [2]string{"Two", "LUND - " + text.String()}, [2]string{"Three", "The board denied it."}))
	figures := func(opt Options) map[string]figure {
		html, _ := drawn(t, s, opt)
		_, rest, _ := strings.Cut(html, `<script type="application/json" id="figures">`)
		text, _, _ := strings.Cut(rest, "</script>")
		var list []figure
		if err := json.Unmarshal([]byte(text), &list); err != nil {
			t.Fatal(err)
		}
		byID := make(map[string]figure)
		for _, f := range list {
			byID[f.ID] = f
		}
		return byID
	}
	all, once := figures(Options{}), figures(Options{Once: true})
	count := func(f map[string]figure, column string) int { return int(at(f["totals"], column).(float64)) }
	perCopy := count(all, "claims") - count(once, "claims")
	if perCopy < 8 || count(once, "claims") != perCopy+1 || count(all, "articles") != 3 || count(once, "articles") != 2 ||
		count(all, "copies") != 1 || count(once, "copies") != 1 || count(once, "outlets") != 2 {
		t.Errorf("totals of all %v, once %v", all["totals"].Rows, once["totals"].Rows)
	}
	for id, f := range once {
		if narrowed := strings.Contains(f.Query, "where duplicate_of is null"); narrowed == (id == "skips") || f.Query == all[id].Query && id != "skips" {
			t.Errorf("%s asks %s", id, f.Query)
		}
	}
}
