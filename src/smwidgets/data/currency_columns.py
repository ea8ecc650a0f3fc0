"""Columns that name the currency of an event: one that is not the shop's must not be added up with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.currencies import currency_name, currency_symbol
from smwidgets.data.blank_cells import missing, stripped
from smwidgets.data.cells import Cell
from smwidgets.data.contract import Column
from smwidgets.data.report import Problem
from smwidgets.data.words import letters

if TYPE_CHECKING:
    import ibis

    from smwidgets.data.contract import Table

TABLE = "events"
"""The table that holds amounts."""

_NAMES = ("currency", "walut")
_OTHERS = ("rate", "kurs", "exchange")
_LANGUAGES = ("pl", "en")


def currency_cells(raw: ibis.Table, table: Table, currency: str | None) -> list[Cell]:
    """Return the columns of a table that name a currency, each with which rows name another than the shop's.

    Parameters
    ----------
    raw
        The source's table.
    table
        Its declaration; only ``events`` has amounts.
    currency
        The shop's, an ISO 4217 code; None where nobody knows it.
    """
    if table.name != TABLE or currency is None:
        return []
    spellings = {
        currency,
        *(name(currency, locale) for name in (currency_name, currency_symbol) for locale in _LANGUAGES),
    }
    own = sorted(spelling.lower() for spelling in spellings)
    cells = []
    for name in filter(_names_a_currency, raw.columns):
        column = Column(name, "id", required=False, nullable=True)
        word = stripped(raw[name].cast("string")).lower()
        is_other = ~word.isin(own) & ~missing(column, raw[name].cast("string"))
        cells.append(Cell(column, raw[name], raw[name], {Problem.OTHER_CURRENCY: is_other}))
    return cells


def how_to_choose(currency: str) -> str:
    """Say what can be done about other currencies."""
    return (
        f"the shop's currency is {currency}, and nothing is converted: keep the rows of one currency and name it as"
        " the shop's, or convert the amounts before"
    )


def _names_a_currency(column: str) -> bool:
    name = letters(column)
    return any(word in name for word in _NAMES) and not any(word in name for word in _OTHERS)
