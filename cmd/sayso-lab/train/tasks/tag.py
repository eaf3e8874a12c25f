"""Universal and Penn part-of-speech tags and lemma rules: three linear scorers on a token's vector."""
from collections import Counter

import torch
from torch import nn

from network import Linear
from tasks.loss import cross_entropy, surest

KINDS = ('upos', 'xpos', 'lemma')


class Tag(nn.Module):
    def __init__(self, width: int, labels: dict[str, list[str]], _: nn.Module):
        super().__init__()
        self.scorers = nn.ModuleDict({kind: Linear(width, len(labels[kind])) for kind in KINDS})

    def loss(self, vectors, batch):
        total = vectors.new_zeros(())
        for kind, scorer in self.scorers.items():
            chosen = batch.labels[kind] >= 0
            if chosen.any():
                trust = batch.trust[:, None].expand_as(chosen)[chosen]
                total = total + cross_entropy(scorer(vectors[chosen]), batch.labels[kind][chosen], trust)
        return total / batch.tokens.sum()

    def count(self, vectors, batch, counts: Counter) -> None:
        for kind, scorer in self.scorers.items():
            chosen = (batch.labels[kind] >= 0) & batch.owned
            counts[kind] += int(chosen.sum())
            counts[kind, 'right'] += int((scorer(vectors[chosen]).argmax(-1) == batch.labels[kind][chosen]).sum())

    def figures(self, counts: Counter) -> dict[str, float]:
        return {kind: 100 * counts[kind, 'right'] / counts[kind] for kind in KINDS if counts[kind]}

    def label(self, vectors, batch) -> dict[str, torch.Tensor]:
        return {kind: surest(scorer(vectors)) for kind, scorer in self.scorers.items()}

    def matrices(self) -> dict[str, Linear]:
        return {f'tag/{kind}': scorer for kind, scorer in self.scorers.items()}

    def floats(self) -> dict[str, torch.Tensor]:
        return {}
