"""Stance: how a holder stands toward a target, and how a sentence stands toward one.

All tokens are asked about the two actors, or the one (asking.py); what those of the actors answer is averaged and
scored. A pair is scored in both directions. A class of DSE (Park, Pan and Joo, ACL 2021) is a stance in one direction
and none in the other; its score is the sum of both. NewsMTSC (Hamborg and Donnay, EACL 2021) tells the sentence's.

The figures are F1 over classes: macro, and micro for pairs.
"""
from collections import Counter

import torch
from torch import nn
from torch.nn import functional

from network import Linear
from tasks.asking import WIDTH, Asking
from tasks.loss import cross_entropy

LABELS = ('neutral', 'favor', 'against')
# A class of DSE as the stance of p toward q and of q toward p.
CLASSES = ((0, 0), (1, 0), (0, 1), (2, 0), (0, 2))
LAYERS = 1
WEIGHT = 10  # of a question beside a token's tag


def macro(counts: Counter, kind: str, classes: range) -> float:
    total = 0.0
    for label in classes:
        right = counts[kind, label, label]
        gold = sum(counts[kind, label, other] for other in classes)
        found = sum(counts[kind, other, label] for other in classes)
        total += 2 * right / (gold + found) if right else 0.0
    return 100 * total / len(classes)


class Stance(nn.Module):
    def __init__(self, width: int, labels: dict[str, list[str]], dropout: nn.Module):
        super().__init__()
        self.dropout = dropout
        self.between, self.toward = Asking(width, 2, LAYERS, dropout), Asking(width, 1, LAYERS, dropout)
        self.pair, self.target = Linear(2 * WIDTH, len(LABELS)), Linear(WIDTH, len(LABELS))

    @staticmethod
    def mean(values: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
        return (values * inside[:, :, None]).sum(1) / inside.sum(1, keepdim=True)

    def directed(self, vectors, batch, rows, holders, targets) -> torch.Tensor:
        """Scores [N, labels] of holders toward targets."""
        values, inside = self.between(vectors, batch, rows, [holders, targets])
        return self.pair(self.dropout(torch.cat([self.mean(values, some) for some in inside], 1)))

    def pairs(self, vectors, batch, rows, p, q) -> torch.Tensor:
        """Scores [N, classes] of pairs."""
        there = self.directed(vectors, batch, rows, p, q).float().log_softmax(-1)
        back = self.directed(vectors, batch, rows, q, p).float().log_softmax(-1)
        return torch.stack([there[:, a] + back[:, b] for a, b in CLASSES], 1)

    def targets(self, vectors, batch, rows, at) -> torch.Tensor:
        """Scores [N, labels] of sentences toward targets."""
        values, inside = self.toward(vectors, batch, rows, [at])
        return self.target(self.dropout(self.mean(values, inside[0])))

    def scored(self, vectors, batch) -> dict[str, tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
        """By kind of question: scores, gold labels, rows."""
        out = {}
        asked = [(row, tuple(pair['p']), tuple(pair['q']), pair['label']) for row, pairs in enumerate(batch.pairs) for pair in pairs]
        if asked:
            rows, p, q, labels = zip(*asked)
            out['pairs'] = self.pairs(vectors, batch, list(rows), list(p), list(q)), torch.tensor(labels), torch.tensor(rows)
        asked = [(row, tuple(target['at']), LABELS.index(target['label'])) for row, targets in enumerate(batch.targets) for target in targets]
        if asked:
            rows, at, labels = zip(*asked)
            out['targets'] = self.targets(vectors, batch, list(rows), list(at)), torch.tensor(labels), torch.tensor(rows)
        return out

    def loss(self, vectors, batch):
        total = vectors.new_zeros(())
        for kind, (scores, labels, rows) in self.scored(vectors, batch).items():
            wanted = functional.one_hot(labels, scores.shape[1]).float()
            for number, question in enumerate(question for questions in getattr(batch, kind) for question in questions):
                if 'chances' in question:
                    wanted[number] = torch.tensor(question['chances']) / sum(question['chances'])
            # The questions of one window answer alike: together they weigh as much as the root of their number.
            total = total + WEIGHT * cross_entropy(scores, wanted, batch.trust[rows] / rows.bincount()[rows].sqrt())
        return total / batch.tokens.sum()

    def count(self, vectors, batch, counts: Counter) -> None:
        for kind, (scores, labels, _) in self.scored(vectors, batch).items():
            for gold, found in zip(labels.tolist(), scores.argmax(-1).tolist()):
                counts[kind, gold, found] += 1

    def figures(self, counts: Counter) -> dict[str, float]:
        out = {}
        if any(kind == 'pairs' for kind, _, _ in counts):
            out['pairs.macro'] = macro(counts, 'pairs', range(len(CLASSES)))
            out['pairs.micro'] = 100 * sum(counts['pairs', c, c] for c in range(len(CLASSES))) / sum(n for key, n in counts.items() if key[0] == 'pairs')
        if any(kind == 'targets' for kind, _, _ in counts):
            out['targets.macro'] = macro(counts, 'targets', range(len(LABELS)))
        return out

    def label(self, vectors, batch) -> dict:
        """The questions of the windows with the most probable labels, and the chances of all as whole thousandths."""
        out = {}
        for kind, (scores, _, _) in self.scored(vectors, batch).items():
            out[kind], chances = [[] for _ in batch.pairs], iter(scores.float().softmax(-1))
            for row, questions in enumerate(getattr(batch, kind)):
                for question, some in zip(questions, chances):
                    label = int(some.argmax())
                    out[kind][row].append(question | {'label': label if kind == 'pairs' else LABELS[label], 'chances': (1000 * some).round().int().tolist()})
        return out

    def matrices(self) -> dict[str, Linear]:
        return {'stance/pair': self.pair, 'stance/target': self.target, **self.between.matrices('stance/between'), **self.toward.matrices('stance/toward')}

    def floats(self) -> dict[str, torch.Tensor]:
        return {**self.between.floats('stance/between'), **self.toward.floats('stance/toward')}
