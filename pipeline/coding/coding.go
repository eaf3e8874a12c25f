// Package coding draws claims and stances of a snapshot for people to judge by
// hand, and says what their answers come to: precision with intervals, and the
// agreement of two coders.
//
// The idea: a draw is a sheet, a CSV file that a coder can judge without this
// program: each row shows a claim or a stance, marked in the sentences around
// it, and has cells for answers. What the answers say of the snapshot needs how
// the rows were drawn, so the sheet carries that, too: each row its stratum, of
// how many units and with how many rows.
//
// A draw has no generator of random numbers: units are ranked by the hash of
// seed and id, and the lowest ranks are drawn. The same seed gives the same rows
// on every machine, and most of them still when articles are added.
//
// It promises nothing about what a coder means by an answer; the code is in
// docs/coding.md.
package coding

import "fmt"

// A Kind is what a row of a sheet shows.
type Kind uint8

// The kinds of unit.
const (
	Claim Kind = iota
	Stance
)

var kinds = [...]string{"claim", "stance"}

func (k Kind) String() string { return kinds[k] }

func parseKind(s string) (Kind, bool) {
	for i, name := range kinds {
		if name == s {
			return Kind(i), true
		}
	}
	return 0, false
}

// A Question is what a coder answers about a row.
type Question uint8

// The questions. Whole is none that is asked: it is right where all are.
const (
	Found  Question = iota // is it a claim or a stance, and marked right?
	Actors                 // are its actors who the row says they are?
	Type                   // is what it does, or which side it takes, right?
	Whole
)

var questions = [...]string{"found", "actors", "type", "all"}

func (q Question) String() string { return questions[q] }

// asked are the questions that have a column.
var asked = []Question{Found, Actors, Type}

// column is the name of the question's column.
func (q Question) column() string { return "answer_" + questions[q] }

// An Answer is what a coder says to a question.
type Answer uint8

// The answers. Unsure is that the sheet does not let one tell.
const (
	Blank Answer = iota
	Yes
	No
	Unsure
)

// parseAnswer reads the code of docs/coding.md, and what spreadsheets make of
// it.
func parseAnswer(s string) (Answer, error) {
	switch s {
	case "":
		return Blank, nil
	case "y", "yes", "1", "true":
		return Yes, nil
	case "n", "no", "0", "false":
		return No, nil
	case "?", "unsure":
		return Unsure, nil
	}
	return Blank, fmt.Errorf("%q is no answer: write y, n or ?, or nothing", s)
}
