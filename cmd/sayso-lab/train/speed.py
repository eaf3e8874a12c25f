"""How fast PyTorch runs the encoder: float32, one thread, the windows that `sayso-lab bench --torch` wrote.

    python speed.py --windows FILE --layers 6

FILE has a window a line: its pieces' ids, blanks between them. Time hangs on the shape of the work and not on the
weights, so these are drawn. Windows stand in batches of like length, several sizes are tried and the fastest counts.
Prints one line of JSON: the pieces, and the seconds of the fastest size.
"""
import argparse
import json
import time
from pathlib import Path

import torch

from network import Encoder, Shape

SIZES = (1, 8)  # windows in a batch


def batches(windows: list[list[int]], size: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Pieces padded to the longest of each batch, and which of them are real."""
    windows = sorted(windows, key=len)
    out = []
    for at in range(0, len(windows), size):
        part = windows[at:at + size]
        pieces = torch.zeros(len(part), len(part[-1]), dtype=torch.long)
        real = torch.zeros(pieces.shape, dtype=torch.bool)
        for row, ids in enumerate(part):
            pieces[row, :len(ids)] = torch.tensor(ids)
            real[row, :len(ids)] = True
        out.append((pieces, real))
    return out


def seconds(encoder: Encoder, work: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    start = time.perf_counter()
    for pieces, real in work:
        encoder(pieces, torch.zeros_like(pieces), real)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--windows', type=Path, required=True)
    parser.add_argument('--layers', type=int, default=6)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    windows = [[int(piece) for piece in line.split()] for line in chosen.windows.read_text().splitlines()]
    encoder = Encoder(Shape(layers=chosen.layers)).eval()
    with torch.inference_mode():
        took = {}
        for size in SIZES:
            work = batches(windows, size)
            seconds(encoder, work[:1] + work[-1:])  # the first of a shape is slow
            took[size] = min(seconds(encoder, work) for _ in range(2))
    best = min(took, key=took.get)
    print(json.dumps({'pieces': sum(map(len, windows)), 'seconds': took[best], 'batch': best}))


if __name__ == '__main__':
    main()
