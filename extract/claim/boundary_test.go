package claim_test

import "testing"

// Where sources and contents begin and end: what reading real articles aloud
// showed to go wrong.
func TestBoundaries(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		// compounds
		{"The union criticized the three-year plan of the bank.", []string{"accusation: The union | criticized | the three-year plan of the bank"}},
		{"Riga-based writer Anna Berg said the road was closed.", []string{"statement: Riga-based writer Anna Berg | said | the road was closed"}},
		{"The union demanded a 10- or 12-hour break.", []string{"demand: The union | demanded | a 10- or 12-hour break"}},
		// noun phrases
		{"US Attorney Paul Weber said the bank had paid.", []string{"statement: US Attorney Paul Weber | said | the bank had paid"}},
		{"Three former bank managers agreed to pay.", []string{"pledge: Three former bank managers | agreed | to pay"}},
		{"The Latvian health ministry denied the report.", []string{"denial: The Latvian health ministry | denied | the report"}},
		{"The German, Polish and Czech unions demanded a refund.", []string{"demand: The German, Polish and Czech unions | demanded | a refund"}},
		{"Several of them admitted that the boat had sunk.", []string{"statement: Several of them | admitted | that the boat had sunk"}},
		// what stands between subject and verb
		{"A survey released since the debate suggests that Berg leads.", []string{"statement: A survey released since the debate | suggests | that Berg leads"}},
		{"Groups including the Farmers' Union are calling for a ban.", []string{"demand: Groups including the Farmers' Union | are calling for | a ban"}},
		{"She and Weber both believed the bridge would hold.", []string{"belief: She and Weber both | believed | the bridge would hold"}},
		{"In a statement, Sen. Anna Berg (D-Ohio), chairman of the panel, said the file was lost.",
			[]string{"statement: Sen. Anna Berg (D-Ohio), chairman of the panel, | said | the file was lost"}},
		{"Weber, among the guests even if Berg were to win, said he was happy.", []string{"statement: Weber | said | he was happy"}},
		{"The strike led some in Riga to conclude that the tram was finished.", []string{"finding: some in Riga | to conclude | that the tram was finished"}},
		{"The council opened a review and in September said that the firm had cheated.",
			[]string{"statement: The council | said | that the firm had cheated"}},
		{"He warned that fears of a war had pushed prices up and said that this was within his power.", []string{
			"warning: He | warned | that fears of a war had pushed prices up", "statement: He | said | that this was within his power"}},
		{"Berg, the bank's president, pledged on Monday to defend the currency.",
			[]string{"pledge: Berg, the bank's president, | pledged | to defend the currency"}},
		// where content ends
		{"Weber warns that his rival, Anna Berg, and the mayor are building a wall.",
			[]string{"warning: Weber | warns | that his rival, Anna Berg, and the mayor are building a wall"}},
		{"Voters are supportive of Berg, but his term at the bank could hurt him.",
			[]string{"support: Voters | are supportive of | Berg"}},
		{"PARIS (Reuters) - The road will stay closed, the mayor said.", []string{"statement: the mayor | said | The road will stay closed"}},
		{"“People write: ‘This is the end,’ ” said Anna Berg.", []string{"statement: Anna Berg | said | “People write: ‘This is the end,’ ”"}},
		{"While polls show that Berg leads, her rival in the north is calm.", []string{"finding: polls | show | that Berg leads"}},
		{"Weber sent a letter to members warning that the bank was broke.",
			[]string{"warning: a letter to members | warning | that the bank was broke"}},
		{"A plan that aims to save jobs by building roads failed in the council.",
			[]string{"intention: that | aims | to save jobs by building roads"}},
		{"Berg called the raid “an act of war and nothing else.”",
			[]string{"statement: Berg | called | the raid “an act of war and nothing else.”"}},
		{"They said the tax was too high and questioned whether it was legal.", []string{
			"statement: They | said | the tax was too high", "question: They | questioned | whether it was legal"}},
		{"The guards were reported by the paper to have left the gate.",
			[]string{"statement: the paper | were reported | The guards … to have left the gate"}},
		{"He argued the mayor, under the old law, cannot resign.", []string{"statement: He | argued | the mayor, under the old law, cannot resign"}},
		{"The union praised the deal, and its new head, Anna Berg, agreed to it.", []string{"support: The union | praised | the deal"}},
		{"Traders said the bank was safe, and several of them cheered.", []string{"statement: Traders | said | the bank was safe"}},
		{"The mayor said afterwards that the bridge was safe.", []string{"statement: The mayor | said | that the bridge was safe"}},
		{"Berg and Weber declared a day later that the bridge was safe.", []string{"statement: Berg and Weber | declared | that the bridge was safe"}},
		{"Berg promised to help; Weber smiled but warned that it was late.", []string{
			"pledge: Berg | promised | to help", "warning: Weber | warned | that it was late"}},
		{"Asked when the rule took effect, he answered: “At once, as far as I know.”", []string{
			"question:  | Asked | when the rule took effect", "statement: he | answered: | “At once, as far as I know.”"}},
		// no claims
		{"These shared interests explain their new friendship.", nil},
		{"The loss of the bridge was a blow to the town, echoing its troubles in the north.", nil},
		{"The thief pleaded guilty on Monday.", nil},
		{"The firm charged the operators a fee.", nil},
		{"The woman showed him a picture of the house.", nil},
		{"The delays that I referred to are over.", nil},
		{"Considering that the tram is late, we walk.", nil},
		{"A simple trade might explain the sudden friendship.", nil},
		{"The firm issued a five-year bond.", nil},
		{"The court moved to areas controlled by rebels.", nil},
	} {
		expectClaims(t, c.text, c.want...)
	}
}
