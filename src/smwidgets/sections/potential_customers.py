"""Potential customers: contacts with a cart and no purchase (F2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from smwidgets.core.periods import PERIOD_NAMES
from smwidgets.metrics.retention import potential_customers
from smwidgets.sections._answer import Answer
from smwidgets.sections._counts_over_time import CountsOverTime
from smwidgets.sections._moments import measured, starts
from smwidgets.sections._settings import PeriodTrait
from smwidgets.sections._sums import utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop

LABEL: Text = {"pl": "Koszyk bez zakupu", "en": "Cart, no purchase"}


class PotentialCustomers(CountsOverTime):
    """How many contacts have a cart and never bought, now and over time.

    Notes
    -----
    Specification F2. :attr:`frame`: one row per bucket, ``start`` (aware, the shop's zone), ``potential`` (int64, at
    the end of the bucket). :attr:`figures`: ``potential``, now, whatever the period.
    """

    size: ClassVar[tuple[int, int]] = (4, 8)

    title: ClassVar[Text] = {"pl": "Potencjalni klienci", "en": "Potential customers"}
    help: ClassVar[Text] = {
        "pl": "Kontakty z co najmniej jednym zdarzeniem KOSZYK, które nigdy nie kupiły. Kontakt przestaje się liczyć "
        "w chwili pierwszego zakupu. Liczba to stan w tej chwili, wykres pokazuje stan na koniec każdego przedziału.",
        "en": "Contacts with at least one CART event that have never bought. A contact ceases to count when it first "
        "buys. The figure is the state now; the chart shows the state at the end of each bucket.",
    }
    series: ClassVar[Mapping[str, Text]] = {"potential": LABEL}
    under_chart: ClassVar[Mapping[str, Text]] = {"potential": {"pl": "Teraz", "en": "Now"}}

    period = PeriodTrait("last_12_months").tag(setting=True)
    """Period of the chart."""

    def periods(self) -> Sequence[str]:
        """All named periods."""
        return PERIOD_NAMES

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """Potential customers at the end of each bucket, and now."""
        shop.require("events")
        buckets = period.buckets()
        found = measured(shop, "potential", potential_customers, [*buckets.ends, period.now])
        return Answer(pd.DataFrame({"start": starts(buckets), "potential": found[:-1]}), {"potential": int(found[-1])})

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """One row per potential customer of this moment, and their number."""
        events = shop.table("events")
        past = events.filter(events.occurred_at < utc(period.now), events.type.isin(("CART", "PURCHASE")))
        contacts = past.group_by("contact_id").aggregate(bought=(past.type == "PURCHASE").any())
        rows = contacts.filter(~contacts.bought)
        return rows, rows.aggregate(potential=rows.count())
