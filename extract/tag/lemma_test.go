package tag

import "testing"

func TestLemma(t *testing.T) {
	for _, tt := range []struct{ form, upos, xpos, want string }{
		{"said", "VERB", "VBD", "say"}, {"pledged", "VERB", "VBD", "pledge"}, {"vowed", "VERB", "VBD", "vow"},
		{"accused", "VERB", "VBN", "accuse"}, {"denies", "VERB", "VBZ", "deny"}, {"Denying", "VERB", "VBG", "deny"},
		{"admitted", "VERB", "VBD", "admit"}, {"visited", "VERB", "VBD", "visit"}, {"stopping", "VERB", "VBG", "stop"},
		{"announcing", "VERB", "VBG", "announce"}, {"agreed", "VERB", "VBD", "agree"}, {"warned", "VERB", "VBD", "warn"},
		{"insisted", "VERB", "VBD", "insist"}, {"claimed", "VERB", "VBD", "claim"}, {"urged", "VERB", "VBD", "urge"},
		{"argued", "VERB", "VBD", "argue"}, {"believed", "VERB", "VBD", "believe"}, {"criticized", "VERB", "VBD", "criticize"},
		{"praised", "VERB", "VBD", "praise"}, {"declared", "VERB", "VBD", "declare"}, {"appeared", "VERB", "VBD", "appear"},
		{"required", "VERB", "VBN", "require"}, {"offered", "VERB", "VBD", "offer"}, {"determined", "VERB", "VBN", "determine"},
		{"explained", "VERB", "VBD", "explain"}, {"mentioned", "VERB", "VBN", "mention"}, {"condemned", "VERB", "VBD", "condemn"},
		{"decided", "VERB", "VBD", "decide"}, {"demanded", "VERB", "VBD", "demand"}, {"included", "VERB", "VBD", "include"},
		{"described", "VERB", "VBD", "describe"}, {"hoping", "VERB", "VBG", "hope"}, {"developing", "VERB", "VBG", "develop"},
		{"using", "VERB", "VBG", "use"}, {"going", "VERB", "VBG", "go"}, {"lying", "VERB", "VBG", "lie"},
		{"tried", "VERB", "VBD", "try"}, {"died", "VERB", "VBD", "die"}, {"reacted", "VERB", "VBD", "react"},
		{"created", "VERB", "VBD", "create"}, {"stated", "VERB", "VBD", "state"}, {"repeated", "VERB", "VBD", "repeat"},
		{"executed", "VERB", "VBN", "execute"}, {"struggling", "VERB", "VBG", "struggle"}, {"controlled", "VERB", "VBD", "control"},
		{"rebuilt", "VERB", "VBD", "rebuild"}, {"found", "VERB", "VBP", "found"}, {"found", "VERB", "VBD", "find"},
		{"watches", "VERB", "VBZ", "watch"}, {"raises", "VERB", "VBZ", "raise"}, {"goes", "VERB", "VBZ", "go"},
		{"countries", "NOUN", "NNS", "country"}, {"charges", "NOUN", "NNS", "charge"}, {"crises", "NOUN", "NNS", "crisis"},
		{"spokesmen", "NOUN", "NNS", "spokesman"}, {"women", "NOUN", "NNS", "woman"}, {"knives", "NOUN", "NNS", "knife"},
		{"politics", "NOUN", "NNS", "politics"}, {"churches", "NOUN", "NNS", "church"}, {"houses", "NOUN", "NNS", "house"},
		{"cross-borders", "NOUN", "NNS", "cross-border"}, {"movies", "NOUN", "NNS", "movie"}, {"war", "NOUN", "NN", "war"},
		{"Turkiye", "PROPN", "NNP", "Turkiye"}, {"Emirates", "PROPN", "NNPS", "Emirate"}, {"DARPA", "PROPN", "NNP", "DARPA"},
		{"better", "ADJ", "JJR", "good"}, {"better", "ADV", "RBR", "well"}, {"heaviest", "ADJ", "JJS", "heavy"},
		{"bigger", "ADJ", "JJR", "big"}, {"stronger", "ADJ", "JJR", "strong"},
		{"n’t", "PART", "RB", "not"}, {"’s", "AUX", "VBZ", "be"}, {"’s", "PART", "POS", "'s"}, {"has", "AUX", "VBZ", "have"},
		{"ca", "AUX", "MD", "can"}, {"them", "PRON", "PRP", "they"}, {"her", "PRON", "PRP$", "her"}, {"her", "PRON", "PRP", "she"},
		{"These", "DET", "DT", "this"}, {"”", "PUNCT", "''", "”"},
	} {
		if got := Lemma(tt.form, tt.upos, tt.xpos); got != tt.want {
			t.Errorf("%s/%s/%s → %s, want %s", tt.form, tt.upos, tt.xpos, got, tt.want)
		}
	}
}
