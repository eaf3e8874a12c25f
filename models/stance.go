package models

// A Label is the direction of a stance.
type Label int8

// The labels; their values are the sign of a score.
const (
	Against Label = -1
	Neutral Label = 0
	Favor   Label = 1
)

func (l Label) String() string {
	switch l {
	case Against:
		return "against"
	case Favor:
		return "favor"
	}
	return "neutral"
}

// A HolderKind says who holds a stance.
type HolderKind uint8

// The kinds of holder.
const (
	ActorHolder HolderKind = iota
	AuthorHolder
	CommenterHolder
)

var holderKinds = [...]string{"actor", "author", "commenter"}

func (k HolderKind) String() string { return holderKinds[k] }

// A Stance is one piece of evidence of how a holder stands toward a target.
type Stance struct {
	Sentence      int
	Claim         int // the claim through which it is voiced, or None
	HolderKind    HolderKind
	Holder        int // an actor
	HolderMention int // None for an author
	Target        int // an actor other than the holder
	TargetMention int
	Label         Label
	Score         float64 // -1…1
	Confidence    float64 // 0…1
	Event         string  // PLOVER category of an act, or ""
	Evidence      Span    // the words that show it
	Reasons       []Reasoning
}

// A Reasoning is one summand of a score and the name of what brought it.
type Reasoning struct {
	Name  string
	Score float64
}
