package table

import "github.com/sayso-nlp/sayso/models"

// Categories lists the event categories of PLOVER (the Political Language
// Ontology for Verifiable Event Records), from the most cooperative to the most
// hostile.
func Categories() []string {
	return []string{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
		"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
}

// An Event is the nearest event category of a type of claim.
type Event struct {
	Type   models.ClaimType
	PLOVER string // category, "" if none
	CAMEO  string // two-digit root code (Conflict and Mediation Event Observations), "" if none
	Why    string
}

// Events maps every type of claim to event categories. It says what the act of
// claiming is, not what the content tells of.
func Events() []Event {
	return []Event{
		{models.Statement, "", "01", "a public statement (010); PLOVER codes no mere statement"},
		{models.Belief, "", "", "an attitude, no event"},
		{models.Expectation, "", "01", "an optimistic or pessimistic comment (012, 013)"},
		{models.Intention, "", "01", "an option is considered (014); whether to cooperate stands in the content"},
		{models.Pledge, "AGREE", "03", "an expressed intent to cooperate"},
		{models.Demand, "REQUEST", "10", "a demand; a mere appeal would be 02"},
		{models.Accusation, "ACCUSE", "11", "an accusation (112)"},
		{models.Denial, "REJECT", "12", "a rejection or a refusal (120); a denial of responsibility alone would be a statement (016)"},
		{models.Warning, "THREATEN", "13", "a warning to somebody; one of a danger that nobody makes is none"},
		{models.Support, "SUPPORT", "05", "praise or endorsement (051)"},
		{models.Apology, "SUPPORT", "05", "an apology (055)"},
		{models.Decision, "", "", "what was decided stands in the content"},
		{models.Finding, "", "", "what was found stands in the content"},
		{models.Question, "", "", "an utterance, no event"},
	}
}
