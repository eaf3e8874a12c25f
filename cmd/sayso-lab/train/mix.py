"""A checkpoint between two, weight by weight: what the later learned without what it forgot.

    python mix.py --first RUN/checkpoint.pt --then RUN/checkpoint.pt --share 0.6 [--scorers TASK=RUN/checkpoint.pt] --prepared DIR --out DIR

The later run must have begun with the first one's weights: runs of one beginning lie in one basin, and the mean of their
weights is often better than each (Wortsman et al. 2022, arXiv:2109.01903). Scorers that the first lacks are the later's;
those of a task can be taken from a third checkpoint, of a run that learned them on the mixed encoder. Writes
`checkpoint.pt` into the folder, with figures on dev, on the grid of integers.
"""
import argparse
from pathlib import Path

import torch

import corpus
import memory
from network import round_all
from train import averaged, crew, measure, open_checkpoint


def mixed(first: dict[str, torch.Tensor], then: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """The weights of `then`, moved back toward `first` where that has them: `share` of the way is kept."""
    return {name: torch.lerp(first[name], value, share) if name in first and value.dtype.is_floating_point else value for name, value in then.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--first', type=Path, required=True)
    parser.add_argument('--then', type=Path, required=True)
    parser.add_argument('--share', type=float, required=True, help="the later one's, 0 to 1")
    parser.add_argument('--scorers', default='', help='take the scorers of a task from there, say stance=RUN/checkpoint.pt')
    parser.add_argument('--prepared', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--threads', type=int, default=2)
    chosen = parser.parse_args()
    if not 0 <= chosen.share <= 1:
        raise SystemExit(f'--share {chosen.share} is not between 0 and 1')
    torch.set_num_threads(1)
    state = torch.load(chosen.then, weights_only=False)
    weights = mixed(averaged(torch.load(chosen.first, weights_only=False)), averaged(state), chosen.share)
    task, _, path = chosen.scorers.partition('=')
    if path:
        weights |= {name: value for name, value in averaged(torch.load(path, weights_only=False)).items() if name.startswith(f'tasks.{task}.')}
    chosen.out.mkdir(parents=True, exist_ok=True)
    place = chosen.out / 'checkpoint.pt'
    state |= {'model': weights, 'average': [], 'optimizers': [], 'mixed': {'share': chosen.share, 'scorers': task}}
    torch.save(state, place)
    model, _ = open_checkpoint(place)
    round_all(model, True)
    threads = crew(chosen.threads)
    figures = {name: measure(model, corpus.read(chosen.prepared, name), threads, state['options']['no_case'], fast=False)
               for name in corpus.names(chosen.prepared, 'dev')}
    state['figures'].append({'epoch': state['epoch'], 'seconds': round(state['seconds']), 'rounded': True, 'figures': figures})
    torch.save(state, place)


if __name__ == '__main__':
    memory.keep()
    main()
