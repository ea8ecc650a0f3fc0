"""A section in text, as its card has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.errors import EmptyPeriodError
from smwidgets.core.text import say
from smwidgets.parts.written import Written, figures_in
from smwidgets.sections import _texts

if TYPE_CHECKING:
    from smwidgets.model import DashboardModel
    from smwidgets.sections._section import Section


def written_heading(model: DashboardModel) -> str:
    """Name the shop, and the moment at which its figures stand."""
    return f"{model.shop.name} · {say(_texts.AS_OF, model.locale, time=model.formats.moment(model.now))}"


def written_section(section: Section) -> Written:
    """Read a section's figures off its card; its lists, which may name persons, are left out."""
    model, card = section.model, section.card
    fresh = card.shows_content
    try:
        dates = model.formats.date_range(section.timeframe().current) if section.has_trait("period") else ""
    except EmptyPeriodError:
        dates = ""
    return Written(
        title=section.say(section.title),
        period=dates or say(_texts.AS_OF, model.locale, time=model.formats.moment(model.now)),
        figures=tuple(figures_in(card)) if fresh else (),
        message=card.message,
    )
