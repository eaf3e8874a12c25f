"""Golden values for the Go tests: a few sentences with their pieces, vectors, scores and decoded rows.

    python fixture.py --checkpoint RUN/checkpoint.pt --stance RUN/checkpoint.pt --out fixture.json

The sentences are ours and stand in one window. Their pieces are cut here by the definition of word pieces, so they
also check Go's cutting. `vectors` come from the network in floats; `rounded`, `scores` and `rows` from the network on
the grid of integers, which is what the weights file holds. Go is close to them, not equal: its GELU and exponential
are polynomials.
"""
import argparse
import gzip
import json
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch

import corpus
import model as models
import pretrained
from network import round_all
from tasks.tree import best_tree

SENTENCES = [
    "Mayor Edith Crane told reporters in Geneva on Tuesday that the city 's bridges were n't safe .",
    '" We never signed that contract , " said Okonkwo , who chairs the Harbour Workers Union .',
    'SENATE BLOCKS NORWEGIAN FISHERIES BILL',
    'According to a leaked memo , the Liberals want Brazil and the U.N. to pay $ 3.5 billion .',
    'I do not believe him .',
    'The union said that Crane had denied that she knew of the cracks before the storm .',
]


def pieces(word: str, ids: dict[str, int]) -> list[int]:
    """Word pieces: lower case without accents, punctuation apart, then the longest piece that fits, again and again."""
    plain = ''.join(c for c in unicodedata.normalize('NFD', word.lower()) if unicodedata.category(c) != 'Mn')
    parts, out = [''], []
    for c in plain:
        if unicodedata.category(c)[0] == 'P' or c in '$+<=>^`|~':
            parts += [c, '']
        else:
            parts[-1] += c
    for part in filter(None, parts):
        cut, begin = [], 0
        while begin < len(part):
            fits = [end for end in range(len(part), begin, -1) if ('##' if begin else '') + part[begin:end] in ids]
            if not fits:
                cut = [ids['[UNK]']]
                break
            cut.append(ids[('##' if begin else '') + part[begin:fits[0]]])
            begin = fits[0]
        out += cut
    return out or [ids['[UNK]']]


def case(word: str) -> int:
    letters = [c for c in word if c.isalpha()]
    upper = [c.isupper() for c in letters]
    if not letters:
        return corpus.NO_CASE
    if not any(upper):
        return corpus.LOWER
    if len(letters) == 1:
        return corpus.SINGLE
    if all(upper):
        return corpus.UPPER
    return corpus.TITLE if upper[0] and not any(upper[1:]) else corpus.MIXED


def window(sentences: list[str], vocabulary: list[str]) -> tuple[list[str], dict]:
    """The words, and the window that holds them."""
    ids = {piece: i for i, piece in enumerate(vocabulary)}
    words, out = [], {'doc': '', 'corpus': '', 'pieces': [ids['[CLS]']], 'cases': [0], 'words': [], 'sentences': []}
    for sentence in sentences:
        begin = len(words)
        for word in sentence.split():
            cut = pieces(word, ids)
            out['words'].append(len(out['pieces']))
            out['pieces'] += cut
            out['cases'] += [case(word)] * len(cut)
            words.append(word)
        out['sentences'].append([begin, len(words)])
    out['pieces'].append(ids['[SEP]'])
    out['cases'].append(0)
    out['owned'] = [0, len(words)]
    return words, {key: np.array(value) if key in ('pieces', 'cases', 'words') else value for key, value in out.items()}


def short(values: torch.Tensor) -> list:
    return [[round(float(value), 3) for value in row] for row in values]


def judged(model: models.Model, vocabulary: list[str]) -> tuple[list, list, list]:
    """The last sentence by itself on the grid of integers: its vectors, the stance of its first two words toward each of the others, and its own."""
    words, cut = window(SENTENCES[-1:], vocabulary)
    batch, length, stance = corpus.collate([cut]), len(words), model.tasks['stance']
    model.eval()
    round_all(model, True)
    vectors = model(batch)[:, :length]
    alone = SimpleNamespace(tokens=torch.ones(1, length, dtype=torch.bool), sentence=torch.zeros(1, length, dtype=torch.int64))
    holder, others = [(0, 2)], [[(at, at + 1)] for at in range(2, length)]
    pairs = torch.cat([stance.directed(vectors, alone, [0], holder, other) for other in others])
    targets = torch.cat([stance.targets(vectors, alone, [0], other) for other in others])
    round_all(model, False)
    return short(vectors[0]), short(pairs), short(targets)


def golden(model: models.Model, judging: models.Model, vocabulary: list[str]) -> dict:
    words, cut = window(SENTENCES, vocabulary)
    batch = corpus.collate([cut])
    model.eval()
    out = {'words': words, 'sentences': cut['sentences'], 'pieces': cut['pieces'].tolist(), 'cases': cut['cases'].tolist(),
           'first': cut['words'].tolist()}
    with torch.no_grad():
        round_all(model, False)
        out['vectors'] = short(model(batch)[0][:len(words)])
        round_all(model, True)
        padded = model(batch)
        vectors, sentence = padded[:, :len(words)], batch.sentence[:, :len(words)]
        out['rounded'] = short(vectors[0])
        scores, rows = {}, {}
        if 'tag' in model.tasks:
            for kind, scorer in model.tasks['tag'].scorers.items():
                scores[kind] = short(scorer(vectors[0]))
                rows[kind] = [model.labels[kind][i] for i in scorer(vectors[0]).argmax(-1)]
        if 'names' in model.tasks:
            scores['names'] = short(model.tasks['names'].scorer(vectors[0]))
            rows['names'] = [model.labels['names'][i] for i in model.tasks['names'].decode(model.tasks['names'].scorer(vectors))[0]]
        if 'parse' in model.tasks:
            parse = model.tasks['parse']
            arcs, head, scores['arcs'] = parse.arcs(vectors, sentence)[0], [], []
            for begin, end in cut['sentences']:
                block = arcs[begin:end][:, [0, *range(begin + 1, end + 1)]]
                scores['arcs'] += [row[:1] + row[1:1 + at] + row[2 + at:] for at, row in enumerate(short(block))]  # without the word itself
                head += [chosen - 1 if chosen == 0 else begin + chosen - 1 for chosen in best_tree(block.numpy())]
            relations = parse.relations(vectors[0], parse.of_heads(vectors, torch.tensor([head]))[0])
            scores['relations'] = short(relations)
            rows['head'] = head
            rows['deprel'] = [model.labels['deprel'][i] for i in relations.argmax(-1)]
        if 'claims' in model.tasks:
            claims = model.tasks['claims']
            scores['cues'], scores['inner'] = short(claims.cue(vectors[0])), short(claims.inner(vectors[0]))
            found = sorted(claims.found(padded, batch)[0], key=lambda claim: claim['cue'])
            asked = [(0, *claim['cue'][0]) for claim in found[:1]]
            scores['roles'] = short(claims.roles(padded, batch, asked)[0][:len(words)]) if asked else []
            rows['claims'] = [{part: claim[part] for part in ('cue', 'source', 'content')} for claim in found]
    round_all(model, False)
    with torch.no_grad():
        out['judging'], scores['pairs'], scores['targets'] = judged(judging, vocabulary)
    return out | {'scores': scores, 'rows': rows}


def main() -> None:
    from export import write
    from train import open_checkpoint

    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--checkpoint', type=Path, required=True)
    parser.add_argument('--stance', type=Path, required=True, help='the checkpoint of the run of stance')
    parser.add_argument('--out', type=Path, required=True, help='JSON, compressed if the name ends in .gz')
    options = parser.parse_args()
    model, state = open_checkpoint(options.checkpoint)
    made = golden(model, open_checkpoint(options.stance)[0], pretrained.vocabulary(state['options']['encoder']))
    data = (json.dumps(made, ensure_ascii=False, separators=(',', ':')) + '\n').encode('utf-8')
    write(options.out, gzip.compress(data, mtime=0) if options.out.suffix == '.gz' else data)


if __name__ == '__main__':
    main()
