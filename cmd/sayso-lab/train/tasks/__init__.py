"""One file a task: its scorer, its loss, its figures on dev, its tensors in the weights file.

A task is a module with
    loss(vectors, batch)           the loss, weighed by trust, a token of the batch
    count(vectors, batch, counts)  adds a dev batch to a Counter
    figures(counts)                a dict of figures, per cent
    label(vectors, batch)          a dict of labels [W, T] as Batch has them, none where the task is not sure
    matrices(), floats()           the tensors to export, by their names in the weights file
where vectors are the tokens' [W, T, width]. Another task is another file, and a line in `build`.
"""
import torch

from tasks.claims import Claims
from tasks.names import Names
from tasks.parse import Parse
from tasks.stance import Stance
from tasks.tag import Tag


def build(names: list[str], width: int, labels: dict[str, list[str]], dropout: torch.nn.Module) -> torch.nn.ModuleDict:
    made = {'tag': Tag, 'parse': Parse, 'names': Names, 'claims': Claims, 'stance': Stance}
    return torch.nn.ModuleDict({name: made[name](width, labels, dropout) for name in names})
