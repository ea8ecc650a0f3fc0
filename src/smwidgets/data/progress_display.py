"""How far long work has come, shown under the cell of a notebook that waits for it."""

from __future__ import annotations

import html
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from smwidgets.core.text import LOCALES, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PREPARING: Text = {"pl": "Przygotowuję dane sklepu", "en": "Preparing the shop's data"}

_UNSEEN_SECONDS = 1.0
"""Work that ends sooner shows nothing."""


@contextmanager
def shown_progress(locale: str | None = None, *, at_once: bool = False) -> Iterator[Callable[[str, float], None]]:
    """Show a bar in the output of the running cell, and take it away in the end; nothing outside of a notebook.

    Parameters
    ----------
    locale
        Of the words; without one they are in both languages.
    at_once
        Show it from the beginning: the work is known to be long.

    Yields
    ------
    callable
        Takes what is being done and the share of all work done, 0 to 1.
    """
    bar = _Bar(locale, time.monotonic() + (0 if at_once else _UNSEEN_SECONDS)) if _in_a_notebook() else None
    if bar is None:
        yield lambda _what, _share: None
        return
    bar.show("", 0.0)
    try:
        yield bar.show
    finally:
        bar.remove()


class _Bar:
    def __init__(self, locale: str | None, begin: float) -> None:
        self._words = " · ".join(say(PREPARING, one) for one in ([locale] if locale else LOCALES))
        self._begin = begin
        self._handle: Any = None

    def show(self, _what: str, share: float) -> None:
        if time.monotonic() < self._begin:
            return
        percent = min(100, max(0, round(share * 100)))
        text = f"{self._words}: {percent} %"
        shown = f'<label>{html.escape(text)} <progress max="100" value="{percent}"></progress></label>'
        self._publish({"text/plain": text, "text/html": shown})

    def remove(self) -> None:
        if self._handle is not None:
            self._publish({"text/plain": "", "text/html": ""})

    def _publish(self, bundle: dict[str, str]) -> None:
        from IPython.display import display  # noqa: PLC0415 - scripts need none

        if self._handle is None:
            self._handle = display(bundle, raw=True, display_id=True)
        else:
            self._handle.update(bundle, raw=True)


def _in_a_notebook() -> bool:
    if "IPython" not in sys.modules:
        return False
    return hasattr(sys.modules["IPython"].get_ipython(), "kernel")
