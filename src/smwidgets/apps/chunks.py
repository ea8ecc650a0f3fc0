"""The parts of a webpack build that its page asks for one by one.

A chunk is a script that pushes itself onto a list, from which the build's runtime takes it. Run before the runtime it
lies there already, and the runtime asks the server for nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = re.compile(
    r"""(?:\s|/\*.*?\*/|"use\ strict";|'use\ strict';)*
        \((?:self|globalThis)(?:\.\w+|\["\w+"\])\s*=[^;]{1,200}?\)\.push\(\[\[(?P<ids>[^\]]+)\]""",
    re.DOTALL | re.VERBOSE,
)
_ASKED_FOR = re.compile(r"\.e\((\d+)\)")
_HASH = re.compile(r"[0-9a-f]{8,}")
_SOURCE_MAP = re.compile(r"^//[#@] sourceMappingURL=.*$", re.MULTILINE)


def read_script(path: Path) -> str:
    """Return the text of a script without the map that leads a debugger to its source."""
    return _SOURCE_MAP.sub("", path.read_text(encoding="utf-8")).strip()


def asked_for_at_start(runtime: Path) -> list[Path]:
    """Return the chunks of the folder of a runtime that the runtime itself names: what its page needs to start.

    Chunks that only other chunks name are loaded when something needs them: languages of an editor, mathematics.
    """
    wanted = set(_ASKED_FOR.findall(runtime.read_text(encoding="utf-8")))
    others = (path for path in sorted(runtime.parent.glob(f"*.{runtime.name}")))
    return [path for path in others if wanted & _ids(path)]


def belonging_to(entry: Path) -> list[Path]:
    """Return all chunks in the folder of an extension's entry.

    A file whose name has a hash that the entry does not know is left from another version and none of them.
    """
    known = set(_HASH.findall(entry.read_text(encoding="utf-8")))
    others = (path for path in sorted(entry.parent.glob("*.js")) if path != entry)
    return [path for path in others if _ids(path) and set(_HASH.findall(path.stem)) <= known]


def _ids(path: Path) -> set[str]:
    """Return the numbers or names of a script's chunks; empty if it is none."""
    with path.open(encoding="utf-8") as script:
        found = _CHUNK.match(script.read(1000))
    return {name.strip().strip("\"'") for name in found["ids"].split(",")} if found else set()
