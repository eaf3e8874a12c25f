"""Let trained networks label raw news, to teach a smaller one: what they are not sure of stays unlabelled.

    python label.py --checkpoint TEACHER/checkpoint.pt --prepared DIR [--pieces N | --add]

Reads the windows `news.train`, whole articles of them until there are enough pieces, and writes `silver.train.jsonl.gz`
of the same windows with all labels, and `silver.train.json`, which tells who labelled them and how well it does. With
`--add` another teacher labels the windows that are there already: its own labels join the others'.

A teacher of claims reads the content of each claim once more, as a text by itself, and finds the claims within it, which
no corpus marks. It does so for PolNeAR's claims too: `polnear.train.jsonl.gz` is written anew with what it finds.

A teacher of stance alone (always with `--add`) reads each sentence by itself, as its corpora have them, and judges the
names in it that the windows hold: each by itself, and pairs of them. It teaches the chances of all labels.
"""
import argparse
import gzip
import json
import os
from collections import Counter
from pathlib import Path

import numpy as np
import torch

import corpus
import memory
import pretrained
from tasks.claims import lies_within
from tasks.stance import LABELS as STANCES
from train import crew, open_checkpoint

PIECES = 16 * 160  # a batch
LEAST = 5          # tokens of a content that are worth being read again
EAGER = 0.75       # what speaks for a cue within a content, beside its score: PolNeAR had none to learn from
NEAREST = 6        # pairs a sentence, those of the least distance
CALM = {'pairs': 2.0, 'targets': 1.0}  # neutral answers kept, as a multiple of the others
MARKS = frozenset('“”"‘’\'«»„')


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


def label(model, windows: list[dict], tasks: tuple[str, ...] = (), **how) -> list[dict]:
    """The windows with the labels of the model's tasks, all if none is named."""
    batch = corpus.collate(windows)
    with torch.no_grad():
        with torch.autocast('cpu', dtype=torch.bfloat16):
            vectors = model(batch)
        labels = {key: value for task in tasks or model.tasks for key, value in model.tasks[task].label(vectors, batch, **how).items()}
    def of(value, row: int, length: int):
        return value[row][:length].numpy() if isinstance(value, torch.Tensor) else value[row]

    return [window | {key: of(value, row, len(window['words'])) for key, value in labels.items()} for row, window in enumerate(windows)]


def contents(window: dict, marks: set[int]) -> list[tuple[int, int]]:
    """The contents of the claims, cut between sentences and without the marks of quotation around; no token in two."""
    first, out, done = window['pieces'][window['words']], [], 0
    for claim in sorted(corpus.outer(window['claims']), key=lambda claim: claim['cue'][0][0]):
        for begin, end in claim['content']:
            begin, done = max(begin, done), max(end, done)
            for low, high in window['sentences']:
                b, e = max(begin, low), min(end, high)
                while b < e and first[b] in marks:
                    b += 1
                while b < e and first[e - 1] in marks:
                    e -= 1
                if e - b >= LEAST:
                    out.append((b, e))
    return out


def nest(model, windows: list[dict], marks: set[int], threads) -> list[dict]:
    """The windows with the claims within the contents of their claims, instead of those that they had."""
    windows = [window | {'claims': corpus.outer(window['claims']), 'inner': np.zeros(len(window['words']), dtype=np.int32)} for window in windows]
    asked = []
    for number, window in enumerate(windows):
        bare = {key: window[key] for key in ('doc', 'corpus', 'pieces', 'cases', 'words', 'owned')}
        asked += [corpus.stretch(bare, [[begin, end]]) | {'from': (number, begin)} for begin, end in contents(window, marks)]
    for some in threads.map(lambda batch: label(model, batch, ('claims',), eager=EAGER), corpus.batches(asked, PIECES)):
        for part in some:
            number, at = part['from']
            window = windows[number]
            cues = np.array(part['cues'])
            for claim in part['claims']:
                (begin, end), = claim['cue']
                if not claim['content'] or not lies_within(window['claims'], at + begin, at + end):
                    cues[begin:end] = corpus.OUTSIDE
                    continue
                moved = {key: [(b + at, e + at) for b, e in ranges] for key, ranges in claim.items()}
                window['claims'] = window['claims'] + [moved | {'inner': True}]
            window['inner'][at:at + len(cues)] = cues
    return windows


def mentions(names: np.ndarray, labels: list[str]) -> list[list[int]]:
    """The ranges of names by BIO labels, but for names of kinds that do not act and those not known whole."""
    out = []
    for at, label in enumerate(names):
        part, _, kind = labels[label].partition('-') if label >= 0 else ('', '', '')
        if part == 'B' and kind != 'MISC':
            out.append([at, at + 1])
        elif part == 'I' and out and out[-1][1] == at:
            out[-1][1] = at + 1
        elif part == '' and out and out[-1][1] == at:
            out.pop()
    return out


def questions(window: dict, labels: list[str]) -> dict[str, list[dict]]:
    """What can be asked of the names of a sentence: of each, and of the nearest pairs of different ones."""
    found = mentions(window['names'], labels)
    words = [tuple(window['pieces'][window['words'][b:e]]) for b, e in found]
    pairs = [(q[0] - p[1], p, q) for at, p in enumerate(found) for other, q in enumerate(found[at + 1:], at + 1) if words[at] != words[other]]
    return {'pairs': [{'p': p, 'q': q, 'label': 0} for _, p, q in sorted(pairs)[:NEAREST]],
            'targets': [{'at': at, 'label': STANCES[0]} for at in found]}


def judge(model, windows: list[dict], threads) -> list[dict]:
    """The windows with what the model says about the stances of their names, sentence by sentence; most that is neutral is left out."""
    windows = [window | {kind: [] for kind in corpus.QUESTIONS} for window in windows]
    asked = []
    for number, window in enumerate(windows):
        for sentence in window['sentences']:
            part = corpus.stretch({key: window[key] for key in ('doc', 'corpus', 'pieces', 'cases', 'words', 'owned', 'names')}, [sentence])
            found = questions(part, model.labels['names'])
            if found['targets']:
                asked.append(part | found | {'from': (number, sentence[0])})
    drawn, counts = [], Counter()
    for some in threads.map(lambda batch: label(model, batch), corpus.batches(asked, PIECES)):
        for part in some:
            number, at = part['from']
            for kind, actors in corpus.QUESTIONS.items():
                for question in part[kind]:
                    calm = question['label'] in (0, STANCES[0])
                    drawn.append((number, kind, calm, question | {actor: [at + place for place in question[actor]] for actor in actors}))
                    counts[kind, calm] += 1
    generator = np.random.default_rng(0)
    for number, kind, calm, question in sorted(drawn, key=lambda found: (found[0], found[1], str(found[3]))):
        if not calm or generator.random() * counts[kind, True] < CALM[kind] * counts[kind, False]:
            windows[number][kind].append(question)
    print('stances judged:', dict(counts))
    return windows


def plain(window: dict) -> dict:
    """The window as prepare writes it."""
    return {key: value.tolist() if isinstance(value, np.ndarray) else value for key, value in window.items() if key != 'corpus'}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--checkpoint', type=Path, required=True, help="the teacher's")
    parser.add_argument('--prepared', type=Path, required=True)
    parser.add_argument('--pieces', type=int, default=900_000)
    parser.add_argument('--add', action='store_true', help='label the windows of silver.train')
    parser.add_argument('--threads', type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(1)
    threads = crew(options.threads)
    model, state = open_checkpoint(options.checkpoint)
    model.eval()
    if state['labels'] != json.loads((options.prepared / 'labels.json').read_text(encoding='utf-8')):
        raise SystemExit(f'{options.checkpoint} knows other labels than {options.prepared}')
    marks = {at for at, piece in enumerate(pretrained.vocabulary(state['options']['encoder'])) if piece in MARKS}
    about = options.prepared / 'silver.train.json'
    if options.add:
        windows, teachers = corpus.read(options.prepared, 'silver.train'), json.loads(about.read_text(encoding='utf-8'))
    else:
        windows, teachers = chosen_windows(corpus.read(options.prepared, 'news.train'), options.pieces), []
    if list(model.tasks) == ['stance']:
        labelled = judge(model, windows, threads)
    else:
        labelled = []
        for some in threads.map(lambda batch: label(model, batch), corpus.batches(windows, PIECES)):
            labelled += some
            if len(labelled) % 1000 < len(some):
                print(f'{len(labelled)} of {len(windows)} windows', flush=True)
    if 'claims' in model.tasks:
        labelled = nest(model, labelled, marks, threads)
        gold = corpus.read(options.prepared, 'polnear.train')
        write(options.prepared / 'polnear.train.jsonl.gz', nest(model, gold, marks, threads))
    teachers.append({'encoder': state['options']['encoder'], 'tasks': state['options']['tasks'], 'epochs': state['epoch'],
                     'pieces': sum(len(w['pieces']) for w in windows), 'figures': state['figures'][-1]['figures'] if state['figures'] else {}})
    write(options.prepared / 'silver.train.jsonl.gz', labelled)
    about.write_text(json.dumps(teachers, indent=1) + '\n', encoding='utf-8')


def write(path: Path, windows: list[dict]) -> None:
    temporary = path.with_suffix('.part')
    with open(temporary, 'wb') as raw, gzip.GzipFile(fileobj=raw, mode='wb', compresslevel=1, mtime=0, filename='') as file:
        file.writelines(json.dumps(plain(window), separators=(',', ':')).encode() + b'\n' for window in windows)
    os.replace(temporary, path)


if __name__ == '__main__':
    memory.keep()
    main()
