package table

import "github.com/sayso-nlp/sayso/models"

// A Stance is a row of stances.
type Stance struct {
	StanceID        string
	ArticleID       string
	SentenceID      string
	ClaimID         string
	HolderKind      string
	HolderID        string
	HolderMentionID string
	TargetID        string
	TargetMentionID string
	Label           string
	Score           float64
	Confidence      float64
	Event           string
	EvidenceText    string
	Span
}

var stanceSpan = span(func(r *Stance) *Span { return &r.Span })

// labels are the labels of a stance.
var labels = []string{models.Against.String(), models.Neutral.String(), models.Favor.String()}

// Stances is the table of stances.
var Stances = kind("stances", "one piece of evidence of how a holder stands toward a target",
	str(func(r *Stance) *string { return &r.StanceID }, Column{Name: "stance_id", Key: true, Example: exampleArticle + "-t2",
		Doc: "the article's id, -t and the stance's number in it, from 1"}),
	article(func(r *Stance) *string { return &r.ArticleID }),
	str(func(r *Stance) *string { return &r.SentenceID }, Column{Name: "sentence_id", Ref: "sentences.sentence_id", Dict: true, Example: exampleArticle + "-n5",
		Doc: "the sentence of the evidence"}),
	str(func(r *Stance) *string { return &r.ClaimID }, Column{Name: "claim_id", Null: "voiced through no claim", Ref: "claims.claim_id", Dict: true, Example: exampleClaim,
		Doc: "the claim through which it is voiced"}),
	str(func(r *Stance) *string { return &r.HolderKind }, Column{Name: "holder_kind", Dict: true, Example: "actor",
		Values: names(models.CommenterHolder), Doc: "who holds it: an actor of the text, the article's author, or a commenter"}),
	str(func(r *Stance) *string { return &r.HolderID }, Column{Name: "holder_id", Ref: "actors.actor_id", Dict: true, Example: "person:ada-quill",
		Doc: "the actor that holds it"}),
	str(func(r *Stance) *string { return &r.HolderMentionID }, Column{Name: "holder_mention_id", Null: "no words name the holder here", Ref: "mentions.mention_id", Example: exampleArticle + "-m9",
		Doc: "the mention of the holder"}),
	str(func(r *Stance) *string { return &r.TargetID }, Column{Name: "target_id", Ref: "actors.actor_id", Dict: true, Example: "organization:un",
		Doc: "the actor toward which it is held"}),
	str(func(r *Stance) *string { return &r.TargetMentionID }, Column{Name: "target_mention_id", Null: "no words name the target here", Ref: "mentions.mention_id", Example: exampleArticle + "-m10",
		Doc: "the mention of the target"}),
	str(func(r *Stance) *string { return &r.Label }, Column{Name: "label", Dict: true, Example: "against",
		Values: labels, Doc: "the direction; neutral where the holder speaks of the target or acts toward it and takes no side"}),
	float(func(r *Stance) *float64 { return &r.Score }, -1, 1, Column{Name: "score", Example: "-0.6",
		Doc: "the direction and strength, from -1 (against) to 1 (in favour), rounded to thousandths"}),
	float(func(r *Stance) *float64 { return &r.Confidence }, 0, 1, Column{Name: "confidence", Example: "0.7",
		Doc: "how sure the extraction is, rounded to thousandths"}),
	str(func(r *Stance) *string { return &r.Event }, Column{Name: "event", Null: "no act shows it", Dict: true, Example: "ACCUSE",
		Values: Categories(), Doc: "the PLOVER category of the act that shows it"}),
	str(func(r *Stance) *string { return &r.EvidenceText }, Column{Name: "evidence_text", Withheld: "the text is left out", Quotes: true, Long: true, Example: "denounced the council",
		Doc: "the words that show it, as they stand in the article"}),
	stanceSpan[0], stanceSpan[1],
)

// A Summary is a row of stance_summary.
type Summary struct {
	ArticleID   string
	HolderID    string
	TargetID    string
	NAgainst    int32
	NNeutral    int32
	NFavor      int32
	MeanScore   float64
	DuplicateOf string
}

// StanceSummary is the table of stances summed by article, holder and target.
var StanceSummary = kind("stance_summary", "a holder and a target in an article, in order of first appearance",
	keyed(article(func(r *Summary) *string { return &r.ArticleID })),
	str(func(r *Summary) *string { return &r.HolderID }, Column{Name: "holder_id", Key: true, Ref: "actors.actor_id", Dict: true, Example: "person:ada-quill",
		Doc: "the actor that holds the stances"}),
	str(func(r *Summary) *string { return &r.TargetID }, Column{Name: "target_id", Key: true, Ref: "actors.actor_id", Dict: true, Example: "organization:un",
		Doc: "the actor toward which they are held"}),
	count(func(r *Summary) *int32 { return &r.NAgainst }, Column{Name: "n_against", Example: "3",
		Doc: "how many rows of stances are against"}),
	count(func(r *Summary) *int32 { return &r.NNeutral }, Column{Name: "n_neutral", Example: "1",
		Doc: "how many are neutral"}),
	count(func(r *Summary) *int32 { return &r.NFavor }, Column{Name: "n_favor", Example: "0",
		Doc: "how many are in favour"}),
	float(func(r *Summary) *float64 { return &r.MeanScore }, -1, 1, Column{Name: "mean_score", Example: "-0.417",
		Doc: "the mean of their scores, those of neutral ones included, rounded to thousandths"}),
	str(func(r *Summary) *string { return &r.DuplicateOf }, Column{Name: "duplicate_of", Null: "the first that tells this story: sums over these rows count each story once", Ref: "articles.article_id", Dict: true, Example: exampleArticle,
		Doc: "the article that the row's article is a copy of, as articles.duplicate_of"}),
)

func keyed[R any](f field[R]) field[R] {
	f.column.Key = true
	return f
}

// A Skip is a row of skips.
type Skip struct {
	SourceURI string
	Record    int32
	Stage     string
	Reason    string
	Detail    string
}

// Skips is the table of what could not be used.
var Skips = kind("skips", "an input, or a record of one, that could not be used",
	str(func(r *Skip) *string { return &r.SourceURI }, Column{Name: "source_uri", Sealed: true, Example: "news/2013.jsonl",
		Doc: "the input, relative to what was given, with slashes"}),
	number(func(r *Skip) *int32 { return &r.Record }, Column{Name: "record", Null: "the whole input", Low: bound(1), Example: "19",
		Doc: "the record's number in the input, from 1"}),
	str(func(r *Skip) *string { return &r.Stage }, Column{Name: "stage", Dict: true, Example: "read",
		Values: names(models.Extracting), Doc: "the step that gave up"}),
	str(func(r *Skip) *string { return &r.Reason }, Column{Name: "reason", Dict: true, Example: string(models.BadRecord),
		Values: reasons, Doc: "why, in a word or two"}),
	str(func(r *Skip) *string { return &r.Detail }, Column{Name: "detail", Null: "the reason says it all", Long: true, Example: "invalid character '}'",
		Doc: "why, in full"}),
)

// reasons are the reasons of a skip.
var reasons = []string{string(models.Unreadable), string(models.Truncated), string(models.NotText), string(models.Empty),
	string(models.BadRecord), string(models.MissingField), string(models.TooLong), string(models.OtherLanguage),
	string(models.Repeated), string(models.NoMainText), string(models.Internal)}

// names lists the names of an enumeration from its zero value to last.
func names[E interface {
	~uint8
	String() string
}](last E) []string {
	var list []string
	for e := E(0); e <= last; e++ {
		list = append(list, e.String())
	}
	return list
}
