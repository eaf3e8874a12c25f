package coding

import (
	"fmt"
	"math"
)

// A Report is what coded sheets say.
type Report struct {
	Sheets    []Coder     `json:"sheets"`
	Weighted  bool        `json:"weighted"` // rows stand for units of the snapshot, some for more than others
	Precision []Precision `json:"precision"`
	Agreement []Agreement `json:"agreement"`
	Notes     []string    `json:"notes"` // what a reader of the figures must know
}

// A Coder is one sheet.
type Coder struct {
	Name      string `json:"name"`
	Rows      int    `json:"rows"`
	Coded     int    `json:"coded"` // with an answer to one question at least
	DrawnFrom string `json:"drawn_from"`
}

// A Group is the rows that a figure is of.
type Group struct {
	Kind     string `json:"kind"`
	By       string `json:"by"` // the column that groups are made by; "" for all rows of the kind
	Group    string `json:"group"`
	Question string `json:"question"`
}

// A Precision is the share of rows that one coder finds right, of those that
// were judged right or wrong.
type Precision struct {
	Sheet int `json:"sheet"` // of the list of sheets, from 0
	Group
	Right  int `json:"right"`
	Unsure int `json:"unsure"` // left out
	Share
}

// An Agreement is how far two coders say the same. Kappa and Alpha are nil where
// they are not defined, as when both coders say yes to everything.
type Agreement struct {
	Group
	Share
	Kappa *Index `json:"kappa"`
	Alpha *Index `json:"alpha"`
}

// note says what a sheet's figures leave out.
func (r *Report) note(s *Sheet) {
	if !s.Weighted {
		r.Notes = append(r.Notes, fmt.Sprintf("%s does not say how its rows were drawn (%s and %s, or %s): each counts the same", s.Name, unitsColumn, rowsColumn, weightColumn))
	}
	answered := make(map[[2]string]bool)
	var order [][2]string
	for _, row := range s.Rows {
		key := [2]string{row.Kind.String(), row.Stratum}
		has, seen := answered[key]
		if !seen {
			order = append(order, key)
		}
		answered[key] = has || row.Answers != [len(questions)]Answer{}
	}
	for _, key := range order {
		if !answered[key] {
			what := key[0] + "s"
			if key[1] != "" {
				what += " of stratum " + key[1]
			}
			r.Notes = append(r.Notes, fmt.Sprintf("%s answers nothing about %s: the figures are of the rest", s.Name, what))
		}
	}
}

// Round cuts the figures of a report to millionths, so that they read the same
// wherever they were computed.
func (r *Report) Round() {
	round := func(x *float64) { *x = math.Round(*x*1e6) / 1e6 }
	share := func(s *Share) {
		for _, x := range []*float64{&s.Value, &s.Low, &s.High, &s.Effective} {
			round(x)
		}
	}
	for i := range r.Precision {
		share(&r.Precision[i].Share)
	}
	for i := range r.Agreement {
		a := &r.Agreement[i]
		share(&a.Share)
		for _, x := range []*Index{a.Kappa, a.Alpha} {
			if x != nil {
				round(&x.Value)
				round(&x.Low)
				round(&x.High)
			}
		}
	}
}
