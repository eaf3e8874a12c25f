"""The encoder: BERT's layers over word pieces, told each token's case.

The pieces are uncased, so a learned vector for the token's case pattern is added to the input; it begins at zero,
and the network then is the pretrained one. Everything is named as in the weights file. Vectors between the layers
are float32; the matrix products may run in bfloat16 under autocast. With `rounded` set, the network computes on the
grid of integers that the running encoder has (see quantize.py).
"""
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import quantize

CASES = 6  # none, lower, title, upper, mixed, single upper-case letter


@dataclass(frozen=True)
class Shape:
    layers: int
    width: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    window: int = 160
    overlap: int = 40
    cases: int = CASES


class Dropout(nn.Module):
    """Dropout from whole random bytes, several times faster on a CPU than drawing a float for each element.

    The generator is one for the whole network (Model.draw_from) and saved with a checkpoint.
    """

    def __init__(self, rate: float):
        super().__init__()
        self.generator, self.dropped = np.random.default_rng(0), round(256 * rate)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        if not self.training or self.dropped == 0:
            return values
        drawn = torch.frombuffer(bytearray(self.generator.bytes(values.numel())), dtype=torch.uint8).view(values.shape)
        return values * ((drawn >= self.dropped).to(values.dtype) * (256 / (256 - self.dropped)))


class Linear(nn.Linear):
    """x·W + b, both factors rounded when `rounded` is set."""

    rounded = False

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        if not self.rounded:
            return super().forward(values)
        return functional.linear(quantize.rows(values), quantize.columns(self.weight), self.bias)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    rounded = False

    def __init__(self, shape: Shape, dropout: Dropout):
        super().__init__()
        self.heads = shape.heads
        self.qkv = Linear(shape.width, 3 * shape.width)
        self.out = Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = Linear(shape.width, shape.inner)
        self.down = Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = dropout

    def attend(self, values: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        count, length, width = values.shape
        query, key, value = self.qkv(values).view(count, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scale, padding = (width // self.heads) ** -0.5, ~real[:, None, None, :]
        if not self.rounded:
            # Half as long as scaled_dot_product_attention on a CPU at these lengths.
            probable = torch.softmax((query * scale @ key.transpose(2, 3)).masked_fill(padding, -1e4), -1)
            mixed = probable.to(value.dtype) @ value
        else:
            scores = (quantize.rows(query) @ quantize.keys(key).transpose(2, 3)).float() * scale
            probable = quantize.Probabilities.apply(scores.masked_fill(padding, -1e4))
            value = value * real[:, None, :, None]  # padding must not widen a channel's step
            mixed = probable.to(value.dtype) @ quantize.channels(value)
        return mixed.transpose(1, 2).reshape(count, length, width)

    def forward(self, values: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        values = self.norm1(values + self.dropout(self.out(self.attend(values, real)).float()))
        return self.norm2(values + self.dropout(self.down(functional.gelu(self.up(values))).float()))


class Encoder(nn.Module):
    """Pieces and cases to one vector a piece."""

    rounded = False

    def __init__(self, shape: Shape, dropout: float = 0.0):
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Parameter(torch.zeros(shape.window, shape.width))
        self.cases = nn.Parameter(torch.zeros(shape.cases, shape.width))
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, self.dropout) for _ in range(shape.layers))

    def forward(self, pieces: torch.Tensor, cases: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """Whole numbers [windows, pieces], true where a piece is no padding, to vectors [windows, pieces, width]."""
        values = self.words(pieces)
        if self.rounded:
            values = quantize.rows(values)
        values = values + self.positions[:pieces.shape[1]] + self.cases[cases]
        values = self.dropout(self.norm(values))
        for layer in self.layers:
            values = layer(values, real)
        return values

    def adopt(self, weights: dict[str, np.ndarray], layers: list[int]) -> None:
        """Take BERT's parameters, by their usual names; `layers` says which of its layers to keep."""
        def take(name):
            return torch.from_numpy(weights[name])

        def set(module, weight, bias):
            module.weight.data.copy_(weight)
            module.bias.data.copy_(bias)

        self.words.weight.data.copy_(take('embeddings.word_embeddings.weight'))
        positions = take('embeddings.position_embeddings.weight') + take('embeddings.token_type_embeddings.weight')[0]
        self.positions.data.copy_(positions[:self.shape.window])
        set(self.norm, take('embeddings.LayerNorm.weight'), take('embeddings.LayerNorm.bias'))
        for layer, kept in zip(self.layers, layers, strict=True):
            part = f'encoder.layer.{kept}.'
            three = [part + f'attention.self.{name}.' for name in ('query', 'key', 'value')]
            set(layer.qkv, torch.cat([take(name + 'weight') for name in three]), torch.cat([take(name + 'bias') for name in three]))
            for module, name in ((layer.out, 'attention.output.dense.'), (layer.norm1, 'attention.output.LayerNorm.'),
                                 (layer.up, 'intermediate.dense.'), (layer.down, 'output.dense.'), (layer.norm2, 'output.LayerNorm.')):
                set(module, take(part + name + 'weight'), take(part + name + 'bias'))


def round_all(module: nn.Module, rounded: bool) -> None:
    """Switch every part of a network to the integers' grid, or back."""
    for part in module.modules():
        if hasattr(type(part), 'rounded'):
            part.rounded = rounded
