"""Presets: how raw files of known systems become the tables of the data contract.

A preset is a function from one raw table to tables of the contract (any of the six), written in Ibis. It raises
:class:`~smwidgets.core.errors.SourceError` or :class:`~smwidgets.core.errors.MissingDataError` when the file is not of its
system. Times may stay local and naive: the importing code knows the shop's zone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, cast

from smwidgets.core.errors import UnknownNameError

if TYPE_CHECKING:
    import ibis

Preset = Callable[["ibis.Table"], Mapping[str, "ibis.Table"]]
"""From a raw table to tables of the contract."""

PRESETS: Mapping[str, str] = {"uci_online_retail": "smwidgets.data.presets.uci_online_retail"}
"""Module of each preset by its name; the module's function ``tables`` is the preset. Loaded when used."""


def preset(name: str) -> Preset:
    """Return a preset by name.

    Raises
    ------
    UnknownNameError
        There is none of that name.
    """
    if name not in PRESETS:
        raise UnknownNameError("preset", name, PRESETS)
    return cast("Preset", import_module(PRESETS[name]).tables)
