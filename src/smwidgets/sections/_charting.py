"""Texts that every chart of a section says, and how its numbers are written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from smwidgets.core.text import say
from smwidgets.parts import Field, table_texts
from smwidgets.sections import _texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.core.buckets import Buckets
    from smwidgets.core.formats import Formats
    from smwidgets.core.text import Text

LEGEND_HINT: Text = {
    "pl": "Kliknij, aby ukryć lub pokazać; kliknij dwukrotnie, aby zostawić samą",
    "en": "Click to hide or show; double-click to see it alone",
}
LABELS_HIDDEN: Text = {"pl": "Wszystkie etykiety są ukryte", "en": "All labels are hidden"}
SUM: Text = {"pl": "suma", "en": "sum"}


def chart_field(locale: str) -> Field:
    """Offer lines or bars in a settings menu."""
    choices = (("line", say(_texts.LINE, locale)), ("bar", say(_texts.BAR, locale)))
    return Field("chart", say(_texts.CHART, locale), choices=choices)


def over_time(
    buckets: Buckets,
    formats: Formats,
    *,
    money: bool = False,
    places: Sequence[int | None] | None = None,
    nothing: Text = _texts.NO_DATA,
) -> dict[str, Any]:
    """Say what :meth:`TimeChart.draw` wants to know of counts, or amounts, over time.

    Parameters
    ----------
    places
        The bucket at each position, None for none; when left out the positions are the buckets.
    nothing
        What stands where there is no value.
    """
    ticks = formats.bucket_ticks(buckets.starts, buckets.grain)
    rows = range(len(ticks)) if places is None else places
    return {
        "ticks": ["" if place is None else ticks[place] for place in rows],
        "format_ticks": partial(formats.ticks, money=money),
        "empty": say(nothing, formats.locale),
        "all_hidden": say(_texts.SERIES_HIDDEN, formats.locale),
        "hint": say(LEGEND_HINT, formats.locale),
        "table_texts": table_texts(formats.locale),
    }
