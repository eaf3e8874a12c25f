"""The best allowed sequence of labels (Viterbi, 1967), and the ranges that labels draw."""
import torch


def best(scores: torch.Tensor, forbidden: torch.Tensor, first: torch.Tensor) -> torch.Tensor:
    """The best labels [N, T] of scores [N, T, labels] without the steps forbidden [from, to], its first label not one of `first`."""
    step = torch.zeros(forbidden.shape).masked_fill(forbidden, -1e9)
    scores = scores.float().log_softmax(-1)
    value, back = scores[:, 0].masked_fill(first, -1e9), []
    for at in range(1, scores.shape[1]):
        most, origin = (value[:, :, None] + step).max(1)
        value = most + scores[:, at]
        back.append(origin)
    label = value.argmax(-1)
    out = [label]
    for origin in reversed(back):
        label = origin.gather(1, label[:, None])[:, 0]
        out.append(label)
    return torch.stack(out[::-1], 1)


def spans(labels: list[int], names: list[str]) -> set[tuple[int, int, str]]:
    """Begin, end and type of BIO labels; an I- without its B- begins a span, −1 is outside."""
    out, begin, kind = set(), 0, ''
    for at, label in enumerate(labels + [-1]):
        name = names[label] if label >= 0 else 'O'
        if kind and name != 'I-' + kind:
            out.add((begin, at, kind))
            kind = ''
        if name != 'O' and not kind:
            begin, kind = at, name[2:]
    return out
