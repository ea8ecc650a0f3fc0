"""The sample shop as a prepared store, written once for whoever asks for it."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from smwidgets.data.importing import import_shop
from smwidgets.data.sample import CURRENCY, SHOP_NAME, TIMEZONE, sample_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from smwidgets.data.importing import ImportResult


def write_sample(
    output: Path,
    *,
    seed: int = 7,
    today: date | None = None,
    stories: bool = False,
    progress: Callable[[str, float], None] | None = None,
) -> ImportResult:
    """Write the sample shop as a prepared store, replacing the one that stands there.

    Raises
    ------
    StoreError
        The file cannot be written.
    """
    return import_shop(
        sample_frames(seed, today, TIMEZONE, stories=stories),
        output,
        timezone=TIMEZONE,
        currency=CURRENCY,
        name=SHOP_NAME,
        sparing=True,
        progress=progress,
    )


@contextmanager
def sample_store(shop: Path | None) -> Iterator[Path]:
    """Give `shop` back, or a sample shop that lives as long as the context."""
    if shop is not None:
        yield shop
        return
    with tempfile.TemporaryDirectory(prefix="smwidgets-") as folder:
        path = Path(folder) / "sample.duckdb"
        write_sample(path)
        yield path
