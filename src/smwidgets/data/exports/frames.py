"""Small frames as rows to be exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator


def frame_batches(frame: pd.DataFrame, timezone: str) -> Iterator[pa.RecordBatch]:
    """Give a frame, such as the table of a chart, as rows.

    Parameters
    ----------
    frame
        Its columns, which may share names; the index is left out. NaN, NaT and None are no value. A column of things
        that have no common type becomes text.
    timezone
        Times that know their offset are shown by its clock; naive ones are local already.

    Yields
    ------
    pyarrow.RecordBatch
        One, as long as the frame.
    """
    columns = [frame.iloc[:, place] for place in range(frame.shape[1])]
    yield pa.RecordBatch.from_arrays([_array(column, timezone) for column in columns], [str(one) for one in frame])


def _array(column: pd.Series, timezone: str) -> pa.Array:
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.tz_convert(timezone)
    try:
        made = pa.array(column, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
        made = pa.array([None if _missing(value) else str(value) for value in column], pa.string())
    return made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made


def _missing(value: object) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))  # type: ignore[call-overload]
