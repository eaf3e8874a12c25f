// Package tensor is the arithmetic of the trained model: the weights file, the
// products of matrices, and the steps on floats between them.
//
// A left side is rows of activations in eight bits with a scale a row (Rows), a
// right side is columns of seven bits with a scale a column: weights from the
// file (Matrix) or activations packed at run time (Packed). Sums are exact
// integers, and every step on floats is pinned to one order of IEEE additions,
// multiplications, divisions and square roots, never fused. So all kernels,
// chosen at start by what the processor has (kernel.go), give the same bits as
// the plain Go beside them, which is their definition and what runs where there
// is no kernel. The assembly is written by gen.
//
// The package does not know what the numbers mean, does not spread work over
// threads, and promises no bits for activations that are not numbers.
package tensor
