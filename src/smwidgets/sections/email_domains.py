"""E-mail domains of the subscribers (CA7)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd
from traitlets import Enum

from smwidgets.data.contact_domains import by_domain, domains, subscribers
from smwidgets.metrics.contact_base import top_domains
from smwidgets.parts import Field
from smwidgets.parts.palette import NEUTRAL
from smwidgets.sections import _contact_texts as texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._count_donut import Category, CountDonut

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop

OTHER = "other"
TOPS = ("3", "5", "7", "10")
COLOURS = NEUTRAL - 1
"""The most domains that are drawn apart: one colour each, and the neutral one for the others."""

OFFERED = tuple(top for top in TOPS if int(top) <= COLOURS)


class EmailDomains(CountDonut):
    """Contacts that are opted in now, by the domain of their e-mail address.

    Notes
    -----
    Specification CA7. :attr:`frame`: ``domain`` (lower case; None for all the others together, the last row, absent
    where there are none), ``contacts`` (int64), the largest first. :attr:`figures`: contacts by domain, and ``other``.
    Without ``opted_out_at`` in the source every contact counts.
    """

    title: ClassVar[Text] = {"pl": "Domeny adresów e-mail", "en": "E-mail domains"}
    help: ClassVar[Text] = {
        "pl": "Kontakty, które są teraz zapisane (opt-in), według domeny adresu e-mail: największe domeny i razem "
        "wszystkie pozostałe. Liczbę domen wybierzesz w ustawieniach.",
        "en": "Contacts that are opted in now, by the domain of their e-mail address: the largest domains, and all the "
        "others together. Choose the number of domains in the settings.",
    }
    caption: ClassVar[Text] = texts.CONTACTS
    nothing: ClassVar[Text] = texts.NO_CONTACTS
    state_of_now: ClassVar[bool] = True

    top = Enum(TOPS, default_value="5").tag(setting=True)
    """How many domains are told apart: the first five colours stay apart for every eye, seven are different ones. Of
    ten the figures have all; the donut draws the first seven apart."""

    def fields(self) -> Sequence[Field]:
        """Offer the number of domains."""
        label: Text = {"pl": "Liczba domen", "en": "Number of domains"}
        offered = OFFERED if self.top in OFFERED else (*OFFERED, self.top)
        return (Field("top", self.say(label), choices=tuple((one, one) for one in offered)),)

    def query(self, shop: Shop, period: Timeframe) -> Any:
        """Count the contacts by domain, off the main thread: one look at all of them."""
        return partial(_count, shop, period.now, int(self.top))

    def categories(self, frame: pd.DataFrame) -> Sequence[Category]:
        """List the largest domains, and the others in a neutral colour."""
        known = frame[frame["domain"].notna()].head(COLOURS)
        found = [
            Category(_key(domain), domain, int(count), place)
            for place, (domain, count) in enumerate(zip(known["domain"], known["contacts"], strict=True), 1)
        ]
        others = int(frame["contacts"].sum() - known["contacts"].sum())
        return [*found, Category(OTHER, self.say(texts.OTHER), others, NEUTRAL)] if others else found

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Contacts that are opted in now, and their number by domain."""
        rows = subscribers(shop, period.now)
        return rows, by_domain(rows)


def _count(shop: Shop, now: datetime, top: int) -> Answer:
    largest, others = top_domains(domains(shop, now), top)
    rest = pd.DataFrame({"domain": pd.Series([None], dtype=object), "contacts": [others]})
    frame = pd.concat([largest, rest], ignore_index=True) if others else largest
    figures = dict(zip(map(_key, largest["domain"]), map(int, largest["contacts"]), strict=True))
    return Answer(frame, {**figures, OTHER: others})


def _key(domain: str) -> str:
    return f"@{domain}" if domain == OTHER else domain
