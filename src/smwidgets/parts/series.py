"""A series as a chart draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts._arrays import floats
from smwidgets.parts.palette import SERIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import numpy as np


@dataclass(frozen=True, eq=False)
class Series:
    """Values by position, with what the tooltip says at each.

    Parameters
    ----------
    key
        Names it for hiding; the same series keeps its key from one drawing to the next.
    label
        Names it in the legend.
    values
        Anything `floats` takes; NaN is a gap.
    colour
        1 to 8, a colour of the palette.
    dashed
        How the previous period is drawn: a dashed line, paler bars.
    texts, whens
        Formatted value and bucket of each position.
    marks
        What is said of a bucket that is not whole, by position; those with something to be said are drawn dashed.
    starts
        Begin of the bucket of each position, a date or an aware moment, as files have it; None for no bucket.
    head, unit
        What its values are called in a file, and what they are counted in; without a head the label.

    Raises
    ------
    ArrayError
        The values are no numbers.
    ConfigurationError
        There is no such colour, or there are not as many texts as values.
    """

    key: str
    label: str
    values: Iterable[Any]
    colour: int = 1
    dashed: bool = False
    texts: tuple[str, ...] = ()
    whens: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    starts: tuple[date | None, ...] = ()
    head: str = ""
    unit: str = ""
    y: np.ndarray[tuple[int], np.dtype[np.float64]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "y", floats(self.values))
        if not 1 <= self.colour <= len(SERIES):
            raise ConfigurationError(f"a series has a colour from 1 to {len(SERIES)}, not {self.colour}")
        for name in ("texts", "whens", "marks", "starts"):
            if len(getattr(self, name)) not in (0, len(self.y)):
                raise ConfigurationError(
                    f"series {self.key!r}: {len(getattr(self, name))} {name} for {len(self.y)} values"
                )

    @property
    def partial(self) -> tuple[int, ...]:
        """Positions of the buckets that are not whole."""
        return tuple(position for position, mark in enumerate(self.marks) if mark)

    @property
    def titles(self) -> tuple[str, ...]:
        """Bucket of each position, with what is said of it: ``6 – 31 sty 2025 (niepełny)``."""
        if not self.marks:
            return self.whens
        return tuple(f"{when} ({mark})" if mark else when for when, mark in zip(self.whens, self.marks, strict=False))

    @property
    def column(self) -> str:
        """Head of its column in a file, with the unit."""
        return f"{self.head or self.label} ({self.unit})" if self.unit else self.head or self.label

    @property
    def css(self) -> str:
        """Colour, as the style sheet resolves it."""
        return SERIES[self.colour - 1]
