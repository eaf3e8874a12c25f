"""Claims: which tokens are cues, and for each cue its source and its content.

Cues are BIO labels of a linear scorer. For each cue all tokens are asked (asking.py), and each gets a label of a span
of source or content (B, I, E, or U for a span of one token). So claims may nest, overlap and share tokens, and a
content may come in several spans. Boundaries follow PolNeAR (Newell et al., LREC 2018).

PolNeAR marks no claims within the content of others. These inner ones have a scorer of cues of their own, taught by
what a teacher finds in a content that it reads as a text by itself (label.py).

The figures are exact spans by role, and relations: claims whose cue meets a gold one and whose source and content
share half of their tokens with its.
"""
from collections import Counter

import numpy as np
import torch
from torch import nn

from corpus import BEGINS, INSIDE, NO_LABEL, OUTSIDE, outer
from network import Linear
from tasks.asking import WIDTH, Asking
from tasks.loss import SURE, cross_entropy
from tasks.sequence import best

ROLES = ('source', 'content')
LABELS = ['O'] + [f'{at}-{role}' for role in ROLES for at in 'BIEU']
LAYERS = 1
WEIGHT = 0.5  # of a token's role beside its being a cue


def labels_of(claim: dict, length: int) -> np.ndarray:
    """A label a token, −1 where the claim's teacher was not sure."""
    out = np.zeros(length, dtype=np.int64)
    for number, role in enumerate(ROLES):
        for begin, end in claim[role]:
            base = 1 + 4 * number
            out[begin:end] = base + 1
            out[begin], out[end - 1] = base, base + 2
            if end == begin + 1:
                out[begin] = base + 3
    for begin, end in claim.get('unsure', []):
        out[begin:end] = NO_LABEL
    return out


def spans_of(labels: list[int]) -> dict[str, list[tuple[int, int]]]:
    """The ranges of each role; ranges of one role that touch are one."""
    out = {role: [] for role in ROLES}
    for at, label in enumerate(labels):
        if label > 0:
            found = out[ROLES[(label - 1) // 4]]
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
    return out


def shared(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> float:
    """The share of common tokens; nothing and nothing are the same."""
    a, b = ({at for begin, end in ranges for at in range(begin, end)} for ranges in (one, other))
    return len(a & b) / len(a | b) if a or b else 1.0


def lies_within(claims: list[dict], begin: int, end: int) -> bool:
    """Whether a cue lies in the content of a claim and touches no claim's cue."""
    return (any(b <= begin and end <= e for claim in claims for b, e in claim['content'])
            and not any(b < end and begin < e for claim in claims for b, e in claim['cue']))


def forbidden() -> torch.Tensor:
    """[from, to]: an open span goes on with its own labels, and nothing else does."""
    out = torch.zeros(len(LABELS), len(LABELS), dtype=torch.bool)
    for a, before in enumerate(LABELS):
        for b, to in enumerate(LABELS):
            open_ = before[0] in 'BI'
            out[a, b] = (to[0] not in 'IE' or to[2:] != before[2:]) if open_ else to[0] in 'IE'
    return out


class Claims(nn.Module):
    def __init__(self, width: int, labels: dict[str, list[str]], dropout: nn.Module):
        super().__init__()
        self.cue, self.inner = Linear(width, 3), Linear(width, 3)
        self.asking = Asking(width, 1, LAYERS, dropout)
        self.role = Linear(WIDTH, len(LABELS))
        self.cue_forbidden = torch.tensor([[False, False, True], [False, False, False], [False, False, False]])
        self.forbidden = forbidden()
        self.first = torch.tensor([name[0] in 'IE' for name in LABELS])

    def roles(self, vectors, batch, asked: list[tuple[int, int, int]]) -> torch.Tensor:
        """Scores [N, T, labels] of every token of the window for each cue asked for: window, begin, end."""
        values, _ = self.asking(vectors, batch, [row for row, _, _ in asked], [[(begin, end) for _, begin, end in asked]])
        return self.role(values)

    def loss(self, vectors, batch):
        total = vectors.new_zeros(())
        for kind, scorer in (('cues', self.cue), ('inner', self.inner)):
            labels = batch.labels[kind]
            chosen = labels >= 0
            if chosen.any():
                trust = batch.trust[:, None].expand_as(chosen)
                total = total + cross_entropy(scorer(vectors[chosen]), labels[chosen], trust[chosen])
        asked, wanted = [], []
        for row, claims in enumerate(batch.claims):
            for claim in claims:
                begin, end = claim['cue'][0]
                asked.append((row, begin, end))
                wanted.append(labels_of(claim, vectors.shape[1]))
        if asked:
            wanted = torch.from_numpy(np.stack(wanted))
            rows = torch.tensor([row for row, _, _ in asked])
            chosen = batch.tokens[rows] & (wanted >= 0)
            trust = batch.trust[rows][:, None].expand_as(chosen)
            total = total + WEIGHT * cross_entropy(self.roles(vectors, batch, asked)[chosen], wanted[chosen], trust[chosen])
        return total / batch.tokens.sum()

    def cues(self, scores: torch.Tensor, batch) -> list[tuple[int, int, int]]:
        """The cues that scores [W, T, 3] draw best: window, begin, end."""
        scores = scores.masked_fill(~batch.tokens[:, :, None] & torch.tensor([False, True, True]), -1e9)
        out = []
        for row, labels in enumerate(best(scores, self.cue_forbidden, torch.tensor([False, False, True])).tolist()):
            begin = None
            for at, label in enumerate(labels + [OUTSIDE]):
                if begin is not None and label != INSIDE:
                    out.append((row, begin, at))
                    begin = None
                if label == BEGINS:
                    begin = at
        return out

    def decode(self, scores: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """The best labels [N, T] of scores [N, T, labels]."""
        outside = torch.tensor([name != 'O' for name in LABELS])
        return best(scores.masked_fill(~real[:, :, None] & outside, -1e9), self.forbidden, self.first)

    def asked(self, vectors, batch, asked: list[tuple[int, int, int]]) -> list[dict]:
        """The claims of cues."""
        if not asked:
            return []
        labels = self.decode(self.roles(vectors, batch, asked), batch.tokens[[row for row, _, _ in asked]])
        return [{'cue': [(begin, end)], **spans_of(drawn)} for (_, begin, end), drawn in zip(asked, labels.tolist())]

    def found(self, vectors, batch) -> list[list[dict]]:
        """The claims of each window, those that are made within no other first."""
        out = [[] for _ in batch.claims]
        cues = self.cues(self.cue(vectors), batch)
        for (row, _, _), claim in zip(cues, self.asked(vectors, batch, cues)):
            out[row].append(claim)
        cues = [cue for cue in self.cues(self.inner(vectors), batch) if lies_within(out[cue[0]], *cue[1:])]
        for (row, _, _), claim in zip(cues, self.asked(vectors, batch, cues)):
            if claim['content']:
                out[row].append(claim | {'inner': True})
        return out

    def count(self, vectors, batch, counts: Counter) -> None:
        chosen = (batch.labels['cues'] >= 0).any(1)
        if not chosen.any():
            return
        for found, wanted, annotated, owned in zip(self.found(vectors, batch), batch.claims, chosen, batch.owned):
            if not annotated:
                continue
            found, wanted = ([c for c in outer(claims) if owned[c['cue'][0][0]]] for claims in (found, wanted))
            for role in ('cue',) + ROLES:
                f, w = ({tuple(span) for claim in claims for span in claim[role]} for claims in (found, wanted))
                counts['found', role] += len(f)
                counts['wanted', role] += len(w)
                counts['right', role] += len(f & w)
            counts['found', 'relation'] += len(found)
            counts['wanted', 'relation'] += len(wanted)
            for claim in found:
                (begin, end), = claim['cue']
                counts['right', 'relation'] += any(
                    begin < other['cue'][0][1] and other['cue'][0][0] < end
                    and all(shared(claim[role], [tuple(span) for span in other[role]]) >= 0.5 for role in ROLES) for other in wanted)

    def figures(self, counts: Counter) -> dict[str, float]:
        return {name: 200 * counts['right', name] / (counts['wanted', name] + counts['found', name])
                for name in ('source', 'cue', 'content', 'relation') if counts['wanted', name]}

    def label(self, vectors, batch, eager: float = 0.0) -> dict:
        """Cues as the scorer is sure of them, and the claims of the cues that it is sure of; eager speaks for cues."""
        scores = self.cue(vectors).float() - eager * torch.tensor([1.0, 0.0, 0.0])
        drawn = best(scores, self.cue_forbidden, torch.tensor([False, False, True]))
        sure = scores.softmax(-1).gather(2, drawn[:, :, None])[:, :, 0] >= SURE
        claims = [[] for _ in batch.claims]
        asked = self.cues(scores, batch)
        if asked:
            rows = torch.tensor([row for row, _, _ in asked])
            scored = self.roles(vectors, batch, asked).float()
            labels = self.decode(scored, batch.tokens[rows])
            probable = scored.softmax(-1).gather(2, labels[:, :, None])[:, :, 0] >= SURE
            for (row, begin, end), chosen, known, real in zip(asked, labels.tolist(), probable, batch.tokens[rows]):
                if not sure[row, begin:end].all():
                    continue
                unsure = torch.nonzero(~known & real)[:, 0].tolist()
                claims[row].append({'cue': [(begin, end)], **spans_of(chosen), 'unsure': [(at, at + 1) for at in unsure]})
        return {'cues': drawn.masked_fill(~sure, NO_LABEL), 'claims': claims}

    def matrices(self) -> dict[str, Linear]:
        return {'claim/cue': self.cue, 'claim/inner': self.inner, 'claim/role': self.role, **self.asking.matrices('claim')}

    def floats(self) -> dict[str, torch.Tensor]:
        return self.asking.floats('claim')
