"""From a column of a section's frame to a series on a chart, with its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from smwidgets.core.text import say
from smwidgets.core.trends import trend
from smwidgets.parts import Series
from smwidgets.sections import _texts
from smwidgets.sections._trend_text import Unit, delta_text, number_text

if TYPE_CHECKING:
    import pandas as pd

    from smwidgets.core.buckets import Buckets
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
) -> Series:
    """Values of a column by bucket, with the value and the date that the tooltip shows."""
    values = frame[column].to_numpy(dtype="float64", na_value=np.nan)[: len(buckets)]
    return Series(
        key=key,
        label=label,
        values=values,
        colour=colour,
        dashed=dashed,
        texts=tuple(number_text(float(value), unit, formats) for value in values),
        whens=tuple(
            formats.bucket_title(start, end, buckets.grain)
            for start, end in zip(buckets.starts, buckets.ends, strict=True)
        ),
        running=buckets.running,
    )


def changes(series: list[Series], unit: Unit, formats: Formats) -> tuple[str, ...]:
    """Write the change from the second series to the first at each position: a signed number and a percent."""
    if len(series) != 2:  # noqa: PLR2004 current and previous
        return ()
    found = (trend(float(a), float(b)) for a, b in zip(series[0].values, series[1].values, strict=False))
    return tuple(f"{delta_text(one.delta, unit, formats)} ({formats.signed_percent(one.percent)})" for one in found)


def summary(measure: str, series: Series, period: str, locale: str) -> str:
    """Put into one sentence for those who cannot see the chart: what, when, lowest, highest."""
    values = np.asarray(series.values)
    if not np.isfinite(values).any():
        return f"{measure}, {period}. {say(_texts.NO_ORDERS, locale)}."
    low, high = int(np.nanargmin(values)), int(np.nanargmax(values))
    return say(
        _texts.SUMMARY,
        locale,
        measure=measure,
        period=period,
        low=series.texts[low],
        low_when=series.whens[low],
        high=series.texts[high],
        high_when=series.whens[high],
    )
