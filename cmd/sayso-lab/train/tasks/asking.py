"""Ask all tokens of a window about a stretch of it, or about several: what are you to this cue, to these two actors?

A token's vector meets the stretches' and its distance from each, in tokens and in sentences; a small transformer lets
the tokens confer. One pass of the encoder answers all questions.
"""
import numpy as np
import torch
from torch import nn

from network import Layer, Linear, Shape

WIDTH, INNER, HEADS = 128, 256, 4
NEAR, FAR = 8, 16  # distances below NEAR known exactly, then by powers of the root of two; buckets a side
SENTENCES = 3      # sentences told apart a side


def bucket(distance: np.ndarray) -> np.ndarray:
    """Signed distances in tokens to 0 … 2·FAR; none is FAR."""
    size = np.abs(distance)
    far = NEAR + np.floor(2 * np.log2(np.maximum(size, 1) / NEAR)).astype(np.int64)
    return FAR + np.sign(distance) * np.minimum(np.where(size < NEAR, size, far), FAR)


class Asking(nn.Module):
    def __init__(self, width: int, stretches: int, layers: int, dropout: nn.Module):
        super().__init__()
        self.word = Linear(width, WIDTH)
        self.stretch = Linear(width, stretches * WIDTH)
        self.distances = nn.Parameter(torch.randn(stretches, 2 * FAR + 1, WIDTH) * 0.02)
        self.sentences = nn.Parameter(torch.randn(stretches, 2 * SENTENCES + 1, WIDTH) * 0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        shape = Shape(layers=layers, width=WIDTH, heads=HEADS, inner=INNER)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(layers))

    def forward(self, vectors: torch.Tensor, batch, rows: list[int], stretches: list[list[tuple[int, int]]]) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Vectors [N, T, WIDTH] of every token of a question's window, and [N, T] the tokens of each stretch.

        A question is a window, in `rows`, and a range of tokens in each list of `stretches`.
        """
        rows = torch.tensor(rows)
        values = self.word(vectors)[rows]
        seen, sentence = self.stretch(vectors), batch.sentence[rows]
        at, inside = np.arange(vectors.shape[1])[None, :], []
        for number, ranges in enumerate(stretches):
            begin, end = (np.array(ends)[:, None] for ends in zip(*ranges))
            inside.append(torch.from_numpy((at >= begin) & (at < end)))
            distance = torch.from_numpy(bucket(np.where(at < begin, at - begin, np.maximum(at - end + 1, 0))))
            apart = sentence - sentence.gather(1, torch.from_numpy(begin))
            asked = seen[rows, :, number * WIDTH:(number + 1) * WIDTH] * inside[-1][:, :, None]
            values = (values + asked.sum(1, keepdim=True) / torch.from_numpy(end - begin)[:, :, None] + self.distances[number][distance]
                      + self.sentences[number][apart.clamp(-SENTENCES, SENTENCES) + SENTENCES])
        values = self.norm(nn.functional.gelu(values))
        real = batch.tokens[rows]
        for layer in self.layers:
            values = layer(values, real)
        return values, inside

    def matrices(self, part: str) -> dict[str, Linear]:
        out = {f'{part}/word': self.word, f'{part}/stretch': self.stretch}
        for number, layer in enumerate(self.layers):
            out |= {f'{part}/{number}/{key}': getattr(layer, key) for key in ('qkv', 'out', 'up', 'down')}
        return out

    def floats(self, part: str) -> dict[str, torch.Tensor]:
        out = {f'{part}/distances': self.distances, f'{part}/sentences': self.sentences,
               f'{part}/norm.gain': self.norm.weight, f'{part}/norm.bias': self.norm.bias}
        for number, layer in enumerate(self.layers):
            for key in ('norm1', 'norm2'):
                norm = getattr(layer, key)
                out |= {f'{part}/{number}/{key}.gain': norm.weight, f'{part}/{number}/{key}.bias': norm.bias}
        return out
