"""The tabs over dashboards, and what can be done with them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from anywidget import AnyWidget
from ipywidgets import CallbackDispatcher
from traitlets import Bool, Dict, List, Unicode

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

TAB_ACTIONS = ("open", "left", "right", "rename", "delete")
"""What a person may do to a tab; all but ``open`` while tabs are managed."""

TEXTS = ("tabs", *TAB_ACTIONS[1:])
"""Keys of the texts of a bar: its name, and what the buttons of a tab do."""


@dataclass(frozen=True)
class Tab:
    """A tab.

    Parameters
    ----------
    key
        Tells it from the others.
    label
        What it is called.
    deletable
        Whether it may be deleted.
    """

    key: str
    label: str
    deletable: bool = True


@dataclass(frozen=True)
class BarButton:
    """A button beside the tabs.

    Parameters
    ----------
    key
        Tells it from the others.
    label
        What it does.
    icon
        ``undo``, ``redo``, ``link``; with one the label is its name for screen readers and on hover.
    look
        ``quiet`` as a word, ``plain`` with a border, ``primary`` filled.
    enabled
        Whether it can be pressed.
    pressed
        Whether what it switches is on; None for a button that switches nothing.
    """

    key: str
    label: str
    icon: Literal["", "undo", "redo", "link"] = ""
    look: Literal["quiet", "plain", "primary"] = "quiet"
    enabled: bool = True
    pressed: bool | None = None


class TabBar(Part, AnyWidget):
    """Tabs on the left, buttons on the right; arrow keys go from tab to tab.

    While tabs are managed each of them carries buttons that move, rename and delete it.
    """

    _esm: Any = Unicode(asset("js/tab_bar.js")).tag(sync=True)

    tabs: Any = List(Dict()).tag(sync=True)
    """Tabs as the browser reads them."""

    buttons: Any = List(Dict()).tag(sync=True)
    """Buttons as the browser reads them."""

    value: Any = Unicode().tag(sync=True)
    """Key of the open tab."""

    managed: Any = Bool(default_value=False).tag(sync=True)
    """Whether tabs carry their buttons."""

    texts: Any = Dict().tag(sync=True)
    """Texts by the keys of ``TEXTS``."""

    def __init__(self) -> None:
        self._on_tab, self._on_button = CallbackDispatcher(), CallbackDispatcher()
        super().__init__()
        self.on_msg(self._receive)

    def show(
        self,
        tabs: Sequence[Tab],
        value: str,
        buttons: Sequence[BarButton] = (),
        *,
        managed: bool = False,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        """Replace everything.

        Parameters
        ----------
        tabs
            From the left.
        value
            Key of the open one.
        buttons
            From the left.
        managed
            Whether tabs carry their buttons.
        texts
            By the keys of ``TEXTS``.

        Raises
        ------
        UnknownNameError
            No tab has the key ``value``.
        """
        if value not in [tab.key for tab in tabs]:
            raise UnknownNameError("tab", value, [tab.key for tab in tabs])
        with self.hold_sync():
            self.tabs = [{**asdict(tab), "label": plain(tab.label, 100)} for tab in tabs]
            self.buttons = [{**asdict(button), "label": plain(button.label, 100)} for button in buttons]
            self.value, self.managed, self.texts = value, managed, dict(texts or {})

    def on_tab(self, callback: Callable[[str, str], None], *, remove: bool = False) -> None:
        """Call back with an action of ``TAB_ACTIONS`` and the key of the tab."""
        self._on_tab.register_callback(callback, remove=remove)

    def on_button(self, callback: Callable[[str], None], *, remove: bool = False) -> None:
        """Call back with the key of a button that was pressed."""
        self._on_button.register_callback(callback, remove=remove)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict):
            return
        kind, key = content.get("kind"), content.get("key")
        if kind == "button" and key in [one["key"] for one in self.buttons if one["enabled"]]:
            self._on_button(key)
        elif kind in TAB_ACTIONS and key in [one["key"] for one in self.tabs]:
            tab = next(one for one in self.tabs if one["key"] == key)
            if kind == "open" or (self.managed and (kind != "delete" or tab["deletable"])):
                self._on_tab(kind, key)
