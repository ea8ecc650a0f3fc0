"""A trend as it is written under a figure."""

from __future__ import annotations

from dataclasses import dataclass

from smwidgets.parts._html import Markup, join, markup

ARROWS = {-1: "▼", 0: "→", 1: "▲"}
"""By the sign of a change."""


@dataclass(frozen=True)
class TrendText:
    """Signed number and percent, already formatted, with their meaning.

    Parameters
    ----------
    delta
        Signed number: ``"+2 149 zł"``.
    percent
        ``"0,5%"``; the arrow tells its sign. Empty where one of the two values is missing.
    direction
        -1, 0 or 1; None without an arrow, where there is no percent: ``"new"`` or ``"—"`` stands in its place.
    good
        Whether the change is welcome; None is neutral. Never told by colour alone: sign and arrow say which way.
    notes
        Quiet remarks, such as "short period, noisy".
    description
        Both periods with their dates, for the tooltip and for screen readers.
    """

    delta: str
    percent: str
    direction: int | None
    good: bool | None
    notes: tuple[str, ...] = ()
    description: str = ""

    def markup(self) -> Markup:
        """One line, and its notes under it."""
        tone = "flat" if self.good is None else "good" if self.good else "bad"
        line = markup(
            '<span class="smw-trend smw-{tone:attr}" title="{description:attr}"><span>{delta}</span>{percent}'
            '<span class="smw-unseen">{description}</span></span>',
            tone=tone,
            description=self.description,
            delta=self.delta,
            percent=self._percent(),
        )
        return join([line, *(markup('<span class="smw-remark">{note}</span>', note=note) for note in self.notes)])

    def _percent(self) -> Markup:
        if not self.percent:
            return Markup()
        if self.direction is None:
            return markup("<span>{percent}</span>", percent=self.percent)
        return markup(
            '<span><span class="smw-arrow" aria-hidden="true">{arrow}</span>{percent}</span>',
            arrow=ARROWS[self.direction],
            percent=self.percent,
        )
