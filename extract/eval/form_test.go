package eval

import (
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

func TestForms(t *testing.T) {
	gold := []Form{
		{Gold: 0, GoldType: models.Person}, {Gold: 0, GoldType: models.Person},
		{Gold: 1, GoldType: models.Country}, {Gold: 2, GoldType: models.Group},
	}
	find := func(preds ...int) Forms {
		list := append([]Form(nil), gold...)
		for i, p := range preds {
			list[i].Pred, list[i].PredType = p, []models.ActorType{models.Person, models.Country, models.Place}[max(p, 0)]
		}
		var s Forms
		s.Add(list)
		return s
	}
	if s := find(0, 0, 1, None); s.Found != (Ratio{3, 4}) || s.Typed != (Ratio{3, 3}) || s.Groups.Precision() != 100 || s.Groups.Recall() != 75 {
		t.Errorf("one missed: %+v", s)
	}
	if s := find(0, 2, 1, 2); s.Found != (Ratio{4, 4}) || s.Typed != (Ratio{2, 4}) || s.Groups.Precision() != 75 || s.Groups.Recall() != 75 {
		t.Errorf("one torn, one of no kin joined: %+v", s)
	}
	if s := find(None, None, None, None); s.Found.Right != 0 || s.Typed.All != 0 || s.Groups.F1() != 0 {
		t.Errorf("nothing found: %+v", s)
	}
}
