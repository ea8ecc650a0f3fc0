"""Contacts: how many there are and how many were added in the last seven closed days (G1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Enum

from smwidgets.core.periods import resolve
from smwidgets.metrics.contacts import contact_growth
from smwidgets.sections._answer import Answer
from smwidgets.sections._counts_over_time import CountsOverTime
from smwidgets.sections._moments import measured, starts
from smwidgets.sections._sums import total, utc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop


class ContactGrowth(CountsOverTime):
    """All contacts and new ones, on each of the last seven closed days.

    Notes
    -----
    Specification G1. :attr:`frame`: one row per day, ``start`` (aware, the shop's zone), ``all`` (contacts at the end
    of the day), ``new`` (added on it), int64. :attr:`figures`: ``total`` (now), ``yesterday`` and ``last_7_days``
    (added then). The days are always the last seven: a period of the whole dashboard does not change them.
    """

    group: ClassVar[str] = "contacts"
    size: ClassVar[tuple[int, int]] = (6, 9)
    title: ClassVar[Text] = {"pl": "Kontakty", "en": "Contacts"}
    help: ClassVar[Text] = {
        "pl": "Kontakty według daty dodania do bazy, w ostatnich 7 zamkniętych dniach (bez dzisiejszego). "
        "„Wszystkie” na wykresie to stan na koniec dnia, pod wykresem stan w tej chwili.",
        "en": "Contacts by the date they were added, over the last 7 closed days (without today). On the chart all are "
        "counted at the end of each day, under it at this moment.",
    }
    series: ClassVar[Mapping[str, Text]] = {
        "all": {"pl": "Wszystkie", "en": "All"},
        "new": {"pl": "Nowe", "en": "New"},
    }
    under_chart: ClassVar[Mapping[str, Text]] = {
        "total": {"pl": "Wszystkie teraz", "en": "All, now"},
        "yesterday": {"pl": "Nowe wczoraj", "en": "New yesterday"},
        "last_7_days": {"pl": "Nowe w 7 dni", "en": "New in 7 days"},
    }
    period: ClassVar[str] = "last_7_days"

    measure = Enum(tuple(series), default_value="new").tag(setting=True)
    """Series on the chart."""

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """Contacts at the end of each day, those added on it, and the three figures."""
        shop.require("contacts")
        buckets = period.buckets()
        # One more bucket ends now.
        growth = measured(shop, "contacts", contact_growth, [*buckets.bounds, period.now])
        frame = growth[["all", "new"]].iloc[:-1].reset_index(drop=True)
        frame.insert(0, "start", starts(buckets))
        yesterday = total(shop, "contacts", resolve("yesterday", period.now).current)
        return Answer(
            frame,
            {
                "total": int(growth["all"].iloc[-1]),
                "yesterday": int(yesterday["created"]),
                "last_7_days": int(frame["new"].sum()),
            },
        )

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Contacts that exist now, and the three figures."""
        contacts = shop.table("contacts")
        rows = contacts.filter(contacts.created_at < utc(period.now))
        at, week = rows.created_at, period.current
        yesterday = resolve("yesterday", period.now).current
        return rows, rows.aggregate(
            total=rows.count(),
            yesterday=rows.count(where=(at >= utc(yesterday.start)) & (at < utc(yesterday.end))),
            last_7_days=rows.count(where=(at >= utc(week.start)) & (at < utc(week.end))),
        )
