//go:build amd64 && !linux

package tensor

// tilesAllowed reports whether this process may use AMX: other systems are not
// known to let it.
func tilesAllowed() bool { return false }
