"""Unsubscribe reasons: why contacts opted out in a period (CA6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from smwidgets.data.listing.past_contacts import opt_outs_of
from smwidgets.data.opt_out_reasons import NOT_GIVEN, OPT_OUT_REASONS, OTHER
from smwidgets.metrics.contact_base import opt_outs_by_reason
from smwidgets.parts.palette import NEUTRAL
from smwidgets.sections import _contact_texts as texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._count_donut import Category, CountDonut
from smwidgets.sections._moments import measured
from smwidgets.sections._settings import PeriodTrait
from smwidgets.sections._sums import utc

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop

LABELS: dict[str, Text] = {
    "never_signed_up": {"pl": "nigdy nie zapisywałem się do tej listy", "en": "never signed up to this list"},
    "too_many_messages": {"pl": "otrzymywałem zbyt wiele wiadomości", "en": "received too many messages"},
    "topic_not_interesting": {"pl": "nie interesuje mnie ta tematyka", "en": "not interested in the topic"},
    "content_mismatch": {
        "pl": "treść wiadomości nie była dopasowana do moich zainteresowań",
        "en": "content did not match interests",
    },
    OTHER: {"pl": "inny powód", "en": "another reason"},
    NOT_GIVEN: {"pl": "nie podano powodu", "en": "no reason given"},
}


class OptOutReasons(CountDonut):
    """Opt-outs of a period by the reason that the contact gave.

    Notes
    -----
    Specification CA6. :attr:`frame`: one row per reason in the order of
    :data:`smwidgets.data.opt_out_reasons.OPT_OUT_REASONS`: ``reason``, ``opted_out`` (int64). :attr:`figures`: opt-outs
    by reason, 0 where nobody gave it. Another text than the platform's four is ``other``, none at all ``not_given``.
    """

    follows: ClassVar[str] = "contact_base"

    title: ClassVar[Text] = {"pl": "Powody wypisu z bazy", "en": "Unsubscribe reasons"}
    help: ClassVar[Text] = {
        "pl": "Kontakty, które wypisały się w okresie, według powodu podanego przy wypisie. Wypisania bez powodu stoją "
        "osobno. Wypis liczy się w swoim okresie także wtedy, gdy kontakt później zapisał się ponownie.",
        "en": "Contacts that opted out in the period, by the reason they gave. Opt-outs without a reason stand apart. "
        "An opt-out counts in its period also when the contact has opted in again later.",
    }
    caption: ClassVar[Text] = texts.OPT_OUTS
    nothing: ClassVar[Text] = texts.NO_OPT_OUTS

    period = PeriodTrait("last_30_days").tag(setting=True)
    """Period of the opt-outs."""

    def periods(self) -> Sequence[str]:
        """Those of contact analytics."""
        return texts.PERIODS

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """Count the opt-outs of the period by reason."""
        shop.require("contacts", "opted_out_at")
        found = measured(shop, "opt_outs", opt_outs_by_reason, [period.current.start, period.current.end])
        figures = {str(reason): int(count) for reason, count in found.items()}
        return Answer(found.rename("opted_out").reset_index(), figures)

    def categories(self, frame: pd.DataFrame) -> Sequence[Category]:
        """List the platform's four reasons, always, and the others where somebody gave them."""
        counts = dict(zip(frame["reason"], frame["opted_out"], strict=True))
        return [
            Category(
                reason, self.say(LABELS[reason]), int(counts[reason]), NEUTRAL if reason == NOT_GIVEN else place + 1
            )
            for place, reason in enumerate(OPT_OUT_REASONS)
            if counts[reason] or reason not in {OTHER, NOT_GIVEN}
        ]

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Contacts that opted out in the period, and their number by reason."""
        left = opt_outs_of(shop)
        rows = left.filter(left.left_at >= utc(period.current.start), left.left_at < utc(period.current.end))
        return rows, rows.group_by("reason").aggregate(opted_out=rows.count())
