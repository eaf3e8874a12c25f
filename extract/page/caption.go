package page

import (
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// captionAt reports whether line i stands under a picture. Over the text a
// direction is enough: "The two leaders (left) in Sochi".
func (r *reader) captionAt(i int, top bool) bool {
	s := r.at(i)
	if len(s) > 600 || words(s) > 70 {
		return false
	}
	if r.role(i) == captioned || isSlug(s) {
		return true
	}
	if strings.HasPrefix(s, "FILE - ") || strings.HasPrefix(s, "FILE — ") || strings.HasPrefix(s, "FILE PHOTO") {
		return true
	}
	for _, credit := range [...]string{"(Source:", "(Photo", "(Image", "(Credit", "(Picture:", "[Photo", "/Getty Images", "/AFP", "/Reuters", "/AP)",
		"(AP Photo", "AP Photo/", "via AP)", "EPA-EFE", "(Getty", "Photo: ", "Photo by ", "Image: ", "/Shutterstock", "/EPA"} {
		if strings.Contains(s[max(0, len(s)-120):], credit) {
			return true
		}
	}
	if !strings.Contains(s, "(") {
		return false
	}
	low := strings.ToLower(s)
	for _, side := range [...]string{"(left)", "(right)", "(l)", "(l-r)", "(centre)", "(center)", "(pictured)", "(from left)", "(second left)", "(second right)"} {
		if strings.Contains(low, side) {
			return top && words(s) <= 50 || !ended(s)
		}
	}
	return false
}

// caption adds line i as a caption, and, where it is but a picture's name, the
// short line right under it.
func (r *reader) caption(i int) int {
	slug := isSlug(r.at(i))
	r.add(i, models.Caption, "")
	i++
	if slug && i < len(r.lines) && !r.lines[i].after && words(clip(r.at(i), longLine)) <= 30 && r.role(i) == "" && r.bylineAt(i) == 0 {
		r.add(i, models.Caption, "")
		i++
	}
	return i
}

// isSlug: a picture's name as left by a web page, "Leaders-meeting-2019",
// "IMG_2041.jpg".
func isSlug(s string) bool {
	if len(s) > 120 || strings.ContainsAny(s, " \t\u00a0") || strings.IndexFunc(s, unicode.IsLetter) < 0 || strings.Contains(s, "://") {
		return false
	}
	low := strings.ToLower(s)
	for _, ext := range [...]string{".jpg", ".jpeg", ".png", ".gif", ".webp"} {
		if strings.HasSuffix(low, ext) {
			return true
		}
	}
	return !ended(s) && strings.Count(s, "-")+strings.Count(s, "_") >= 2 && !strings.Contains(s, "--") &&
		strings.IndexFunc(s, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != '.'
		}) < 0
}
