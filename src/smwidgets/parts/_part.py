"""What every visual part has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ipywidgets import Widget

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts._guard import ClientGuard
from smwidgets.parts._plain import Plain
from smwidgets.parts.batch import Batched
from smwidgets.parts.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterator


class Part(Plain, ClientGuard):
    """A widget that rejects misspelt arguments, guards its traits, carries the theme, and closes all it is made of.

    Where it is made in a `batch` the page is told of it once, with all that was done to it.

    Mixed in before an ipywidgets, bqplot or anywidget class.

    Raises
    ------
    UnknownNameError
        A keyword argument names no trait; ipywidgets itself only warns.
    """

    observes_weakly: ClassVar[bool] = True
    """Whether a model that it observes leaves it to be collected when nobody else holds it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        known = self.trait_names()
        for name in kwargs:
            if name not in known:
                raise UnknownNameError(f"argument of {type(self).__name__}", name, known)
        theme()
        super().__init__(*args, **kwargs)

    def __repr__(self) -> str:
        """Name the class: ipywidgets would write out everything below it, and does so at each display."""
        return f"<{type(self).__name__}>"

    def close(self) -> None:
        """Close this part and every widget below it: children, figures, marks, scales, axes, layouts. Idempotent."""
        for widget in list(_tree(self)):
            if isinstance(widget, Part):
                widget._release()  # noqa: SLF001 - a part closes the parts below it
            if widget is not self:
                widget.unobserve_all()
                (Batched if isinstance(widget, Batched) else Widget).close(widget)
        self.unobserve_all()
        super().close()

    def _release(self) -> None:
        """Let go of what the part holds beside widgets, such as a file; a part may be closed more than once."""


def _tree(root: Widget) -> Iterator[Widget]:
    """Every widget reachable through traits that have a value, each once, ``root`` first."""
    seen: set[int] = set()
    todo: list[Any] = [root]
    while todo:
        item = todo.pop()
        if isinstance(item, Widget):
            if id(item) in seen or getattr(item, "_shared", False):
                continue
            seen.add(id(item))
            yield item
            todo.extend(getattr(item, name) for name in item.trait_names() if item.trait_has_value(name))
        elif isinstance(item, dict):
            todo.extend(item.values())
        elif isinstance(item, (list, tuple)):
            todo.extend(item)
