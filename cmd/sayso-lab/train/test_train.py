"""Tests of the bench on tiny networks and made-up windows: python -m unittest, in this folder."""
import argparse
import gzip
import itertools
import json
import os
import struct
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

import numpy as np
import torch

import bundle
import corpus
import export
import fixture
import label
import mix
import model as models
import pretrained
import quantize
import train
from network import Dropout, Shape, round_all
from tasks import asking, claims, sequence, stance
from tasks.names import Names
from tasks.sequence import spans
from tasks.tree import best_tree
from tasks.words import Words

PIECES = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] + [f'p{i}' for i in range(20)]
LABELS = {'upos': ['NOUN', 'VERB', 'DET'], 'xpos': ['NN', 'VB'], 'lemma': ['=', '-s'], 'deprel': ['nsubj', 'nsubj:pass', 'obj', 'root'],
          'names': ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC']}
WIDTH = 24


def tiny_weights(_: str) -> dict[str, np.ndarray]:
    """BERT of two layers by its usual names."""
    drawn = np.random.default_rng(3)

    def of(*shape):
        return drawn.normal(0, 0.1, shape).astype(np.float32)

    out = {'embeddings.word_embeddings.weight': of(len(PIECES), WIDTH), 'embeddings.position_embeddings.weight': of(512, WIDTH),
           'embeddings.token_type_embeddings.weight': of(2, WIDTH), 'embeddings.LayerNorm.weight': 1 + of(WIDTH), 'embeddings.LayerNorm.bias': of(WIDTH)}
    for layer in range(2):
        for name, outputs, inputs in (('attention.self.query', WIDTH, WIDTH), ('attention.self.key', WIDTH, WIDTH), ('attention.self.value', WIDTH, WIDTH),
                                      ('attention.output.dense', WIDTH, WIDTH), ('intermediate.dense', 4 * WIDTH, WIDTH), ('output.dense', WIDTH, 4 * WIDTH)):
            out[f'encoder.layer.{layer}.{name}.weight'], out[f'encoder.layer.{layer}.{name}.bias'] = of(outputs, inputs), of(outputs)
        for name in ('attention.output.LayerNorm', 'output.LayerNorm'):
            out[f'encoder.layer.{layer}.{name}.weight'], out[f'encoder.layer.{layer}.{name}.bias'] = 1 + of(WIDTH), of(WIDTH)
    return out


def made_window(drawn: np.random.Generator, doc: int) -> dict:
    """Three sentences of tokens of one or two pieces; labels are functions of the first piece, the highest is the root and all others' head."""
    pieces, words, sentences, head = [2], [], [], []
    for _ in range(3):
        begin = len(words)
        for _ in range(drawn.integers(2, 7)):
            words.append(len(pieces))
            pieces += drawn.integers(5, len(PIECES), drawn.integers(1, 3)).tolist()
        sentences.append([begin, len(words)])
        highest = max(range(begin, len(words)), key=lambda word: pieces[words[word]])
        head += [-1 if word == highest else highest for word in range(begin, len(words))]
    pieces.append(3)
    first = [pieces[at] for at in words]
    return {'doc': f'd{doc}', 'pieces': pieces, 'cases': [0] + drawn.integers(0, 6, len(pieces) - 2).tolist() + [0], 'words': words,
            'sentences': sentences, 'owned': [0, len(words)], 'head': head,
            **{key: [piece % len(LABELS[key]) for piece in first] for key in corpus.LABELLED if key in LABELS}, 'inner': [piece % 2 for piece in first],
            'claims': [{'cue': [[begin, begin + 1]], 'source': [[begin + 1, begin + 2]], 'content': [[end - 1, end]]}
                       for begin, end in sentences if end > begin + 2]}


def prepared(folder: Path) -> Path:
    drawn = np.random.default_rng(5)
    for name in ('ewt.train', 'wikigold.train', 'ewt.dev', 'news.train'):
        with gzip.open(folder / f'{name}.jsonl.gz', 'wt') as file:
            for doc in range(12):
                file.write(json.dumps(made_window(drawn, doc)) + '\n')
    (folder / 'labels.json').write_text(json.dumps(LABELS))
    (folder / 'lemmas.tsv').write_text('mice\tNOUN\tmouse\n')
    return folder


def patched():
    return mock.patch.multiple(pretrained, weights=tiny_weights, vocabulary=lambda _: PIECES)


def run(folder: Path, name: str, *more: str) -> Path:
    """A training in this process; its checkpoint."""
    arguments = ['train.py', '--run', str(folder / name), *more]
    with patched(), mock.patch.object(sys, 'argv', arguments), mock.patch('builtins.print'):
        train.main()
    return folder / name / 'checkpoint.pt'


class Resume(unittest.TestCase):
    def test_stopped_and_resumed_is_never_stopped(self):
        for extra in (['--average', '0.9', '--quantize-from', '1.5', '--split', '0.3'], ['--tasks', 'words', '--words', '200']):
            with self.subTest(extra), tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                prepared(folder)
                options = ['--prepared', place, '--epochs', '3', '--batch', '120', '--share', 'wikigold=2', *extra]
                whole = torch.load(run(folder, 'whole', *options), weights_only=False)
                self.assertGreater(whole['step'], 8)
                run(folder, 'cut', *options, '--steps', '2')
                run(folder, 'cut', '--resume', '--steps', '7')
                cut = torch.load(run(folder, 'cut', '--resume'), weights_only=False)
                self.assertEqual(whole['step'], cut['step'])
                for name, value in whole['model'].items():
                    self.assertTrue(torch.equal(value, cut['model'][name]), name)
                self.assertEqual([row['figures'] for row in whole['figures']], [row['figures'] for row in cut['figures']])


    def test_options_can_change(self):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            prepared(folder)
            run(folder, 'run', '--prepared', place, '--epochs', '9', '--batch', '120', '--steps', '2')
            state = torch.load(run(folder, 'run', '--resume', '--epochs', '2', '--rate', '1e-5'), weights_only=False)
            self.assertEqual((state['epoch'], state['options']['rate']), (2, 1e-5))
            self.assertEqual(state['changes'], [{'epoch': 0, 'batch': 4, 'options': {'epochs': 2, 'rate': 1e-5}}])
            self.assertIn('- Resumed in epoch 1 after 4 batches with `epochs` 2, `rate` 1e-05', export.card(state | {'options': state['options'] | {'encoder': 'minilm-l6'}}, state, folder, 'small', b''))


class Learning(unittest.TestCase):
    def test_learns_what_the_pieces_say(self):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            prepared(folder)
            checkpoint = run(folder, 'run', '--prepared', place, '--epochs', '60', '--measure', '60', '--batch', '200', '--rate', '3e-3', '--scorer-rate', '1e-2', '--full-precision')
            figures = json.loads((folder / 'run' / 'figures.jsonl').read_text())['figures']['ewt.dev']
            self.assertGreater(figures['upos'], 90)
            self.assertGreater(figures['uas'], 70)
            model, _ = train.open_checkpoint(checkpoint)
            with patched():
                windows = corpus.read(folder, 'ewt.dev')
            self.assertEqual(train.measure(model, windows, ThreadPoolExecutor(1), fast=False)['upos'], figures['upos'])


class WeightsFile(unittest.TestCase):
    def test_pack_and_back(self):
        drawn = np.random.default_rng(1)
        for inputs, outputs in ((4, 48), (5, 3), (24, 72), (384, 1152), (7, 49)):
            whole = drawn.integers(-63, 64, (inputs, outputs), dtype=np.int8)
            packed = export.pack(whole)
            self.assertTrue((export.unpack(packed, inputs, outputs) == whole).all())
            flat, depth = packed.reshape(-1), -(-inputs // 4)
            for c, k in ((0, 0), (outputs - 1, inputs - 1), (outputs // 2, inputs // 2)):
                self.assertEqual(flat[((c // 48 * depth + k // 4) * 48 + c % 48) * 4 + k % 4], whole[k, c])
            self.assertEqual(int(np.abs(flat.astype(int)).sum()), int(np.abs(whole.astype(int)).sum()))

    def test_integers_are_the_grid_of_training(self):
        matrix = torch.randn(30, 40, generator=torch.Generator().manual_seed(1))
        matrix[3] = 0
        whole, step = export.integers(matrix.numpy(), 63)
        np.testing.assert_allclose(whole * step[:, None], quantize.columns(matrix).numpy(), rtol=1e-6)
        self.assertEqual(int(np.abs(whole).max()), 63)

    def test_file(self):
        with patched():
            model, judging = models.begin('', [], ['tag', 'parse', 'names'], LABELS), models.begin('', [1], ['stance'], LABELS)
            with torch.no_grad():
                raw = export.weights_file(model, judging, PIECES, 'mice\tNOUN\tmouse\n', 'small')
                judging.encoder.words.weight[0, 0] += 1
                self.assertRaises(ValueError, export.weights_file, model, judging, PIECES, '', 'small')
        version, length = struct.unpack('<II', raw[8:16])
        self.assertEqual((raw[:8], version, (48 + length) % 64), (b'SAYSOWTS', 1, 0))
        self.assertEqual(raw[16:48], __import__('hashlib').sha256(raw[48:]).digest())
        head, data = json.loads(raw[48:48 + length]), raw[48 + length:]
        tensors = {tensor['name']: tensor for tensor in head['tensors']}
        self.assertEqual(len(tensors), len(head['tensors']))
        for tensor in tensors.values():
            self.assertEqual(tensor['offset'] % 64, 0)
            self.assertLessEqual(tensor['offset'] + tensor['bytes'], len(data))

        def floats(name):
            tensor = tensors[name]
            return np.frombuffer(data, '<f4', tensor['bytes'] // 4, tensor['offset']).reshape(tensor['shape'])

        tensor = tensors['encoder/1/qkv']
        whole = export.unpack(np.frombuffer(data, np.int8, tensor['bytes'], tensor['offset']), *tensor['shape'])
        layer = model.encoder.layers[1].qkv
        wanted = layer.weight.detach().numpy().T.copy()
        wanted[:, :WIDTH] *= (WIDTH // 12) ** -0.5
        np.testing.assert_allclose(whole * floats('encoder/1/qkv.scale'), wanted, atol=0.01)
        np.testing.assert_allclose(floats('encoder/1/qkv.bias')[WIDTH:], layer.bias.detach().numpy()[WIDTH:])
        self.assertEqual(list(floats('parse/root')), model.tasks['parse'].root.tolist())
        np.testing.assert_allclose(floats('stance/encoder/0/up.bias'), judging.encoder.layers[0].up.bias.detach().numpy())
        self.assertNotIn('stance/encoder/1/up', tensors)
        self.assertNotIn('stance/encoder/words', tensors)
        self.assertIn('stance/between/word', tensors)

    def test_fixture_is_lawful(self):
        vocabulary = PIECES + sorted(set(''.join(fixture.SENTENCES).lower())) + ['##' + c for c in 'abcdefghijklmnopqrstuvwxyz.0123456789']
        with mock.patch.multiple(pretrained, weights=lambda _: tiny_weights('') | {'embeddings.word_embeddings.weight': np.random.default_rng(1).normal(size=(len(vocabulary), WIDTH)).astype(np.float32)}), \
                mock.patch.object(fixture, 'SENTENCES', fixture.SENTENCES[:1]):
            model = models.begin('', [], ['tag', 'parse', 'names'], LABELS)
            made = fixture.golden(model, models.begin('', [0], ['stance'], LABELS), vocabulary)
        count = len(made['words'])
        for rows in (made['first'], made['vectors'], made['rounded'], made['judging'], *made['rows'].values()):
            self.assertEqual(len(rows), count)
        for key, rows in made['scores'].items():
            self.assertEqual(len(rows), count - 2 * (key in ('pairs', 'targets')), key)
        self.assertEqual(made['rows']['head'].count(-1), 1)


class Teacher(unittest.TestCase):
    def test_labels_what_it_is_sure_of(self):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            prepared(folder)
            checkpoint = run(folder, 'run', '--prepared', place, '--epochs', '60', '--measure', '60', '--batch', '200', '--rate', '3e-3', '--scorer-rate', '1e-2', '--full-precision')
            with mock.patch.object(sys, 'argv', ['label.py', '--checkpoint', str(checkpoint), '--prepared', place, '--pieces', '100']), mock.patch('builtins.print'), patched():
                label.main()
            self.assertEqual(corpus.names(folder, 'train'), ['ewt.train', 'silver.train', 'wikigold.train'])
            made = corpus.read(folder, 'silver.train')
            self.assertTrue(0 < sum(len(w['pieces']) for w in made) <= 100)
            gold = {w['doc']: w for w in corpus.read(folder, 'news.train')}
            sure, right = 0, 0
            for window in made:
                of = gold[window['doc']]
                self.assertEqual(window['pieces'].tolist(), of['pieces'].tolist())
                for key in set(corpus.LABELLED) & set(LABELS):
                    self.assertEqual(len(window[key]), len(window['words']))
                for begin, end in window['sentences']:
                    head = window['head'][begin:end]
                    self.assertTrue((((head >= begin) & (head < end)) | (head == -1) | (head == -2)).all())
                    self.assertLessEqual((head == -1).sum(), 1)
                sure += int((window['upos'] >= 0).sum())
                right += int(((window['upos'] >= 0) & (window['upos'] == of['upos'])).sum())
            self.assertGreater(sure, 0)
            self.assertGreater(right / sure, 0.9)
            self.assertEqual([teacher['epochs'] for teacher in json.loads((folder / 'silver.train.json').read_text())], [60])
            # A second teacher adds its labels to the first one's.
            for window in made:
                del window['upos']
            label.write(folder / 'silver.train.jsonl.gz', made)
            again = run(folder, 'other', '--prepared', place, '--tasks', 'tag', '--epochs', '1')
            with mock.patch.object(sys, 'argv', ['label.py', '--checkpoint', str(again), '--prepared', place, '--add']), mock.patch('builtins.print'), patched():
                label.main()
            self.assertEqual([teacher['tasks'] for teacher in json.loads((folder / 'silver.train.json').read_text())], ['tag,parse,names', 'tag'])
            both = {w['doc']: w for w in corpus.read(folder, 'silver.train')}
            for window in made:
                self.assertIn('upos', both[window['doc']])
                self.assertEqual(both[window['doc']]['names'].tolist(), window['names'].tolist())

    def test_reads_contents_again(self):
        """A teacher to whom piece 9 is a cue and all behind it content, and 5 a mark of quotation."""
        class Scorer:
            def label(self, vectors, batch, eager):
                at = torch.gather(batch.pieces, 1, batch.words)
                cues = (at == 9).long().masked_fill(~batch.tokens, 0)
                ends = batch.tokens.sum(1)
                return {'cues': cues, 'claims': [[{'cue': [(t, t + 1)], 'source': [], 'content': [(t + 1, int(end))] if t + 1 < end else [], 'unsure': []}
                                                  for t in np.flatnonzero(row[:end])] for row, end in zip(cues, ends)]}
        class Model:
            tasks = {'claims': Scorer()}
            def __call__(self, batch):
                return torch.zeros(*batch.tokens.shape, WIDTH)
        def window(first, sentences, claims):
            return corpus.opened({'doc': 'd', 'pieces': [2, *first, 3], 'cases': [0] * (len(first) + 2), 'words': list(range(1, len(first) + 1)),
                                  'sentences': sentences, 'owned': [0, len(first)], 'claims': claims}, 'polnear')
        claim = {'cue': [[1, 2]], 'source': [[0, 1]], 'content': [[2, 9]]}
        #                 0   1  2  3  4  5   6   7  8 |
        told = window([11, 10, 5, 8, 9, 12, 13, 14, 5], [[0, 9]], [claim])
        short = window([11, 10, 9, 8, 12, 9, 9, 8, 7, 6], [[0, 5], [5, 10]], [claim])
        last = window([9, 10, 8, 8, 8, 8, 8, 8, 9], [[0, 9]], [claim])
        with ThreadPoolExecutor(1) as threads:
            for _ in range(2):  # what was found before is replaced
                told, short, last = label.nest(Model(), [told, short, last], {5}, threads)
        self.assertEqual(told['claims'][1:], [{'cue': [(4, 5)], 'source': [], 'content': [(5, 8)], 'unsure': [], 'inner': True}])
        self.assertEqual(told['inner'].tolist(), [0, 0, 0, 0, 1, 0, 0, 0, 0])
        self.assertEqual(told['cues'].tolist(), [0, 1, 0, 0, 0, 0, 0, 0, 0])
        self.assertEqual(len(short['claims']), 1)  # three tokens in one sentence and four in the next: not worth it
        self.assertEqual((len(last['claims']), last['inner'].sum()), (1, 0))  # a cue outside and one without content
        again = corpus.opened(label.plain(told), 'polnear')
        self.assertEqual(again['cues'].tolist(), told['cues'].tolist())
        self.assertTrue(corpus.cut(again, [])[0]['claims'][1]['inner'])

    def test_names_to_judge(self):
        labels = ['O', 'B-PER', 'I-PER', 'B-MISC', 'I-MISC', 'B-ORG']
        self.assertEqual(label.mentions(np.array([1, 2, 0, 3, 4, 5, 1, -1, 5]), labels), [[0, 2], [5, 6], [8, 9]])  # no festival, and none that may go on

    def test_judges_names_sentence_by_sentence(self):
        """A teacher to whom a name's piece is its stance, and that of a pair the sum."""
        class Judge:
            def label(self, vectors, batch):
                at = torch.gather(batch.pieces, 1, batch.words)
                return {'pairs': [[pair | {'label': int(row[pair['p'][0]] + row[pair['q'][0]]) % 5} for pair in asked] for row, asked in zip(at, batch.pairs)],
                        'targets': [[some | {'label': stance.LABELS[int(row[some['at'][0]]) % 3]} for some in asked] for row, asked in zip(at, batch.targets)]}
        class Model:
            tasks, labels = {'stance': Judge()}, {'names': ['O', 'B-PER', 'I-PER']}
            def __call__(self, batch):
                return torch.zeros(*batch.tokens.shape, WIDTH)
        window = corpus.opened({'doc': 'd', 'pieces': [2, 7, 8, 9, 10, 11, 12, 13, 3], 'cases': [0] * 9, 'words': list(range(1, 8)), 'sentences': [[0, 3], [3, 7]],
                                'owned': [0, 7], 'upos': [0] * 7, 'names': [1, 0, 1, 0, 1, 1, 1]}, 'silver')
        with ThreadPoolExecutor(1) as threads, mock.patch('builtins.print'), mock.patch.object(label, 'CALM', {'pairs': 9, 'targets': 9}):
            judged, = label.judge(Model(), [window], threads)
        self.assertEqual(sorted((some['at'], some['label']) for some in judged['targets']),
                         [([0, 1], 'favor'), ([2, 3], 'neutral'), ([4, 5], 'against'), ([5, 6], 'neutral'), ([6, 7], 'favor')])
        self.assertEqual(sorted((pair['p'], pair['q'], pair['label']) for pair in judged['pairs']),
                         [([0, 1], [2, 3], 1), ([4, 5], [5, 6], 3), ([4, 5], [6, 7], 4), ([5, 6], [6, 7], 0)])
        first, second = corpus.cut(judged, [True])
        self.assertEqual(([some['at'] for some in first['targets']], len(first['pairs']), len(second['pairs'])), ([[0, 1], [2, 3]], 1, 3))
        self.assertEqual(corpus.batches([first, second], 100)[0][0]['pairs'][0]['p'], [1, 2])

    def test_unsure_is_silent(self):
        task = Names(4, LABELS, torch.nn.Identity())
        batch = corpus.collate([corpus.opened(made_window(np.random.default_rng(1), 0), 'ewt')])
        with torch.no_grad():
            task.scorer.weight.zero_()
            task.scorer.bias.zero_()
            self.assertTrue((task.label(torch.zeros(*batch.tokens.shape, 4), batch)['names'] == corpus.NO_LABEL).all())


class WordsOf(unittest.TestCase):
    def test_word_vectors_of_another(self):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            prepared(folder)
            one = run(folder, 'one', '--prepared', place, '--epochs', '1', '--full-precision')
            other = run(folder, 'other', '--prepared', place, '--epochs', '2', '--average', '0.9', '--layers', '1', '--words-of', str(one), '--full-precision')
            words, model = (train.open_checkpoint(path)[0].encoder for path in (one, other))
            self.assertTrue(torch.equal(words.words.weight, model.words.weight))
            self.assertEqual(len(model.layers), 1)


class Mix(unittest.TestCase):
    def test_lies_between(self):
        first, then = {'a': torch.zeros(3), 'n': torch.tensor([1])}, {'a': torch.ones(3), 'b': torch.full((2,), 5.0), 'n': torch.tensor([2])}
        between = mix.mixed(first, then, 0.25)
        self.assertEqual([between['a'].tolist(), between['b'].tolist(), between['n'].tolist()], [[0.25] * 3, [5.0, 5.0], [2]])

    def test_measures_and_tells(self):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            prepared(folder)
            begun = run(folder, 'begun', '--prepared', place, '--epochs', '1', '--full-precision')
            later = run(folder, 'later', '--prepared', place, '--start', str(begun), '--epochs', '1', '--full-precision')
            names = run(folder, 'names', '--prepared', place, '--start', str(later), '--tasks', 'names', '--rate', '0', '--epochs', '1', '--full-precision')
            arguments = ['mix.py', '--first', str(begun), '--then', str(later), '--share', '0.5', '--scorers', f'names={names}', '--prepared', place, '--out', str(folder / 'mixed')]
            with mock.patch.object(sys, 'argv', arguments), patched():
                mix.main()
            model, state = train.open_checkpoint(folder / 'mixed' / 'checkpoint.pt')
            self.assertEqual(state['mixed'], {'share': 0.5, 'scorers': 'names'})
            self.assertIn('ewt.dev', state['figures'][-1]['figures'])
            fitted, _ = train.open_checkpoint(names)
            for name, value in fitted.tasks['names'].state_dict().items():
                torch.testing.assert_close(model.tasks['names'].state_dict()[name], value)
            once, twice = (train.open_checkpoint(path)[0].state_dict() for path in (begun, later))
            for name, value in model.encoder.state_dict().items():
                torch.testing.assert_close(value, (once['encoder.' + name] + twice['encoder.' + name]) / 2)


class Bundle(unittest.TestCase):
    def test_reads_a_checkpoint(self):
        """One block of two variables, the second's key sharing a prefix, written by the format's description."""
        def varint(number):
            out = b''
            while number >= 128:
                out, number = out + bytes([number & 127 | 128]), number >> 7
            return out + bytes([number])

        def field(number, value):
            return varint(number << 3) + varint(value) if isinstance(value, int) else varint(number << 3 | 2) + varint(len(value)) + value

        def entry(shape, offset):
            dims = b''.join(field(2, field(1, size)) for size in shape)
            return field(1, 1) + field(2, dims) + field(4, offset) + field(5, 4 * int(np.prod(shape))) + varint(6 << 3 | 5) + b'crc!'

        def block(entries):
            out, before = b'', b''
            for key, value in entries:
                shared = len(os.path.commonprefix([before, key]))
                out += varint(shared) + varint(len(key) - shared) + varint(len(value)) + key[shared:] + value
                before = key
            return out + struct.pack('<II', 0, 1)

        first, second = np.arange(300, dtype='<f4').reshape(2, 150), np.array([7, 8], '<f4')
        data = block([(b'', b'header'), (b'layer/bias', entry([2], 1200)), (b'layer/kernel', entry([2, 150], 0))])
        top = block([(b'z', varint(0) + varint(len(data)))])
        index = data + top + (varint(0) + varint(0) + varint(len(data)) + varint(len(top))).ljust(48, b'\0')
        found = bundle.variables(index, first.tobytes() + second.tobytes())
        self.assertEqual(sorted(found), ['layer/bias', 'layer/kernel'])
        np.testing.assert_array_equal(found['layer/kernel'], first)
        np.testing.assert_array_equal(found['layer/bias'], second)


class Corpus(unittest.TestCase):
    def test_every_window_once_an_epoch(self):
        drawn = np.random.default_rng(2)
        windows = [corpus.opened(made_window(drawn, doc), 'ewt') for doc in range(57)]
        for generator in (None, np.random.default_rng(1)):
            batches = corpus.batches(windows, 150, generator)
            self.assertEqual(sorted(id(w) for batch in batches for w in batch), sorted(id(w) for w in windows))
            for batch in batches:
                self.assertLessEqual(len(batch) * max(len(w['pieces']) for w in batch), 150)

    def test_sentences_alone_keep_their_labels(self):
        window = corpus.opened(made_window(np.random.default_rng(3), 0), 'ewt')
        alone = corpus.sentences(window)
        for key in corpus.LABELLED:
            self.assertEqual(np.concatenate([w[key] for w in alone]).tolist(), window[key].tolist())
        self.assertEqual(np.concatenate([w['pieces'][w['words']] for w in alone]).tolist(), window['pieces'][window['words']].tolist())
        for w in alone:
            self.assertEqual((w['head'] == -1).sum(), 1)
            self.assertTrue((w['head'] < len(w['words'])).all())

    def test_cut_where_told(self):
        window = corpus.opened(made_window(np.random.default_rng(3), 0), 'ewt')
        parts = corpus.cut(window, [False, True])
        self.assertEqual([len(part['sentences']) for part in parts], [2, 1])
        for key in corpus.LABELLED:
            self.assertEqual(np.concatenate([part[key] for part in parts]).tolist(), window[key].tolist())
        (whole,) = corpus.cut(window, [False, False])
        for key in ('pieces', 'cases', 'words', 'head', 'names', 'cues'):
            self.assertEqual(whole[key].tolist(), window[key].tolist())
        self.assertTrue(window['claims'])
        self.assertEqual([{k: v for k, v in claim.items() if v} for claim in whole['claims']], window['claims'])
        moved = [(c['cue'][0][0] + begin, c['source'][0][0] + begin) for part, begin in zip(parts, (0, window['sentences'][2][0])) for c in part['claims']]
        self.assertEqual(moved, [(c['cue'][0][0], c['source'][0][0]) for c in window['claims']])
        self.assertEqual((whole['sentences'], whole['owned']), (window['sentences'], window['owned']))

    def test_folds_share_documents_out(self):
        windows = [{'doc': f'd{i // 3}'} for i in range(40)]
        held = np.array([corpus.fold(windows, i, 5) for i in range(5)])
        self.assertTrue((held.sum(0) == 1).all())
        for i in range(0, 39, 3):
            self.assertTrue((held[:, i] == held[:, i + 2]).all())

    def test_shouting_changes_letters_only(self):
        window = corpus.opened(made_window(np.random.default_rng(3), 0), 'ewt')
        shouting, drawn, seen = corpus.Shouting(PIECES, 1.0), np.random.default_rng(0), set()
        for _ in range(30):
            cases = shouting.cases(window, drawn)
            self.assertTrue(((cases == 0) == (window['cases'] == 0)).all())
            seen.add(int(np.bincount(cases[cases > 0]).argmax()))
        self.assertLessEqual({corpus.UPPER, corpus.LOWER}, seen)


class Claimed(unittest.TestCase):
    def test_finds_cues_within_contents(self):
        class Cues(torch.nn.Module):  # the piece of each token decides
            def __init__(self, cue):
                super().__init__()
                self.cue = cue
            def forward(self, vectors):
                hit = (vectors[..., 0] == self.cue).float()
                return torch.stack([1 - hit, hit, 0 * hit], -1)
        task = claims.Claims(WIDTH, LABELS, Dropout(0.0))
        task.cue, task.inner = Cues(1.0), Cues(2.0)
        content = {1: [(2, 6)], 4: [(4, 6)], 5: []}  # by cue
        task.asked = lambda vectors, batch, cues: [{'cue': [(b, e)], 'source': [], 'content': content.get(b, [(0, 1)])} for _, b, e in cues]
        window = corpus.opened(made_window(np.random.default_rng(3), 0), 'ewt')
        batch = corpus.collate([window])
        vectors = torch.zeros(1, batch.tokens.shape[1], WIDTH)
        vectors[0, [1, 0, 4, 5], 0] = torch.tensor([1.0, 2.0, 2.0, 2.0])
        outside, inner = task.found(vectors, batch)[0]
        self.assertEqual((outside['cue'], inner['cue'], inner['inner']), ([(1, 2)], [(4, 5)], True))

    def test_labels_and_spans_are_inverse(self):
        claim = {'cue': [(3, 4)], 'source': [(0, 3)], 'content': [(4, 5), (7, 10)]}
        labels = claims.labels_of(claim, 11)
        self.assertEqual([claims.LABELS[i] for i in labels[:6]], ['B-source', 'I-source', 'E-source', 'O', 'U-content', 'O'])
        self.assertEqual(claims.spans_of(labels.tolist()), {role: claim[role] for role in claims.ROLES})

    def test_best_sequence_is_best(self):
        """Every sequence in turn."""
        drawn, forbidden = torch.Generator().manual_seed(2), claims.forbidden()
        first = torch.tensor([name[0] in 'IE' for name in claims.LABELS])
        for _ in range(5):
            scores = torch.randn(1, 4, len(claims.LABELS), generator=drawn)
            legal = [seq for seq in itertools.product(range(len(claims.LABELS)), repeat=4)
                     if not first[seq[0]] and not any(forbidden[a, b] for a, b in zip(seq, seq[1:]))]
            wanted = max(legal, key=lambda seq: sum(float(scores[0, at, label]) for at, label in enumerate(seq)))
            self.assertEqual(sequence.best(scores, forbidden, first)[0].tolist(), list(wanted))

    def test_what_is_unsure_does_not_teach(self):
        torch.manual_seed(1)
        task = claims.Claims(WIDTH, LABELS, Dropout(0.0))
        window = corpus.opened(made_window(np.random.default_rng(3), 0), 'ewt')
        vectors = torch.randn(1, len(corpus.collate([window]).tokens[0]), WIDTH)
        def loss(content):
            some = [claim | {'content': content, 'unsure': [(0, len(window['words']))]} for claim in window['claims']]
            return float(task.loss(vectors, corpus.collate([window | {'claims': some}])).detach())
        self.assertEqual(loss([(0, 2)]), loss([]))

    def test_distances(self):
        self.assertEqual((asking.bucket(np.array([-500, -9, -8, -1, 0, 1, 7, 8, 11, 12, 16, 200])) - asking.FAR).tolist(),
                         [-16, -8, -8, -1, 0, 1, 7, 8, 8, 9, 10, 16])


class Stances(unittest.TestCase):
    def test_a_mirrored_pair_is_the_mirrored_class(self):
        torch.manual_seed(1)
        task = stance.Stance(WIDTH, LABELS, Dropout(0.0)).eval()
        window = corpus.opened(made_window(np.random.default_rng(3), 0), 'ewt')
        batch = corpus.collate([window])
        vectors = torch.randn(1, batch.tokens.shape[1], WIDTH)
        there = task.pairs(vectors, batch, [0], [(0, 1)], [(3, 5)])
        back = task.pairs(vectors, batch, [0], [(3, 5)], [(0, 1)])
        torch.testing.assert_close(there[:, [0, 2, 1, 4, 3]], back)


    def test_labels_with_chances(self):
        class Even(stance.Stance):
            def scored(self, vectors, batch):
                return {'targets': (torch.tensor([[0.0, 1.0, 0.0], [1.0, 1.0, 0.9], [0.0, 0.0, 9.0]]), torch.tensor([1, 0, 2]), torch.tensor([0, 1, 1]))}
        batch = corpus.Batch(*[torch.ones(2, 1)] * 8, torch.ones(2), pairs=[[], []], targets=[[{'at': [0, 1]}], [{'at': [0, 1]}, {'at': [1, 2]}]])
        task = Even(WIDTH, LABELS, Dropout(0.0))
        told = task.label(None, batch)
        self.assertEqual(told, {'targets': [[{'at': [0, 1], 'label': 'favor', 'chances': [212, 576, 212]}],
                                            [{'at': [0, 1], 'label': 'neutral', 'chances': [344, 344, 311]}, {'at': [1, 2], 'label': 'against', 'chances': [0, 0, 1000]}]]})
        # Who answers as the teacher did has nothing to learn but what the teacher did not know.
        hard = float(task.loss(torch.zeros(1), batch))
        batch.targets = told['targets']
        soft = float(task.loss(torch.zeros(1), batch))
        entropy = sum(-p * np.log(p) / weight for some, weight in ((np.array([212, 576, 212]) / 1000, 1), (np.array([344, 344, 311]) / 999, 2 ** 0.5)) for p in some)
        self.assertAlmostEqual(soft, stance.WEIGHT * entropy / 2, places=2)
        self.assertNotAlmostEqual(hard, soft, places=1)


class Trees(unittest.TestCase):
    def test_best_tree_is_best(self):
        drawn = np.random.default_rng(7)
        for _ in range(150):
            words = int(drawn.integers(1, 6))
            scores = drawn.normal(size=(words, words + 1)).round(2)
            scores[:, 0] += 1  # many would like to be the root
            best, most = None, -np.inf
            for head in itertools.product(range(words + 1), repeat=words):
                if sum(h == 0 for h in head) != 1 or not all(reaches_root(head, word) for word in range(1, words + 1)):
                    continue
                total = sum(scores[word, h] for word, h in enumerate(head))
                if total > most:
                    best, most = head, total
            found = best_tree(scores)
            self.assertTrue(all(reaches_root(found, word) for word in range(1, words + 1)))
            self.assertAlmostEqual(sum(scores[word, h] for word, h in enumerate(found)), most, msg=f'{found} {best}')


def reaches_root(head, word: int) -> bool:
    for _ in range(len(head) + 1):
        if word == 0:
            return True
        word = head[word - 1]
    return False


class NamesTest(unittest.TestCase):
    def test_spans(self):
        names = LABELS['names']
        self.assertEqual(spans([1, 2, 0, 3, 3, 4, -1, 2], names), {(0, 2, 'PER'), (3, 4, 'LOC'), (4, 6, 'LOC'), (7, 8, 'PER')})

    def test_decoding_is_the_best_lawful_sequence(self):
        task, drawn = Names(4, LABELS, torch.nn.Identity()), torch.Generator().manual_seed(4)
        for _ in range(40):
            scores = 2 * torch.randn(1, 4, 5, generator=drawn)
            found = task.decode(scores)[0].tolist()
            best, most = None, -np.inf
            for labels in itertools.product(range(5), repeat=4):
                lawful = all(not LABELS['names'][b].startswith('I-') or (a is not None and LABELS['names'][a][2:] == LABELS['names'][b][2:])
                             for a, b in zip([None, *labels], labels))
                total = sum(float(scores[0, at, label]) for at, label in enumerate(labels))
                if lawful and total > most:
                    best, most = labels, total
            self.assertEqual(tuple(found), best)


    def test_some_name_wants_any_name(self):
        task = Names(5, LABELS, torch.nn.Identity())
        with torch.no_grad():
            task.scorer.weight.copy_(8 * torch.eye(5))
            task.scorer.bias.zero_()
        batch = corpus.collate([corpus.opened(made_window(np.random.default_rng(1), 0), 'ewt')])
        batch.labels['names'] = torch.where(batch.tokens, -2, -1)
        lost = [float(task.loss(torch.nn.functional.one_hot(torch.full(batch.tokens.shape, label), 5).float(), batch).detach()) for label in range(5)]
        self.assertGreater(lost[0], 5)
        self.assertLess(max(lost[1:]), 0.01)


class WordsTest(unittest.TestCase):
    def test_tokens_are_hidden_whole(self):
        drawn, words = np.random.default_rng(4), Words(WIDTH, PIECES)
        windows, hidden, tokens = [corpus.opened(made_window(drawn, doc), 'ewt') for doc in range(80)], 0, 0
        for window, seen, wanted in zip(windows, *words.hide(windows, drawn)):
            self.assertTrue((seen[wanted < 0] == window['pieces'][wanted < 0]).all())
            self.assertTrue((wanted[wanted >= 0] == window['pieces'][wanted >= 0]).all())
            for begin, end in zip(window['words'], [*window['words'][1:], len(seen) - 1]):
                self.assertIn(int((wanted[begin:end] >= 0).sum()), (0, end - begin))
                hidden += int(wanted[begin] >= 0)
            tokens += len(window['words'])
            self.assertEqual((wanted[0], wanted[-1]), (-1, -1))
        self.assertAlmostEqual(hidden / tokens, 0.15, delta=0.04)


class Rounded(unittest.TestCase):
    def test_rounded_is_near_and_padding_changes_nothing(self):
        torch.manual_seed(1)
        with patched():
            model = models.begin('', [], ['tag', 'parse', 'names'], LABELS).eval()
        drawn = np.random.default_rng(9)
        windows = sorted((corpus.opened(made_window(drawn, doc), 'ewt') for doc in range(4)), key=lambda w: len(w['pieces']))
        for rounded in (False, True):
            round_all(model, rounded)
            with torch.no_grad():
                together = model(corpus.collate(windows))
                for row, window in enumerate(windows):
                    alone = model(corpus.collate([window]))[0]
                    self.assertLess(float((together[row, :len(alone)] - alone).abs().max()), 0.05 if rounded else 1e-5)
                if not rounded:
                    plain = together
        near = torch.nn.functional.cosine_similarity(plain, together, -1)
        self.assertGreater(float(near[corpus.collate(windows).tokens].min()), 0.99)
        self.assertGreater(float((plain - together).abs().max()), 1e-4)

    def test_gradient_passes(self):
        values = torch.randn(5, 8, requires_grad=True)
        quantize.rows(values).sum().backward()
        self.assertTrue(torch.equal(values.grad, torch.ones(5, 8)))


if __name__ == '__main__':
    unittest.main()
