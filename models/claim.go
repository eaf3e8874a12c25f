package models

// A ClaimType says what the cue does.
type ClaimType uint8

// The types of claim.
const (
	Statement ClaimType = iota
	Belief
	Expectation
	Intention
	Pledge
	Demand
	Accusation
	Denial
	Warning
	Support
	Apology
	Decision
	Finding
	Question
)

var claimTypes = [...]string{"statement", "belief", "expectation", "intention", "pledge", "demand", "accusation",
	"denial", "warning", "support", "apology", "decision", "finding", "question"}

func (t ClaimType) String() string { return claimTypes[t] }

// ClaimTypes lists the types in order.
func ClaimTypes() []string { return claimTypes[:] }

// ParseClaimType is the inverse of String.
func ParseClaimType(s string) (ClaimType, bool) {
	for i, name := range claimTypes {
		if name == s {
			return ClaimType(i), true
		}
	}
	return 0, false
}

// A SourceKind says what form a claim's source has.
type SourceKind uint8

// The kinds of source.
const (
	NoSource SourceKind = iota
	NamedSource
	NominalSource
	PronounSource
	AuthorSource
	CommenterSource
	DocumentSource
)

var sourceKinds = [...]string{"none", "named", "nominal", "pronoun", "author", "commenter", "document"}

func (k SourceKind) String() string { return sourceKinds[k] }

// A Quote says how much of a content stands in quotation marks.
type Quote uint8

// The kinds of quotation.
const (
	Indirect Quote = iota
	Direct
	Mixed
)

var quotes = [...]string{"indirect", "direct", "mixed"}

func (q Quote) String() string { return quotes[q] }

// A Modality says how firmly the text attributes the claim to its source.
type Modality uint8

// The modalities.
const (
	Asserted Modality = iota
	Possible
	Conditional
	Alleged
)

var modalities = [...]string{"asserted", "possible", "conditional", "alleged"}

func (m Modality) String() string { return modalities[m] }

// A Claim is a propositional attitude that the text attributes to a source,
// signalled by a cue, with a content. Boundaries follow the PolNeAR corpus
// (Newell et al., LREC 2018). Each role is a list of ordered, disjoint spans;
// a cue has at least one, a source none where nobody is named.
type Claim struct {
	Source, Cue, Content []Span
	Sentence             int // that of the first cue span
	Parent               int // the claim in whose content this one stands, or None
	SourceKind           SourceKind
	SourceMention        int // the mention that is the source's head, or None
	CueLemma             string
	Type                 ClaimType
	Quote                Quote
	Negated              bool // the attitude is denied: "did not say"
	Modality             Modality
	Confidence           float64 // 0…1
	Parts                []Part  // sources first, in order of the text; then targets, addressees
}

// SourceActor is the first actor that is a source, or None.
func (c Claim) SourceActor() int {
	for _, p := range c.Parts {
		if p.Role == Source {
			return p.Actor
		}
	}
	return None
}

// A Role is an actor's part in a claim.
type Role uint8

// The roles of an actor in a claim.
const (
	Source Role = iota
	Target
	Addressee
)

var roles = [...]string{"source", "target", "addressee"}

func (r Role) String() string { return roles[r] }

// A Part is one actor's part in a claim. An actor has a role at most once.
type Part struct {
	Role    Role
	Actor   int
	Mention int // None where the actor is implied: the article's author
}
