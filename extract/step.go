package extract

// A Step is one of the steps that an article is read in.
type Step int

// The steps, in their order.
const (
	Tokens Step = iota
	Vectors
	Tags
	Trees
	Names
	Attributions
	Actors
	Claims
	Stances
	StepCount
)

func (s Step) String() string {
	return [...]string{"tokens", "vectors", "tags and lemmas", "trees", "names", "attributions", "actors", "claims", "stances"}[s]
}
