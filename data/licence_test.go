package data

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The card beside the weights is theirs and names what taught them; every part
// of what the program knows has a licence.
func TestLicences(t *testing.T) {
	weights, _ := Weights(Default)
	sum := sha256.Sum256(weights)
	list := WeightsLicences(Default, hex.EncodeToString(sum[:]))
	if len(list) < 3 {
		t.Fatalf("the card of the weights says %v; is it that of other weights?", list)
	}
	if list[0].Source == "" {
		t.Error("the card names no pretrained encoder")
	}
	if other := WeightsLicences(Default, hex.EncodeToString(make([]byte, 32))); other != nil {
		t.Errorf("other weights of the same name have licences: %v", other)
	}
	lists := ListLicences()
	if len(lists) != len(Hashes()) {
		t.Errorf("%d lists have licences, %d have hashes", len(lists), len(Hashes()))
	}
	for _, l := range append(list, lists...) {
		if l.Kind == "" || l.Name == "" || l.Title == "" || l.Licence == "" || l.Kind == ListKind && l.Source == "" {
			t.Errorf("something is missing: %+v", l)
		}
	}
}

func TestReadCard(t *testing.T) {
	card := "# tiny\n\n- Licence of the weights: MIT.\n- Pretrained encoder: nano, from `a:b:1`, Apache-2.0\n\n## Corpora\n\n" +
		"| file | what | licence as its source states it | SHA-256 |\n|---|---|---|---|\n| quays.train | quays: names | CC0 | `00` |\n| quays.dev | quays: names | CC0 | `11` |\n"
	want := []Licence{
		{Kind: WeightsKind, Name: "tiny", Title: "encoder and scorers", Source: "fine-tuned from nano, from a:b:1, Apache-2.0", Licence: "MIT"},
		{Kind: CorpusKind, Name: "quays.train", Title: "quays: names", Licence: "CC0"},
	}
	if diff := cmp.Diff(want, readCard("tiny", card)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
