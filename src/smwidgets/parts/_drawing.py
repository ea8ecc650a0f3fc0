"""What a chart was asked to draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from smwidgets.parts._areas import stacked
from smwidgets.parts._html import plain
from smwidgets.parts._table_columns import copied, table_columns
from smwidgets.parts._tabled import unique

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from smwidgets.parts.series import Series


Kind = Literal["line", "bar", "area", "stacked_bar"]


@dataclass(frozen=True)
class Drawing:
    """The arguments of one `TimeChart.draw`, kept for when a series is hidden or shown."""

    series: tuple[Series, ...]
    ticks: tuple[str, ...]
    kind: Kind
    format_ticks: Callable[[Sequence[float]], Sequence[str]]
    changes: tuple[str, ...]
    summary: str
    empty: str
    texts: Mapping[str, str]
    all_hidden: str = ""

    @property
    def length(self) -> int:
        """Positions of the longest series, hidden ones included: hiding one moves no other."""
        return max((len(one.y) for one in self.series), default=0)

    def view(
        self, visible: Sequence[Series], ticks: Sequence[float], margin: Mapping[str, int], padding: float
    ) -> dict[str, Any]:
        """Everything the page needs to answer the pointer by itself."""
        nothing = not any(np.isfinite(one.y).any() for one in visible)
        hidden = not visible and any(np.isfinite(one.y).any() for one in self.series)
        message = (self.all_hidden if hidden else "") or self.empty
        return {
            "kind": self.kind,
            "length": self.length,
            "padding": padding,
            "margin": dict(margin),
            "ticks": [plain(tick, 40) for tick in self.ticks],
            "changes": [plain(change) for change in self.changes],
            "summary": plain(self.summary),
            "message": plain(message) if nothing else "",
            "texts": dict(self.texts),
            "copied": copied(self._columns(visible), self.texts["decimal"]),
            "series": [
                _seen(one, (top - ticks[0]) / (ticks[-1] - ticks[0]))
                for one, top in zip(visible, self._tops(visible), strict=True)
            ],
        }

    def table(self, visible: Sequence[Series]) -> pd.DataFrame:
        """Give the values by position as files have them, see `smwidgets.parts.TimeChart.table`."""
        columns = self._columns(visible)
        names = unique([name for name, _ in columns])
        return pd.DataFrame(dict(zip(names, (pd.Series(values) for _, values in columns), strict=True)))

    def _columns(self, visible: Sequence[Series]) -> list[tuple[str, Any]]:
        return table_columns(visible, self.texts, changing=any(self.changes))

    def _tops(self, visible: Sequence[Series]) -> Sequence[np.ndarray]:
        """Where each series has its points: layers stand upon one another."""
        return list(stacked(visible, self.length)) if self.kind == "area" else [one.y for one in visible]


def _seen(one: Series, heights: np.ndarray) -> dict[str, Any]:
    return {
        "key": one.key,
        "label": plain(one.label, 80),
        "colour": one.css,
        "dash": one.dashed,
        "heights": [float(height) if np.isfinite(height) else None for height in heights],
        "texts": [plain(text, 80) for text in one.texts],
        "whens": [plain(when, 120) for when in one.titles],
    }
