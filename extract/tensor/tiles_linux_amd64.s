#include "textflag.h"

// func requestTiles() int
//
// arch_prctl(ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA), of Linux 5.16; written
// here so that no package of ours that is pure need import the system's calls.
TEXT ·requestTiles(SB), NOSPLIT, $0-8
	MOVQ $158, AX
	MOVQ $0x1023, DI
	MOVQ $18, SI
	SYSCALL
	MOVQ AX, ret+0(FP)
	RET
