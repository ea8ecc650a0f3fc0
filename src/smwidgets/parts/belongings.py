"""All widgets that a part is made of, also those that it does not show just now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import Widget

from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

_HOMES = ("smwidgets.parts", "smwidgets.sections", "smwidgets.dashboards")
"""Where what holds widgets for a part, such as the parts of a dialog, is no widget itself."""


def belongings(root: Widget) -> list[Widget]:
    """Return every widget that is a part's own, each once, the part first.

    Those it shows stand in its traits; those it does not, as the body of a window that is shut, in its attributes. A
    section, board or dashboard that stands in an attribute is a neighbour and no belonging, and what the whole kernel
    shares belongs to nobody.
    """
    found: dict[int, Any] = {}
    todo: list[Any] = [root]
    while todo:
        item = todo.pop()
        if id(item) in found or getattr(item, "_shared", False):
            continue
        found[id(item)] = item
        todo.extend(_held_by(item))
    return [item for item in found.values() if isinstance(item, Widget)]


def _held_by(item: Any) -> Iterable[Any]:
    if isinstance(item, Widget):
        shown = [getattr(item, name) for name in item.trait_names() if item.trait_has_value(name)]
        return [*shown, *_attributes(item)] if isinstance(item, Part) else shown
    if isinstance(item, dict):
        return item.values()
    if isinstance(item, (list, tuple, set)):
        return item
    return _attributes(item) if type(item).__module__.startswith(_HOMES) else ()


def _attributes(item: Any) -> list[Any]:
    own = [value for name, value in getattr(item, "__dict__", {}).items() if name != "_trait_values"]
    return [value for value in own if not getattr(value, "_is_placed", False)]
