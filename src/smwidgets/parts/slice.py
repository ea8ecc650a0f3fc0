"""A part of a whole, as a donut draws it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts._arrays import floats
from smwidgets.parts.palette import SERIES


@dataclass(frozen=True)
class Slice:
    """One slice of a donut.

    Parameters
    ----------
    key
        Names it for hiding and picking; the same slice keeps its key from one drawing to the next.
    label
        For people.
    value
        Any number; what is missing counts as 0. A negative one counts in the sum and has no slice.
    colour
        1 to 8, a colour of the palette; it stays the same whatever else is drawn.
    text
        The value as it is written; empty, the donut writes it.

    Raises
    ------
    ArrayError
        The value is no number.
    ConfigurationError
        There is no such colour.
    """

    key: str
    label: str
    value: float
    colour: int = 1
    text: str = ""

    def __post_init__(self) -> None:
        number = float(floats([self.value])[0])
        object.__setattr__(self, "value", number if isfinite(number) else 0.0)
        if not 1 <= self.colour <= len(SERIES):
            raise ConfigurationError(f"a slice has a colour from 1 to {len(SERIES)}, not {self.colour}")

    @property
    def css(self) -> str:
        """Colour, as the style sheet resolves it."""
        return SERIES[self.colour - 1]
