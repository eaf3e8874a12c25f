package encode

import (
	"fmt"
	"testing"
)

// news makes an article of n sentences of news, about thirty pieces each, with
// names and numbers that differ.
func news(n int) []string {
	forms := []string{
		"The minister of transport , Ana Kovač , told reporters on Tuesday that bridge %d over the Drava would not open before spring .",
		"“ We were promised the steel in March , and it has not come , ” she said after %d hours of talks in Osijek .",
		"Opponents in parliament accused the government of hiding the costs , which have risen to $ %d.4m from $ 90m within two years .",
		"The builder , NordBrücke AG , denied that it had ever missed a deadline in %d contracts and blamed the weather .",
		"Residents , who cross the river by ferry , expect another winter of long queues and unaffordable fares of up to %d kuna .",
		"Analysts at the University of Zagreb called the delay “ predictable ” and warned that credit ratings may suffer in %d .",
	}
	var lines []string
	for i := range n {
		lines = append(lines, fmt.Sprintf(forms[i%len(forms)], 3+i))
	}
	return lines
}

func BenchmarkEncode(b *testing.B) {
	enc := trained(b)
	text, sents, toks := article(news(24)...)
	var s Scratch
	enc.Encode(text, sents, toks, &s)
	pieces := len(s.reading.ids)
	b.ReportAllocs()
	for b.Loop() {
		enc.Encode(text, sents, toks, &s)
	}
	seconds := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(float64(pieces)/seconds, "pieces/s")
	b.ReportMetric(float64(len(toks))/seconds, "words/s")
}
