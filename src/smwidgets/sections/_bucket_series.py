"""From a column of a section's frame to a series on a chart, with its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from smwidgets.core.text import say
from smwidgets.core.trends import trend
from smwidgets.parts import Series
from smwidgets.sections import _texts
from smwidgets.sections._trend_text import Unit, delta_text, number_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    import pandas as pd

    from smwidgets.core.buckets import Buckets, Grain
    from smwidgets.core.formats import Formats


def bucket_series(  # noqa: PLR0917 - what a series is made of
    key: str,
    label: str,
    frame: pd.DataFrame,
    column: str,
    buckets: Buckets,
    unit: Unit,
    formats: Formats,
    *,
    colour: int,
    dashed: bool = False,
    places: Sequence[int | None] | None = None,
    head: str = "",
) -> Series:
    """Values of a column by bucket, with the value and the date that the tooltip shows.

    Parameters
    ----------
    places
        The bucket of each row of the frame, None where a row has none for want of a counterpart; when left out the rows
        are the buckets.
    head
        What the column is called in a file; when left out as on the chart.
    """
    rows = range(len(buckets)) if places is None else places
    values = frame[column].to_numpy(dtype="float64", na_value=np.nan)[: len(rows)]
    titles = [formats.bucket_title(*ends, buckets.grain) for ends in zip(buckets.starts, buckets.ends, strict=True)]
    none, locale = say(_texts.NO_COUNTERPART, formats.locale), formats.locale
    marks = {place: say(_texts.CUT, locale) for place in buckets.partial}
    if buckets.running is not None:
        marks[buckets.running] = say(_texts.RUNNING, locale)
    return Series(
        key=key,
        label=label,
        values=values,
        colour=colour,
        dashed=dashed,
        texts=tuple(number_text(float(value), unit, formats) for value in values),
        whens=tuple(none if place is None else titles[place] for place in rows),
        marks=tuple("" if place is None else marks.get(place, "") for place in rows),
        starts=tuple(None if place is None else _start(buckets.starts[place], buckets.grain) for place in rows),
        head=head,
        unit=formats.currency if unit in ("money", "cents") else "",
    )


def _start(start: datetime, grain: Grain) -> date:
    """Begin of a bucket as a file has it: of an hour the moment, else the day."""
    return start if grain == "hour" else start.date()


def changes(series: list[Series], unit: Unit, formats: Formats) -> tuple[str, ...]:
    """Write the change from the second series to the first at each position: a signed number and a percent."""
    if len(series) != 2:  # noqa: PLR2004 current and previous
        return ()
    found = (trend(float(a), float(b)) for a, b in zip(series[0].values, series[1].values, strict=False))
    return tuple(f"{delta_text(one.delta, unit, formats)} ({formats.signed_percent(one.percent)})" for one in found)


def summary(measure: str, series: Series, period: str, locale: str) -> str:
    """Put a chart into words for those who cannot see it: what, when, lowest, highest, which buckets are not whole.

    A bucket that is not whole is never called the lowest (M8).
    """
    values, titles = np.asarray(series.values, dtype=np.float64), series.titles
    if not np.isfinite(values).any():
        return f"{measure}, {period}. {say(_texts.NO_ORDERS, locale)}."
    whole = values.copy()
    whole[list(series.partial)] = np.nan
    high = int(np.nanargmax(values))
    told: dict[str, Any] = {
        "measure": measure,
        "period": period,
        "high": series.texts[high],
        "high_when": titles[high],
    }
    if np.isfinite(whole).any():
        low = int(np.nanargmin(whole))
        written = say(_texts.SUMMARY, locale, low=series.texts[low], low_when=titles[low], **told)
    else:
        written = say(_texts.HIGHEST, locale, **told)
    return written + partial_text(series, locale)


def partial_text(series: Series, locale: str) -> str:
    """Name the buckets that are not whole in a sentence that goes behind another; nothing if all are whole."""
    said = say(_texts.CUT, locale)
    cut = [(series.whens if series.marks[place] == said else series.titles)[place] for place in series.partial]
    return f" {say(_texts.PARTIAL, locale, len(cut), buckets='; '.join(cut))}" if cut else ""
