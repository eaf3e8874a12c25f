package claim

// A frame is the form of what follows a cue: a preposition's frame has its
// name ("for"), those with an object before it begin with "obj" ("obj of":
// accused him of). It is also how the list of frames writes them.
type frame string

// The frames that are no preposition.
const (
	that    frame = "that"   // said that he had paid
	clause  frame = "clause" // said he had paid
	toDo    frame = "to"     // pledged to pay
	wh      frame = "wh"     // asked whether, knew who
	ing     frame = "ing"    // recommended paying
	quoted  frame = "quote"  // said, “We paid.”
	colons  frame = "colon"  // said: “We paid.”
	object  frame = "obj"    // criticized the reform
	adjunct frame = "adj"    // sounded angry
	parting frame = "comma"  // …, he said, …
	ending  frame = "end"    // …, he said.
	other   frame = "other"
)
