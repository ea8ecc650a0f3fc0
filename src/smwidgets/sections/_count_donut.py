"""The base of sections that split a number of contacts into categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from smwidgets.parts import Donut, Slice, table_texts
from smwidgets.sections import _charting
from smwidgets.sections._section import Section
from smwidgets.sections._settings import KeysTrait

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import Widget
    from traitlets import Bunch

    from smwidgets.core.text import Text


@dataclass(frozen=True)
class Category:
    """A slice before it is written: key in the section's figures, label, number of contacts, colour."""

    key: str
    label: str
    count: int
    colour: int


class CountDonut(Section):
    """A donut of counts whose labels take slices out; the figures keep them.

    A subclass names its :meth:`categories` and says what the sum is and what stands there when it is 0.
    """

    group: ClassVar[str] = "contacts"
    picture: ClassVar[str] = "donut"

    caption: ClassVar[Text]
    """What the sum is, under it."""

    nothing: ClassVar[Text]
    """What is said when there is nothing to draw."""

    hidden = KeysTrait().tag(setting=True)
    """Keys of the slices that are taken out, through the legend or from Python."""

    def categories(self, frame: pd.DataFrame) -> Sequence[Category]:
        """List the slices, clockwise from the top, no two in one colour."""
        raise NotImplementedError

    def build(self) -> Sequence[Widget]:
        """Build the donut."""
        self._donut = Donut()
        self._donut.add_class("smw-wordy")
        self._donut.hidden = self.hidden
        self._donut.observe(self._on_hidden, "hidden")
        return (self._donut,)

    def update(self, frame: pd.DataFrame) -> None:
        """Draw a slice for each category."""
        formats = self.model.formats
        self._donut.hidden = self.hidden
        slices = [
            Slice(one.key, one.label, float(one.count), one.colour, formats.count(one.count))
            for one in self.categories(frame)
        ]
        when = formats.moment(self.model.now) if self.state_of_now else formats.date_range(self.timeframe().current)
        told = ", ".join(f"{one.label}: {one.text}" for one in slices)
        self._donut.draw(
            slices,
            format_sum=formats.count,
            format_value=formats.count,
            format_share=formats.share,
            caption=self.say(self.caption),
            summary=f"{self.say(self.title)}, {when}. {told}",
            empty=self.say(self.nothing),
            all_hidden=self.say(_charting.LABELS_HIDDEN),
            hint=self.say(_charting.LEGEND_HINT),
            texts=table_texts(formats.locale),
        )

    def _on_hidden(self, change: Bunch) -> None:
        self.set_trait("hidden", tuple(change.new))
