package tensor

// requestTiles asks the system to let this process use AMX's tile registers,
// which it keeps for those who ask, and gives zero if it does.
func requestTiles() int

// tilesAllowed reports whether this process may use AMX.
func tilesAllowed() bool { return requestTiles() == 0 }
