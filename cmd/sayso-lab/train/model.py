"""The whole network: one encoder, and a scorer a task on the tokens' vectors."""
import numpy as np
import torch
from torch import nn

import pretrained
import tasks
from corpus import Batch
from network import Dropout, Encoder, Shape


class Model(nn.Module):
    def __init__(self, shape: Shape, names: list[str], labels: dict[str, list[str]], dropout: tuple[float, float] = (0.0, 0.0)):
        """The scorers that `names` names; dropout within the encoder, and in the scorers."""
        super().__init__()
        self.labels = labels
        self.encoder = Encoder(shape, dropout[0])
        self.dropout = Dropout(dropout[1])
        self.tasks = tasks.build(names, shape.width, labels, self.dropout)

    def draw_from(self, generator: np.random.Generator) -> None:
        """Let all dropout draw from this generator."""
        for part in self.modules():
            if isinstance(part, Dropout):
                part.generator = generator

    def forward(self, batch: Batch) -> torch.Tensor:
        """The tokens' vectors [W, T, width], those of their first pieces, in float32."""
        vectors = self.encoder(batch.pieces, batch.cases, batch.real)
        return self.dropout(vectors.gather(1, batch.words[:, :, None].expand(-1, -1, vectors.shape[2])).float())


def begin(encoder: str, kept: list[int], names: list[str], labels: dict[str, list[str]], dropout: tuple[float, float] = (0.0, 0.0)) -> Model:
    """A pretrained encoder under fresh scorers; `kept` names the layers to keep, all if none."""
    weights = pretrained.weights(encoder)
    vocabulary, width = weights['embeddings.word_embeddings.weight'].shape
    layers = 1 + max(int(name.split('.')[2]) for name in weights if name.startswith('encoder.layer.'))
    kept = kept or list(range(layers))
    model = Model(Shape(layers=len(kept), width=width, inner=4 * width, vocabulary=vocabulary), names, labels, dropout)
    model.encoder.adopt(weights, kept)
    return model
