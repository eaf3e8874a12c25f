package pipeline

import "testing"

func TestGarbage(t *testing.T) {
	const mb = 1 << 20
	for _, tt := range []struct {
		live uint64
		want int
	}{{0, 4800}, {mb, 4800}, {24 * mb, 200}, {48 * mb, 100}, {96 * mb, 50}, {1000 * mb, 50}} {
		if got := garbage(tt.live); got != tt.want {
			t.Errorf("%d bytes live: %d %%, want %d", tt.live, got, tt.want)
		}
	}
}
