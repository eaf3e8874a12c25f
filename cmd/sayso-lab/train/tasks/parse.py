"""Dependency trees: a biaffine scorer of heads and relations (Dozat and Manning, 2017), within each sentence.

Word 0 of a sentence is a learned vector, the root. Every other word's head is chosen by a softmax over the words of
its sentence and the root; its relation by a softmax given the gold head. Words without a gold head teach nothing.
"""
from collections import Counter

import torch
from torch import nn

import quantize
from corpus import NO_HEAD, NO_LABEL
from network import Linear
from tasks.loss import SURE, cross_entropy, surest
from tasks.tree import best_tree

ARC, REL = 256, 64


class Parse(nn.Module):
    rounded = False

    def __init__(self, width: int, labels: dict[str, list[str]], dropout: nn.Module):
        super().__init__()
        self.dropout = dropout
        self.deprels = len(labels['deprel'])
        universal = sorted({label.split(':')[0] for label in labels['deprel']})
        self.universal = torch.tensor([universal.index(label.split(':')[0]) for label in labels['deprel']])
        self.root = nn.Parameter(torch.randn(width) * 0.5)
        self.arc_dep, self.arc_head, self.arc_bilinear = Linear(width, ARC), Linear(width, ARC), Linear(ARC, ARC)
        self.rel_dep, self.rel_head, self.rel_bilinear = Linear(width, REL), Linear(width, REL), Linear(REL, self.deprels * REL)
        nn.init.normal_(self.arc_bilinear.weight, std=ARC ** -1)
        nn.init.normal_(self.rel_bilinear.weight, std=REL ** -1)
        for module in (self.arc_bilinear, self.rel_bilinear):
            nn.init.zeros_(module.bias)

    def project(self, linear: Linear, vectors: torch.Tensor) -> torch.Tensor:
        return self.dropout(torch.relu(linear(vectors)))

    def arcs(self, vectors, sentence) -> torch.Tensor:
        """Scores [W, T, 1+T] of every word's head, the root first; words of other sentences far below all."""
        words = torch.cat([self.root.expand(len(vectors), 1, -1), vectors], 1)
        dependents = self.arc_bilinear(self.project(self.arc_dep, vectors))
        heads = self.project(self.arc_head, words)
        if self.rounded:
            dependents, heads = quantize.rows(dependents), quantize.keys(heads)
        scores = (dependents @ heads.transpose(1, 2)).float()
        allowed = sentence[:, :, None] == sentence[:, None, :]
        allowed = allowed & ~torch.eye(allowed.shape[1], dtype=torch.bool)
        return scores.masked_fill(~torch.cat([torch.ones_like(allowed[:, :, :1]), allowed], 2), -1e9)

    def relations(self, dependents, heads) -> torch.Tensor:
        """Scores [N, deprels] of pairs of word vectors [N, width]."""
        dependents = self.rel_bilinear(self.project(self.rel_dep, dependents)).view(-1, self.deprels, REL)
        return (dependents * self.project(self.rel_head, heads)[:, None, :]).sum(-1)

    def of_heads(self, vectors, head) -> torch.Tensor:
        """The vectors of words' heads, numbered as in Batch.head."""
        words = torch.cat([self.root.expand(len(vectors), 1, -1), vectors], 1)
        return words.gather(1, (head + 1).clamp(min=0)[:, :, None].expand(-1, -1, vectors.shape[2]))

    def loss(self, vectors, batch):
        annotated = (batch.head != NO_HEAD).any(1)
        total = vectors.new_zeros(())
        if annotated.any():
            vectors, head, sentence = vectors[annotated], batch.head[annotated], batch.sentence[annotated]
            deprel, trust = batch.labels['deprel'][annotated], batch.trust[annotated]
            known = head != NO_HEAD
            trust = trust[:, None].expand_as(known)
            total = total + cross_entropy(self.arcs(vectors, sentence)[known], head[known] + 1, trust[known])
            known = known & (deprel >= 0)
            scores = self.relations(vectors[known], self.of_heads(vectors, head)[known])
            total = total + cross_entropy(scores, deprel[known], trust[known])
        return total / batch.tokens.sum()

    def decode(self, scores, sentence) -> torch.Tensor:
        """The heads [W, T] of the best trees over arcs' scores, numbered as in Batch.head."""
        head, scores = torch.full_like(sentence, NO_HEAD), scores.numpy()
        for row in range(len(sentence)):
            for number in range(int(sentence[row].max()) + 1):
                inside = torch.nonzero(sentence[row] == number)[:, 0]
                if not len(inside):
                    continue
                begin, end = int(inside[0]), int(inside[-1]) + 1
                block = scores[row, begin:end][:, [0, *range(begin + 1, end + 1)]]
                for word, chosen in enumerate(best_tree(block)):
                    head[row, begin + word] = -1 if chosen == 0 else begin + chosen - 1
        return head

    def count(self, vectors, batch, counts: Counter) -> None:
        """Attachment in sentences annotated whole; relations compared without their subtypes."""
        annotated = (batch.head != NO_HEAD).any(1)
        if not annotated.any():
            return
        vectors, gold, sentence = vectors[annotated], batch.head[annotated], batch.sentence[annotated]
        for row in range(len(gold)):
            for number in sentence[row][(gold[row] == NO_HEAD) & (sentence[row] >= 0)].unique():
                sentence[row][sentence[row] == number] = -1
        head = self.decode(self.arcs(vectors, sentence), sentence)
        known = head != NO_HEAD
        relation = self.relations(vectors[known], self.of_heads(vectors, head)[known]).argmax(-1)
        attached = head[known] == gold[known]
        labelled = attached & (self.universal[relation] == self.universal[batch.labels['deprel'][annotated][known]])
        counts['words'] += int(known.sum())
        counts['attached'] += int(attached.sum())
        counts['labelled'] += int(labelled.sum())

    def label(self, vectors, batch) -> dict[str, torch.Tensor]:
        scores = self.arcs(vectors, batch.sentence)
        head = self.decode(scores, batch.sentence)
        known = head != NO_HEAD
        deprel = torch.full_like(head, NO_LABEL)
        deprel[known] = surest(self.relations(vectors[known], self.of_heads(vectors, head)[known]))
        probable = scores.softmax(-1).gather(2, (head + 1).clamp(min=0)[:, :, None])[:, :, 0] >= SURE
        return {'head': head.masked_fill(~probable, NO_HEAD), 'deprel': deprel.masked_fill(~probable, NO_LABEL)}

    def figures(self, counts: Counter) -> dict[str, float]:
        if not counts['words']:
            return {}
        return {'uas': 100 * counts['attached'] / counts['words'], 'las': 100 * counts['labelled'] / counts['words']}

    def matrices(self) -> dict[str, Linear]:
        return {'parse/arc.dep': self.arc_dep, 'parse/arc.head': self.arc_head, 'parse/arc.bilinear': self.arc_bilinear,
                'parse/rel.dep': self.rel_dep, 'parse/rel.head': self.rel_head, 'parse/rel.bilinear': self.rel_bilinear}

    def floats(self) -> dict[str, torch.Tensor]:
        return {'parse/root': self.root}
