"""What a checkpoint scores on dev, in floats and on the grid of integers: the cost of rounding.

    python measure.py --checkpoint RUN/checkpoint.pt --prepared DIR

Prints a JSON line for each.
"""
import argparse
import json
from pathlib import Path

import torch

import corpus
import memory
from network import round_all
from train import crew, measure, open_checkpoint


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--checkpoint', type=Path, required=True)
    parser.add_argument('--prepared', type=Path, required=True)
    parser.add_argument('--threads', type=int, default=2)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    threads = crew(chosen.threads)
    model, state = open_checkpoint(chosen.checkpoint)
    for rounded in (False, True):
        round_all(model, rounded)
        figures = {name: measure(model, corpus.read(chosen.prepared, name), threads, state['options']['no_case'], fast=False)
                   for name in corpus.names(chosen.prepared, 'dev')}
        print(json.dumps({'rounded': rounded, 'figures': figures}), flush=True)


if __name__ == '__main__':
    memory.keep()
    main()
