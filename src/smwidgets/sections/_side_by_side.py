"""Two periods side by side, row by row: the frame of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from smwidgets.core.text import say
from smwidgets.sections import _texts
from smwidgets.sections._bucket_series import bucket_series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.core.formats import Formats
    from smwidgets.core.pairing import Pairs
    from smwidgets.core.periods import Timeframe
    from smwidgets.parts import Series
    from smwidgets.sections._trend_text import Unit


def side_by_side(current: pd.DataFrame, previous: pd.DataFrame, pairs: Pairs) -> pd.DataFrame:
    """Put the buckets of the previous period beside those of the current one that they are compared with.

    Parameters
    ----------
    current, previous
        One row per bucket, in order.
    pairs
        Which stands beside which.

    Returns
    -------
    pandas.DataFrame
        One row per pair: the columns of the current period, and those of the previous one under ``previous_…``. NaN and
        NaT where a bucket has no counterpart.

    Notes
    -----
    Specification M4, B5, CA3.
    """
    sides = (_rows(current, pairs.current), _rows(previous, pairs.previous).add_prefix("previous_"))
    return pd.concat(sides, axis=1)


def current_and_previous(  # noqa: PLR0917 - what two series are made of
    measure: str,
    frame: pd.DataFrame,
    column: str,
    period: Timeframe,
    unit: Unit,
    formats: Formats,
    *,
    compared: bool = True,
) -> list[Series]:
    """Make the series of a measure, and that of the previous period where the frame is one of :func:`side_by_side`."""
    label = say(_texts.CURRENT, formats.locale)
    if not compared:
        return [bucket_series("current", label, frame, column, period.buckets(), unit, formats, colour=1, head=measure)]
    before, pairs = say(_texts.PREVIOUS, formats.locale), period.pairs()
    return [
        bucket_series(
            "current",
            label,
            frame,
            column,
            period.buckets(),
            unit,
            formats,
            colour=1,
            places=pairs.current,
            head=f"{measure}, {label.lower()}",
        ),
        bucket_series(
            "previous",
            before,
            frame,
            f"previous_{column}",
            period.previous_buckets(),
            unit,
            formats,
            colour=2,
            dashed=True,
            places=pairs.previous,
            head=f"{measure}, {before.lower()}",
        ),
    ]


def _rows(frame: pd.DataFrame, places: Sequence[int | None]) -> pd.DataFrame:
    frame = frame.reset_index(drop=True)
    if list(places) == list(range(len(frame))):
        return frame
    return frame.reindex([-1 if place is None else place for place in places]).reset_index(drop=True)
