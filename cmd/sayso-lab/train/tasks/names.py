"""Names of persons, organizations, places, groups and the rest: one linear scorer of BIO labels a token.

Decoding takes the best sequence in which every I- follows a B- or I- of its type. The figures are exact spans of
exact type, micro-averaged, over the types that the corpus annotates. A token known to be in some name, its type
unknown, teaches what the types share: the loss is that of all labels but O together.
"""
from collections import Counter

import torch
from torch import nn

from corpus import NO_LABEL
from network import Linear
from tasks.loss import SURE, cross_entropy
from tasks.sequence import best, spans

SOME_NAME = -2


class Names(nn.Module):
    def __init__(self, width: int, labels: dict[str, list[str]], _: nn.Module):
        super().__init__()
        self.names = labels['names']
        self.scorer = Linear(width, len(self.names))
        self.inside = [at for at, name in enumerate(self.names) if name != 'O']
        # [from, to]: what may not follow what
        self.forbidden = torch.tensor([[to.startswith('I-') and before[2:] != to[2:] for to in self.names] for before in self.names])
        self.first = torch.tensor([name.startswith('I-') for name in self.names])

    def loss(self, vectors, batch):
        labels = batch.labels['names']
        chosen = labels >= 0
        total = vectors.new_zeros(())
        if chosen.any():
            trust = batch.trust[:, None].expand_as(chosen)[chosen]
            total = cross_entropy(self.scorer(vectors[chosen]), labels[chosen], trust)
        named = labels == SOME_NAME
        if named.any():
            scores = self.scorer(vectors[named]).float()
            lost = scores.logsumexp(-1) - scores[:, self.inside].logsumexp(-1)
            total = total + (lost * batch.trust[:, None].expand_as(named)[named]).sum()
        return total / batch.tokens.sum()

    def decode(self, scores: torch.Tensor) -> torch.Tensor:
        """The best allowed labels [W, T] of scores [W, T, labels]; what follows a window's end cannot change them."""
        return best(scores, self.forbidden, self.first)

    def label(self, vectors, batch) -> dict[str, torch.Tensor]:
        scores = self.scorer(vectors).float()
        chosen = self.decode(scores)
        probable = scores.softmax(-1).gather(2, chosen[:, :, None])[:, :, 0] >= SURE
        return {'names': chosen.masked_fill(~probable, NO_LABEL)}

    def count(self, vectors, batch, counts: Counter) -> None:
        gold = batch.labels['names']
        chosen = (gold >= 0).any(1)
        if not chosen.any():
            return
        scores = self.scorer(vectors[chosen]).float()
        outside = self.names.index('O')
        scores[..., outside] = scores[..., outside].masked_fill(~batch.tokens[chosen], 1e9)
        for found, wanted, owned in zip(self.decode(scores), gold[chosen], batch.owned[chosen]):
            counted = owned & (wanted >= 0)
            wanted = spans(wanted.masked_fill(~counted, -1).tolist(), self.names)
            found = spans(found.masked_fill(~counted, -1).tolist(), self.names)
            for kind in {name[2:] for name in self.names if name != 'O'}:
                w, f = {s for s in wanted if s[2] == kind}, {s for s in found if s[2] == kind}
                counts['wanted', kind] += len(w)
                counts['found', kind] += len(f)
                counts['right', kind] += len(w & f)

    def figures(self, counts: Counter) -> dict[str, float]:
        kinds = sorted({name[2:] for name in self.names if name != 'O'})
        kinds = [kind for kind in kinds if counts['wanted', kind]]
        if not kinds:
            return {}
        wanted, found, right = (sum(counts[what, kind] for kind in kinds) for what in ('wanted', 'found', 'right'))
        out = {'names': 200 * right / (wanted + found)}
        for kind in kinds:
            out[f'names.{kind}'] = 200 * counts['right', kind] / (counts['wanted', kind] + counts['found', kind])
        return out

    def matrices(self) -> dict[str, Linear]:
        return {'entity/names': self.scorer}

    def floats(self) -> dict[str, torch.Tensor]:
        return {}
