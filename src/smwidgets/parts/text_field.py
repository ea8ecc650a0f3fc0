"""A line to type in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anywidget import AnyWidget
from ipywidgets import CallbackDispatcher
from traitlets import Bool, Bunch, Int, TraitError, Unicode, validate

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Callable


class TextField(Part, AnyWidget):
    """One line of text, and under it what is wrong with it; ``value`` is what was typed when the field was left.

    Parameters
    ----------
    limit
        Characters it takes.
    first
        Whether the focus goes to it when its dialog opens.
    """

    _client_writable = frozenset({"value"})
    _esm: Any = Unicode(asset("js/text_field.js")).tag(sync=True)

    value: Any = Unicode().tag(sync=True)
    """What was typed."""

    label: Any = Unicode().tag(sync=True)
    """What is to be typed; stands in the field while it is empty."""

    problem: Any = Unicode().tag(sync=True)
    """What is wrong with the value; empty when nothing is."""

    limit: Any = Int().tag(sync=True)
    """Characters it takes."""

    first: Any = Bool(default_value=False).tag(sync=True)
    """Whether the focus goes to it when its dialog opens."""

    def __init__(self, limit: int = 100, *, first: bool = False) -> None:
        self._on_enter = CallbackDispatcher()
        super().__init__(limit=limit, first=first)
        self.on_msg(self._receive)

    def show(self, label: str, value: str = "") -> None:
        """Name the field and put a value into it."""
        with self.hold_sync():
            self.label, self.value, self.problem = plain(label, 200), value, ""

    def complain(self, problem: str = "") -> None:
        """Say under the field what is wrong with its value; with no text, that nothing is."""
        self.problem = plain(problem)

    def on_enter(self, callback: Callable[[], None], *, remove: bool = False) -> None:
        """Call back when Enter was pressed in the field; ``value`` is up to date then."""
        self._on_enter.register_callback(callback, remove=remove)

    @validate("value")
    def _fits(self, proposal: Bunch) -> str:
        value: str = proposal["value"]
        if len(value) > self.limit:
            raise TraitError(f"{len(value)} characters are more than {self.limit}")
        return value

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if isinstance(content, dict) and content.get("kind") == "enter":
            self._on_enter()
