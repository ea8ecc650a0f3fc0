"""Batches cut to what may be in memory at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa  # type: ignore[import-untyped]

PIECE_ROWS = 20_000
PIECE_BYTES = 8 * 2**20


def pieces(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Cut batches; one without rows stays, for it has columns, one without columns has nothing to be written."""
    for batch in batches:
        if not batch.num_columns:
            continue
        share = max(1, batch.nbytes // PIECE_BYTES)
        rows = max(1, min(PIECE_ROWS, batch.num_rows // share))
        for start in range(0, max(batch.num_rows, 1), rows):
            yield batch.slice(start, rows)
