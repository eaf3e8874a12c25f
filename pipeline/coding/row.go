package coding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// A Row is a claim or a stance as a coder sees it. Texts are those of the
// tables, with their marks in Context.
type Row struct {
	Kind    Kind
	Context string // the sentences around it, with what it is made of marked

	Source, Actor, Cue, Content string // of a claim
	Type, Modality              string
	Negated                     bool
	Holder, Label, Evidence     string // of a stance
	Target                      string // of both

	Title, Outlet, Date, Section, Genre string

	ID, SentenceID, SourceURI string
	CharStart, CharEnd        int // from the first mark to the last

	Stratum   Stratum
	DrawnFrom string

	turn    uint64
	marks   []mark
	sources []string // actors
	targets []string
	holder  string
}

// A place is where a drawn unit stands in a sheet.
type place struct {
	stratum Stratum
	turn    uint64
}

// longestText bounds a text of a sheet in code points: spreadsheets keep 32,767
// in a cell.
const longestText = 4000

// rows reads the drawn units.
func rows(s *snapshot.Snapshot, places map[string]place) ([]Row, error) {
	var list []Row
	for d, err := range snapshot.Dossiers(s) {
		if err != nil {
			return nil, err
		}
		some, err := rowsOf(d, places)
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	if len(list) != len(places) {
		return nil, fmt.Errorf("%s repeats ids, or changed meanwhile: sayso verify says more", s.Dir)
	}
	slices.SortFunc(list, func(x, y Row) int {
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.turn, y.turn), strings.Compare(x.ID, y.ID))
	})
	return list, nameActors(s, list)
}

// rowsOf makes the rows of an article.
func rowsOf(d *snapshot.Dossier, places map[string]place) ([]Row, error) {
	var list []Row
	for i := range d.Claims {
		if at, ok := places[d.Claims[i].ClaimID]; ok {
			list = append(list, claimRow(d, &d.Claims[i], at))
		}
	}
	for i := range d.Stances {
		if at, ok := places[d.Stances[i].StanceID]; ok {
			list = append(list, stanceRow(d, &d.Stances[i], at))
		}
	}
	if list == nil {
		return nil, nil
	}
	if d.Text == "" {
		return nil, fmt.Errorf("article %s comes without its text: there is nothing to show to a coder", d.ArticleID)
	}
	facts, err := factsOf(d, []string{"section", "genre"})
	if err != nil {
		return nil, err
	}
	view := newView(d)
	for i := range list {
		r := &list[i]
		r.Title, r.Outlet, r.Date, r.SourceURI = d.Title, d.Publisher, d.PublishedOn.ISO(), d.SourceURI
		r.Section, r.Genre = facts.sections[r.SentenceID], facts.field("genre", unit{})
		if err := view.show(r); err != nil {
			return nil, fmt.Errorf("%s: %w; sayso verify says more", r.ID, err)
		}
	}
	return list, nil
}

func claimRow(d *snapshot.Dossier, c *table.Claim, at place) Row {
	r := Row{
		Kind: Claim, ID: c.ClaimID, SentenceID: c.SentenceID, Stratum: at.stratum, turn: at.turn,
		Source: c.SourceText, Cue: c.CueText, Content: c.ContentText, Type: c.Type, Modality: c.Modality, Negated: c.Negated,
	}
	for _, sp := range d.Spans {
		if sp.ClaimID == c.ClaimID {
			r.marks = append(r.marks, mark{int(sp.CharStart), int(sp.CharEnd), strings.ToUpper(sp.Role)})
		}
	}
	for _, p := range d.Parts {
		switch {
		case p.ClaimID != c.ClaimID:
		case p.Role == "source":
			r.sources = append(r.sources, p.ActorID)
		case p.Role == "target":
			r.targets = append(r.targets, p.ActorID)
		}
	}
	return r
}

func stanceRow(d *snapshot.Dossier, st *table.Stance, at place) Row {
	r := Row{
		Kind: Stance, ID: st.StanceID, SentenceID: st.SentenceID, Stratum: at.stratum, turn: at.turn,
		Label: st.Label, Evidence: st.EvidenceText, holder: st.HolderID, targets: []string{st.TargetID},
		marks: []mark{{int(st.CharStart), int(st.CharEnd), "EVIDENCE"}},
	}
	for _, men := range d.Mentions {
		switch men.MentionID {
		case "":
		case st.HolderMentionID:
			r.marks = append(r.marks, mark{int(men.CharStart), int(men.CharEnd), "HOLDER"})
		case st.TargetMentionID:
			r.marks = append(r.marks, mark{int(men.CharStart), int(men.CharEnd), "TARGET"})
		}
	}
	return r
}

// nameActors writes the actors of the rows by their names.
func nameActors(s *snapshot.Snapshot, list []Row) error {
	called := make(map[string]string)
	for i := range list {
		for _, id := range slices.Concat(list[i].sources, list[i].targets, []string{list[i].holder}) {
			called[id] = id
		}
	}
	for act, err := range snapshot.Rows(s, table.Actors) {
		if err != nil {
			return err
		}
		if _, ok := called[act.ActorID]; ok {
			called[act.ActorID] = actorName(act)
		}
	}
	join := func(ids []string) string {
		var words []string
		for _, id := range ids {
			words = append(words, called[id])
		}
		return strings.Join(words, "; ")
	}
	for i := range list {
		r := &list[i]
		r.Actor, r.Target, r.Holder = join(r.sources), join(r.targets), called[r.holder]
	}
	return nil
}

// actorName is how a sheet calls an actor.
func actorName(act *table.Actor) string {
	switch act.Type {
	case models.Author.String():
		return strings.TrimSpace("the article’s author " + act.Name)
	case models.Commenter.String():
		return strings.TrimSpace("a commenter " + act.Name)
	}
	return act.Name
}
