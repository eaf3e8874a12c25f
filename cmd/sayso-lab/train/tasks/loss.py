"""Cross-entropy over the tokens that carry a label."""
import torch
from torch.nn import functional


def cross_entropy(scores: torch.Tensor, labels: torch.Tensor, trust: torch.Tensor) -> torch.Tensor:
    """The sum over rows of [N, labels], each weighed by its trust [N]; no label may be missing."""
    return (functional.cross_entropy(scores.float(), labels, reduction='none') * trust).sum()
