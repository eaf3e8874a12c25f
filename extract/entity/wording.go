package entity

// A wording says in which words a phrase refers.
type wording uint8

const (
	saidName  wording = iota // "Putin"
	saidThe                  // "the minister", "his brother", "this firm"
	saidA                    // "a minister", "ministers"
	saidHe                   // he, him, his
	saidShe                  // she, her, hers
	saidIt                   // it, its
	saidThey                 // they, them, their
	saidI                    // I, me, my
	saidWe                   // we, us, our
	saidYou                  // you, your
	saidOther                // who, this, here, everybody
)

var wordings = [...]string{"name", "the", "a", "he", "she", "it", "they", "I", "we", "you", "other"}

func (s wording) String() string { return wordings[s] }

// pronominal reports whether the phrase is a personal pronoun.
func (s wording) pronominal() bool { return s >= saidHe && s <= saidYou }

// third reports whether the phrase is a pronoun of the third person.
func (s wording) third() bool { return s >= saidHe && s <= saidThey }

var pronouns = map[string]wording{
	"he": saidHe, "him": saidHe, "his": saidHe, "himself": saidHe,
	"she": saidShe, "her": saidShe, "hers": saidShe, "herself": saidShe,
	"it": saidIt, "its": saidIt, "itself": saidIt,
	"they": saidThey, "them": saidThey, "their": saidThey, "theirs": saidThey, "themselves": saidThey, "themself": saidThey, "'em": saidThey,
	"i": saidI, "me": saidI, "my": saidI, "mine": saidI, "myself": saidI,
	"we": saidWe, "us": saidWe, "our": saidWe, "ours": saidWe, "ourselves": saidWe, "'s": saidWe, "’s": saidWe,
	"you": saidYou, "your": saidYou, "yours": saidYou, "yourself": saidYou, "yourselves": saidYou, "ya": saidYou, "u": saidYou,
}

// A lead is what a noun phrase begins with.
type lead uint8

const (
	leadNone lead = iota
	leadThe
	leadThis
	leadOwner // his, Russia's
	leadA
	leadSome // some, many, all
	leadOther
	leadNumber
)

var leads = [...]string{"none", "the", "this", "owner", "a", "some", "other", "number"}

var leadOf = map[string]lead{
	"the": leadThe, "this": leadThis, "that": leadThis, "these": leadThis, "those": leadThis, "such": leadThis, "both": leadThis,
	"a": leadA, "an": leadA, "some": leadSome, "any": leadSome, "many": leadSome, "most": leadSome, "all": leadSome, "every": leadSome, "each": leadSome,
	"no": leadSome, "several": leadSome, "few": leadSome, "more": leadSome, "another": leadOther, "other": leadOther, "others": leadOther,
}

// A role is what a phrase does in its clause.
type role uint8

const (
	roleOther role = iota
	roleSubject
	roleObject
	roleOblique
	roleOwner
	roleNoun // below a noun: "the capital of Russia"
	roleApposed
	rolePredicate
)

var roles = [...]string{"other", "subject", "object", "oblique", "owner", "noun", "apposed", "predicate"}

// plain is a wording without its finer parts: a name, a nominal, a pronoun.
func (s wording) plain() int {
	switch {
	case s == saidName:
		return 0
	case s <= saidA:
		return 1
	}
	return 2
}
