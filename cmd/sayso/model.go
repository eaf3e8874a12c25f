package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract"
)

// modelFlag is the flag of the model that a command reads with.
func modelFlag(flags *pflag.FlagSet) *string {
	name := flags.String("model", data.Default, fmt.Sprintf("the model to read with; there is one: %s", data.Default))
	offer(flags, "model", data.Default)
	return name
}

// openModel opens the model that a flag named.
func openModel(name string) (*extract.Model, error) {
	if _, ok := data.Weights(name); !ok {
		return nil, misuse("--model %q: there is one, %s", name, data.Default)
	}
	return extract.Open(name)
}
