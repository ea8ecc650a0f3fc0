"""Monitored against non-monitored contacts (CA8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from smwidgets.data.listing.past_contacts import contacts_as_of
from smwidgets.metrics.contact_base import monitored_share
from smwidgets.parts import Html, markup
from smwidgets.sections import _contact_texts as texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._count_donut import Category, CountDonut
from smwidgets.sections._moments import measured
from smwidgets.sections._sums import utc

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import Widget

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop

LABELS: dict[str, Text] = {
    "monitored": {"pl": "monitorowane na stronie", "en": "monitored on the site"},
    "not_monitored": {"pl": "niemonitorowane na stronie", "en": "not monitored on the site"},
}
REMARK: Text = {
    "pl": "Znacznik mówi, czy wizyty kontaktu na stronie są rozpoznawane. Zgodę na wiadomości (opt-in) pokazują "
    "Informacje podstawowe.",
    "en": "The flag says whether the contact's visits to the site are recognised. Consent to messages (opt-in) is in "
    "Basic information.",
}


class MonitoredShare(CountDonut):
    """All contacts of this moment by their monitoring flag.

    Notes
    -----
    Specification CA8. :attr:`frame`: ``flag``, ``contacts`` (int64). :attr:`figures`: ``monitored``,
    ``not_monitored``. The flag, not consent: contacts that opted out are in it, and ``monitored`` of
    :class:`~smwidgets.sections.ContactBase` is another number.
    """

    title: ClassVar[Text] = {
        "pl": "Kontakty monitorowane na stronie",
        "en": "Contacts monitored on the site",
    }
    help: ClassVar[Text] = {
        "pl": "Wszystkie kontakty w bazie, także wypisane, według znacznika monitorowania: czy ich wizyty na stronie "
        "są rozpoznawane. To nie to samo co zgoda (opt-in) w Informacjach podstawowych.",
        "en": "All contacts of the base, opted-out ones included, by the monitoring flag: whether their visits to the "
        "site are recognised. This is not consent (opt-in) as in Basic information.",
    }
    caption: ClassVar[Text] = texts.CONTACTS
    nothing: ClassVar[Text] = texts.NO_CONTACTS
    state_of_now: ClassVar[bool] = True

    def build(self) -> Sequence[Widget]:
        """Build the donut, and a line on what the flag is not."""
        self._remark = Html()
        return *super().build(), self._remark

    def update(self, frame: pd.DataFrame) -> None:
        """Draw the two slices."""
        super().update(frame)
        self._remark.value = markup('<p class="smw-remark">{text}</p>', text=self.say(REMARK))

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """Count the contacts of this moment by flag."""
        shop.require("contacts")
        found = measured(shop, "contacts", monitored_share, [period.now]).iloc[0]
        frame = found.rename_axis("flag").rename("contacts").reset_index()
        return Answer(frame, {flag: int(found[flag]) for flag in LABELS})

    def categories(self, frame: pd.DataFrame) -> Sequence[Category]:
        """List both, the monitored ones first."""
        counts = dict(zip(frame["flag"], frame["contacts"], strict=True))
        return [
            Category(flag, self.say(label), int(counts[flag]), place + 1)
            for place, (flag, label) in enumerate(LABELS.items())
        ]

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Contacts that exist now, and their number by flag."""
        rows = contacts_as_of(shop, utc(period.now))
        flag = rows.monitored.fill_null(False)
        return rows, rows.aggregate(monitored=rows.count(where=flag), not_monitored=rows.count(where=~flag))
