"""What can be hidden by its button."""

from __future__ import annotations

from typing import Any

from anywidget import AnyWidget
from traitlets import List, Unicode

from smwidgets.parts._part import Part


class Hiding(Part, AnyWidget):
    """Buttons that hide, restore and single out what they name; the browser may hide only what there is."""

    _client_writable = frozenset({"hidden"})

    hidden: Any = List(Unicode()).tag(sync=True)
    """Keys of what is hidden. One that goes away is still hidden when it comes back."""

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take the keys that the browser hides, of those that there are or were hidden already."""
        keys = sync_data.get("hidden")
        if isinstance(keys, list):
            known = {*self._keys(), *self.hidden}
            sync_data = {**sync_data, "hidden": [key for key in keys if isinstance(key, str) and key in known]}
        super().set_state(sync_data)

    def _keys(self) -> list[str]:
        """Keys of what there is."""
        raise NotImplementedError
