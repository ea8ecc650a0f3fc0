"""A donut: parts of a whole, with their sum in the middle."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from ipywidgets import Box
from traitlets import Bunch, Tuple, observe

from smwidgets.parts._bqplot import Figure, LinearScale, Pie, assign
from smwidgets.parts._chart_texts import table_texts
from smwidgets.parts._html import LABEL_LIMIT, plain
from smwidgets.parts._part import Part
from smwidgets.parts._table_columns import copied
from smwidgets.parts._tabled import Tabled
from smwidgets.parts.ring import Ring

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from smwidgets.parts.slice import Slice

RADIUS, HOLE = 88.0, 60.0
"""Of the ring, in pixels: outside and inside."""


@dataclass(frozen=True)
class Whole:
    """The arguments of one `Donut.draw`, kept for when a slice is hidden or shown."""

    slices: tuple[Slice, ...]
    format_sum: Callable[[float], str]
    format_value: Callable[[float], str]
    format_share: Callable[[float], str]
    texts: dict[str, Any]
    empty: str
    all_hidden: str

    def view(self, visible: Sequence[Slice]) -> dict[str, Any]:
        """Everything the page needs to answer the pointer by itself."""
        total = fsum(one.value for one in visible)
        drawn = any(one.value > 0 for one in visible)
        hidden = any(one.value > 0 for one in self.slices)
        message = (self.all_hidden if hidden else "") or self.empty
        return {
            **self.texts,
            "message": "" if drawn else plain(message),
            "total": plain(self.format_sum(total), 80),
            "copied": copied(self._columns(visible), self.texts["texts"]["decimal"]),
            "slices": [self._row(one, total, shown=one in visible) for one in self.slices],
        }

    def table(self, visible: Sequence[Slice]) -> pd.DataFrame:
        """Give the slices as rows: label, value, share in percent."""
        return pd.DataFrame(dict(self._columns(visible)))

    def _columns(self, visible: Sequence[Slice]) -> list[tuple[str, Any]]:
        total = fsum(one.value for one in visible)
        values = np.array([one.value for one in visible], dtype=np.float64)
        said = self.texts["texts"]
        return [
            (said["name"], [plain(one.label, LABEL_LIMIT) for one in visible]),
            (said["value"], values),
            (f"{said['share']} (%)", values / total * 100 if total > 0 else np.full(len(values), np.nan)),
        ]

    def _row(self, one: Slice, total: float, *, shown: bool) -> dict[str, Any]:
        share = self.format_share(one.value / total) if shown and total > 0 else "—"
        return {
            "key": one.key,
            "label": plain(one.label, LABEL_LIMIT),
            "colour": one.css,
            "weight": max(one.value, 0.0) if shown else 0.0,
            "text": plain(one.text or self.format_value(one.value), 80),
            "share": plain(share, 20),
        }


class DonutFace(Part, Box):
    """Ring and list, inside the box whose width decides how they stand."""


class Donut(Tabled, Part, Box):
    """A ring of slices with a list beside it; everything is made once, a redraw only changes it.

    A label of the list is a button: a click takes its slice out, which lowers the sum and rebases the shares, another
    one puts it back; a double click, Shift+Enter or the key ``s`` leaves it alone.
    """

    hidden: Any = Tuple()
    """Keys of the hidden slices, through the list or from Python."""

    def __init__(self) -> None:
        self._whole: Whole | None = None
        self._pie = Pie(
            sizes=np.empty(0),
            radius=RADIUS,
            inner_radius=HOLE,
            display_labels="none",
            stroke="var(--smw-card)",
            colors=["transparent"],
        )
        middle = LinearScale(min=0.0, max=1.0, allow_padding=False)
        figure = Figure(
            marks=[self._pie],
            axes=[],
            scale_x=middle,
            scale_y=middle,
            padding_x=0.0,
            padding_y=0.0,
            fig_margin={"top": 0, "right": 0, "bottom": 0, "left": 0},
            display_toolbar=False,
        )
        self._ring = self._face = Ring()
        face = DonutFace(children=(figure, self._ring))
        face.add_class("smw-donut-face")
        super().__init__(children=(face,))
        self.add_class("smw-donut")
        self._ring.observe(self._on_ring, "hidden")

    def on_pick(self, callback: Callable[[str], None], *, remove: bool = False) -> None:
        """Call back with the key of a slice when it, or the details button of its row, is clicked."""
        self._ring.on_pick(callback, remove=remove)

    def draw(
        self,
        slices: Sequence[Slice],
        *,
        format_sum: Callable[[float], str],
        format_value: Callable[[float], str],
        format_share: Callable[[float], str],
        caption: str = "",
        summary: str = "",
        empty: str = "",
        all_hidden: str = "",
        hint: str = "",
        texts: Mapping[str, str] | None = None,
    ) -> None:
        """Draw slices, replacing what was drawn.

        Parameters
        ----------
        slices
            Clockwise from the top, and from the top of the list.
        format_sum, format_value
            The sum in the middle, short, and the value of a slice without a text of its own.
        format_share
            A share between 0 and 1. With a sum of 0 or less there is none, and a dash is written.
        caption
            What the sum is, under it.
        summary
            The donut in a sentence, for those who cannot see it.
        empty
            What is said when there is nothing to draw: no slice, or none above 0.
        all_hidden
            What is said when all that could be drawn is hidden; `empty` when left out.
        hint
            What a click on a label does, on hover.
        texts
            Those of `table_texts`, in the page's language.
        """
        said = {
            "caption": plain(caption, 80),
            "summary": plain(summary),
            "hint": plain(hint),
            "radius": RADIUS,
            "hole": HOLE,
            "texts": {**table_texts(), **(texts or {})},
        }
        self._whole = Whole(tuple(slices), format_sum, format_value, format_share, said, empty, all_hidden)
        self._paint()

    def table(self) -> pd.DataFrame:
        """Give what the data table shows: a row for each visible slice with its share (0 to 1), without their sum."""
        if self._whole is None:
            return pd.DataFrame()
        return self._whole.table([one for one in self._whole.slices if one.key not in self.hidden])

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """Label and value of each visible slice, as text, and at the end those of their sum."""
        if self._whole is None:
            return ()
        shown = [one for one in self._whole.slices if one.key not in self.hidden]
        total = fsum(one.value for one in shown)
        rows = [(one.label, one.text or self._whole.format_value(one.value)) for one in shown]
        return (*rows, (str(self._whole.texts["caption"]) or "Σ", self._whole.format_value(total)))

    @observe("hidden")
    def _on_hidden(self, _: Bunch) -> None:
        self._ring.hidden = list(self.hidden)
        self._paint()

    def _on_ring(self, change: Bunch) -> None:
        self.hidden = tuple(change.new)

    def _paint(self) -> None:
        if self._whole is None:
            return
        visible = [one for one in self._whole.slices if one.key not in self.hidden]
        drawn = [one for one in visible if one.value > 0]
        with self._pie.hold_sync():
            self._pie.colors = [one.css for one in drawn] or ["transparent"]
            assign(self._pie, sizes=np.array([one.value for one in drawn], dtype=np.float64))
        self._ring.view = self._whole.view(visible)
