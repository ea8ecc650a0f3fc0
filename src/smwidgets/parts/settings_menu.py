"""The gear in the corner of a card."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from anywidget import AnyWidget
from ipywidgets import CallbackDispatcher
from traitlets import Dict, List, Unicode

from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.parts._assets import asset
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Field:
    """One entry of a settings menu.

    Parameters
    ----------
    name
        Key of its value.
    label
        For people.
    kind
        ``choice`` is one value out of ``choices``, ``flag`` is yes or no.
    choices
        Value and label of each.

    Raises
    ------
    ConfigurationError
        A choice without choices, or a flag with some.
    """

    name: str
    label: str
    kind: Literal["choice", "flag"] = "choice"
    choices: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if (self.kind == "choice") != bool(self.choices):
            raise ConfigurationError(f"field {self.name!r}: a choice has choices and a flag has none")

    def takes(self, value: object) -> bool:
        """Whether a value may be saved."""
        if self.kind == "flag":
            return isinstance(value, bool)
        return isinstance(value, str) and value in [key for key, _ in self.choices]


class SettingsMenu(Part, AnyWidget):
    """A gear that opens a form over the card. Nothing reaches Python before Save, and then everything at once.

    Escape, Cancel and a click elsewhere drop the draft.
    """

    _esm: Any = Unicode(asset("js/popover.js") + asset("js/settings_menu.js")).tag(sync=True)

    fields: Any = List(Dict()).tag(sync=True)
    """What `show` was given, as the browser reads it."""

    values: Any = Dict().tag(sync=True)
    """Saved values by name."""

    texts: Any = Dict().tag(sync=True)
    """Texts of the form: ``title``, ``save``, ``cancel``."""

    def __init__(self) -> None:
        self._fields: dict[str, Field] = {}
        self._on_save = CallbackDispatcher()
        super().__init__()
        self.on_msg(self._receive)

    def show(self, fields: Sequence[Field], values: Mapping[str, Any], texts: Mapping[str, str]) -> None:
        """Offer fields with their present values.

        Raises
        ------
        UnknownNameError
            A value is for no field.
        ConfigurationError
            A field has no value, or one that it does not take.
        """
        offered = {field.name: field for field in fields}
        for name in values:
            if name not in offered:
                raise UnknownNameError("setting", name, offered)
        for field in fields:
            if not field.takes(values.get(field.name)):
                raise ConfigurationError(f"field {field.name!r} does not take {values.get(field.name)!r}")
        self._fields = offered
        with self.hold_sync():
            self.fields = [asdict(field) for field in fields]
            self.values = dict(values)
            self.texts = dict(texts)

    def on_save(self, callback: Callable[[dict[str, Any]], None], *, remove: bool = False) -> None:
        """Call back with the saved values by name: only those of fields that were offered, with values they take."""
        self._on_save.register_callback(callback, remove=remove)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        sent = content.get("values") if isinstance(content, dict) and content.get("kind") == "save" else None
        if not isinstance(sent, dict):
            return
        taken = {name: sent[name] for name, field in self._fields.items() if name in sent and field.takes(sent[name])}
        if len(taken) < len(sent):
            _log.warning("settings menu: the page saved %d values that no field takes", len(sent) - len(taken))
        if taken:
            self.values = {**self.values, **taken}
            self._on_save(taken)
