"""The arithmetic of the running encoder, imitated in floating point.

A weight has seven bits a column, an activation eight bits a row, so that no sum of two products overflows sixteen
bits. `Rounding` rounds values to that grid in the forward pass and lets gradients pass as if it had not, so the
last epochs of training learn weights that lose nothing when `export.py` writes them as integers. The imitation is
not bit-exact: it multiplies the rounded floats, and the encoder's GELU and exponential are polynomials.
"""
import torch

WEIGHT = 63       # largest magnitude of a weight, a key, a value
ACTIVATION = 127  # largest magnitude of an activation, a word vector
PROBABILITY = 255


class Rounding(torch.autograd.Function):
    """Round to multiples of max|x|/limit, the maximum taken over one dimension; the gradient passes unchanged."""

    @staticmethod
    def forward(_, values: torch.Tensor, limit: int, dimension: int) -> torch.Tensor:
        wide = values.float()
        step = wide.abs().amax(dimension, keepdim=True).div_(limit).clamp_(min=1e-30)
        return (wide / step).round_().mul_(step).to(values.dtype)

    @staticmethod
    def backward(_, gradient: torch.Tensor):
        return gradient, None, None


def columns(matrix: torch.Tensor) -> torch.Tensor:
    """A weight matrix as (outputs, inputs): one step an output."""
    return Rounding.apply(matrix, WEIGHT, 1)


def rows(activations: torch.Tensor) -> torch.Tensor:
    return Rounding.apply(activations, ACTIVATION, -1)


def keys(vectors: torch.Tensor) -> torch.Tensor:
    """Vectors that stand on the right of a product: one step a vector."""
    return Rounding.apply(vectors, WEIGHT, -1)


def channels(values: torch.Tensor) -> torch.Tensor:
    """Attention's values as (…, keys, channels): one step a channel."""
    return Rounding.apply(values, WEIGHT, -2)


class Probabilities(torch.autograd.Function):
    """Softmax whose exponentials are whole 255ths of the largest; the gradient is that of the plain softmax."""

    @staticmethod
    def forward(context, scores: torch.Tensor) -> torch.Tensor:
        scores = scores.float()
        whole = (scores - scores.amax(-1, keepdim=True)).exp_().mul_(PROBABILITY).round_()
        result = whole / whole.sum(-1, keepdim=True)
        context.save_for_backward(result)
        return result

    @staticmethod
    def backward(context, gradient: torch.Tensor) -> torch.Tensor:
        result, = context.saved_tensors
        gradient = gradient.float() * result
        return gradient - result * gradient.sum(-1, keepdim=True)
