"""A TensorFlow checkpoint ("tensor bundle") without TensorFlow.

The index is a LevelDB table, uncompressed: blocks of entries whose keys share prefixes, then a footer that says where
the block of blocks stands. A variable's entry is a protocol buffer (BundleEntryProto): 1 type, 2 shape, 4 offset,
5 size in the one data file. Sources: leveldb's doc/table_format.md, tensorflow's tensor_bundle.proto.
"""
import struct
from collections.abc import Iterator

import numpy as np

FOOTER = 48
FLOAT = 1


def variables(index: bytes, data: bytes) -> dict[str, np.ndarray]:
    """The float32 variables by name."""
    footer = Cursor(index[-FOOTER:])
    footer.number(), footer.number()  # where the block of filters stands
    out = {}
    for _, handle in entries(index, footer):
        for key, value in entries(index, Cursor(handle)):
            entry = message(value)
            if not key or entry[1][0] != FLOAT:
                continue
            shape = [message(size).get(1, [0])[0] for dims in entry.get(2, []) for size in message(dims).get(2, [])]
            begin, length = entry.get(4, [0])[0], entry[5][0]
            out[key.decode()] = np.frombuffer(data, '<f4', length // 4, begin).reshape(shape)
    return out


class Cursor:
    """A place in bytes, moved by what is read."""

    def __init__(self, raw: bytes, at: int = 0):
        self.raw, self.at = raw, at

    def number(self) -> int:
        """A varint: seven bits a byte, the low ones first."""
        value = shift = 0
        while True:
            byte = self.raw[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.raw[self.at - count:self.at]


def entries(table: bytes, handle: Cursor) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values of the block that a handle (offset, size) names."""
    begin, size = handle.number(), handle.number()
    block = Cursor(table[begin:begin + size])
    restarts = struct.unpack('<I', block.raw[-4:])[0]
    end, key = size - 4 - 4 * restarts, b''
    while block.at < end:
        shared, fresh, length = block.number(), block.number(), block.number()
        key = key[:shared] + block.bytes(fresh)
        yield key, block.bytes(length)


def message(raw: bytes) -> dict[int, list]:
    """A protocol buffer's fields: numbers, or bytes, in lists by field."""
    cursor, out = Cursor(raw), {}
    while cursor.at < len(raw):
        tag = cursor.number()
        kind = tag & 7
        if kind == 0:
            value = cursor.number()
        else:
            value = cursor.bytes({1: 8, 5: 4}.get(kind) or cursor.number())
        out.setdefault(tag >> 3, []).append(value)
    return out
