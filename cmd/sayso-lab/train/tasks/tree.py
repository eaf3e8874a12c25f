"""The highest-scoring tree with one root: Chu and Liu (1965), Edmonds (1967)."""
import numpy as np


def cycle(head: np.ndarray) -> list[int] | None:
    """The nodes of one cycle among heads that node 0 does not reach, or nothing."""
    state = [0] * len(head)  # the walk that met the node
    state[0] = -1
    for start in range(1, len(head)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = head[node]
        if state[node] == start:
            out, at = [node], head[node]
            while at != node:
                out.append(at)
                at = head[at]
            return out
    return None


def arborescence(scores: np.ndarray) -> np.ndarray:
    """Heads [n] of the best tree over scores [dependent, head] [n, n] rooted in node 0."""
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    head = scores.argmax(1)
    head[0] = 0
    found = cycle(head)
    if found is None:
        return head
    inside = np.zeros(len(head), dtype=bool)
    inside[found] = True
    outside = np.flatnonzero(~inside)
    members = np.array(found)
    # The cycle becomes one node, the last; entering it at a member costs the member's arc within the cycle.
    entering = scores[np.ix_(members, outside)] - scores[members, head[members]][:, None]
    leaving = scores[np.ix_(outside, members)]
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    small[:size, size] = leaving.max(1)
    small[size, :size] = entering.max(0)
    solved = arborescence(small)
    for place, node in enumerate(outside):
        if place:
            head[node] = members[leaving[place].argmax()] if solved[place] == size else outside[solved[place]]
    entry = solved[size]
    head[members[entering[:, entry].argmax()]] = outside[entry]
    return head


def best_tree(scores: np.ndarray) -> list[int]:
    """The heads of words 1…n, 0 for the root, of the best tree with one word under the root; scores are [n, 1+n]."""
    full = np.vstack([np.zeros((1, scores.shape[1])), scores.astype(np.float64)])
    head = arborescence(full)
    if (head[1:] == 0).sum() > 1:
        full[1:, 0] -= 1e6  # more than any tree can gain elsewhere, so the best tree pays it once
        head = arborescence(full)
    return head[1:].tolist()
