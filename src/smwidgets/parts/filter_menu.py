"""Filters of a list, behind one button."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from anywidget import AnyWidget
from ipywidgets import CallbackDispatcher
from traitlets import Dict, List, Unicode

from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_log = logging.getLogger(__name__)

KINDS = ("select", "dates", "number", "text")
TEXT_LIMIT = 200
"""Characters of a text that is looked for."""


@dataclass(frozen=True)
class FilterField:
    """One filter.

    Parameters
    ----------
    name
        Key of its value.
    label
        For people.
    kind
        ``select``: a string out of ``choices``. ``dates``: a pair of days, both included, either may be None.
        ``number``: a whole number. ``text``: what was typed, without blanks around it. A filter that is off has the
        value None.
    choices
        Value and label of each; "any" is not among them, `any_label` is its label.
    any_label
        What a select says while it is off.

    Raises
    ------
    ConfigurationError
        There is no such kind, or choices stand where there are none.
    """

    name: str
    label: str
    kind: Literal["select", "dates", "number", "text"] = "select"
    choices: tuple[tuple[str, str], ...] = ()
    any_label: str = "—"

    def __post_init__(self) -> None:
        if self.kind not in KINDS or (self.choices and self.kind != "select"):
            raise ConfigurationError(f"filter {self.name!r}: no such kind, or one without choices: {self.kind!r}")

    def read(self, sent: Any) -> Any:
        """Value of what the page sent; None where it is off.

        Raises
        ------
        ValueError
            It is no value of this filter.
        """
        if sent is None or sent in ("", ["", ""]):
            return None
        if self.kind == "select":
            if sent not in [value for value, _ in self.choices]:
                raise ValueError("not on the list")
            return sent
        if self.kind == "number":
            if isinstance(sent, bool) or not isinstance(sent, (int, float)) or not isfinite(sent) or sent != int(sent):
                raise ValueError("no whole number")
            return int(sent)
        if self.kind == "text":
            if not isinstance(sent, str) or len(sent) > TEXT_LIMIT:
                raise ValueError("no text, or too long a one")
            return sent.strip() or None
        first, last = (date.fromisoformat(day) if day else None for day in sent)
        if first and last and last < first:
            raise ValueError("the end is before the start")
        return first, last

    def write(self, value: Any) -> Any:
        """Return what the page is sent for a value."""
        if self.kind == "dates":
            return ["" if day is None else day.isoformat() for day in value or (None, None)]
        return value


class FilterMenu(Part, AnyWidget):
    """A button with the number of filters in force, opening a form over the page.

    Nothing reaches Python before Apply, and then everything at once; "clear" empties the form and applies it.
    """

    _esm: Any = Unicode(asset("js/popover.js") + asset("js/filter_menu.js")).tag(sync=True)

    fields: Any = List(Dict()).tag(sync=True)
    """What `show` was given, as the browser reads it."""

    values: Any = Dict().tag(sync=True)
    """Values by name, as the browser reads them."""

    texts: Any = Dict().tag(sync=True)
    """Texts: ``title`` (of the button, too), ``apply``, ``clear``, ``from``, ``to``, ``backwards``."""

    def __init__(self) -> None:
        self._fields: dict[str, FilterField] = {}
        self._on_apply = CallbackDispatcher()
        super().__init__()
        self.on_msg(self._receive)

    def show(self, fields: Sequence[FilterField], values: Mapping[str, Any], texts: Mapping[str, str]) -> None:
        """Offer filters with their present values; one without a value is off.

        Raises
        ------
        UnknownNameError
            A value is for no filter.
        ConfigurationError
            A filter does not take its value.
        """
        offered = {field.name: field for field in fields}
        for name, value in values.items():
            if name not in offered:
                raise UnknownNameError("filter", name, offered)
            try:
                offered[name].read(offered[name].write(value))
            except (ValueError, TypeError, AttributeError) as error:
                raise ConfigurationError(f"filter {name!r} does not take {value!r}") from error
        self._fields = offered
        with self.hold_sync():
            self.fields = [
                {**asdict(field), "choices": [[value, plain(text, 200)] for value, text in field.choices]}
                for field in fields
            ]
            self.values = {name: field.write(values.get(name)) for name, field in offered.items()}
            self.texts = {name: plain(text, 200) for name, text in texts.items()}

    def on_apply(self, callback: Callable[[dict[str, Any]], None], *, remove: bool = False) -> None:
        """Call back with the values of all filters by name: a string, a pair of dates, a whole number, or None."""
        self._on_apply.register_callback(callback, remove=remove)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        sent = content.get("values") if isinstance(content, dict) and content.get("kind") == "apply" else None
        if not isinstance(sent, dict):
            return
        try:
            taken = {name: field.read(sent.get(name)) for name, field in self._fields.items()}
        except (ValueError, TypeError) as error:
            _log.warning("filter menu: the page applied a value that no filter takes: %.200s", error)
            self.send_state("values")
            return
        self.values = {name: field.write(taken[name]) for name, field in self._fields.items()}
        self._on_apply(taken)
