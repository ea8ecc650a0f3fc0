"""Layouts written as code: sections one after another, in rows of twelve columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from smwidgets.core.arguments import check_argument, described
from smwidgets.core.errors import ConfigurationError
from smwidgets.core.text import LOCALES, check_text, say
from smwidgets.dashboards.arranging import COLUMNS, flow
from smwidgets.dashboards.headline import HEADLINE
from smwidgets.dashboards.state import TileState
from smwidgets.sections import Section
from smwidgets.sections._settings import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.core.text import Text


@dataclass(frozen=True)
class Place:
    """Where a section stands.

    Parameters
    ----------
    key
        Names it on the dashboard; letters, digits, ``-`` and ``_``.
    section
        Its class.
    span
        How many of the 12 columns it takes.
    settings
        Of the section, what differs from its defaults.
    rows
        How many rows of the grid it takes; those of its class by default.
    """

    key: str
    section: type[Section]
    span: int = COLUMNS
    settings: Mapping[str, Any] = field(default_factory=dict)
    rows: int | None = None

    def __post_init__(self) -> None:
        check_argument(self.key, str, "a Place has a name", "Place('sales', sm.sections.SalesAnalytics)")
        if not (isinstance(self.section, type) and issubclass(self.section, Section)):
            raise ConfigurationError(
                f"a Place takes the class of a section, not {described(self.section)}: "
                "Place('sales', sm.sections.SalesAnalytics)"
            )
        check_argument(self.span, int, "span is a number of columns")
        check_argument(self.settings, Mapping, "settings are a dict by name", "{'period': 'last_30_days'}")
        check_argument(self.rows, int | None, "rows is a number of rows")


@dataclass(frozen=True)
class Heading:
    """A line over the sections that follow, across the grid."""

    text: Text

    def __post_init__(self) -> None:
        check_argument(self.text, Mapping, "a Heading has a text in each language", "{'pl': 'Sprzedaż', 'en': 'Sales'}")
        check_text(self.text)


def tiles_of(layout: Sequence[Place | Heading], dashboard: str) -> tuple[TileState, ...]:
    """Lay places and headings out, from left to right and from the top.

    Parameters
    ----------
    layout
        In reading order.
    dashboard
        Key of the dashboard, which its headings are named after.

    Raises
    ------
    ConfigurationError
        A span or a height that no board has.
    """
    sizes = [
        (COLUMNS, 1) if isinstance(one, Heading) else (one.span, one.rows or one.section.size[1]) for one in layout
    ]
    return tuple(
        TileState(
            id=f"{dashboard}-heading-{order}" if isinstance(one, Heading) else one.key,
            section=HEADLINE if isinstance(one, Heading) else one.section.registered_name(),
            settings=_settings(one),
            x=x,
            y=y,
            w=w,
            h=h,
        )
        for order, (one, (w, h), (x, y)) in enumerate(zip(layout, sizes, flow(sizes), strict=True))
    )


def in_all_languages(text: Text) -> dict[str, str]:
    """Return a text without plurals as a saved dashboard keeps it."""
    return {locale: say(text, locale) for locale in LOCALES}


def _settings(place: Place | Heading) -> dict[str, Any]:
    if isinstance(place, Heading):
        return {"text": in_all_languages(place.text)}
    return {name: to_json(value) for name, value in place.settings.items()}
