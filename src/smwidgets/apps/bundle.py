"""All scripts of a page in a few, made of what is installed."""

from __future__ import annotations

import gzip
import hashlib
import logging
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from smwidgets.apps.chunks import asked_for_at_start, belonging_to, read_script

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

log = logging.getLogger(__name__)

_RUNTIME = "voila.js"
_STYLE = "voila-style.js"

_WARMING_UP = 'typeset(document.createElement("div"))'
_NOTHING = "valueOf()"
"""Voilà sets an empty element in mathematics, so that MathJax, a megabyte in 16 files, is there if somebody needs it.

Left out, MathJax is loaded when there is mathematics to set.
"""


_SCRIPTS = 4
"""Browsers read scripts side by side, each on a thread: one of five megabytes keeps the page waiting for the thread."""


@dataclass(frozen=True)
class Script:
    """A script whose address changes with its content.

    Parameters
    ----------
    content
        JavaScript, in UTF-8.
    """

    content: bytes

    @cached_property
    def name(self) -> str:
        """File name in the page."""
        return f"page.{hashlib.sha256(self.content).hexdigest()[:20]}.js"

    @cached_property
    def compressed(self) -> bytes:
        """The content as gzip."""
        return gzip.compress(self.content, compresslevel=6, mtime=0)


def assemble(static_paths: Iterable[Path], entries: Iterable[Path]) -> list[Script]:
    """Put a page's scripts into a few of about the same length, to be run one after another.

    The entries of extensions stay scripts of their own: each finds the address of its further chunks in its own.
    Chunks that are not in the bundle are loaded from their own addresses when they are needed.

    Parameters
    ----------
    static_paths
        Folders with Voilà's scripts, the first that has one counts.
    entries
        The script of each extension that makes it known to Voilà.

    Returns
    -------
    list of Script
        Empty when Voilà's scripts are not as expected; its page loads them one by one then.
    """
    folders = list(static_paths)
    try:
        runtime = next(path for folder in folders if (path := folder / _RUNTIME).is_file())
        style = next(path for folder in folders if (path := folder / _STYLE).is_file())
        chunks = [*asked_for_at_start(runtime), *(chunk for entry in entries for chunk in belonging_to(entry))]
        scripts = [_enclosed(read_script(path)) for path in (style, *chunks)]
        scripts.append(read_script(runtime))
    except (StopIteration, OSError, UnicodeDecodeError):
        log.exception("Voilà's scripts are not put together")
        return []
    parts: list[list[str]] = [[] for _ in range(_SCRIPTS)]
    before = accumulate(map(len, scripts), initial=0)
    whole = sum(map(len, scripts))
    for script, start in zip(scripts, before, strict=False):
        parts[start * _SCRIPTS // whole].append(script.replace(_WARMING_UP, _NOTHING))
    return [Script("\n".join((*part, "")).encode()) for part in parts if part]


def _enclosed(script: str) -> str:
    """Keep a script's strictness to itself."""
    return f"(function () {{\n{script}\n}}).call(self);"
