"""A revision for a dashboard that nobody sees: its cubes, and nothing that would open its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pandas as pd

from smwidgets.core.errors import StoreError
from smwidgets.data.held_snapshot import HeldSnapshot
from smwidgets.data.slicing import slice_frame

if TYPE_CHECKING:
    from datetime import datetime

    from smwidgets.data.shapes import Shape


class RehearsedSnapshot(HeldSnapshot):
    """What is held of a revision: nothing happened in parts of its cubes' buckets, and whatever else is asked fails."""

    def _measure(self, shape: Shape, start: datetime, end: datetime) -> pd.Series[float] | pd.DataFrame:
        del start, end
        if shape.dimensions:
            return slice_frame([], shape, shape.dimensions)
        return pd.Series(0.0, index=list(shape.measures), dtype="float64")

    def _engine(self) -> NoReturn:
        raise StoreError("nothing is opened for a rehearsal")
