"""What Linux can do with processes and Python has no name for."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

_SET_PDEATHSIG = 1
_SET_NAME = 15
_SET_CHILD_SUBREAPER = 36
_ADOPTION_SECONDS = 5.0


def adopt_orphans() -> None:
    """Become the parent of processes whose own parent, made by this one, has ended.

    Raises
    ------
    OSError
        The system cannot.
    """
    _prctl(_SET_CHILD_SUBREAPER, 1)


def orphan() -> int:
    """Fork a process that this one is not the parent of: it is adopted by the next one above that adopts orphans.

    Returns
    -------
    int
        Its number; 0 in the new process.

    Raises
    ------
    OSError
        There may be no more processes.
    """
    reading, writing = os.pipe()
    between = os.fork()
    if between == 0:
        try:
            number = os.fork()
        except OSError:
            os._exit(1)
        if number == 0:
            os.close(reading)
            os.close(writing)
            return 0
        os.write(writing, b"%d" % number)
        os._exit(0)
    os.close(writing)
    try:
        told = os.read(reading, 32)
    finally:
        os.close(reading)
        os.waitpid(between, 0)
    if not told:
        raise OSError("there may be no more processes")
    return int(told)


def end_with(parent: int) -> None:
    """Have this process killed when its parent ends; an orphan waits until it is adopted by it."""
    until = time.monotonic() + _ADOPTION_SECONDS
    while os.getppid() != parent:
        if time.monotonic() > until:
            os._exit(1)
        time.sleep(0.0005)
    _prctl(_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def name(what: str) -> None:
    """Let lists of processes show this one as something, in 15 letters: a fork has the command line of its parent."""
    text = ctypes.create_string_buffer(what.encode())
    _prctl(_SET_NAME, ctypes.addressof(text))


def threads() -> int:
    """Return how many threads this process has, Python's and others."""
    return len(list(Path("/proc/self/task").iterdir()))


def close_all_but(kept: set[int]) -> None:
    """Close every open file but standard ones and some."""
    for descriptor in {int(path.name) for path in Path("/proc/self/fd").iterdir()} - {0, 1, 2} - kept:
        with suppress(OSError):  # the directory that was listed
            os.close(descriptor)


def _prctl(what: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(what, ctypes.c_ulong(value), 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
