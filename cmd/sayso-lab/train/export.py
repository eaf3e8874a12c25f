"""Write a checkpoint as the weights file that sayso runs, and the card beside it.

    python export.py --checkpoint RUN/checkpoint.pt --stance RUN/checkpoint.pt --prepared DIR --out small.sayso

The file: `SAYSOWTS`, the format's version and the header's length (u32, little-endian), SHA-256 of all that follows,
a JSON header, then tensors at multiples of 64 bytes. Types: `i7` a matrix packed for the kernels, seven bits a
weight, its step and bias a column as float tensors beside it; `i8` rows; `f32`; `text`.
"""
import argparse
import hashlib
import json
import os
import struct
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

import corpus
import model as models
import pretrained
from network import Encoder, Layer, Linear
from quantize import ACTIVATION, WEIGHT

MAGIC, FORMAT, FEATURES = b'SAYSOWTS', 1, 1
ALIGN = 64
COLUMNS, DEPTH = 48, 4  # a panel of the packed layout

WHAT = {'tag': 'tags, lemmas', 'parse': 'trees', 'names': 'names', 'claims': 'claims', 'stance': 'stance', 'words': 'nothing yet'}

LICENCES = {
    'ewt': ('Universal Dependencies English EWT: tags, lemmas, trees', 'CC BY-SA 4.0'),
    'gum': ('GUM, its genres that allow commercial use: tags, lemmas, trees, names', 'texts CC BY or public domain; the treebank as a whole CC BY-NC-SA 4.0'),
    'polnear': ('PolNeAR news articles: claims, and names as CoreNLP found them', 'none stated; published for research (Newell et al., LREC 2018)'),
    'wikigold': ('WikiGold: names', 'CC BY 4.0'),
    'dse': ('DSE: stance between two actors', 'none stated; use with citation (Park, Pan and Joo, ACL 2021)'),
    'newsmtsc': ('NewsMTSC: stance toward an actor', 'MIT (Hamborg and Donnay, EACL 2021)'),
    're3d': ('re3d: names', 'open government licences and similar, per source'),
    'uner': ('Universal NER on EWT: names', 'CC BY-SA 4.0'),
    'silver': ('raw news text as a larger network labelled it', 'the texts remain their publishers\''),
    'news': ('raw news text, masked words', 'the texts remain their publishers\''),
}


def integers(matrix: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows as whole numbers in [−limit, limit] and the step of each row; a row of zeros has step 1."""
    matrix = matrix.astype(np.float32)
    largest = np.abs(matrix).max(1)
    step = np.where(largest > 0, largest / np.float32(limit), np.float32(1)).astype(np.float32)
    return np.clip(np.rint(matrix / step[:, None]), -limit, limit).astype(np.int8), step


def pack(whole: np.ndarray) -> np.ndarray:
    """[K, N] to panels of 48 columns by 4 inputs, zeros added: [N/48][K/4][48][4]."""
    inputs, outputs = whole.shape
    padded = np.zeros((-(-inputs // DEPTH) * DEPTH, -(-outputs // COLUMNS) * COLUMNS), dtype=np.int8)
    padded[:inputs, :outputs] = whole
    return np.ascontiguousarray(padded.reshape(-1, DEPTH, padded.shape[1] // COLUMNS, COLUMNS).transpose(2, 0, 3, 1))


def unpack(packed: np.ndarray, inputs: int, outputs: int) -> np.ndarray:
    """What pack packed."""
    panels = packed.reshape(-(-outputs // COLUMNS), -1, COLUMNS, DEPTH)
    return panels.transpose(1, 3, 0, 2).reshape(-1, panels.shape[0] * COLUMNS)[:inputs, :outputs]


class File:
    """Tensors gathered for one weights file."""

    def __init__(self):
        self.tensors, self.parts, self.size = [], [], 0

    def add(self, name: str, kind: str, shape: list[int], data: bytes) -> None:
        self.tensors.append({'name': name, 'type': kind, 'shape': list(shape), 'offset': self.size, 'bytes': len(data)})
        data += bytes(-len(data) % ALIGN)
        self.parts.append(data)
        self.size += len(data)

    def floats(self, name: str, values) -> None:
        values = np.ascontiguousarray(values.detach().numpy() if hasattr(values, 'detach') else values, dtype='<f4')
        self.add(name, 'f32', values.shape, values.tobytes())

    def text(self, name: str, text: str) -> None:
        data = text.encode('utf-8')
        self.add(name, 'text', [len(data)], data)

    def matrix(self, name: str, linear: Linear, factor: np.ndarray | float = 1.0) -> None:
        """x·W + b, both multiplied by a factor a column, which goes into the steps and the bias."""
        whole, step = integers(linear.weight.detach().numpy(), WEIGHT)
        outputs, inputs = whole.shape
        self.add(name, 'i7', [inputs, outputs], pack(whole.T).tobytes())
        self.floats(name + '.scale', step * np.float32(factor))
        self.floats(name + '.bias', linear.bias.detach().numpy() * np.float32(factor))

    def bytes(self, head: dict) -> bytes:
        header = json.dumps(head | {'tensors': self.tensors}, ensure_ascii=False, separators=(',', ':')).encode('utf-8')
        header += b' ' * (-(48 + len(header)) % ALIGN)
        body = header + b''.join(self.parts)
        return MAGIC + struct.pack('<II', FORMAT, len(header)) + hashlib.sha256(body).digest() + body


def queries(layer: Layer) -> np.ndarray:
    """A factor a column of queries, keys and values: what attention divides its scores by goes into the queries."""
    width = layer.qkv.in_features
    out = np.ones(3 * width, dtype=np.float32)
    out[:width] = (width // layer.heads) ** -0.5
    return out


def weights_file(model: models.Model, judging: models.Model, pieces: list[str], lemmas: str, name: str) -> bytes:
    """All of the model but its scorers of stance; these, and their encoder, are those of the other, which shares the word vectors."""
    if not torch.equal(model.encoder.words.weight, judging.encoder.words.weight):
        raise ValueError('the two networks differ in their word vectors')
    file, encoder = File(), model.encoder
    whole, step = integers(encoder.words.weight.detach().numpy(), ACTIVATION)
    file.add('encoder/words', 'i8', whole.shape, whole.tobytes())
    file.floats('encoder/words.scale', step)
    add_encoder(file, 'encoder', encoder)
    for key, task in model.tasks.items():
        if key != 'stance':
            add_task(file, task)
    add_encoder(file, 'stance/encoder', judging.encoder)
    add_task(file, judging.tasks['stance'])
    file.text('vocabulary', '\n'.join(pieces) + '\n')
    file.text('tag/lemmas', lemmas)
    return file.bytes({'kind': 'encoder and scorers', 'name': name, 'feature_version': FEATURES,
                       'encoder': asdict(encoder.shape), 'labels': model.labels})


def add_encoder(file: File, part: str, encoder: Encoder) -> None:
    """All but the word vectors."""
    file.floats(part + '/positions', encoder.positions)
    file.floats(part + '/cases', encoder.cases)

    def norm(name, module):
        file.floats(f'{part}/{name}.gain', module.weight)
        file.floats(f'{part}/{name}.bias', module.bias)

    norm('norm', encoder.norm)
    for number, layer in enumerate(encoder.layers):
        file.matrix(f'{part}/{number}/qkv', layer.qkv, queries(layer))
        file.matrix(f'{part}/{number}/out', layer.out)
        norm(f'{number}/norm1', layer.norm1)
        file.matrix(f'{part}/{number}/up', layer.up)
        file.matrix(f'{part}/{number}/down', layer.down)
        norm(f'{number}/norm2', layer.norm2)


def add_task(file: File, task: torch.nn.Module) -> None:
    scaled = {layer.qkv: queries(layer) for layer in task.modules() if isinstance(layer, Layer)}
    for key, linear in task.matrices().items():
        file.matrix(key, linear, scaled.get(linear, 1.0))
    for key, values in task.floats().items():
        file.floats(key, values)


def told(options: dict) -> str:
    return ', '.join(f'`{key.replace("_", "-")}` {options[key]}' for key in sorted(options))


def listed(figures: dict[str, float]) -> str:
    return ', '.join(f'{key} {value:.2f}' for key, value in figures.items())


def chosen_of(options: dict) -> dict:
    """The options that say how it was trained, without folders and what was not chosen."""
    return {key: value for key, value in options.items()
            if key not in ('run', 'prepared', 'start', 'words_of', 'resume', 'steps', 'minutes') and value not in ('', None, False)}


def last_figures(state: dict) -> dict:
    return state['figures'][-1] if state['figures'] else {'epoch': 0, 'seconds': 0, 'figures': {}}


def stance_lines(state: dict) -> list[str]:
    """What the card says of the encoder of stance."""
    options, figures = state['options'], last_figures(state)
    return [f'- Stance has an encoder of its own on these word vectors: {state["shape"]["layers"]} layers of {options["encoder"]}'
            + (f' ({options["layers"]}, from 0)' if options['layers'] else '')
            + f', seed {options["seed"]}, {figures["epoch"]} epochs of training in {figures["seconds"] / 60:.0f} minutes on {state["machine"]} with ' + told(chosen_of(options))]


def card(state: dict, judging: dict, prepared: Path, name: str, file: bytes) -> str:
    """What the file was made of and how well it does."""
    options, figures = state['options'], last_figures(state)
    package = pretrained.ENCODERS[options['encoder']]
    chosen = [item for item in options['corpora'].split(',') if item]
    left_out = options['without'].split(',')
    lines = [f'# {name}', '',
             f'Two encoders and their scorers: {", ".join(WHAT[task] for task in options["tasks"].split(","))}. Written by `cmd/sayso-lab/train`.', '',
             '- Licence of the weights: CC BY-SA 4.0.',
             f'- SHA-256 of the file: `{hashlib.sha256(file).hexdigest()}`',
             f'- Pretrained encoder: {options["encoder"]}, from `{package.coordinate}`, {package.licence}; its graph has SHA-256 `{package.sha256}`',
             f'- Kept layers: {options["layers"] or "all"}',
             f'- Seed {options["seed"]}, {figures["epoch"]} epochs of training in {figures["seconds"] / 60:.0f} minutes on {state["machine"]}',
             '- Options: ' + told(chosen_of(options))]
    lines += [f'- Resumed in epoch {change["epoch"] + 1} after {change["batch"]} batches with {told(change["options"])}' for change in state.get('changes', [])]
    before = torch.load(options['start'], weights_only=False) if options['start'] and Path(options['start']).exists() else None
    on_words = before is not None and before['options']['tasks'] == 'words'
    if on_words:
        lines.append(f'- First trained on masked words: {before["options"]["words"]} pieces of raw news in {before["seconds"] / 60:.0f} minutes')
    elif before is not None:
        lines.append(f'- First trained for {before["epoch"]} epochs in {before["seconds"] / 60:.0f} minutes with ' + told(chosen_of(before['options'])))
    if 'mixed' in state:
        lines.append(f'- Mixed with what it began with: {state["mixed"]["share"]:.0%} of the way from there is kept'
                     + (f'; the scorers of {state["mixed"]["scorers"]} were learned again on the mixed encoder' if state['mixed']['scorers'] else ''))
    lines += stance_lines(judging)
    learned = [found for found in corpus.names(prepared, 'train') if found.split('.')[0] not in left_out and (not chosen or found.split('.')[0] in chosen)]
    if on_words:
        learned.append('news.train')
    silver = prepared / 'silver.train.json'
    if 'silver.train' in learned and silver.exists():
        lines += [f'- Taught by {teacher["encoder"]} ({", ".join(WHAT[task] for task in teacher["tasks"].split(","))}), fine-tuned for {teacher["epochs"]} epochs'
                  f' on the same corpora: it labelled {teacher["pieces"]} pieces of news. Its own figures: '
                  + '; '.join(f'{found} {listed(row)}' for found, row in teacher['figures'].items()) for teacher in json.loads(silver.read_text(encoding='utf-8'))]
    lines += ['', '## Corpora', '', 'SHA-256 is that of the prepared windows.', '',
             '| file | what | licence as its source states it | SHA-256 |', '|---|---|---|---|']
    for found in learned + corpus.names(prepared, 'dev'):
        what, licence = LICENCES.get(found.split('.')[0], ('', ''))
        lines.append(f'| {found} | {what} | {licence} | `{corpus.digest(prepared, found)}` |')
    lines += ['', '## Figures on dev', '',
              'Measured by the trainer on gold tokens'
              + (', on the grid of integers that the running encoder has' if figures.get('rounded', options['quantize_from'] < figures['epoch']) else ', before rounding to integers')
              + '. Trees: universal relations; names: exact spans; claims: exact spans within windows, relations by half of their tokens.', '',
              '| corpus | figures, per cent |', '|---|---|']
    for found, row in sorted({**figures['figures'], **{found: row for found, row in last_figures(judging)['figures'].items() if row}}.items()):
        lines.append(f'| {found} | {listed(row)} |')
    lines += ['', '## Labels', '']
    for key, labels in state['labels'].items():
        lines.append(f'- {key}: {len(labels)}' if key == 'lemma' else f'- {key}: {" ".join(labels)}')
    return '\n'.join(lines) + '\n'


def write(path: Path, data: bytes) -> None:
    temporary = path.with_name(path.name + '.part')
    temporary.write_bytes(data)
    os.replace(temporary, path)


def main() -> None:
    from train import open_checkpoint

    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--checkpoint', type=Path, required=True)
    parser.add_argument('--stance', type=Path, required=True, help='the checkpoint of a run of stance alone with --words-of the other')
    parser.add_argument('--prepared', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True, help='the weights file; the card stands beside it')
    options = parser.parse_args()
    model, state = open_checkpoint(options.checkpoint)
    judging, judged = open_checkpoint(options.stance)
    name = options.out.stem
    lemmas = (options.prepared / 'lemmas.tsv').read_text(encoding='utf-8')
    file = weights_file(model, judging, pretrained.vocabulary(state['options']['encoder']), lemmas, name)
    write(options.out, file)
    write(options.out.with_suffix('.md'), card(state, judged, options.prepared, name, file).encode('utf-8'))
    print(f'{options.out}: {len(file)} bytes')


if __name__ == '__main__':
    main()
