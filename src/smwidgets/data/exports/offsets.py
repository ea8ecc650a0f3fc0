"""The zone's offset beside times: what tells the two hours apart that daylight saving makes of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.data.exports import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIX = "_offset"
"""Of the name of a column of offsets."""


def with_offsets(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Put a column of offsets from UTC behind each column of instants.

    Parameters
    ----------
    batches
        Instants are timestamps of a zone; naive ones have no offset.

    Yields
    ------
    pyarrow.RecordBatch
        The same, and behind a column ``at`` one ``at_offset``: text such as ``UTC+02:00``, which no spreadsheet
        takes for a formula, null where there is no instant.

    Notes
    -----
    Specification I4, CA4, M1.
    """
    for batch in batches:
        names: list[str] = []
        arrays: list[pa.Array] = []
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            names.append(name)
            arrays.append(column)
            if pa.types.is_timestamp(column.type) and column.type.tz is not None:
                names.append(name + SUFFIX)
                arrays.append(_offsets(column))
        yield pa.RecordBatch.from_arrays(arrays, names)


def _offsets(column: pa.Array) -> pa.Array:
    local = columns.clock(column)
    minutes = (local - column.to_numpy(zero_copy_only=False).astype("datetime64[s]")).astype("timedelta64[m]")
    found, which = np.unique(minutes, return_inverse=True)
    texts = [None if np.isnat(one) else _text(int(one.astype(np.int64))) for one in found]
    return pa.array([texts[one] for one in which.tolist()], columns.TEXT)


def _text(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
