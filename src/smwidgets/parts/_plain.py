"""Layouts and styles that say nothing: one for all widgets, where ipywidgets makes two for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import ButtonStyle, Layout, Widget
from ipywidgets.widgets.widget_string import HTMLStyle
from traitlets import default

from smwidgets.parts._guard import ClientGuard
from smwidgets.parts.batch import Batched, batching

if TYPE_CHECKING:
    from collections.abc import Iterable


class PlainLayout(Batched, ClientGuard, Layout):
    """No size, no place."""

    _shared = True


class PlainHTMLStyle(Batched, ClientGuard, HTMLStyle):
    """No colour, no font."""

    _shared = True


class PlainButtonStyle(Batched, ClientGuard, ButtonStyle):
    """No colour, no font."""

    _shared = True


class OwnLayout(Batched, Layout):
    """A widget's own."""


_KINDS: dict[type[Widget], type[Batched]] = {
    Layout: PlainLayout,
    HTMLStyle: PlainHTMLStyle,
    ButtonStyle: PlainButtonStyle,
}
_made: dict[type[Widget], Batched] = {}


def plain_looks() -> None:
    """Make those that are missing, or that somebody closed."""
    for kind in _KINDS:
        _plain(kind)


def _plain(kind: type[Widget]) -> Batched:
    if kind not in _made or _made[kind].closed:
        _made[kind] = _KINDS[kind]()
    return _made[kind]


class Plain(Batched):
    """A widget without a layout and a style of its own until somebody asks for them; mixed in before its class."""

    def get_state(self, key: str | Iterable[str] | None = None, drop_defaults: bool = False) -> dict[str, Any]:
        """Give the state for the page, with the common layout and style in the place of its own where it has none."""
        names = self.keys if key is None else [key] if isinstance(key, str) else list(key)
        kinds = {name: self._kind(name) for name in ("layout", "style") if name in names}
        common = {name: kind for name, kind in kinds.items() if kind in _KINDS and not self.trait_has_value(name)}
        # A page knows the defaults of ipywidgets and bqplot; those of an anywidget, its module among them, only we do.
        drop_defaults = drop_defaults and self._model_module != "anywidget"
        state: dict[str, Any] = super().get_state([name for name in names if name not in common], drop_defaults)
        return state | {name: f"IPY_MODEL_{_plain(kind).model_id}" for name, kind in common.items()}

    @default("layout")
    def _own_layout(self) -> Widget:
        return self._told("layout", OwnLayout())

    @default("style")
    def _own_style(self) -> Widget:
        return self._told("style", self._kind("style")())

    def _told(self, name: str, own: Widget) -> Widget:
        """Tell a page that knows the common one."""
        if batching():
            self.send_state(name)
        elif self.comm is not None:
            self._send({"method": "update", "state": {name: f"IPY_MODEL_{own.model_id}"}, "buffer_paths": []})
        return own

    def _kind(self, name: str) -> type[Widget]:
        kind: type[Widget] = getattr(type(self), name).klass
        return kind
