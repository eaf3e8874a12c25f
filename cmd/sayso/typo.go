package main

import "strings"

// meant is the word of a list that was likely meant by one that is not in it, ""
// where none is near: the first that takes the fewest changes of a letter, two at
// most, and not half the word.
func meant(word string, list []string) string {
	best, least := "", 3
	for _, known := range list {
		if d := changes(word, known); d < least && 2*d < len(word) {
			best, least = known, d
		}
	}
	return best
}

// changes is how many letters must be put in, left out, replaced or swapped with
// the next to make one word of another (Damerau's distance, no letter touched
// twice).
func changes(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			replaced := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				replaced++
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, replaced)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

// orMeant adds to what is said of a word that is not known which was likely
// meant; before stands before both: "--".
func orMeant(before, word string, list []string) string {
	if known := meant(strings.ToLower(word), list); known != "" {
		return "; did you mean " + before + known + "?"
	}
	return ""
}
