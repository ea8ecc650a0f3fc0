"""Building a widget when it is first placed on a page, not before."""

from __future__ import annotations

import sys
from typing import Any

from ipywidgets.widgets.widget import Widget, _widget_to_json

from smwidgets.parts._part import Part
from smwidgets.parts.batch import batch

_STOCKTAKING = {
    Widget._handle_control_comm_msg.__func__.__code__,  # noqa: SLF001 - nothing public says that a page connects
    Widget.get_manager_state.__code__,
}
"""What goes over all widgets of the kernel when a page connects or is saved: it names them, and places none."""


class Placed(Part):
    """A part that is told when somebody puts it where it can be seen.

    `show` is called whenever the widget is displayed by itself or becomes a child of another one, whose state
    names its `model_id`. A subclass sets ``_placeable`` once its constructor is done, and makes `show`
    harmless when repeated.
    """

    _placeable = False

    @property
    def model_id(self) -> str | None:
        """Identity of the widget in the page; a parent's state that asks for it is placing it there."""
        if self._placeable and _is_being_placed():
            with batch():
                self.show()
        identity: str | None = super().model_id
        return identity

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Display by itself: ipywidgets takes the identity from a private copy here."""
        if self._placeable:
            with batch():
                self.show()
            self._open_now()
        return super()._repr_mimebundle_(**kwargs)

    def show(self) -> None:
        """Build what is shown, or wake it up again."""
        raise NotImplementedError


def _is_being_placed() -> bool:
    """Whether the identity is asked for by the state of a parent, outside of any stocktaking."""
    frame = sys._getframe(2)  # noqa: SLF001 - the whole stack, as inspect gives it, reads source files
    if frame.f_code is not _widget_to_json.__code__:
        return False
    outer = frame.f_back
    while outer is not None:
        if outer.f_code in _STOCKTAKING:
            return False
        outer = outer.f_back
    return True
