"""Cross-entropy over the tokens that carry a label, and the labels that a teacher gives."""
import torch
from torch.nn import functional

from corpus import NO_LABEL

SURE = 0.5  # the least probability of a label that teaches


def cross_entropy(scores: torch.Tensor, labels: torch.Tensor, trust: torch.Tensor) -> torch.Tensor:
    """The sum over rows of [N, labels], each weighed by its trust [N]; labels are [N] numbers, none missing, or [N, labels] chances."""
    return (functional.cross_entropy(scores.float(), labels, reduction='none') * trust).sum()


def surest(scores: torch.Tensor) -> torch.Tensor:
    """The most probable label of each row of [N, labels], −1 where no label is sure."""
    probability, label = scores.float().softmax(-1).max(-1)
    return label.masked_fill(probability < SURE, NO_LABEL)
