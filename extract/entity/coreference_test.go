package entity_test

import "testing"

// Sentences of our own, a phenomenon a name: who pronouns and nominals are.
var coreference = map[string][]string{
	"gender": {
		"[Nora Lindqvist|person:nora-lindqvist] met [Paul Weber|person:paul-weber] on Friday. [She|pronoun person:nora-lindqvist] praised the plan, and [he|pronoun person:paul-weber] agreed.",
	},
	"number and animacy": {
		"[Acme Corp.|organization:acme-corp] cut 300 jobs. [The company|nominal organization:acme-corp] said [it|pronoun organization:acme-corp] would close [its|pronoun organization:acme-corp] plant.",
		"[Critics|nominal group:critics] of the law met on Monday. [They|pronoun group:critics] said nothing.",
	},
	"binding": {
		"[Paul Weber|person:paul-weber] blamed [Jens Holm|person:jens-holm]. [Holm|person:jens-holm] had warned [him|pronoun person:paul-weber].",
		"[Paul Weber|person:paul-weber] blamed [himself|pronoun person:paul-weber].",
		"[Nora Lindqvist|person:nora-lindqvist] said [she|pronoun person:nora-lindqvist] would not resign.",
	},
	"who speaks is not spoken of": {
		"[Paul Weber|person:paul-weber] said, “He is late.”",
	},
	"this author is whoever writes": {
		"This author asked [Jens Holm|person:jens-holm]. [He|pronoun person:jens-holm] refused to answer.",
	},
	"office": {
		"The finance minister, [Nora Lindqvist|person:nora-lindqvist], defended the budget. [The minister|nominal person:nora-lindqvist] was calm.",
	},
	"kinds of nouns": {
		"[Germany|country:DEU] warned [Greece|country:GRC]. [The country|nominal country:GRC] must save.",
	},
	"counterparts hold the same office": {
		"Turkish President [Kemal Aydın|person:kemal-aydin] flew home. [He|pronoun person:kemal-aydin] had met [[his|pronoun person:kemal-aydin] Danish counterpart|nominal person:mette-krag]. Danish President [Mette Krag|person:mette-krag] was tired.",
	},
	"several joined": {
		"[Paul Weber|person:paul-weber] and [Anna Berg|person:anna-berg] met on Friday. A stone was thrown at [them|pronoun person:paul-weber person:anna-berg].",
		"[Peru|country:PER] and [Chile|country:CHL] signed a treaty. [The two countries|nominal country:PER country:CHL] had quarrelled for years.",
	},
	"a man without a name is not the man with one": {
		"[Paul Weber|person:paul-weber] spoke in the hall. A man threw a stone. He was arrested at once.",
	},
	"it may stand for nothing": {
		"[Peru|country:PER] was warned. It is clear that it rained.",
	},
	"a title goes with its name": {
		"The analyst [Wanda Kowalczyk|person:wanda-kowalczyk] disagreed.",
	},
}

func TestCoreference(t *testing.T) {
	for name, tests := range coreference {
		t.Run(name, func(t *testing.T) {
			for _, marked := range tests {
				expectMarks(t, marked)
			}
		})
	}
}
