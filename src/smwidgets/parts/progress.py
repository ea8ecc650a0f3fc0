"""How far long work has come."""

from __future__ import annotations

from typing import Any

from anywidget import AnyWidget
from traitlets import Int, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part


class Progress(Part, AnyWidget):
    """A bar that fills, with words over it."""

    _esm: Any = Unicode(asset("js/progress.js")).tag(sync=True)

    done: Any = Int().tag(sync=True)
    """How much is done, 0 to ``whole``."""

    whole: Any = Int(1).tag(sync=True)
    """How much there is to do."""

    text: Any = Unicode().tag(sync=True)
    """How far it is, in words."""

    label: Any = Unicode().tag(sync=True)
    """What is being done, for screen readers."""

    def show(self, done: int, whole: int, text: str, label: str = "") -> None:
        """Say how far the work has come; more than all is all."""
        with self.hold_sync():
            self.whole = max(whole, 1)
            self.done = min(max(done, 0), self.whole)
            self.text = plain(text, 200)
            if label:
                self.label = plain(label, 200)
