package models

import "slices"

// KeepClaims drops the claims whose confidence, as it is written, is below least,
// and the stances voiced through them. A claim within one that goes is then
// within the next around it.
func (d *Document) KeepClaims(least float64) {
	at := make([]int, len(d.Claims)) // where a claim stands afterwards, or None
	n := 0
	for i := range d.Claims {
		at[i] = None
		if Thousandths(d.Claims[i].Confidence) >= least {
			at[i] = n
			n++
		}
	}
	if n == len(d.Claims) {
		return
	}
	kept := make([]Claim, 0, n)
	for i, clm := range d.Claims {
		if at[i] == None {
			continue
		}
		for clm.Parent != None && at[clm.Parent] == None {
			clm.Parent = d.Claims[clm.Parent].Parent
		}
		if clm.Parent != None {
			clm.Parent = at[clm.Parent]
		}
		kept = append(kept, clm)
	}
	d.Claims = kept
	d.Stances = slices.DeleteFunc(d.Stances, func(st Stance) bool { return st.Claim != None && at[st.Claim] == None })
	for i := range d.Stances {
		if st := &d.Stances[i]; st.Claim != None {
			st.Claim = at[st.Claim]
		}
	}
}
