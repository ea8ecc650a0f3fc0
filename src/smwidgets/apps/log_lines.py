"""The log of a server and its kernels: one line for each record, of bounded length and at a bounded rate."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 500
LONGEST_TRACEBACK = 4000
"""Characters of a line: what a client sent may be in it."""

BURST = 20
EVERY_SECONDS = 1.0
"""Lines from one place in the code and one source: so many at once, then one each second."""

_KERNEL = re.compile(r"(?<=[0-9a-f]{8})(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""All but the beginning of a kernel's id, by which its page is let in."""

_MOST_BUDGETS = 1000
_REFERENCE = "reference %"


def write_log(process: str, descriptor: int = 2) -> LogLines:
    """Have this process log in lines, and nothing else log for it. What was set before is taken away.

    Parameters
    ----------
    process
        What it is, as each line says: ``"server"``, ``"kernel 1a2b3c4d"``.
    descriptor
        An open file.
    """
    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    lines = LogLines(process, descriptor)
    root.addHandler(lines)
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _log_end
    threading.excepthook = _log_end_of_thread
    return lines


@dataclass
class _Budget:
    left: float
    at: float
    left_out: int = 0
    is_told: bool = False


class LogLines(logging.Handler):
    """Writes a record as one line: cut, with control characters shown, and at a bounded rate.

    Records from one place in the code are bounded together, for each ``source`` that ``extra`` names apart. Those that
    give a reference which somebody was shown are never left out; beyond the rate they come without their traceback.

    Parameters
    ----------
    process
        See :func:`write_log`.
    descriptor
        An open file.
    """

    def __init__(self, process: str, descriptor: int) -> None:
        super().__init__()
        self._process = process
        self._descriptor = descriptor
        self._budgets: dict[tuple[object, ...], _Budget] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Write it, or count it."""
        budget = self._budget(record)
        text = self._text(record)
        if budget.left >= 1:
            budget.left -= 1
            if budget.left_out:
                text += f" ({budget.left_out} more like this were left out)"
                budget.left_out = 0
            if record.exc_info and record.exc_info[0] is not None:
                text += f" | {_traceback(record.exc_info)}"
        elif _REFERENCE not in str(record.msg):
            budget.left_out += 1
            if budget.is_told:
                return
            budget.is_told = True
            text += " (more like this are left out now)"
        with suppress(OSError):  # whoever read it is gone
            os.write(self._descriptor, f"{text}\n".encode())

    def _text(self, record: logging.LogRecord) -> str:
        try:
            message = record.getMessage()
        except Exception:  # noqa: BLE001 - a line of the log must not end what logs it
            message = f"{record.msg!s} {record.args!r}"
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(record.created))
        return f"{at} {self._process} {record.levelname} {shown(record.name, 100)}: {shown(message, LONGEST_MESSAGE)}"

    def _budget(self, record: logging.LogRecord) -> _Budget:
        now = time.monotonic()
        place = (record.pathname, record.lineno, getattr(record, "source", None))
        if place not in self._budgets and len(self._budgets) >= _MOST_BUDGETS:
            self._budgets.pop(next(iter(self._budgets)))
        budget = self._budgets.setdefault(place, _Budget(BURST, now))
        budget.left = min(BURST, budget.left + (now - budget.at) / EVERY_SECONDS)
        budget.at = now
        budget.is_told = budget.is_told and budget.left < BURST
        return budget


class Printed:
    """Takes what is printed, as a file would, and logs it line by line.

    Parameters
    ----------
    name
        Of the stream.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun = ""

    def read(self) -> str:
        """Return nothing: it is written only."""
        return ""

    def write(self, text: str) -> int:
        """Log each line that is complete; what is longer than a line of the log is cut there."""
        *lines, begun = (self._begun + text).split("\n")
        self._begun = begun[-LONGEST_MESSAGE:]
        for line in lines:
            if line.strip():
                log.warning("%s: %s", self._name, line)
        return len(text)

    def flush(self) -> None:
        """Wait for the end of the line."""


def shown(text: str, longest: int) -> str:
    """Return a text in one line, cut in its middle; what does not print is shown by its number, no kernel by its id."""
    text = _KERNEL.sub("…", text)
    if len(text) > longest:
        text = f"{text[: longest // 2]} … {text[-longest // 2 :]}"
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def _traceback(about: Any) -> str:
    lines = "".join(traceback.format_exception(*about)).splitlines()
    return shown(" | ".join(line.strip() for line in lines), LONGEST_TRACEBACK)


def _log_end(*about: Any) -> None:
    log.critical("ended by an error", exc_info=about)


def _log_end_of_thread(about: Any) -> None:
    log.error("a thread was ended by an error", exc_info=(about.exc_type, about.exc_value, about.exc_traceback))
