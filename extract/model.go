package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/extract/encode"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/parse"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/extract/tag"
	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// A Model is the encoders and the scorers that read their vectors, as a weights
// file holds them. It is shared by all workers.
type Model struct {
	encoder *encode.Encoder
	tags    *tag.Scorer
	trees   *parse.Scorer
	names   *entity.Scorer
	claims  *claim.Scorer
	stances *stance.Scorer
	name    string
	file    []byte
	desks   sync.Pool // of *desk
}

// A desk is the memory that one worker reads an article with.
type desk struct {
	vectors encode.Scratch
	tags    tag.Scratch
	trees   parse.Scratch
	names   entity.Scratch
	claims  claim.Scratch
	stances stance.Scratch
	sents   []models.Sentence
	apart   apart
}

// local copies sentences to d.sents with their tokens counted from the first of
// them, and returns which that is.
func (d *desk) local(sents []models.Sentence) (first int) {
	first = sents[0].First
	d.sents = append(d.sents[:0], sents...)
	for i := range d.sents {
		d.sents[i].First -= first
		d.sents[i].Last -= first
	}
	return first
}

// Open makes the model of a name, "" for the one that is used unless another is
// asked for.
func Open(name string) (*Model, error) {
	if name == "" {
		name = data.Default
	}
	weights, ok := data.Weights(name)
	if !ok {
		return nil, fmt.Errorf("there is no model %q", name)
	}
	return New(weights)
}

// New makes a model of a weights file, which it keeps and never changes.
func New(weights []byte) (*Model, error) {
	if _, err := tensor.ChosenKernel(); err != nil {
		return nil, err
	}
	w, err := tensor.Open(weights)
	if err != nil {
		return nil, err
	}
	m := Model{name: w.Name, file: weights}
	m.desks.New = func() any { return new(desk) }
	if m.encoder, err = encode.New(w); err != nil {
		return nil, err
	}
	if m.tags, err = tag.New(w); err != nil {
		return nil, err
	}
	if m.trees, err = parse.New(w); err != nil {
		return nil, err
	}
	if m.names, err = entity.New(w); err != nil {
		return nil, err
	}
	if m.claims, err = claim.New(w); err != nil {
		return nil, err
	}
	if m.stances, err = stance.New(w, m.encoder); err != nil {
		return nil, err
	}
	return &m, nil
}

// Name is the model's name.
func (m *Model) Name() string { return m.name }

// SHA256 is the hash of the model's weights file, in hexadecimal.
func (m *Model) SHA256() string {
	sum := sha256.Sum256(m.file)
	return hex.EncodeToString(sum[:])
}

// read runs the encoder over the tokens of a document and fills what the
// scorers know of them: tags, lemmas, trees, names and attributions. A very long
// article is read in several runs, which show in nothing but the memory they
// need, and in an attribution that would reach from one into another.
func (m *Model) read(doc *models.Document, d *desk, done func(Step)) {
	text, sents, toks := doc.Article.Text, doc.Sentences, doc.Tokens
	doc.Attributions = nil
	for len(sents) > 0 {
		n := m.encoder.Encode(text, sents, toks, &d.vectors)
		done(Vectors)
		first := d.local(sents[:n])
		run, vec := toks[first:sents[n-1].Last], &d.vectors.Rows
		m.tags.Annotate(text, d.sents, run, vec, &d.tags)
		done(Tags)
		m.trees.Annotate(d.sents, run, vec, &d.trees)
		done(Trees)
		m.names.Names(text, d.sents, run, vec, &d.names)
		done(Names)
		doc.Attributions = m.claims.Attribute(doc.Attributions, d.sents, first, run, vec, &d.claims)
		done(Attributions)
		sents = sents[n:]
	}
	m.names.Agree(text, doc.Sentences, toks, &d.names)
	done(Names)
	m.headlines(doc, d)
	done(Attributions)
}
