"""How much room the labels of an axis need."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def label_width(labels: Sequence[str]) -> int:
    """Pixels that the longest label may take; a wide font is assumed, for the browser's is unknown here."""
    return ceil(max((sum(map(_advance, label)) for label in labels), default=0))


def _advance(mark: str) -> float:
    if mark.isdigit():
        return 7.6
    return 4.3 if mark in " \u00a0\u202f,.'filłtj" else 11.0 if mark in "mwMW" else 7.2
