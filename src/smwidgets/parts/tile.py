"""A large figure with its trend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.parts._html import Html, Markup, markup
from smwidgets.parts.help import help_button
from smwidgets.parts.status import Status, status_class, status_markup

if TYPE_CHECKING:
    from smwidgets.parts.trend_text import TrendText

_EMPTY = Markup()


class Tile(Html):
    """One figure of a row of figures: label, value, trend, note; the same height with and without a trend."""

    written: tuple[tuple[str, str], ...] = ()
    """Its label and its value, as text."""

    def __init__(self) -> None:
        self._shown = markup('<span class="smw-tile-label">{gap}</span>', gap="")
        super().__init__()
        self.add_class("smw-tile")
        self.status("loading")

    def show(
        self,
        label: str,
        help_text: str,
        value: str,
        trend: TrendText | None,
        note: str = "",
        *,
        on_demand: bool = False,
    ) -> None:
        """Write the figure; all texts are formatted already.

        Parameters
        ----------
        label
            What is counted.
        help_text
            How, on hover and focus.
        value
            The figure with its unit. It never wraps: a long one is written smaller.
        trend
            None where there is nothing to compare with.
        note
            A quiet line at the foot: when the data was refreshed.
        on_demand
            Whether the note is seen on hover and focus only.
        """
        self.written = ((label, value),)
        self._shown = markup(
            '<div class="smw-tile-label"><span title="{label:attr}">{label}</span>{help}</div>'
            '<div class="smw-value" style="--smw-chars:{length:attr}">{value}</div>'
            '<div class="smw-tile-trend">{trend}</div><div class="smw-note{kind:attr}">{note}</div>',
            kind=" smw-on-demand" if on_demand else "",
            label=label,
            help=help_button(help_text),
            length=max(len(value), 11),
            value=value,
            trend=trend.markup() if trend else _EMPTY,
            note=note,
        )
        self.status("fresh")

    def status(self, kind: Status, message: str = "") -> None:
        """Say how the figure stands: ``loading``, ``fresh``, ``stale``, ``empty``, ``error`` or ``unavailable``."""
        self.value = markup(
            '<div class="smw-tile-body {state:attr}">{shown}{said}</div>',
            state=status_class(kind),
            shown=self._shown,
            said=status_markup(kind, message),
        )
