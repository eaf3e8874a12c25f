package models

import "testing"

func TestPlainName(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Ada Quill", "Ada Quill"},
		{" Ada\n\tQuill ", "Ada Quill"},
		{"\u202Elliuq\u202C Ada", "lliuq Ada"},
		{"Ada\u200F\u061C \u2066Quill\u2069", "Ada Quill"},
		{"Ada \x1b[31mQuill\x07", "Ada [31mQuill"},
		{"\u202E \uFEFF", ""},
		{"می\u200cخواهم", "می\u200cخواهم"}, // a joiner is spelling
		{"Çağla 🙂", "Çağla 🙂"},
	} {
		if got := PlainName(test.text); got != test.want {
			t.Errorf("PlainName(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}
