"""Frames of any library as an engine can read them: every column of one type, whatever was put into it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smwidgets.core.errors import ConfigurationError, SourceError
from smwidgets.data.contract import TABLES
from smwidgets.data.report import example
from smwidgets.data.source.names import column_names

_READ_AS = {pa.string_view(): pa.large_string(), pa.float16(): pa.float32()}
_STREAM, _ARRAY = "__arrow_c_stream__", "__arrow_c_array__"


def is_frame(source: object) -> bool:
    """Whether something is a frame: of pandas, or of what exports Arrow data (Polars, Arrow, a DuckDB relation)."""
    return isinstance(source, pd.DataFrame) or hasattr(source, _STREAM) or hasattr(source, _ARRAY)


def to_arrow(frame: Any, table: str) -> pa.Table:
    """Convert a frame; what it takes for missing becomes null.

    Parameters
    ----------
    frame
        Of pandas, or whatever exports an Arrow stream. The index of a pandas frame is read where it is named like a
        column of the contract that the frame lacks.
    table
        Its name, for messages.

    Returns
    -------
    pyarrow.Table
        Columns of mixed Python objects become text, so that validation can name the odd ones; periods their first
        moment; categories what they stand for.

    Raises
    ------
    ConfigurationError
        No frame.
    SourceError
        No columns, two of one name, or a stream that breaks off.
    """
    if isinstance(frame, pd.DataFrame):
        columns = _of_pandas(frame, table)
    elif is_frame(frame):
        columns = _of_stream(frame, table)
    elif hasattr(frame, "collect"):
        raise ConfigurationError(f"{table}: a {type(frame).__name__} has no rows yet; give its collect()")
    else:
        raise ConfigurationError(
            f"{table}: a frame is needed (pandas, Polars, Arrow or a DuckDB relation), not a {type(frame).__name__}"
        )
    if not columns:
        raise SourceError(
            f"the frame {table!r} has no columns; leave the table out where there is nothing to say of it"
        )
    names = column_names([name for name, _ in columns], TABLES.get(table), f"the frame {table!r}")
    return pa.table([column for _, column in columns], names=names)


def _of_pandas(frame: pd.DataFrame, table: str) -> list[tuple[str, pa.Array]]:
    known = TABLES[table].column_names if table in TABLES else ()
    levels = [
        (str(name), pd.Series(frame.index.get_level_values(at)))
        for at, name in enumerate(frame.index.names)
        if name in known and name not in frame.columns
    ]
    columns = [(_name(name), frame.iloc[:, at]) for at, name in enumerate(frame.columns)]
    return [(name, _column(column)) for name, column in (*levels, *columns)]


def _name(name: object) -> str:
    return " ".join(str(part) for part in name if str(part)) if isinstance(name, tuple) else str(name)


def _of_stream(frame: Any, table: str) -> list[tuple[str, pa.ChunkedArray]]:
    try:
        if hasattr(frame, _STREAM):
            rows = pa.RecordBatchReader.from_stream(frame).read_all()
        else:
            rows = pa.Table.from_batches([pa.record_batch(frame)])
    except Exception as error:  # of whatever library
        kind = type(frame).__name__
        raise SourceError(f"the frame {table!r} (a {kind}) cannot be read as Arrow data ({example(error)})") from error
    return [(name, _plain(rows.column(at))) for at, name in enumerate(rows.column_names)]


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Take what only some programs read to what all of them do."""
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        column = pa.chunked_array([chunk.storage for chunk in column.chunks], kind.storage_type)
        kind = column.type
    if pa.types.is_dictionary(kind):
        return _decoded(column)
    if pa.types.is_run_end_encoded(kind):
        return _plain(pc.run_end_decode(column))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _joined(column)
    if kind in _READ_AS:
        return pc.cast(column, _READ_AS[kind])
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_decimal256(kind):
        texts = [None if cell is None else str(cell) for cell in column.to_pylist()]
        return pa.chunked_array([pa.array(texts, pa.string())])
    return column


def _decoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Put in the place of each category what it stands for."""
    chunks = [
        _plain(pa.chunked_array([chunk.dictionary])).combine_chunks().take(chunk.indices) for chunk in column.chunks
    ]
    return pa.chunked_array(chunks, None if chunks else _READ_AS.get(column.type.value_type, column.type.value_type))


def _joined(column: pa.ChunkedArray) -> pa.ChunkedArray:
    texts = [None if cell is None else ",".join(map(str, cell)) for cell in column.to_pylist()]
    return pa.chunked_array([pa.array(texts, pa.string())])


def _column(column: pd.Series[Any]) -> pa.Array:
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        if pd.api.types.infer_dtype(dtype.categories) == "string":
            return pa.Array.from_pandas(column)  # each text once
        column = column.astype(dtype.categories.dtype)
    if isinstance(column.dtype, pd.PeriodDtype):
        column = column.dt.to_timestamp()
    if isinstance(column.dtype, pd.SparseDtype):
        column = column.astype(column.dtype.subtype)
    if column.dtype == object:
        if pd.api.types.infer_dtype(column, skipna=True) == "integer":
            column = column.astype("Int64")
        else:
            return _texts(column)
    try:
        return _plain_array(pa.Array.from_pandas(column))
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError):
        return _texts(column)


def _plain_array(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    if isinstance(column.type, pa.BaseExtensionType) or pa.types.is_dictionary(column.type):
        return _plain(column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column]))
    return column


def _texts(column: pd.Series[Any]) -> pa.Array:
    return pa.array([None if _is_missing(value) else str(value) for value in column], type=pa.string())


def _is_missing(value: Any) -> bool:
    """Whether pandas takes a cell for missing; a list in a cell is not."""
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))
