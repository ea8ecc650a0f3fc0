"""The row of figures under a chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smwidgets.parts._html import Html, Markup, join, markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.parts.trend_text import TrendText


@dataclass(frozen=True)
class FigureText:
    """A figure as it is written: key in the section's ``figures``, label, value with its unit, trend, quiet remark."""

    key: str
    label: str
    value: str
    trend: TrendText | None = None
    note: str = ""


class FigureStrip(Html):
    """Labelled figures side by side. Each carries ``data-figure`` with its key, so that a page can be read back."""

    written: tuple[tuple[str, str], ...] = ()
    """Label and value of each, as text."""

    def __init__(self) -> None:
        super().__init__()
        self.add_class("smw-figures")

    def show(self, items: Sequence[FigureText]) -> None:
        """Write the figures in this order."""
        self.written = tuple((item.label, item.value) for item in items)
        self.value = markup('<div class="smw-figure-row">{items}</div>', items=join([_figure(item) for item in items]))


def _figure(item: FigureText) -> Markup:
    return markup(
        '<div class="smw-figure" data-figure="{key:attr}"><span class="smw-figure-label">{label}</span>'
        '<span class="smw-figure-value">{value}</span>{trend}{note}</div>',
        key=item.key,
        label=item.label,
        value=item.value,
        trend=item.trend.markup() if item.trend else Markup(),
        note=markup('<span class="smw-remark">{note}</span>', note=item.note) if item.note else Markup(),
    )
