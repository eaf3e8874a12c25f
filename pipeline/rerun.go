package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

// options are those that decide what is in the tables, as a manifest records
// them. How fast or how loudly a run went is not among them.
type options struct {
	AnyLanguage   bool          `json:"any_language"`
	Fields        source.Fields `json:"fields"`
	Limit         int           `json:"limit"`
	MaxText       int64         `json:"max_text"`
	MinConfidence float64       `json:"min_confidence"`
	StdinFormat   string        `json:"stdin_format"`
	TextFormat    string        `json:"text_format"`
	Tokens        bool          `json:"tokens"`
}

// recorded are the options of cfg for the manifest.
func (cfg Config) recorded() options {
	return options{
		AnyLanguage:   cfg.AnyLanguage,
		Fields:        cfg.Source.Fields,
		Limit:         cfg.Limit,
		MaxText:       cfg.Source.MaxText,
		MinConfidence: cfg.MinConfidence,
		StdinFormat:   cfg.Source.StdinFormat,
		TextFormat:    cfg.Source.TextFormat.String(),
		Tokens:        cfg.Tokens,
	}
}

// recall gives cfg the options that a manifest records.
func (cfg Config) recall(record json.RawMessage) (Config, error) {
	var opt options
	dec := json.NewDecoder(bytes.NewReader(record))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&opt); err != nil {
		return cfg, fmt.Errorf("reading the options of a snapshot: %w", err)
	}
	cfg.AnyLanguage, cfg.Limit, cfg.Tokens, cfg.MinConfidence = opt.AnyLanguage, opt.Limit, opt.Tokens, opt.MinConfidence
	cfg.Source.Fields, cfg.Source.MaxText, cfg.Source.StdinFormat = opt.Fields, opt.MaxText, opt.StdinFormat
	for _, format := range []models.Format{models.Plain, models.Markdown, models.HTML} {
		if format.String() == opt.TextFormat {
			cfg.Source.TextFormat = format
			return cfg, nil
		}
	}
	return cfg, fmt.Errorf("reading the options of a snapshot: there is no text format %q", opt.TextFormat)
}

// Rerun runs over the inputs of cfg with the options of a snapshot and compares
// the two: nothing differs if the manifests are equal. Of cfg the inputs, the
// model and what does not show in the tables are used. All articles are read.
func Rerun(ctx context.Context, s *snapshot.Snapshot, cfg Config) (same bool, c *snapshot.Comparison, err error) {
	if cfg, err = cfg.recall(s.Manifest.Options); err != nil {
		return false, nil, err
	}
	dir, err := os.MkdirTemp("", "sayso-rerun-*")
	if err != nil {
		return false, nil, fmt.Errorf("running again: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if s.Manifest.Text == snapshot.SomeText {
		return false, nil, UsageError{errors.New("a snapshot that holds the text of some articles is the work of no single run")}
	}
	cfg.About, cfg.Format, cfg.WithoutText = s.Manifest.About, s.Manifest.Format, s.Manifest.Text == snapshot.NoText
	cfg.Out, cfg.Forget, cfg.Update, cfg.DryRun = filepath.Join(dir, "again"), true, "", false
	result, err := Run(ctx, cfg)
	if err != nil {
		return false, nil, err
	}
	if result.Manifest.ID == s.Manifest.ID {
		return true, nil, nil
	}
	again, err := snapshot.Open(cfg.Out)
	if err != nil {
		return false, nil, err
	}
	c, err = snapshot.Diff(s, again, nil, nil)
	return false, c, err
}
