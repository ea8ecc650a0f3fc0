"""A chart whose data may be read as a table, and exported as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import CallbackDispatcher
from traitlets import Bool

from smwidgets.parts._guard import ClientGuard

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

FORMATS = ("csv", "xlsx")
"""A button each, beside the table."""


class TableFace(ClientGuard):
    """What shows the table of a chart in the page, with ``js/chart_table.js``; mixed in before the widget's class."""

    exportable: Any = Bool(default_value=False).tag(sync=True)
    """Whether somebody listens, so that there are buttons."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._on_export = CallbackDispatcher()
        super().__init__(*args, **kwargs)
        self.on_msg(self._pass_on)

    def on_export(self, callback: Callable[[str], None], *, remove: bool = False) -> None:
        """Call back with the format in which the table is wanted, one of ``FORMATS``."""
        self._on_export.register_callback(callback, remove=remove)
        self.exportable = bool(self._on_export.callbacks)

    def _pass_on(self, _: Any, content: Any, __: Any) -> None:
        if isinstance(content, dict) and content.get("kind") == "export" and content.get("format") in FORMATS:
            self._on_export(content["format"])


class Tabled:
    """A chart with a table; mixed in before the widget's class. The chart says where its table is shown."""

    _face: TableFace

    def table(self) -> pd.DataFrame:
        """Give what the data table shows as a file has it, in the language of the drawing.

        Returns
        -------
        pandas.DataFrame
            The caller's own. What is not hidden: labels as they are shown, dates as dates, values as numbers, NaN for
            no value. Empty before the chart is drawn.

        Notes
        -----
        Specification X3.
        """
        raise NotImplementedError

    def on_export(self, callback: Callable[[str], None], *, remove: bool = False) -> None:
        """Offer the table as a file: call back with ``csv`` or ``xlsx`` when its button is pressed."""
        self._face.on_export(callback, remove=remove)


def unique(names: list[str]) -> list[str]:
    """Add a number to names that were there before: ``A``, ``A (2)``."""
    given: list[str] = []
    for name in names:
        fresh, number = name, 1
        while fresh in given:
            number += 1
            fresh = f"{name} ({number})"
        given.append(fresh)
    return given
