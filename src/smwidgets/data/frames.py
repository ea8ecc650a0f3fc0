"""pandas frames as an engine can read them: every column of one type, whatever was put into it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.core.errors import SourceError


def to_arrow(frame: pd.DataFrame, table: str) -> pa.Table:
    """Convert a frame; what pandas takes for missing becomes null.

    Parameters
    ----------
    frame
        Any frame; its index is not read.
    table
        Its name, for messages.

    Returns
    -------
    pyarrow.Table
        Columns of mixed Python objects become text, so that validation can name the odd ones.

    Raises
    ------
    SourceError
        Two columns of one name.
    """
    names = [str(name) for name in frame.columns]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SourceError(f"the frame {table!r} has more than one column {', '.join(map(repr, twice))}")
    return pa.table({name: _column(frame.iloc[:, at]) for at, name in enumerate(names)})


def _column(column: pd.Series[Any]) -> pa.Array:
    if isinstance(column.dtype, pd.CategoricalDtype):
        if pd.api.types.infer_dtype(column.dtype.categories) == "string":
            return pa.Array.from_pandas(column)  # each text once
        column = column.astype(column.dtype.categories.dtype)
    if column.dtype == object:
        if pd.api.types.infer_dtype(column, skipna=True) == "integer":
            column = column.astype("Int64")
        else:
            return pa.array([None if _is_missing(value) else str(value) for value in column], type=pa.string())
    try:
        return pa.Array.from_pandas(column)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError):
        return pa.array([None if _is_missing(value) else str(value) for value in column], type=pa.string())


def _is_missing(value: Any) -> bool:
    """Whether pandas takes a cell for missing; a list in a cell is not."""
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))
