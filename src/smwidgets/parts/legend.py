"""The legend of a chart: buttons that hide, restore and single out its series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anywidget import AnyWidget
from traitlets import Dict, List, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class LegendItem:
    """A series in the legend: its key, label, colour (as CSS), and whether it is drawn dashed."""

    key: str
    label: str
    colour: str
    dash: bool = False


class Legend(Part, AnyWidget):
    """A button for each series.

    A click hides a series and another one shows it again. A double click, Shift+Enter or the key ``s`` shows it alone,
    and all of them when it is alone already.
    """

    _client_writable = frozenset({"hidden"})
    _esm: Any = Unicode(asset("js/legend.js")).tag(sync=True)

    items: Any = List(Dict()).tag(sync=True)
    """What `show` was given, as the browser reads it."""

    hidden: Any = List(Unicode()).tag(sync=True)
    """Keys of the hidden series. One that leaves the legend is still hidden when it comes back."""

    hint: Any = Unicode().tag(sync=True)
    """What clicking does, on hover."""

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take the keys that the browser hides, of series that there are or were hidden already."""
        keys = sync_data.get("hidden")
        if isinstance(keys, list):
            known = {item["key"] for item in self.items}.union(self.hidden)
            sync_data = {**sync_data, "hidden": [key for key in keys if isinstance(key, str) and key in known]}
        super().set_state(sync_data)

    def show(self, items: Sequence[LegendItem], hint: str = "") -> None:
        """Name the series, in the order in which they are drawn."""
        with self.hold_sync():
            self.hint = plain(hint)
            self.items = [
                {"key": item.key, "label": plain(item.label, 80), "colour": item.colour, "dash": item.dash}
                for item in items
            ]
