"""The filters of the list of site events: from settings to conditions and to the menu's fields."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from traitlets import HasTraits, TraitType

from smwidgets.core.buckets import first_instant
from smwidgets.core.errors import PeriodError
from smwidgets.core.text import say
from smwidgets.data.listing import Filters
from smwidgets.parts import FilterField
from smwidgets.sections import _live_texts as texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

_DAY = timedelta(days=1)


class DayTrait(TraitType[Any, Any]):
    """A local day in ISO form, empty for no limit; a date is taken too."""

    info_text = "a date, an ISO date, or an empty text"

    def validate(self, _: HasTraits | None, value: Any) -> str:
        """Return the ISO form."""
        if value in {"", None}:
            return ""
        try:
            day = value if isinstance(value, date) else date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise PeriodError(f"{value!r} is no day: write it as 2026-01-06.") from error
        return date(day.year, day.month, day.day).isoformat()


def conditions(owner: str | None, start_on: str, end_on: str, min_score: int | None, zone: tzinfo) -> Filters:
    """Make the conditions of a list; both days are included, in local time."""
    return Filters(
        owner=owner,
        start=first_instant(date.fromisoformat(start_on), zone) if start_on else None,
        end=first_instant(date.fromisoformat(end_on) + _DAY, zone) if end_on else None,
        min_score=min_score,
    )


def filter_fields(owners: Sequence[str], owner: str | None, *, scored: bool, locale: str) -> list[FilterField]:
    """List the filters that a list has; an owner in force is on the list also when no contact is that owner's."""
    fields = [FilterField("dates", say(texts.DATES, locale), kind="dates")]
    names = [*owners, *([owner] if owner is not None and owner not in owners else [])]
    if names:
        choices = tuple((name, name) for name in names)
        anybody = say(texts.EVERYBODY, locale)
        fields.insert(0, FilterField("owner", say(texts.OWNER, locale), choices=choices, any_label=anybody))
    if scored:
        fields.append(FilterField("min_score", say(texts.MIN_SCORE, locale), kind="number"))
    return fields


def to_menu(owner: str | None, start_on: str, end_on: str, min_score: int | None) -> dict[str, Any]:
    """Values of the menu's fields."""
    days = tuple(date.fromisoformat(day) if day else None for day in (start_on, end_on))
    return {"owner": owner, "dates": days if any(days) else None, "min_score": min_score}


def from_menu(values: Mapping[str, Any]) -> dict[str, Any]:
    """Turn what a person applied into settings; nothing in force clears the filters that are not on the menu, too."""
    if all(value is None for value in values.values()):
        return {"owner": None, "start_on": "", "end_on": "", "min_score": None}
    start_on, end_on = values.get("dates") or (None, None)
    kept = {name: value for name, value in values.items() if name != "dates"}
    return kept | {"start_on": start_on or "", "end_on": end_on or ""}
