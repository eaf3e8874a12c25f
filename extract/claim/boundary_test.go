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
		{"A survey released since the debate suggests that Berg leads.", []string{"finding: A survey released since the debate | suggests | that Berg leads"}},
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
		{"Weber sent a letter to members claiming that the bank was broke.",
			[]string{"statement: a letter to members | claiming | that the bank was broke"}},
		{"A plan that aims to save jobs by building roads failed in the council.",
			[]string{"intention: that | aims | to save jobs by building roads"}},
		{"Berg called the raid “an act of war and nothing else.”",
			[]string{"statement: Berg | called | the raid “an act of war and nothing else.”"}},
		{"They said the tax was too high and questioned whether it was legal.", []string{
			"statement: They | said | the tax was too high", "question: They | questioned | whether it was legal"}},
		{"The guards were reported by the paper to have left the gate.",
			[]string{"statement: the paper | were reported | The guards … to have left the gate"}},
		{"He argued the mayor, under the old law, cannot resign.", []string{"statement: He | argued | the mayor, under the old law, cannot resign"}},
		{"The union praised the deal, and its new head, Anna Berg, signed it.", []string{"support: The union | praised | the deal"}},
		{"Traders said the bank was safe, and several of them cheered.", []string{"statement: Traders | said | the bank was safe"}},
		{"The mayor said afterwards that the bridge was safe.", []string{"statement: The mayor | said | that the bridge was safe"}},
		{"Berg and Weber declared a day later that the bridge was safe.", []string{"statement: Berg and Weber | declared | that the bridge was safe"}},
		{"Berg promised to help; Weber smiled but warned that it was late.", []string{
			"pledge: Berg | promised | to help", "warning: Weber | warned | that it was late"}},
		{"Asked repeatedly when the rule took effect, he answered: “At once, as far as I know.”", []string{
			"question:  | Asked | when the rule took effect", "statement: he | answered: | “At once, as far as I know.”"}},
		// times between subject and verb
		{"Weber Bank (W.N) on Wednesday said it had sold the tram.", []string{"statement: Weber Bank (W.N) | said | it had sold the tram"}},
		{"Weber, who on Wednesday threatened to leave the council, met the king.", []string{"warning: who | threatened | to leave the council"}},
		{"The ministry on 12 May said the road was closed.", []string{"statement: The ministry | said | the road was closed"}},
		{"The rules issued Thursday said the firms must pay.", []string{"statement: The rules issued Thursday | said | the firms must pay"}},
		// who is accused, and by whom
		{"Mr Weber has been accused by the farmers' union of hiding two million euros.",
			[]string{"accusation: the farmers' union | has been accused | Mr Weber … of hiding two million euros"}},
		{"Weber was accused by the head of the union of greed.", []string{"accusation: the head of the union | was accused | Weber … of greed"}},
		{"The island has been accused of assisting tax fraud by large firms.",
			[]string{"accusation:  | has been accused of | The island … assisting tax fraud by large firms"}},
		{"Weber was accused of hiding money.", []string{"accusation:  | was accused of | Weber … hiding money"}},
		{"Weber, who is accused by Latvia of burning two barns, went home.",
			[]string{"accusation: Latvia | is accused | Weber … of burning two barns"}},
		{"The union accused her of greed.", []string{"accusation: The union | accused | her of greed"}},
		// names of several parts behind a quotation
		{"“We are very happy,” General Omar al-Weber said.", []string{"statement: General Omar al-Weber | said | “We are very happy,”"}},
		{"“We are very happy,” Foreign Minister Anne-Marie Weber said.", []string{"statement: Foreign Minister Anne-Marie Weber | said | “We are very happy,”"}},
		{"I believe Mr Weber should go.", []string{"belief: I | believe | Mr Weber should go"}},
		// a type that the words behind the verb give
		{"The ministry declined to comment.", []string{"statement: The ministry | declined | to comment"}},
		{"The minister refused to resign.", []string{"denial: The minister | refused | to resign"}},
		{"The minister offered harsh criticism of the plan.", []string{"accusation: The minister | offered | harsh criticism of the plan"}},
		// a verb of its own behind "and"
		{"Berlin said that the tax was wrong and called on Riga to show restraint.", []string{
			"statement: Berlin | said | that the tax was wrong", "demand: Berlin | called on | Riga to show restraint"}},
		{"The council has condemned the raid and called on Riga to show restraint.", []string{
			"accusation: The council | has condemned | the raid", "demand: The council | called on | Riga to show restraint"}},
		// no claims
		{"It is critical that the bridge is repaired.", nil},
		{"The town is known for its cheese.", nil},
		{"The minister offered no specifics.", nil},
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
