"""The base of sections that split assisted revenue by what brought it (D1, D2, E1, E2)."""

from __future__ import annotations

from functools import partial
from math import fsum
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from smwidgets.core.periods import PERIOD_NAMES
from smwidgets.metrics.slices import categories, category_sums
from smwidgets.parts import Donut, Slice, table_texts
from smwidgets.parts.palette import NEUTRAL
from smwidgets.sections import _charting, _sales, _texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._behind import behind
from smwidgets.sections._drill_down import DrillDown
from smwidgets.sections._names import told_apart
from smwidgets.sections._others import Others
from smwidgets.sections._ranking import REST, Ranking, colours, rank
from smwidgets.sections._section import Section
from smwidgets.sections._settings import KeysTrait, PeriodTrait
from smwidgets.sections._sums import utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipywidgets import Widget
    from traitlets import Bunch

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop

REST_KEY = "other"
"""Key of the slice of all categories that have none of their own; it is no key of the figures."""


class Breakdown(Section):
    """A donut of touchpoint revenue by one dimension of the interaction that each order is credited to."""

    picture: ClassVar[str] = "donut"

    dimension: ClassVar[str]
    """``channel`` or ``module``; the cube is named after it."""

    names: ClassVar[Mapping[str, Text]]
    """Translations; what has none stands under its own name."""

    unnamed: ClassVar[str]
    """Key of the orders without a value."""

    unnamed_label: ClassVar[Text]
    """How they are called."""

    period = PeriodTrait("last_30_days").tag(setting=True)
    """Period of the sums."""

    hidden = KeysTrait().tag(setting=True)
    """Keys of the slices that are taken out, through the legend or from Python; ``other`` is all that share a slice."""

    def periods(self) -> Sequence[str]:
        """All named periods."""
        return PERIOD_NAMES

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """Orders and revenue by category, the largest revenue first, those without one last."""
        _sales.require(shop, "touchpoint")
        cube, start, end = f"{self.dimension}_sales", utc(period.current.start), utc(period.current.end)
        found = category_sums(
            shop.shared_cube(cube), self.dimension, start, end, partial(shop.partial, cube), shop.grain_minutes
        )
        found = found[found["orders"] > 0].sort_values("revenue", ascending=False, kind="stable")
        categories = [None if pd.isna(one) else one for one in found.index]
        order = sorted(range(len(found)), key=lambda place: categories[place] is None)
        frame = pd.DataFrame(
            {
                self.dimension: pd.Series([categories[place] for place in order], dtype=object),
                "orders": found["orders"].to_numpy()[order],
                "revenue": found["revenue"].to_numpy()[order],
            }
        )
        return Answer(frame, self._figures(frame))

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Touchpoint orders of the period, and their number and revenue by category."""
        rows, _ = _sales.evidence(shop, period.current, "touchpoint")
        return rows, rows.group_by(self.dimension).aggregate(orders=rows.count(), revenue=rows.value.sum())

    def behind(self, key: str) -> pd.DataFrame:
        """Rank what stands behind a slice in the section's period.

        Parameters
        ----------
        key
            As in :attr:`figures`.

        Returns
        -------
        pandas.DataFrame
            As :func:`smwidgets.sections._behind.behind` gives it.
        """
        return behind(self.model.shop, self.timeframe(), self.dimension, self._category(key))

    def build(self) -> Sequence[Widget]:
        """Build the donut and the dialogs behind its slices."""
        self._donut, self._drill_down = Donut(), DrillDown(self.model)
        self._others = Others(self.model, self._drill_down, self._open)
        self._donut.hidden = self.hidden
        self._donut.observe(self._on_hidden, "hidden")
        self._donut.on_pick(self._on_pick)
        return self._donut, self._drill_down.dialog

    def update(self, frame: pd.DataFrame) -> None:
        """Draw a slice for each of the largest categories, and one for the others together."""
        formats, period = self.model.formats, self.timeframe()
        self._donut.hidden = self.hidden
        slices = self._slices(frame)
        told = ", ".join(f"{one.label} {one.text}" for one in slices)
        self._donut.draw(
            slices,
            format_sum=formats.money,
            format_value=formats.money,
            format_share=formats.share,
            caption=self.say(_charting.SUM),
            summary=f"{self.say(self.title)}, {formats.date_range(period.current)}. {told}",
            empty=self.say(_texts.NO_REVENUE if slices else _texts.NO_ORDERS),
            all_hidden=self.say(_charting.LABELS_HIDDEN),
            hint=self.say(_charting.LEGEND_HINT),
            texts=self._table_texts(),
        )
        if self._others.opened:
            self._list_others(frame)
        self._drill_down.redraw()

    def _slices(self, frame: pd.DataFrame) -> list[Slice]:
        formats, ranking, labels = self.model.formats, self._ranking(frame), self._labels(frame)
        revenue: dict[str | None, float] = dict(zip(frame[self.dimension], frame["revenue"], strict=True))
        known = categories(self.model.shop.shared_cube(f"{self.dimension}_sales"), self.dimension)
        numbers = colours(ranking, known)
        found = [
            Slice(self._key_of(one), labels[one], revenue[one], numbers[one], formats.money(revenue[one]))
            for one in ranking.named
        ]
        if ranking.rest:
            together = fsum(revenue[one] for one in ranking.rest if self._key_of(one) not in self.hidden)
            label = self.say(_texts.OTHERS, len(ranking.rest))
            found.append(Slice(REST_KEY, label, together, numbers[REST], formats.money(together)))
        if ranking.unnamed:
            found.append(Slice(self.unnamed, labels[None], revenue[None], NEUTRAL, formats.money(revenue[None])))
        return found

    def _list_others(self, frame: pd.DataFrame) -> None:
        ranking, labels = self._ranking(frame), self._labels(frame)
        title = f"{self.say(self.title)} – {self.say(_texts.OTHERS, len(ranking.rest))}"
        self._others.open(title)
        orders = dict(zip(frame[self.dimension], frame["orders"], strict=True))
        figures = self.figures
        self._others.show(
            title,
            [(key := self._key_of(one), labels[one], figures[key] or 0.0, int(orders[one])) for one in ranking.rest],
            fsum(frame["revenue"]),
            self.model.formats.date_range(self.timeframe().current),
        )

    def _table_texts(self) -> dict[str, str]:
        """Say in the head of the table what its values are counted in."""
        texts = table_texts(self.model.locale)
        return texts | {"value": f"{texts['value']} ({self.model.currency})"}

    # --- keys and labels -------------------------------------------------------------------------------------------

    def _figures(self, frame: pd.DataFrame) -> dict[str, float]:
        by_key = {
            self._key_of(category): float(revenue)
            for category, revenue in zip(frame[self.dimension], frame["revenue"], strict=True)
        }
        hidden = {*self.hidden}
        if REST_KEY in hidden:
            hidden.update(map(self._key_of, self._ranking(frame).rest))
        return {**by_key, "total": fsum(value for key, value in by_key.items() if key not in hidden)}

    def _ranking(self, frame: pd.DataFrame) -> Ranking:
        return rank(frame[self.dimension].tolist())

    def _key_of(self, category: str | None) -> str:
        """Return a key that no other category and none of the section's own slices has."""
        if category is None:
            return self.unnamed
        return f"={category}" if category.lstrip("=") in self._own_keys() else category

    def _category(self, key: str) -> str | None:
        if key == self.unnamed:
            return None
        return key[1:] if key.startswith("=") and key.lstrip("=") in self._own_keys() else key

    def _own_keys(self) -> set[str]:
        return {self.unnamed, REST_KEY, "total"}

    def _labels(self, frame: pd.DataFrame) -> dict[str | None, str]:
        """Name the categories, each otherwise than all others."""
        named = [one for one in frame[self.dimension] if one is not None]
        labels: dict[str | None, str] = {None: self.say(self.unnamed_label)}
        labels.update(told_apart(self.names, named, self.model.locale))
        return labels

    # --- what people do --------------------------------------------------------------------------------------------

    def _on_hidden(self, change: Bunch) -> None:
        self.set_trait("hidden", tuple(change.new))

    def _on_pick(self, key: str) -> None:
        if key == REST_KEY:
            self._list_others(self.frame)
        else:
            self._open(key)

    def _open(self, key: str) -> None:
        self._others.leave()
        category = self._category(key)
        title = f"{self.say(self.title)} – {self._labels(self.frame)[category]}"
        self._drill_down.open(title, self.timeframe(), self.dimension, category)
