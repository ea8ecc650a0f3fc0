"""A box to tick."""

from __future__ import annotations

from typing import Any

from anywidget import AnyWidget
from traitlets import Bool, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part


class CheckBox(Part, AnyWidget):
    """A box with its label beside it; ``value`` is whether it is ticked."""

    _client_writable = frozenset({"value"})
    _esm: Any = Unicode(asset("js/check_box.js")).tag(sync=True)

    value: Any = Bool(default_value=False).tag(sync=True)
    """Whether it is ticked."""

    label: Any = Unicode().tag(sync=True)
    """What ticking it means."""

    disabled: Any = Bool(default_value=False).tag(sync=True)
    """Whether it is out of force."""

    def show(self, label: str, *, value: bool, disabled: bool = False) -> None:
        """Say what the box is for and how it stands."""
        with self.hold_sync():
            self.label, self.value, self.disabled = plain(label, 200), value, disabled

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take a tick from the browser, unless the box is out of force."""
        super().set_state({} if self.disabled else sync_data)
