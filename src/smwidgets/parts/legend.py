"""The legend of a chart: buttons that hide, restore and single out its series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traitlets import Dict, List, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._hiding import Hiding
from smwidgets.parts._html import plain

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class LegendItem:
    """A series in the legend: its key, label, colour (as CSS), and whether it is drawn dashed."""

    key: str
    label: str
    colour: str
    dash: bool = False


class Legend(Hiding):
    """A button for each series.

    A click hides a series and another one shows it again. A double click, Shift+Enter or the key ``s`` shows it alone,
    and all of them when it is alone already.
    """

    _esm: Any = Unicode(asset("js/hiding.js") + asset("js/legend.js")).tag(sync=True)

    items: Any = List(Dict()).tag(sync=True)
    """What `show` was given, as the browser reads it."""

    hint: Any = Unicode().tag(sync=True)
    """What clicking does, on hover."""

    def show(self, items: Sequence[LegendItem], hint: str = "") -> None:
        """Name the series, in the order in which they are drawn."""
        with self.hold_sync():
            self.hint = plain(hint)
            self.items = [
                {"key": item.key, "label": plain(item.label, 80), "colour": item.colour, "dash": item.dash}
                for item in items
            ]

    def _keys(self) -> list[str]:
        return [item["key"] for item in self.items]
