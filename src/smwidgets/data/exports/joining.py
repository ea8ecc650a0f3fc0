"""Texts of many rows put together and written without ever being taken apart."""

from __future__ import annotations

from typing import IO, Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]


def joined(*parts: pa.Array | str, between: str = "", null: str | None = None) -> pa.Array:
    """Join texts row by row; a string is the same in all rows. Null makes null, unless something stands for it."""
    as_text: list[Any] = [pa.scalar(one, pa.large_string()) if isinstance(one, str) else one for one in parts]
    separator = pa.scalar(between, pa.large_string())
    if null is None:
        return pc.binary_join_element_wise(*as_text, separator)
    return pc.binary_join_element_wise(*as_text, separator, null_handling="replace", null_replacement=null)


def write_texts(target: IO[bytes], texts: pa.Array) -> int:
    """Write large texts one after another, straight from where they are; returns the bytes."""
    _, offsets, data = texts.buffers()
    if data is None or not len(texts):
        return 0
    edges = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    written = memoryview(data)[edges[0] : edges[-1]]
    target.write(written)
    return len(written)
