"""Fine-tune one encoder on all tasks together.

    python train.py --prepared DIR --run DIR [options]
    python train.py --resume --run DIR [options to change]

Reads what `sayso-lab prepare` wrote; writes into the run's folder `checkpoint.pt` (replaced whole every few minutes
and after each epoch), `figures.jsonl` (a line of dev figures an epoch) and `options.json`. A resumed run continues
with the very step after the checkpoint's, and ends with the same weights as one that was never stopped.
"""
import argparse
import copy
import json
import math
import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

import corpus
import memory
import model as models
from network import Shape, round_all
from tasks.words import Words


def options() -> tuple[argparse.Namespace, dict]:
    """All options, and those that were given."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0], allow_abbrev=False)
    add = parser.add_argument
    add('--run', type=Path, required=True, help='folder for checkpoints and figures, outside the repository')
    add('--resume', action='store_true', help="go on from the run's checkpoint, if there is one, with the options that it was begun with but for those given")
    add('--prepared', type=Path, help='what `sayso-lab prepare` wrote')
    add('--encoder', default='minilm-l6', help='pretrained encoder (pretrained.py)')
    add('--layers', help='keep only these of its layers, say 0,1,3,5')
    add('--start', type=Path, help='begin with the weights of this checkpoint, averaged if it has an average')
    add('--words-of', type=Path, help='read the word vectors of this checkpoint, as they are')
    add('--tasks', default='tag,parse,names', help='tasks to learn, or `words` alone: masked-word training on news')
    add('--weights', default='', help='weights of losses, say names=2,tag=1')
    add('--no-case', action='store_true', help='hide the tokens\' case')
    add('--alone', action='store_true', help='every sentence a window of its own')
    add('--split', type=float, default=0.0, help='cut windows between two sentences with this probability, anew each epoch')
    add('--corpora', default='', help='train on these alone, say wikigold,re3d')
    add('--without', default='', help='corpora left out of training, say wikigold')
    add('--trust', default='', help='weights of corpora in the loss, say polnear=0.5')
    add('--share', default='', help='use another n-th of a corpus each epoch, or of its labels of a kind, say wikigold=2,polnear.names=3')
    add('--documents', type=int, default=1, help='train on a fixed n-th of the documents')
    add('--hold', default='', help='leave out an n-th of the documents of a corpus, to calibrate on, say polnear=10')
    add('--fold', help='I/N: hold out every N-th document of wikigold from the I-th on, and measure on it alone')
    add('--words', type=int, default=2_000_000, help='pieces of news to read an epoch of masked-word training')
    add('--epochs', type=int, default=8)
    add('--batch', type=int, default=1024, help='pieces a step, with padding')
    add('--workers', type=int, default=2, help='threads that share a step')
    add('--rate', type=float, default=6e-4, help="the encoder's learning rate")
    add('--scorer-rate', type=float, default=2e-3)
    add('--warmup', type=float, default=0.06, help='share of the steps')
    add('--decay', type=float, default=0.01, help='weight decay')
    add('--encoder-dropout', type=float, default=0.1)
    add('--dropout', type=float, default=0.0, help='of the vectors that the scorers read, and in the tree scorer')
    add('--average', type=float, default=0.0, help='measure and keep a running average of the weights, say 0.999')
    add('--shout', type=float, default=0.06, help='share of windows read as capitals, Title Case or lower case')
    add('--quantize-from', type=float, default=math.inf, help='compute on the grid of integers after so many epochs')
    add('--measure', type=int, default=1, help='measure on dev each n-th epoch and after the last')
    add('--minutes', type=float, default=4, help='between checkpoints')
    add('--steps', type=int, default=0, help='stop after so many steps, keeping a checkpoint (for tests)')
    add('--seed', type=int, default=1)
    add('--full-precision', action='store_true', help='no bfloat16 products')
    chosen = parser.parse_args()
    given = {argument.split('=')[0][2:].replace('-', '_') for argument in sys.argv[1:] if argument.startswith('--')}
    return chosen, {name: value for name, value in vars(chosen).items() if name in given}


def pairs(text: str) -> dict[str, float]:
    """Numbers by name out of 'a=1,b=0.5'."""
    return {name: float(value) for name, value in (item.split('=') for item in text.split(',') if item)}


def listed(text: str) -> list[str]:
    return [item for item in text.split(',') if item]


class Plan:
    """Which windows each epoch reads, in which batches, one a worker and step: a function of the options alone."""

    def __init__(self, chosen: argparse.Namespace):
        self.chosen, self.held = chosen, []
        if chosen.tasks == 'words':
            self.windows = {'news': corpus.read(chosen.prepared, 'news.train')}
        else:
            self.windows = {}
            for name in corpus.names(chosen.prepared, 'train'):
                key = name.split('.')[0]
                if key not in listed(chosen.without) and (not chosen.corpora or key in listed(chosen.corpora)):
                    self.windows[key] = corpus.read(chosen.prepared, name)
        if chosen.documents > 1:
            self.windows = {key: [w for w in read if corpus.part(w, chosen.documents, 'documents') == 0] for key, read in self.windows.items()}
        for key, count in pairs(chosen.hold).items():
            self.windows[key] = [w for w in self.windows[key] if corpus.part(w, int(count), 'hold') != 0]
        if chosen.fold:
            index, count = map(int, chosen.fold.split('/'))
            out = corpus.fold(self.windows['wikigold'], index, count)
            self.held = [w for w, left in zip(self.windows['wikigold'], out) if left]
            self.windows['wikigold'] = [w for w, left in zip(self.windows['wikigold'], out) if not left]
        if chosen.alone:
            self.windows = {key: [s for w in read for s in corpus.sentences(w)] for key, read in self.windows.items()}
            self.held = [s for w in self.held for s in corpus.sentences(w)]
        if chosen.tasks == 'stance':
            self.windows = {key: [w for w in read if any(w.get(kind) for kind in corpus.QUESTIONS)] for key, read in self.windows.items()}

    def epoch(self, number: int) -> list[list[dict]]:
        generator = np.random.default_rng([self.chosen.seed, number])
        share = pairs(self.chosen.share)
        windows = []
        for key, read in self.windows.items():
            count = int(share.get(key, 1))
            read = [w for w in read if corpus.part(w, count, 'share') == number % count]
            for kind in corpus.LABELLED:
                count = int(share.get(f'{key}.{kind}', 1))
                read = [w if corpus.part(w, count, kind) == number % count else {k: v for k, v in w.items() if k != kind} for w in read]
            windows += read
        if self.chosen.split:
            windows = [part for w in windows for part in corpus.cut(w, generator.random(len(w['sentences']) - 1) < self.chosen.split)]
        if self.chosen.tasks == 'words':
            drawn, total = [], 0
            for at in generator.permutation(len(windows)):
                if total >= self.chosen.words:
                    break
                drawn.append(windows[at])
                total += len(windows[at]['pieces'])
            windows = drawn
        return corpus.batches(windows, self.chosen.batch // self.chosen.workers, generator)


def crew(count: int) -> ThreadPoolExecutor:
    """Threads that share nothing: each has a core of its own, for some systems let two stay on one, and computes by itself."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else []
    places = iter(cores[:count] if len(cores) >= count else [])

    def begin() -> None:
        torch.set_num_threads(1)
        core = next(places, None)
        if core is not None:
            os.sched_setaffinity(0, {core})

    return ThreadPoolExecutor(count, initializer=begin)


class Training:
    """The state of a run: everything that a checkpoint holds."""

    def __init__(self, chosen: argparse.Namespace):
        self.chosen = chosen
        torch.manual_seed(chosen.seed)
        self.labels = json.loads((chosen.prepared / 'labels.json').read_text(encoding='utf-8'))
        self.pieces = models.pretrained.vocabulary(chosen.encoder)
        kept = [int(layer) for layer in listed(chosen.layers or '')]
        names = [] if chosen.tasks == 'words' else listed(chosen.tasks)
        self.model = models.begin(chosen.encoder, kept, names, self.labels, (chosen.encoder_dropout, chosen.dropout))
        self.words = Words(self.model.encoder.shape.width, self.pieces) if chosen.tasks == 'words' else None
        if chosen.start:
            self.model.load_state_dict(averaged(torch.load(chosen.start, weights_only=False)), strict=False)
        if chosen.no_case:
            self.model.encoder.cases.requires_grad_(False)
        if chosen.words_of:
            words = averaged(torch.load(chosen.words_of, weights_only=False))['encoder.words.weight']
            self.model.encoder.words.weight = torch.nn.Parameter(words.clone(), requires_grad=False)
        self.shouting = corpus.Shouting(self.pieces, chosen.shout)
        self.plan = Plan(chosen)
        self.sizes = [math.ceil(len(self.plan.epoch(number)) / chosen.workers) for number in range(chosen.epochs)]
        scorers = list(self.model.tasks.parameters()) + (list(self.words.parameters()) if self.words else [])
        groups = []
        # A batch touches a fiftieth of the word vectors, so a step over all of them would take as long as all the rest;
        # but masked-word training has a gradient for each.
        words = self.model.encoder.words
        words.sparse = self.words is None
        encoder = [p for p in self.model.encoder.parameters() if p.requires_grad and (self.words or p is not words.weight)]
        for rate, parameters in ((chosen.rate, encoder), (chosen.scorer_rate, scorers)):
            for decay in (True, False):
                some = [p for p in parameters if (p.dim() > 1) == decay]
                if some:
                    groups.append({'params': some, 'rate': rate, 'weight_decay': chosen.decay if decay else 0.0})
        self.optimizers = [torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), fused=True)]
        if words.sparse and words.weight.requires_grad:
            self.optimizers.append(torch.optim.SparseAdam([{'params': [words.weight], 'rate': chosen.rate}], lr=1e-9, betas=(0.9, 0.98)))
        self.workers = [Worker(self, number) for number in range(chosen.workers)]
        self.threads = crew(chosen.workers)
        self.average = [p.detach().clone() for p in self.model.parameters()] if chosen.average else []
        self.epoch, self.position, self.step, self.seconds = 0, 0, 0, 0.0
        self.figures = []
        self.changes = []  # what a resumed run was told to do otherwise, and when

    def save(self) -> None:
        state = {name: getattr(self, name) for name in ('labels', 'average', 'epoch', 'position', 'step', 'seconds', 'figures', 'changes')}
        state |= {'options': vars(self.chosen), 'shape': asdict(self.model.encoder.shape), 'model': self.model.state_dict(),
                  'words': self.words and self.words.state_dict(), 'optimizers': [optimizer.state_dict() for optimizer in self.optimizers],
                  'generators': [worker.generator.bit_generator.state for worker in self.workers],
                  'machine': machine()}
        temporary = self.chosen.run / 'checkpoint.part'
        torch.save(state, temporary)
        os.replace(temporary, self.chosen.run / 'checkpoint.pt')

    def load(self, state: dict) -> None:
        for name in ('average', 'epoch', 'position', 'step', 'seconds', 'figures'):
            setattr(self, name, state[name])
        self.changes = state.get('changes', [])
        self.model.load_state_dict(state['model'])
        if self.words:
            self.words.load_state_dict(state['words'])
        for optimizer, saved in zip(self.optimizers, state['optimizers'], strict=True):
            optimizer.load_state_dict(saved)
        for worker, saved in zip(self.workers, state['generators'], strict=True):
            worker.generator.bit_generator.state = saved

    def take_step(self, batches: list[list[dict]], rounded: bool) -> Counter:
        total = sum(self.sizes)
        warm = max(1, round(self.chosen.warmup * total))
        factor = min((self.step + 1) / warm, (total - self.step) / max(1, total - warm))
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group['lr'] = factor * group['rate']
        workers = self.workers[:len(batches)]
        parts = list(self.threads.map(lambda worker, windows: worker.learn(windows, rounded), workers, batches))
        parameters = list(self.parameters())
        for own, *others in zip(parameters, *(worker.parameters() for worker in workers[1:])):
            for other in others:
                if other.grad is not None:
                    own.grad = other.grad if own.grad is None else own.grad + other.grad
                    other.grad = None
        torch.nn.utils.clip_grad_norm_([p for p in parameters if p.grad is not None and not p.grad.is_sparse], 1.0, foreach=True)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.step += 1
        if self.average and self.step % 10 == 0:
            kept = min(self.chosen.average, (1 + self.step) / (10 + self.step)) ** 10
            torch._foreach_lerp_(self.average, [p.detach() for p in self.model.parameters()], 1 - kept)
        return sum(parts, Counter())

    def parameters(self) -> list[torch.nn.Parameter]:
        return self.workers[0].parameters()

    def rounds(self, step: int) -> bool:
        """Whether a step computes on the grid of integers."""
        return step >= self.chosen.quantize_from * sum(self.sizes) / self.chosen.epochs

    def swap(self) -> None:
        """Exchange the weights and their running average."""
        for parameter, average in zip(self.model.parameters(), self.average):
            kept = parameter.detach().clone()
            parameter.data.copy_(average)
            average.copy_(kept)

    def measure(self) -> dict[str, dict[str, float]]:
        self.swap()
        if self.plan.held:
            sets = {'wikigold.fold': self.plan.held}
        else:
            sets = {name: corpus.read(self.chosen.prepared, name) for name in corpus.names(self.chosen.prepared, 'dev')}
            if self.chosen.alone:
                sets = {name: [s for w in windows for s in corpus.sentences(w)] for name, windows in sets.items()}
        out = {name: measure(self.model, windows, self.threads, self.chosen.no_case, not self.chosen.full_precision) for name, windows in sets.items()}
        self.swap()
        return out

    def run(self) -> None:
        print(f'{sum(p.numel() for p in self.model.parameters())} weights, {sum(self.sizes)} steps,',
              ', '.join(f'{key} {len(read)}' for key, read in self.plan.windows.items()), 'windows', flush=True)
        saved = time.monotonic()
        while self.epoch < self.chosen.epochs:
            order = self.plan.epoch(self.epoch)
            shown, sums, read = time.monotonic(), Counter(), 0
            while self.position < len(order):
                began = time.monotonic()
                batches = order[self.position:self.position + self.chosen.workers]
                sums.update(self.take_step(batches, self.rounds(self.step)))
                self.position += len(batches)
                self.seconds += time.monotonic() - began
                read += sum(len(w['pieces']) for windows in batches for w in windows)
                sums['steps'] += 1
                if sums['steps'] == 50 or self.position == len(order):
                    now = time.monotonic()
                    print(f'epoch {self.epoch} batch {self.position}/{len(order)}, {read / (now - shown):.0f} pieces/s,',
                          ', '.join(f'{name} {value / sums["steps"] / self.chosen.workers:.3f}' for name, value in sums.items() if name != 'steps'), flush=True)
                    shown, sums, read = now, Counter(), 0
                if self.step == self.chosen.steps:
                    return self.save()
                if time.monotonic() - saved > 60 * self.chosen.minutes:
                    self.save()
                    saved = time.monotonic()
            self.epoch, self.position = self.epoch + 1, 0
            if not self.words and (self.epoch % self.chosen.measure == 0 or self.epoch == self.chosen.epochs):
                rounded = self.rounds(self.step - 1)
                round_all(self.model, rounded)
                row = {'epoch': self.epoch, 'seconds': round(self.seconds), 'rounded': rounded, 'figures': self.measure()}
                self.figures.append(row)
                print(json.dumps(row), flush=True)
                with open(self.chosen.run / 'figures.jsonl', 'a', encoding='utf-8') as file:
                    file.write(json.dumps(row) + '\n')
            self.save()
            saved = time.monotonic()


class Worker:
    """One thread's share of a step: a network with gradients and random numbers of its own, and the weights of all.

    Two threads with a batch each are twice as fast as two threads within each product, which wait for one another.
    """

    def __init__(self, training: Training, number: int):
        self.chosen, self.shouting = training.chosen, training.shouting
        self.model, self.words = training.model, training.words
        if number:
            self.model, self.words = copy.deepcopy(self.model), copy.deepcopy(self.words)
        for own, shared in zip(self.parameters(), training.model.parameters() if not training.words else [*training.model.parameters(), *training.words.parameters()]):
            own.data = shared.data
        self.generator = np.random.Generator(np.random.SFC64([training.chosen.seed, number]))
        self.model.draw_from(self.generator)

    def parameters(self) -> list[torch.nn.Parameter]:
        return [*self.model.parameters(), *(self.words.parameters() if self.words else [])]

    def cases(self, window: dict) -> np.ndarray:
        return np.zeros_like(window['cases']) if self.chosen.no_case else self.shouting.cases(window, self.generator)

    def learn(self, windows: list[dict], rounded: bool) -> Counter:
        """Leave the gradient of the batch's loss in the parameters; the losses."""
        self.model.train()
        round_all(self.model, rounded)
        cases = [self.cases(w) for w in windows]
        losses = self.guess(windows, cases) if self.words else self.annotate(windows, cases)
        weights = pairs(self.chosen.weights)
        total = sum(weights.get(name, 1.0) * loss for name, loss in losses.items())
        if total.requires_grad:
            (total / self.chosen.workers).backward()
        return Counter({name: float(loss.detach()) for name, loss in losses.items()})

    def annotate(self, windows: list[dict], cases: list[np.ndarray]) -> dict[str, torch.Tensor]:
        batch = corpus.collate(windows, pairs(self.chosen.trust), cases)
        with torch.autocast('cpu', dtype=torch.bfloat16, enabled=not self.chosen.full_precision):
            vectors = self.model(batch)
        return {name: task.loss(vectors, batch) for name, task in self.model.tasks.items()}

    def guess(self, windows: list[dict], cases: list[np.ndarray]) -> dict[str, torch.Tensor]:
        seen, wanted = self.words.hide(windows, self.generator)
        batch = corpus.collate(windows, cases=cases)
        length = batch.pieces.shape[1]
        with torch.autocast('cpu', dtype=torch.bfloat16, enabled=not self.chosen.full_precision):
            vectors = self.model.encoder(corpus.pad(seen, length, 0), batch.cases, batch.real)
            return {'words': self.words.loss(vectors, corpus.pad(wanted, length, -1), self.model.encoder.words.weight)}


def measure(model: models.Model, windows: list[dict], threads: ThreadPoolExecutor, no_case: bool = False, fast: bool = True) -> dict[str, float]:
    """The tasks' figures on windows. The integers' grid is finer than bfloat16, so rounded networks compute in float32."""
    model.eval()

    def count(some: list[dict]) -> dict[str, Counter]:
        counts = {name: Counter() for name in model.tasks}
        batch = corpus.collate(some, cases=[np.zeros_like(w['cases']) for w in some] if no_case else None)
        with torch.no_grad():
            with torch.autocast('cpu', dtype=torch.bfloat16, enabled=fast and not model.encoder.rounded):
                vectors = model(batch)
            for name, task in model.tasks.items():
                task.count(vectors, batch, counts[name])
        return counts

    counts = {name: Counter() for name in model.tasks}
    for some in threads.map(count, corpus.batches(windows, 16 * 160)):
        for name in counts:
            counts[name].update(some[name])
    return {name: round(value, 2) for key, task in model.tasks.items() for name, value in task.figures(counts[key]).items()}


def machine() -> str:
    name, told = 'unknown processor', Path('/proc/cpuinfo')
    if told.exists():
        name = next((line.split(':')[1].strip() for line in told.read_text().splitlines() if line.startswith('model name')), name)
    return f'{name}, {os.cpu_count()} cores, PyTorch {torch.__version__}'


def averaged(state: dict) -> dict[str, torch.Tensor]:
    """The parameters of a checkpoint, those of the running average if it kept one."""
    return dict(zip(state['model'], state['average'], strict=True)) if state['average'] else state['model']


def open_checkpoint(path: Path) -> tuple[models.Model, dict]:
    """The model of a checkpoint, and all else that the checkpoint holds."""
    state = torch.load(path, weights_only=False)
    names = [] if state['options']['tasks'] == 'words' else listed(state['options']['tasks'])
    model = models.Model(Shape(**state['shape']), names, state['labels'])
    model.load_state_dict(averaged(state))
    return model, state


def main() -> None:
    (chosen, given), state = options(), None
    if chosen.resume and (chosen.run / 'checkpoint.pt').exists():
        state = torch.load(chosen.run / 'checkpoint.pt', weights_only=False)
        chosen = argparse.Namespace(**vars(chosen) | state['options'] | {'steps': 0} | given)
    torch.set_num_threads(1)  # the workers' threads are the only ones
    chosen.run.mkdir(parents=True, exist_ok=True)
    (chosen.run / 'options.json').write_text(json.dumps(vars(chosen), default=str, indent=1) + '\n')
    training = Training(chosen)
    if state:
        training.load(state)
        changed = {name: value for name, value in given.items() if name not in ('run', 'resume', 'steps', 'minutes') and value != state['options'].get(name)}
        if changed:
            training.changes.append({'epoch': training.epoch, 'batch': training.position, 'options': changed})
    training.run()


if __name__ == '__main__':
    memory.keep()
    main()
