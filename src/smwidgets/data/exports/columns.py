"""Columns as what is written in cells: texts, numbers, times. A whole column at a time, never a cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smwidgets.data.exports.long_texts import LONGEST, cut

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

TEXT = pa.large_string()
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{FFFE}\x{FFFF}]"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def plain(column: pa.Array) -> pa.Array:
    """Undo encodings that say nothing about the values: dictionaries, runs, views."""
    if pa.types.is_dictionary(column.type):
        return plain(column.dictionary_decode())
    if pa.types.is_run_end_encoded(column.type):
        return plain(pc.run_end_decode(column))
    return column


def texts(column: pa.Array, locale: str) -> pa.Array:
    """Return a column of anything as texts that a cell can hold."""
    if _is_text(column.type) or pa.types.is_null(column.type):
        written = column.cast(TEXT)
    else:
        written = pa.array([None if value is None else str(value) for value in column.to_pylist()], TEXT)
    written = pc.replace_substring_regex(written, _CONTROLS, _UNKNOWN)
    return replaced(written, longer_than_a_cell(written), lambda text: cut(text, locale))


def longer_than_a_cell(written: pa.Array) -> pa.Array:
    """Mark what may be too long for a cell: characters outside the basic plane count twice."""
    return pc.greater(pc.utf8_length(written), LONGEST // 2)


def replaced(written: pa.Array, mask: pa.Array, by: Callable[[str], str]) -> pa.Array:
    """Rewrite the texts of a mask; those are few."""
    mask = pc.fill_null(mask, fill_value=False)
    if not pc.any(mask, min_count=0).as_py():
        return written
    return pc.replace_with_mask(written, mask, pa.array(map(by, written.filter(mask).to_pylist()), TEXT))


def number_texts(column: pa.Array) -> pa.Array:
    """Write numbers with a point, exactly, large and small ones with an exponent; null where there is none: NaN too."""
    if pa.types.is_float16(column.type):
        column = column.cast(pa.float32())
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
        column = pc.add(column, pa.scalar(0.0, column.type))  # no -0
    return column.cast(TEXT)


def without_exponent(written: pa.Array) -> pa.Array:
    """Write numbers out that have an exponent."""
    return replaced(written, pc.match_substring_regex(written, "[eE][+-]?[0-9]"), lambda one: format(Decimal(one), "f"))


def infinite(column: pa.Array) -> pa.Array | None:
    """Mark infinities; None where there are none."""
    if not pa.types.is_floating(column.type):
        return None
    endless = pc.is_inf(column)
    return endless if pc.any(endless, min_count=0).as_py() else None


def clock(column: pa.Array) -> np.ndarray[Any, Any]:
    """Return instants as their zone's clock shows them, to the second: naive ``datetime64[s]``, NaT for null."""
    zone = column.type.tz
    naive: np.ndarray[Any, Any] = column.to_numpy(zero_copy_only=False)
    if zone is not None:
        # pandas knows the time-zone database of the package tzdata; Arrow wants the operating system's.
        naive = pd.DatetimeIndex(naive).tz_localize("UTC").tz_convert(zone).tz_localize(None).to_numpy()
    return naive.astype("datetime64[s]")


def clock_texts(column: pa.Array) -> pa.Array:
    """Write instants as ``2026-01-31 12:30:00``, by the clock of their zone."""
    return pa.array(clock(column)).cast(TEXT)


def days(column: pa.Array) -> np.ndarray[Any, Any]:
    """Return dates as ``datetime64[D]``, NaT for null."""
    found: np.ndarray[Any, Any] = column.cast(pa.date32()).to_numpy(zero_copy_only=False)
    return found.astype("datetime64[D]")


def is_number(kind: pa.DataType) -> bool:
    """Whether values of a type are numbers; booleans are none."""
    return any((pa.types.is_integer(kind), pa.types.is_floating(kind), pa.types.is_decimal(kind)))


def _is_text(kind: pa.DataType) -> bool:
    return any((pa.types.is_string(kind), pa.types.is_large_string(kind), pa.types.is_string_view(kind)))
