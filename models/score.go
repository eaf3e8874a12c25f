package models

import "math"

// Thousandths rounds a score or a confidence to what is written of it: whole
// thousandths. A negative zero becomes zero, for the two are equal in a table
// and different in its bytes.
func Thousandths(x float64) float64 { return math.Round(x*1000)/1000 + 0 }
