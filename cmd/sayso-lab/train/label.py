"""Let a trained network label raw news, to teach a smaller one: what it is not sure of stays unlabelled.

    python label.py --checkpoint TEACHER/checkpoint.pt --prepared DIR [--pieces N]

Reads the windows `news.train`, whole articles of them until there are enough pieces, and writes `silver.train.jsonl.gz`
of the same windows with all labels, and `silver.train.json`, which tells who labelled them and how well it does.
"""
import argparse
import gzip
import json
import os
from pathlib import Path

import numpy as np
import torch

import corpus
import memory
from train import crew, open_checkpoint

PIECES = 16 * 160  # a batch


def chosen_windows(windows: list[dict], pieces: int) -> list[dict]:
    """Windows that hold their sentences whole, of articles in an order drawn by their names, until there are enough pieces."""
    by_article = {}
    for window in windows:
        by_article.setdefault(window['doc'], []).append(window)
    names = list(by_article)
    out, total = [], 0
    for at in np.random.default_rng(0).permutation(len(names)):
        whole = [w for w in by_article[names[at]] if w['owned'] == [0, len(w['words'])]]
        total += sum(len(w['pieces']) for w in whole)
        if total > pieces:
            break
        out += whole
    return out


def label(model, windows: list[dict]) -> list[dict]:
    """The windows with the model's labels."""
    batch = corpus.collate(windows)
    with torch.no_grad():
        with torch.autocast('cpu', dtype=torch.bfloat16):
            vectors = model(batch)
        labels = {key: value for task in model.tasks.values() for key, value in task.label(vectors, batch).items()}
    def of(value, row: int, length: int):
        return value[row][:length].numpy() if isinstance(value, torch.Tensor) else value[row]

    return [window | {key: of(value, row, len(window['words'])) for key, value in labels.items()} for row, window in enumerate(windows)]


def plain(window: dict) -> dict:
    """The window as prepare writes it."""
    return {key: value.tolist() if isinstance(value, np.ndarray) else value for key, value in window.items() if key != 'corpus'}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--checkpoint', type=Path, required=True, help="the teacher's")
    parser.add_argument('--prepared', type=Path, required=True)
    parser.add_argument('--pieces', type=int, default=900_000)
    parser.add_argument('--threads', type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(1)
    threads = crew(options.threads)
    model, state = open_checkpoint(options.checkpoint)
    model.eval()
    if state['labels'] != json.loads((options.prepared / 'labels.json').read_text(encoding='utf-8')):
        raise SystemExit(f'{options.checkpoint} knows other labels than {options.prepared}')
    windows = chosen_windows(corpus.read(options.prepared, 'news.train'), options.pieces)
    target = options.prepared / 'silver.train.jsonl.gz'
    temporary, done = target.with_suffix('.part'), 0
    with open(temporary, 'wb') as raw, gzip.GzipFile(fileobj=raw, mode='wb', compresslevel=1, mtime=0, filename='') as file:
        for some in threads.map(lambda batch: label(model, batch), corpus.batches(windows, PIECES)):
            file.writelines(json.dumps(plain(window), separators=(',', ':')).encode() + b'\n' for window in some)
            done += len(some)
            if done % 1000 < len(some):
                print(f'{done} of {len(windows)} windows', flush=True)
    told = {'encoder': state['options']['encoder'], 'epochs': state['epoch'], 'pieces': sum(len(w['pieces']) for w in windows),
            'figures': state['figures'][-1]['figures'] if state['figures'] else {}}
    target.with_name('silver.train.json').write_text(json.dumps(told, indent=1) + '\n', encoding='utf-8')
    os.replace(temporary, target)


if __name__ == '__main__':
    memory.keep()
    main()
