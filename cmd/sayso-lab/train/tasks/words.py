"""Masked-word training on raw news, before the tasks: the encoder guesses pieces that it cannot see.

The output embeddings are the input embeddings. Every piece of a chosen token is hidden: most become [MASK], a tenth
some other piece, a tenth stay (Devlin et al., 2019).
"""
from collections import Counter

import numpy as np
import torch
from torch import nn

from tasks.loss import cross_entropy

MASK = '[MASK]'
RATE = 0.15


class Words(nn.Module):
    def __init__(self, width: int, pieces: list[str]):
        super().__init__()
        self.mask, self.vocabulary = pieces.index(MASK), len(pieces)
        self.transform, self.norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        nn.init.eye_(self.transform.weight)
        self.bias = nn.Parameter(torch.zeros(self.vocabulary))

    def hide(self, windows: list[dict], generator: np.random.Generator) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """The pieces as the encoder sees them, and the ids to guess, −1 elsewhere."""
        seen, wanted = [], []
        for window in windows:
            pieces, words = window['pieces'], window['words']
            token = np.zeros(len(pieces), dtype=np.int64)
            token[words] = 1
            token = np.cumsum(token)
            drawn = generator.random(len(words) + 1) < RATE
            drawn[0] = False
            chosen = drawn[token]
            chosen[-1] = False
            way = generator.random(len(pieces))
            changed = np.where(chosen & (way < 0.8), self.mask, pieces)
            changed = np.where(chosen & (way >= 0.9), generator.integers(self.mask + 1, self.vocabulary, len(pieces)), changed)
            seen.append(changed)
            wanted.append(np.where(chosen, pieces, -1))
        return seen, wanted

    def loss(self, vectors: torch.Tensor, wanted: torch.Tensor, embeddings: torch.Tensor, counts: Counter | None = None):
        """The mean loss of vectors [W, P, width]."""
        chosen = wanted >= 0
        hidden = self.norm(nn.functional.gelu(self.transform(vectors[chosen])).float())
        scores = nn.functional.linear(hidden, embeddings, self.bias)
        if counts is not None:
            counts['wanted'] += int(chosen.sum())
            counts['right'] += int((scores.argmax(-1) == wanted[chosen]).sum())
        return cross_entropy(scores, wanted[chosen], torch.ones(len(scores))) / max(1, len(scores))
