"""What `sayso-lab prepare` wrote: windows of word pieces with labels, in batches.

A window is a dict as prepare wrote it (see README.md), with the corpus it came from. A batch is the windows' values
padded to one length. The order of an epoch is a function of the seed, the epoch and the options alone, so a resumed
training finds its place by a number.
"""
import gzip
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch

LABELLED = ('upos', 'xpos', 'lemma', 'deprel', 'names', 'cues', 'inner')
QUESTIONS = {'pairs': ('p', 'q'), 'targets': ('at',)}  # of stance, and the actors that each is about
PARTS = ('cue', 'source', 'content', 'unsure')  # of a claim, each a list of ranges of tokens
OUTSIDE, BEGINS, INSIDE = range(3)  # labels of cues
NO_LABEL = -1
STEP = 16  # pieces: windows are padded to a multiple of it
ROOT = -1
NO_HEAD = -2

NO_CASE, LOWER, TITLE, UPPER, MIXED, SINGLE = range(6)


def read(folder: Path, name: str) -> list[dict]:
    """The windows of `name`, say 'ewt.train'."""
    corpus = name.split('.')[0]
    with gzip.open(folder / f'{name}.jsonl.gz', 'rt', encoding='utf-8') as lines:
        return [opened(json.loads(line), corpus) for line in lines]


def opened(window: dict, corpus: str) -> dict:
    """A window as prepare wrote it, ready for use: numbers in arrays, cues as labels."""
    out = window | {'corpus': corpus}
    if 'claims' in out and 'cues' not in out:
        out['cues'] = cues(out)
    return out | {key: np.array(out[key], dtype=np.int32) for key in ('pieces', 'cases', 'words', 'head') + LABELLED if key in out}


def cues(window: dict) -> np.ndarray:
    """A label a token: whether it begins the cue of a claim, of no inner one, goes on with one or stands outside."""
    out = np.full(len(window['words']), OUTSIDE, dtype=np.int32)
    for claim in outer(window['claims']):
        for begin, end in claim['cue']:
            out[begin:end] = INSIDE
            out[begin] = BEGINS
    return out


def outer(claims: list[dict]) -> list[dict]:
    """The claims that are not made within the content of another."""
    return [claim for claim in claims if not claim.get('inner')]


def names(folder: Path, split: str) -> list[str]:
    """The corpora that have a split, sorted; 'news' has no labels and is left out."""
    return sorted(path.name.removesuffix('.jsonl.gz') for path in folder.glob(f'*.{split}.jsonl.gz') if not path.name.startswith('news.'))


def digest(folder: Path, name: str) -> str:
    return hashlib.sha256((folder / f'{name}.jsonl.gz').read_bytes()).hexdigest()


def part(window: dict, count: int, salt: str) -> int:
    """A number below count that all windows of a document share; another salt is another, independent division."""
    return hashlib.sha256(f'{salt}/{window["corpus"]}/{window["doc"]}'.encode()).digest()[0] * count // 256


def fold(windows: list[dict], index: int, count: int) -> list[bool]:
    """True for the windows whose document is each count-th from index on, in the order of the file."""
    seen = {}
    return [seen.setdefault(window['doc'], len(seen)) % count == index for window in windows]


def cut(window: dict, borders: list[bool]) -> list[dict]:
    """The window cut in several, before each sentence but the first where `borders` is true; one of a corpus of stance stays whole."""
    if ('pairs' in window or 'targets' in window) and 'upos' not in window:
        return [window]
    groups = []
    for sentence, border in zip(window['sentences'], [True, *borders], strict=True):
        if border or not groups:
            groups.append([])
        if sentence[0] < sentence[1]:
            groups[-1].append(sentence)
    return [stretch(window, group) for group in groups if group]


def stretch(window: dict, sentences: list[list[int]]) -> dict:
    """The window from the first to the last of some ranges of tokens that follow each other, each a sentence of it."""
    begin, end = sentences[0][0], sentences[-1][1]
    ends = np.append(window['words'], len(window['pieces']) - 1)
    out = {'doc': window['doc'], 'corpus': window['corpus'], 'sentences': [[b - begin, e - begin] for b, e in sentences],
           'owned': [min(max(at, begin), end) - begin for at in window['owned']]}
    for key in ('pieces', 'cases'):
        out[key] = np.concatenate([window[key][:1], window[key][ends[begin]:ends[end]], window[key][-1:]])
    out['words'] = window['words'][begin:end] - window['words'][begin] + 1
    for key in LABELLED:
        if key in window:
            out[key] = window[key][begin:end]
    if 'head' in window:
        head = window['head'][begin:end]
        out['head'] = np.where(head >= 0, head - begin, head)
    if 'claims' in window:
        out['claims'] = within(window['claims'], begin, end)
    for kind, actors in QUESTIONS.items():
        if kind in window:
            out[kind] = [question | {actor: [at - begin for at in question[actor]] for actor in actors} for question in window[kind]
                         if all(begin <= question[actor][0] and question[actor][1] <= end for actor in actors)]
    return out


def within(claims: list[dict], begin: int, end: int) -> list[dict]:
    """The claims with a cue among these tokens, cut to them and counted from the first."""
    def clip(ranges):
        return [[max(b, begin) - begin, min(e, end) - begin] for b, e in ranges if b < end and e > begin]
    cut = [{part: clip(claim.get(part, [])) for part in PARTS} | {key: claim[key] for key in claim if key == 'inner'} for claim in claims]
    return [claim for claim in cut if claim['cue']]


def sentences(window: dict) -> list[dict]:
    """The window's sentences, each as a window of its own."""
    return cut(window, [True] * (len(window['sentences']) - 1))


class Shouting:
    """Text in capitals, in Title Case and without capitals, made of ordinary text: only the case ids change.

    Headlines and shouted text are rare in the treebanks and common in news.
    """

    def __init__(self, pieces: list[str], rate: float):
        self.letters = np.array([0 if piece.startswith('##') else len(piece) for piece in pieces])
        self.rate = rate

    def cases(self, window: dict, generator: np.random.Generator) -> np.ndarray:
        plain = window['cases']
        if generator.random() >= self.rate:
            return plain
        style = generator.integers(4)
        pieces = window['pieces']
        starts = np.zeros(len(pieces), dtype=bool)
        starts[window['words']] = True
        starts[[0, -1]] = True
        alone = starts & np.append(starts[1:], True) & (self.letters[pieces] == 1)  # tokens of one character
        short = starts & np.append(starts[1:], True) & (self.letters[pieces] <= 3)  # mostly function words
        lettered = plain != NO_CASE
        if style <= 1:
            return np.where(lettered, np.where(alone, SINGLE, UPPER), plain)
        if style == 2:
            titled = lettered & (plain == LOWER) & ~(short & (generator.random() < 0.7))
            return np.where(titled, np.where(alone, SINGLE, TITLE), plain)
        return np.where(lettered, LOWER, plain)


@dataclass
class Batch:
    """Windows padded to one length; [W, P] by piece, [W, T] by token."""
    pieces: torch.Tensor
    cases: torch.Tensor
    real: torch.Tensor      # [W, P] true where a piece is no padding
    words: torch.Tensor     # [W, T] the token's first piece
    tokens: torch.Tensor    # [W, T] true where a token is no padding
    owned: torch.Tensor     # [W, T] true where this window gives the token's vector
    sentence: torch.Tensor  # [W, T] number of the token's sentence, −1 for padding
    head: torch.Tensor      # [W, T] as prepare wrote it
    trust: torch.Tensor     # [W] weight of the window's losses
    labels: dict[str, torch.Tensor] = field(default_factory=dict)  # [W, T] by task, −1 where there is none
    # Lists of each window, as prepare wrote them:
    claims: list[list[dict]] = field(default_factory=list)
    pairs: list[list[dict]] = field(default_factory=list)
    targets: list[list[dict]] = field(default_factory=list)


def pad(rows: list, length: int, fill: int) -> torch.Tensor:
    out = np.full((len(rows), length), fill, dtype=np.int64)
    for row, values in zip(out, rows):
        row[:len(values)] = values
    return torch.from_numpy(out)


def up(number: int, step: int) -> int:
    """The next multiple of a step."""
    return -(-number // step) * step


def collate(windows: list[dict], trust: dict[str, float] | None = None, cases: list[np.ndarray] | None = None) -> Batch:
    # In steps, for the products are compiled anew for every shape.
    pieces = up(max(len(window['pieces']) for window in windows), STEP)
    tokens = up(max(len(window['words']) for window in windows), 8)
    sentence, owned = np.full((len(windows), tokens), -1), np.zeros((len(windows), tokens), dtype=bool)
    for row, window in enumerate(windows):
        for number, (begin, end) in enumerate(window['sentences']):
            sentence[row, begin:end] = number
        owned[row, window['owned'][0]:window['owned'][1]] = True
    none = np.zeros(0, dtype=np.int32)
    return Batch(
        pieces=pad([window['pieces'] for window in windows], pieces, 0),
        cases=pad(cases or [window['cases'] for window in windows], pieces, NO_CASE),
        real=pad([np.ones(len(window['pieces'])) for window in windows], pieces, 0).bool(),
        words=pad([window['words'] for window in windows], tokens, 0),
        tokens=pad([np.ones(len(window['words'])) for window in windows], tokens, 0).bool(),
        owned=torch.from_numpy(owned), sentence=torch.from_numpy(sentence),
        head=pad([window.get('head', none) for window in windows], tokens, NO_HEAD),
        trust=torch.tensor([(trust or {}).get(window['corpus'], 1.0) for window in windows]),
        labels={key: pad([window.get(key, none) for window in windows], tokens, NO_LABEL) for key in LABELLED},
        **{key: [window.get(key, []) for window in windows] for key in ('claims', 'pairs', 'targets')})


def batches(windows: list[dict], pieces: int, generator: np.random.Generator | None = None) -> list[list[dict]]:
    """Cut windows into batches of at most `pieces` pieces with padding, windows of like length together.

    With a generator both the windows that meet and the order of the batches are drawn; without, longest come first.
    """
    if generator is not None:
        windows = [windows[i] for i in generator.permutation(len(windows))]
    step = 160 * max(1, pieces // 160) if generator is not None else max(1, len(windows))
    out = []
    for begin in range(0, len(windows), step):
        batch = []
        for window in sorted(windows[begin:begin + step], key=lambda window: -len(window['pieces'])):
            if batch and up(len(batch[0]['pieces']), STEP) * (len(batch) + 1) > pieces:
                out.append(batch)
                batch = []
            batch.append(window)
        if batch:
            out.append(batch)
    if generator is not None:
        out = [out[i] for i in generator.permutation(len(out))]
    return out
