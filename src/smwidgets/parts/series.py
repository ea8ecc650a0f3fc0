"""A series as a chart draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts._arrays import floats
from smwidgets.parts.palette import SERIES

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    running
        Position of the bucket that is not over yet, drawn dashed.

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
    running: int | None = None
    y: np.ndarray[tuple[int], np.dtype[np.float64]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "y", floats(self.values))
        if not 1 <= self.colour <= len(SERIES):
            raise ConfigurationError(f"a series has a colour from 1 to {len(SERIES)}, not {self.colour}")
        for name in ("texts", "whens"):
            if len(getattr(self, name)) not in (0, len(self.y)):
                raise ConfigurationError(
                    f"series {self.key!r}: {len(getattr(self, name))} {name} for {len(self.y)} values"
                )

    @property
    def css(self) -> str:
        """Colour, as the style sheet resolves it."""
        return SERIES[self.colour - 1]
