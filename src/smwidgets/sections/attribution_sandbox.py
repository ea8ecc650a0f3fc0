"""Attribution sandbox: what another policy would have credited, exactly (specification, section 5)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, get_args

import pandas as pd
from traitlets import Enum, Int

from smwidgets.core.periods import PERIOD_NAMES
from smwidgets.core.trends import trend
from smwidgets.data.attribution import Attribution, LastClick
from smwidgets.model.dashboard_model import check_model
from smwidgets.parts import (
    ActionButton,
    Column,
    DataTable,
    FigureStrip,
    FigureText,
    Html,
    Select,
    TrendText,
    markup,
)
from smwidgets.sections import _sales
from smwidgets.sections import _sandbox_texts as texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._live_toolbar import Toolbar
from smwidgets.sections._section import Section
from smwidgets.sections._settings import PeriodTrait
from smwidgets.sections._sums import utc
from smwidgets.sections._trend_text import Unit, arrow_of, delta_text, number_text, percent_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipywidgets import Widget
    from traitlets import Bunch

    from smwidgets.core.periods import Period, Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop
    from smwidgets.model import DashboardModel

POLICY = ("days", "interactions", "last_click")
DAYS = (1, 7, 14, 30, 60, 90, 180, 365)
INTERACTIONS = (1, 3, 5, 10, 25, 50, 100)

COMPARED = ("orders_touchpoint", "revenue_touchpoint", "orders_last_click", "revenue_last_click")
"""What both policies are asked for."""

_COLUMNS = {"sandbox": "", "shop": "_own", "gained": "_gained", "lost": "_lost"}


class AttributionSandbox(Section):
    """Touchpoint and last-click figures of a period under a policy of the viewer's, beside those of the shop's own.

    The controls begin at the shop's policy; nothing but this section follows them.

    Notes
    -----
    Specification, section 5. :attr:`frame`: one row per measure of :data:`COMPARED`, columns ``sandbox``, ``shop``,
    ``gained`` and ``lost`` (what only one of the two policies counts). :attr:`figures`: every column of
    :func:`smwidgets.data.sandbox.compared`. :attr:`trends`: the change of each measure from the shop's policy to this.
    """

    title: ClassVar[Text] = texts.TITLE
    help: ClassVar[Text] = texts.HELP
    group: ClassVar[str] = "sales"
    size: ClassVar[tuple[int, int]] = (12, 9)
    min_w: ClassVar[int] = 4

    period = PeriodTrait("last_30_days").tag(setting=True)
    """Period of the orders."""

    days = Int(90, min=1, max=36_500).tag(setting=True)
    """How many days before an order are looked at."""

    interactions = Int(25, min=1, max=1_000_000).tag(setting=True)
    """How many of the newest interactions can assist an order."""

    last_click = Enum(get_args(LastClick), default_value="any_entry").tag(setting=True)
    """Whether a direct entry can be the last click."""

    def __init__(self, model: DashboardModel, **settings: Any) -> None:
        check_model(model, type(self).__name__)
        own = model.shop.attribution
        super().__init__(model, **({name: getattr(own, name) for name in POLICY} | settings))

    @property
    def policy(self) -> Attribution:
        """The policy that the controls say."""
        return Attribution(self.days, self.interactions, self.last_click)

    def periods(self) -> Sequence[str]:
        """All named periods."""
        return PERIOD_NAMES

    def query(self, shop: Shop, period: Timeframe) -> Any:
        """Attribute the orders of the period anew, off the main thread, beside the facts of the shop's own policy."""
        _sales.require(shop, "touchpoint")
        return partial(_compare, shop, period.current, self.policy)

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Orders of the period, and their attribution by both policies."""
        rows, _ = _sales.evidence(shop, period.current, "all")
        return rows, _attributed(shop, period.current, self.policy)

    def tabs(self) -> Widget:
        """Make the three controls, and the way back to the shop's policy."""
        self._selects = {name: Select() for name in POLICY}
        for name, select in self._selects.items():
            select.observe(partial(self._on_select, name), "value")
        self._reset = ActionButton()
        self._reset.on_click(lambda _: self._on_save(self._own()))
        return Toolbar((*self._selects.values(), self._reset))

    def build(self) -> Sequence[Widget]:
        """Make the figures, what holds between them, and the comparison under them."""
        self._strip, self._invariant, self._table = FigureStrip(), Html(), DataTable()
        self._strip.add_class("smw-figure-grid")
        return self._strip, self._invariant, self._table

    def update(self, frame: pd.DataFrame) -> None:
        """Write the figures, and both policies side by side."""
        self._offer()
        formats = self.model.formats
        self._strip.show(
            [
                FigureText(
                    key,
                    self.say(label),
                    number_text(self.figures[key], _unit(key), formats),
                    self._change(key) if key in self.trends else None,
                )
                for key, label in texts.MEASURES.items()
            ]
        )
        self._invariant.value = self._subsets()
        self._table.show(
            [
                Column("measure", self.say(texts.MEASURE)),
                *(Column(key, self.say(text), align="right") for key, text in texts.COLUMNS.items()),
            ],
            [self._cells(str(key), row) for key, row in frame.to_dict("index").items()],
            list(frame.index),
            caption=self.say(texts.TITLE),
        )

    # --- what is written -------------------------------------------------------------------------------------------

    def _offer(self) -> None:
        """Fill the controls; a value that is none of the usual ones is on the list while it is in force."""
        numbers = {"days": DAYS, "interactions": INTERACTIONS}
        for name, usual in numbers.items():
            value = getattr(self, name)
            options = [(str(one), self.say(texts.CHOICES[name], one)) for one in sorted({*usual, value})]
            self._selects[name].show(self.say(texts.LABELS[name]), options, str(value))
        choices = [(key, self.say(text)) for key, text in texts.LAST_CLICK.items()]
        self._selects["last_click"].show(self.say(texts.LABELS["last_click"]), choices, self.last_click)
        self._reset.label = self.say(texts.RESET)
        self._reset.busy = self.policy == self.model.shop.attribution

    def _subsets(self) -> str:
        """Say whether last click lies in touchpoint, and that in all orders."""
        figures, formats = self.figures, self.model.formats
        outside = (figures["orders_last_click"] or 0) - (figures["orders_both"] or 0)
        counts = {key: formats.count(figures[f"orders_{key}"]) for key in ("last_click", "touchpoint", "all")}
        return markup(
            '<p class="smw-note" role="note" data-holds="{holds:attr}">{text}</p>',
            holds="no" if outside else "yes",
            text=self.say(texts.OUTSIDE, outside) if outside else self.say(texts.SUBSETS, **counts),
        )

    def _change(self, key: str) -> TrendText:
        change, formats = self.trends[key], self.model.formats
        return TrendText(
            delta=delta_text(change.delta, _unit(key), formats),
            percent=percent_text(change, formats),
            direction=arrow_of(change),
            good=None,
            description=self.say(texts.COMPARED, policy=self._policy_text()),
        )

    def _policy_text(self) -> str:
        own = self.model.shop.attribution
        return self.say(
            texts.POLICY,
            days=self.say(texts.CHOICES["days"], own.days),
            interactions=self.say(texts.CHOICES["interactions"], own.interactions),
            last_click=self.say(texts.LAST_CLICK[own.last_click]),
        )

    def _cells(self, key: str, row: Mapping[Any, Any]) -> dict[str, str]:
        formats, unit = self.model.formats, _unit(key)
        numbers = {name: number_text(row[name], unit, formats) for name in ("sandbox", "shop", "gained", "lost")}
        change = delta_text(self.trends[key].delta, unit, formats)
        return {"measure": self.say(texts.MEASURES[key]), **numbers, "change": change}

    def _own(self) -> dict[str, Any]:
        return {name: getattr(self.model.shop.attribution, name) for name in POLICY}

    def _on_select(self, name: str, change: Bunch) -> None:
        self.set_trait(name, change.new if name == "last_click" else int(change.new))


def _compare(shop: Shop, period: Period, policy: Attribution) -> Answer:
    row = shop.execute(_attributed(shop, period, policy)).iloc[0]
    figures: dict[str, float | None] = {str(key): float(value) for key, value in row.items()}
    frame = pd.DataFrame(
        {column: [figures[key + suffix] for key in COMPARED] for column, suffix in _COLUMNS.items()},
        index=pd.Index(COMPARED, name="measure"),
    )
    return Answer(frame, figures, {key: trend(figures[key], figures[f"{key}_own"]) for key in COMPARED})


def _attributed(shop: Shop, period: Period, policy: Attribution) -> Any:
    from smwidgets.data.sandbox import attributed  # noqa: PLC0415 - loads Ibis

    return attributed(shop, utc(period.start), utc(period.end), policy)


def _unit(key: str) -> Unit:
    return "count" if key.startswith("orders") else "money"
