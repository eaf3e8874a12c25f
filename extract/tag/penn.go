package tag

import "github.com/sayso-nlp/sayso/models"

func mendPenn(text string, toks []models.Token) {}
func mendNames(toks []models.Token)             {}
