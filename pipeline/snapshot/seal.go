package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// Where the text is left out, an id, an outlet or a name may be a sentence all
// the same: some records have their headline for an id. One that is longer than
// a name is replaced by its hash, its seal, so that rows still join by it, and who
// has the articles can put it back.

const sealPrefix = "sha256:"

// seal is s if it is no longer than a name, else what stands for it.
func seal(s string) string {
	if utf8.RuneCountInString(s) <= longestName {
		return s
	}
	return sealOf(s)
}

func sealOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return sealPrefix + hex.EncodeToString(sum[:8])
}

// mostWords is how many words an id may have that is no text.
const mostWords = 3

// sealID is seal for an id, which is also sealed if it reads like a sentence.
func sealID(id string) string {
	if len(strings.Fields(id)) <= mostWords {
		return seal(id)
	}
	return sealOf(id)
}

// SealURI is a URI as it stands where the text is left out: the id behind # is
// sealed if it is longer than a name or reads like a sentence.
func SealURI(uri string) string {
	path, id, ok := strings.Cut(uri, "#")
	if !ok {
		return uri
	}
	return path + "#" + sealID(id)
}

// Seals opens what is sealed in a snapshot's tables of actors and skips, once the
// articles are there.
type Seals struct {
	names map[string]string // by seal; "" where it is not known yet
	uris  map[string]string
}

// ReadSeals finds what is sealed.
func ReadSeals(s *Snapshot) (*Seals, error) {
	seals := &Seals{make(map[string]string), make(map[string]string)}
	for act, err := range Rows(s, table.Actors) {
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(act.Name, sealPrefix) {
			seals.names[act.Name] = ""
		}
	}
	for skip, err := range Rows(s, table.Skips) {
		if err != nil {
			return nil, err
		}
		if strings.Contains(skip.SourceURI, "#"+sealPrefix) {
			seals.uris[skip.SourceURI] = ""
		}
	}
	return seals, nil
}

// Read learns from the URI of a record.
func (s *Seals) Read(uri string) {
	if len(s.uris) == 0 {
		return
	}
	if _, ok := s.uris[SealURI(uri)]; ok {
		s.uris[SealURI(uri)] = strings.Clone(uri)
	}
}

// Fill learns from an article whose text is filled in.
func (s *Seals) Fill(b *Bundle) {
	if len(s.names) == 0 {
		return
	}
	learn := func(form string) {
		form = models.PlainName(form)
		if _, ok := s.names[seal(form)]; ok {
			s.names[seal(form)] = form
		}
	}
	for i := range b.Mentions {
		learn(b.Mentions[i].Text)
	}
	for i := range b.Sections {
		learn(b.Sections[i].Author)
	}
}

// Actor puts an actor's name back, if it is known.
func (s *Seals) Actor(r *table.Actor) {
	if name := s.names[r.Name]; name != "" {
		r.Name = name
	}
}

// Skip puts a skip's URI back, if it is known.
func (s *Seals) Skip(r *table.Skip) {
	if uri := s.uris[r.SourceURI]; uri != "" {
		r.SourceURI = uri
	}
}
