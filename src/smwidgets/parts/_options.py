"""Choices of a control."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anywidget import AnyWidget
from traitlets import Bunch, List, TraitError, Tuple, Unicode, validate

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Sequence


class Choice(Part, AnyWidget):
    """A control with one value out of a list; the browser may write the value, and only one that is on the list."""

    _client_writable = frozenset({"value"})

    options: Any = List(Tuple(Unicode(), Unicode())).tag(sync=True)
    """Values and labels, in order."""

    value: Any = Unicode().tag(sync=True)
    """The chosen one; empty until there is a list."""

    label: Any = Unicode().tag(sync=True)
    """What is chosen, for screen readers."""

    _offered: tuple[tuple[str, str], ...] | None = None
    """The list as it was given."""

    @validate("value")
    def _listed(self, proposal: Bunch) -> str:
        value: str = proposal["value"]
        if value not in self._values():
            raise TraitError(f"{value[:60]!r} is none of the choices")
        return value

    def _values(self) -> list[str]:
        return [value for value, _ in self.options]

    def _offer(self, options: Sequence[tuple[str, str]], value: str) -> None:
        """Replace list and value in one message."""
        known = tuple(options) == self._offered
        if known and value == self.value:
            return
        values = [key for key, _ in options]
        if value not in values:
            raise UnknownNameError("choice", value, values)
        with self.hold_sync():
            if not known:
                self.options = [(key, plain(text)) for key, text in options]
            self.value = value
        self._offered = tuple(options)
