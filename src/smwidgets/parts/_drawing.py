"""What a chart was asked to draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from smwidgets.parts._html import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from smwidgets.parts.series import Series


@dataclass(frozen=True)
class Drawing:
    """The arguments of one `TimeChart.draw`, kept for when a series is hidden or shown."""

    series: tuple[Series, ...]
    ticks: tuple[str, ...]
    kind: str
    format_ticks: Callable[[Sequence[float]], Sequence[str]]
    changes: tuple[str, ...]
    summary: str
    empty: str

    @property
    def length(self) -> int:
        """Positions of the longest series, hidden ones included: hiding one moves no other."""
        return max((len(one.y) for one in self.series), default=0)

    def view(
        self, visible: Sequence[Series], ticks: Sequence[float], margin: Mapping[str, int], padding: float
    ) -> dict[str, Any]:
        """Everything the page needs to answer the pointer by itself."""
        nothing = not any(np.isfinite(one.y).any() for one in visible)
        return {
            "kind": self.kind,
            "length": self.length,
            "padding": padding,
            "margin": dict(margin),
            "ticks": [plain(tick, 40) for tick in self.ticks],
            "changes": [plain(change) for change in self.changes],
            "summary": plain(self.summary),
            "message": plain(self.empty) if nothing else "",
            "series": [_seen(one, ticks[0], ticks[-1]) for one in visible],
        }


def _seen(one: Series, bottom: float, top: float) -> dict[str, Any]:
    heights = (one.y - bottom) / (top - bottom)
    return {
        "key": one.key,
        "label": plain(one.label, 80),
        "colour": one.css,
        "dash": one.dashed,
        "heights": [float(height) if np.isfinite(height) else None for height in heights],
        "texts": [plain(text, 80) for text in one.texts],
        "whens": [plain(when, 80) for when in one.whens],
    }
