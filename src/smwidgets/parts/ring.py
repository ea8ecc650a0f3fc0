"""What lies over a donut and stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import CallbackDispatcher
from traitlets import Bool, Dict, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._hiding import Hiding
from smwidgets.parts._tabled import TableFace

if TYPE_CHECKING:
    from collections.abc import Callable


class Ring(TableFace, Hiding):
    """The sum in the middle, the list of slices, tooltip, data table; answers the pointer without asking Python."""

    _esm: Any = Unicode(asset("js/hiding.js") + asset("js/chart_table.js") + asset("js/ring.js")).tag(sync=True)

    view: Any = Dict().tag(sync=True)
    """All it shows: ``total``, ``caption``, ``summary``, ``message``, ``hint``, ``radius`` and ``hole`` (pixels),
    ``texts`` and ``slices``, each with ``key``, ``label``, ``colour``, ``weight`` (0 or more; 0 while hidden), ``text``
    and ``share``."""

    pickable: Any = Bool(default_value=False).tag(sync=True)
    """Whether a slice can be opened."""

    def __init__(self) -> None:
        self._on_pick = CallbackDispatcher()
        super().__init__()
        self.on_msg(self._receive)

    def on_pick(self, callback: Callable[[str], None], *, remove: bool = False) -> None:
        """Call back with the key of a slice that was opened."""
        self._on_pick.register_callback(callback, remove=remove)
        self.pickable = bool(self._on_pick.callbacks)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if isinstance(content, dict) and content.get("kind") == "pick" and content.get("key") in self._keys():
            self._on_pick(content["key"])

    def _keys(self) -> list[str]:
        return [one["key"] for one in self.view.get("slices", ())]
