"""Presets: how raw files of known systems become the tables of the data contract.

A preset is a module with a function ``tables`` from one raw table to tables of the contract (any of the six), written
in Ibis, with ``TIMEZONE`` and ``CURRENCY``: the zone in which its naive times are meant and the currency of its
amounts, unless the caller says otherwise (None: the preset does not know), and with ``READS``: "table" if its files are
CSV or Parquet, "lines" if they are text and the raw table's one column is ``line``. ``tables`` raises
:class:`~smwidgets.core.errors.MissingDataError` when the file is not of its system.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast

from smwidgets.core.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis


class Preset(Protocol):
    """What the module of a preset has."""

    TIMEZONE: str
    CURRENCY: str | None
    READS: Literal["table", "lines"]

    @staticmethod
    def tables(raw: ibis.Table) -> Mapping[str, ibis.Table]:
        """Turn a raw table into tables of the contract."""


PRESETS: Mapping[str, str] = {
    "apache_combined": "smwidgets.data.presets.apache_combined",
    "uci_online_retail": "smwidgets.data.presets.uci_online_retail",
}
"""Module of each preset by its name, loaded when used."""


def preset(name: str) -> Preset:
    """Return a preset by name.

    Raises
    ------
    UnknownNameError
        There is none of that name.
    """
    if name not in PRESETS:
        raise UnknownNameError("preset", name, PRESETS)
    return cast("Preset", import_module(PRESETS[name]))
