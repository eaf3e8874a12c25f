package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract/encode"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/parse"
	"github.com/sayso-nlp/sayso/extract/tag"
	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// A Model is one encoder and the scorers that read its vectors, as a weights
// file holds them. It is shared by all workers.
type Model struct {
	encoder *encode.Encoder
	tags    *tag.Scorer
	trees   *parse.Scorer
	names   *entity.Scorer
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
	sents   []models.Sentence
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
	return &m, nil
}

// Name is the model's name.
func (m *Model) Name() string { return m.name }

// SHA256 is the hash of the model's weights file, in hexadecimal.
func (m *Model) SHA256() string {
	sum := sha256.Sum256(m.file)
	return hex.EncodeToString(sum[:])
}

// read runs the encoder over the tokens of an article and fills what the
// scorers know of them: tags, lemmas, trees and names. A very long article is
// read in several runs, which show in nothing but the memory they need.
func (m *Model) read(text string, sents []models.Sentence, toks []models.Token) {
	d := m.desks.Get().(*desk)
	defer m.desks.Put(d)
	article := sents
	for len(sents) > 0 {
		n := m.encoder.Encode(text, sents, toks, &d.vectors)
		first, last := sents[0].First, sents[n-1].Last
		d.sents = d.sents[:0]
		for _, sent := range sents[:n] {
			sent.First -= first
			sent.Last -= first
			d.sents = append(d.sents, sent)
		}
		run, vec := toks[first:last], &d.vectors.Rows
		m.tags.Annotate(text, d.sents, run, vec, &d.tags)
		m.trees.Annotate(d.sents, run, vec, &d.trees)
		m.names.Names(text, d.sents, run, vec, &d.names)
		sents = sents[n:]
	}
	m.names.Agree(text, article, toks, &d.names)
}
