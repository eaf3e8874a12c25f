package pipeline

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much garbage there may be before it is collected: half of what lives, as
// a run allocates much and keeps little, and never less than spareBytes, for
// where little lives a collection would come after every few articles, and each
// has to look at the model's tables again.
const (
	sparePercent = 50
	spareBytes   = 48 << 20
)

// Spare bounds the memory of a run: a large one peaks a quarter lower than with
// Go's own rule, and a small one is not slowed by it. A GOGC of the user's goes
// before. It is for main functions.
func Spare() {
	if os.Getenv("GOGC") == "" {
		pace()
	}
}

// pace says when the next collection is to come, and is called again after it.
func pace() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetGCPercent(garbage(live[0].Value.Uint64()))
	runtime.SetFinalizer(new(collected), func(*collected) { pace() })
}

// collected is unreachable from the start: its finalizer runs after the next
// collection. (It has a size and a pointer, so that it has memory of its own.)
type collected struct{ _ *byte }

// garbage is what share of the live bytes may be garbage, in percent.
func garbage(live uint64) int {
	return int(max(sparePercent, 100*spareBytes/max(live, 1<<20)))
}
