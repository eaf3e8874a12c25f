package token

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// spans cuts a text that is one section into sentences.
func spans(text string) []models.Span {
	sents, _ := Split(text, whole(text))
	list := make([]models.Span, len(sents))
	for i, sent := range sents {
		list[i] = sent.Span
	}
	return list
}

// sentences writes a text's sentences with " ‖ " between, white space as a
// space.
func sentences(text string) string {
	var list []string
	for _, s := range spans(text) {
		list = append(list, strings.Join(strings.Fields(s.In(text)), " "))
	}
	return strings.Join(list, " ‖ ")
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct{ what, text, want string }{
		{"plain", "One fell. Two rose! Did three?", "One fell. ‖ Two rose! ‖ Did three?"},
		{"titles", "Mr. Osei met Gen. Mbeki and Sen. Ruiz.", "Mr. Osei met Gen. Mbeki and Sen. Ruiz."},
		{"initials", "J. K. Adeyemi wrote it. So did he and I. He left.", "J. K. Adeyemi wrote it. ‖ So did he and I. ‖ He left."},
		{"initials that are abbreviations, too", "J. P. Osei blamed the bank. P. 7 says so.", "J. P. Osei blamed the bank. ‖ P. 7 says so."},
		{"lettered", "They have plan B. Nobody likes it. Vitamin C. Adeyemi sells it.", "They have plan B. ‖ Nobody likes it. ‖ Vitamin C. ‖ Adeyemi sells it."},
		{"abbreviation and starter", "It came to the U.S. The U.S. Senate met.", "It came to the U.S. ‖ The U.S. Senate met."},
		{"abbreviation in the middle", "Acme Inc. chief Lee spoke at 5 p.m. Tuesday.", "Acme Inc. chief Lee spoke at 5 p.m. Tuesday."},
		{"number", "See No. 5 or p. 7. He said no. Five left.", "See No. 5 or p. 7. ‖ He said no. ‖ Five left."},
		{"month", "On Jan. 5 it froze.", "On Jan. 5 it froze."},
		{"dateline", "MACON, Ga. -- The mayor left.", "MACON, Ga. -- The mayor left."},
		{"decimals", "It grew 3.5 percent to 7.25. Then it fell.", "It grew 3.5 percent to 7.25. ‖ Then it fell."},
		{"closing quote", "“We won.” She smiled.", "“We won.” ‖ She smiled."},
		{"question inside quotes", "“Why now?” he asked. “Why?” said Ana.", "“Why now?” he asked. ‖ “Why?” said Ana."},
		{"bracket", "He left. (He was tired.) Then it rained.", "He left. ‖ (He was tired.) ‖ Then it rained."},
		{"ellipsis", "Well... so it goes. And... Then he left.", "Well... so it goes. ‖ And... ‖ Then he left."},
		{"spaced ellipsis", "He waited . . . and left.", "He waited . . . and left."},
		{"glued", "They met again.The talks failed.", "They met again. ‖ The talks failed."},
		{"not glued", "See example.com or Node.js at 3.5.Z", "See example.com or Node.js at 3.5.Z"},
		{"numbered heading", "1. Border Dynamics\nThe border is long.", "1. Border Dynamics ‖ The border is long."},
		{"numbered items", "Two points. 1. It is far. 2. It is cold.", "Two points. ‖ 1. It is far. ‖ 2. It is cold."},
		{"notes", "He died in 1914. [4] [5] She lived on.", "He died in 1914. [4] [5] ‖ She lived on."},
		{"face", "So be it! ;-) I left.", "So be it! ;-) ‖ I left."},
		{"stray quote", "They would go. \"\n\nHe stayed.", "They would go. \" ‖ He stayed."},
		{"capitals", "STOCKS FELL. OIL ROSE.", "STOCKS FELL. ‖ OIL ROSE."},
		{"other scripts", "他说不。好！Да. Нет.", "他说不。 ‖ 好！ ‖ Да. ‖ Нет."},
		{"birth", "Ann (b. March 1960) sang.", "Ann (b. March 1960) sang."},
	} {
		if got := sentences(tt.text); got != tt.want {
			t.Errorf("%s: %q\n got %s\nwant %s", tt.what, tt.text, got, tt.want)
		}
	}
}

func TestLines(t *testing.T) {
	wrapped := "The committee that was to look into the crash met for the\nfirst time on Monday and heard from four witnesses, none of\nwhom had been near the airfield when the jet came down; the\nnext hearing is in May. Nobody knows how long it will take."
	for _, tt := range []struct{ what, text, want string }{
		{"blank line", "No end here\n\nOr here", "No end here ‖ Or here"},
		{"headings", "Introduction\nThe border is long.\nOutlook\nIt stays long.", "Introduction ‖ The border is long. ‖ Outlook ‖ It stays long."},
		{"wrapped text", wrapped, "The committee that was to look into the crash met for the first time on Monday and heard from four witnesses, none of whom had been near the airfield when the jet came down; the next hearing is in May. ‖ Nobody knows how long it will take."},
		{"two lines beside wrapped text", wrapped + "\n\nThe chair, who was not at the field, has asked Mr. Angus\nOsei to be there.\n\nOne line\nAnother line", "The committee that was to look into the crash met for the first time on Monday and heard from four witnesses, none of whom had been near the airfield when the jet came down; the next hearing is in May. ‖ Nobody knows how long it will take. ‖ The chair, who was not at the field, has asked Mr. Angus Osei to be there. ‖ One line ‖ Another line"},
		{"two lines", "The chair, who was not at the field, has asked Mr. Angus\nOsei to be there.", "The chair, who was not at the field, has asked Mr. Angus ‖ Osei to be there."},
		{"heading over wrapped text", "A new inquiry\n" + wrapped, "A new inquiry ‖ The committee that was to look into the crash met for the first time on Monday and heard from four witnesses, none of whom had been near the airfield when the jet came down; the next hearing is in May. ‖ Nobody knows how long it will take."},
		{"a line that runs on", "The minister said on Tuesday that the talks with his\ncounterpart had failed.", "The minister said on Tuesday that the talks with his counterpart had failed."},
		{"bullets", "They want:\n• peace at the border and a lasting truce with all\n• bread for all\n- tea", "They want: ‖ • peace at the border and a lasting truce with all ‖ • bread for all ‖ - tea"},
		{"carriage returns", "One\r\n\r\nTwo\u2028Three", "One ‖ Two ‖ Three"},
		{"headlines", "Premier Denies Report of Secret Border Talks in Geneva\nPresident Calls for Calm After Night of Violent Protest\nMinister Quits Over Handling of Winter Flood Relief Aid", "Premier Denies Report of Secret Border Talks in Geneva ‖ President Calls for Calm After Night of Violent Protest ‖ Minister Quits Over Handling of Winter Flood Relief Aid"},
	} {
		if got := sentences(tt.text); got != tt.want {
			t.Errorf("%s: %q\n got %s\nwant %s", tt.what, tt.text, got, tt.want)
		}
	}
}

// Text without an end is cut at its marks, and never grows a sentence.
func TestEndless(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("and then they went on and on; ", 300))
	for _, s := range spans(text) {
		if !strings.HasSuffix(s.In(text), ";") {
			t.Errorf("cut behind %q", s.In(text)[s.Len()-10:])
		}
	}
}

// Long lines take time in proportion: a quadratic step would not come to an
// end here.
func TestLongLines(t *testing.T) {
	for _, piece := range []string{"a", "a.", "a. ", ".", ". ", "(", "'s", "“", "a-", "[1] ", "? ", "a'", "5m", "1.", "a.B", "@", "/", "\n", "a\n", "é", "...) ", "#a"} {
		text := strings.Repeat(piece, (1<<18)/len(piece))
		Split(text, whole(text))
	}
}
