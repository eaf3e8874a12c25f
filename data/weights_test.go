package data

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

// The card beside the weights is theirs.
func TestCard(t *testing.T) {
	card, err := os.ReadFile("weights/" + Default + ".md")
	if err != nil {
		t.Fatal(err)
	}
	file, ok := Weights(Default)
	if !ok {
		t.Fatalf("no weights of %q", Default)
	}
	sum := sha256.Sum256(file)
	if want := hex.EncodeToString(sum[:]); !strings.Contains(string(card), "`"+want+"`") {
		t.Errorf("the card does not name the SHA-256 of the file, %s", want)
	}
}
