"""A view in an address: which dashboard, which period for all of it, and which settings differ from the saved ones."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import parse_qsl, urlencode

from smwidgets.core.errors import PeriodError
from smwidgets.core.periods import PERIOD_NAMES, Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smwidgets.core.text import Text

LONGEST = 4096
"""Characters of a query that are read; browsers and proxies take about as many."""

_MOST_FIELDS = 200
_FIELDS, _SETTING = ("dashboard", "period"), "set."

TOO_LONG: Text = {
    "pl": "Link jest za długi i został pominięty.",
    "en": "The link is too long and was left out.",
}
NO_PERIOD: Text = {
    "pl": "Okres z linku nie istnieje i został pominięty.",
    "en": "The period of the link does not exist and was left out.",
}
TWICE: Text = {
    "pl": "Link podaje to samo dwa razy i został pominięty.",
    "en": "The link says the same thing twice and was left out.",
}
NO_SETTING: Text = {
    "pl": "Ustawień z linku nie da się odczytać; pominięto je.",
    "en": "Settings of the link cannot be read and were left out.",
}


@dataclass(frozen=True)
class View:
    """What a link carries.

    Parameters
    ----------
    dashboard
        Id of the open tab; None leaves it to whoever opens the link.
    period
        Of the whole dashboard; None leaves each section its own.
    settings
        By id of the tile, those that differ from what is saved.
    """

    dashboard: str | None = None
    period: str | Period | None = None
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def write_query(view: View) -> str:
    """Write a view as the query of an address, without the question mark.

    Examples
    --------
    >>> write_query(View("main", "last_7_days", {"sales_all": {"measure": "orders"}}))
    'dashboard=main&period=last_7_days&set.sales_all.measure=%22orders%22'
    """
    fields = [] if view.dashboard is None else [("dashboard", view.dashboard)]
    if view.period is not None:
        fields.append(("period", view.period if isinstance(view.period, str) else _written(view.period)))
    fields += [
        (f"{_SETTING}{tile}.{name}", json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        for tile, settings in view.settings.items()
        for name, value in settings.items()
    ]
    return urlencode(fields, safe="/:,")


def read_query(query: str) -> tuple[View, tuple[Text, ...]]:
    """Read a view from the query of an address.

    Parameters
    ----------
    query
        Anybody's: with or without the question mark, and with fields that are not ours, which are passed over.

    Returns
    -------
    View
        What could be read.
    tuple of Text
        What was left out, for people.
    """
    text = query.removeprefix("?")
    if len(text) > LONGEST:
        return View(), (TOO_LONG,)
    try:
        fields = parse_qsl(text, max_num_fields=_MOST_FIELDS, errors="replace")
    except ValueError:
        return View(), (TOO_LONG,)
    ours = [name for name, _ in fields if name in _FIELDS or name.startswith(_SETTING)]
    if len(set(ours)) < len(ours):
        return View(), (TWICE,)
    said: list[Text] = []
    given = dict(fields)
    period: str | Period | None = None
    if "period" in given:
        period = _period(given["period"])
        said += [] if period is not None else [NO_PERIOD]
    settings: dict[str, dict[str, Any]] = {}
    for name, value in fields:
        if not name.startswith(_SETTING):
            continue
        tile, dot, setting = name.removeprefix(_SETTING).partition(".")
        try:
            read = json.loads(value, parse_constant=_refuse, parse_float=_finite)
        except (ValueError, RecursionError):
            dot = ""
        if tile and dot and setting:
            settings.setdefault(tile, {})[setting] = read
        elif NO_SETTING not in said:
            said.append(NO_SETTING)
    return View(given.get("dashboard"), period, settings), tuple(said)


def _written(period: Period) -> str:
    return str(period).replace("T00:00:00", "")


def _period(text: str) -> str | Period | None:
    if text in PERIOD_NAMES:
        return text
    try:
        return Period.parse(text)
    except PeriodError:
        return None


def _finite(digits: str) -> float:
    number = float(digits)
    return number if isfinite(number) else _refuse(digits)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
