// Package encode gives every word of an article a vector that knows its
// sentence and the sentences around it.
//
// Words are cut into the pieces of a vocabulary ([Pieces]), whole sentences are
// packed into windows ([Windows]), and a small transformer, the [Encoder], reads
// one window at a time. A word's vector is what the last layer says of its first
// piece. Later steps score these vectors; nothing else of the words reaches them.
//
// A sentence's vectors depend on its article alone and are the same bits on
// every processor. The package does not know what the vectors are used for, and
// it promises nothing of languages other than English.
package encode
