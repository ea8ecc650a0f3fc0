"""Building a widget when it is first placed on a page, not before; and letting go of it when it is shown no more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, ClassVar

from ipywidgets.embed import dependency_state, embed_data
from ipywidgets.widgets.widget import Widget, _widget_to_json

from smwidgets.parts import displays
from smwidgets.parts._part import Part
from smwidgets.parts.batch import Batched, batch, close_channel, page_is_awaited
from smwidgets.parts.belongings import belongings
from smwidgets.parts.written import Written, as_table, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from traitlets import Bunch

_STOCKTAKING = {
    Widget._handle_control_comm_msg.__func__.__code__,  # noqa: SLF001 - nothing public says that a page connects
    Widget.get_manager_state.__code__,
}
"""What goes over all widgets of the kernel when a page connects or is saved: it names them, and places none."""


class Placed(Part):
    """A part that is told when somebody puts it where it can be seen, and rests when nobody sees it any more.

    `show` is called whenever the widget is displayed by itself or becomes a child of another one, whose state
    names its `model_id`. A subclass sets ``_placeable`` once its constructor is done, and makes `show`
    harmless when repeated.
    """

    _patient: ClassVar[bool] = True
    _is_placed: ClassVar[bool] = True
    was_seen = False
    """Whether a page ever had a view of it; only the page of a notebook says so."""

    _placeable = False
    _forgotten = False
    _within = False

    @property
    def model_id(self) -> str | None:
        """Identity of the widget in the page; a parent's state that asks for it is placing it there."""
        if self._placeable and (parent := _placing_parent()) is not None:
            self._within = True
            with batch():
                self._wake()
                if not isinstance(parent, Part):
                    self._count_views()
                self.show()
        identity: str | None = super().model_id
        return identity

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Display by itself: ipywidgets takes the identity from a private copy here."""
        if self._placeable:
            with batch():
                self._wake()
                self._count_views()
                self.show()
            self._open_now()
            displays.note(self)
        bundle = super()._repr_mimebundle_(**kwargs)
        if self._placeable and bundle is not None and not page_is_awaited():
            sections = self.written_sections()
            heading = self.written_heading()
            bundle |= {"text/plain": as_text(heading, sections), "text/html": as_table(heading, sections)}
        return bundle

    def get_view_spec(self) -> Any:
        """Be embedded in a page without a kernel: built for it, and in its state with all it is made of."""
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - ipywidgets takes the state before it names the views
        while frame is not None and frame.f_code is not embed_data.__code__:
            frame = frame.f_back
        if self._placeable and frame is not None:
            frame.f_locals["state"].update(dependency_state([self], frame.f_locals["drop_defaults"]))
        return super().get_view_spec()

    def _get_embed_state(self, drop_defaults: bool = False) -> Any:
        if self._placeable and not _takes_stock(sys._getframe(1)):  # noqa: SLF001 - as in `_placing_parent`
            with batch():
                self._wake()
                self.show()
            self._open_now()
        return super()._get_embed_state(drop_defaults)

    def written_sections(self) -> Sequence[Written]:
        """Say in text what is shown, for where no widget can be drawn; nothing of it may name a person."""
        return ()

    def written_heading(self) -> str:
        """Name what is shown."""
        return repr(self)

    def show(self) -> None:
        """Build what is shown, or wake it up again."""
        raise NotImplementedError

    def hide(self) -> None:
        """Stop working until shown again."""

    def let_go(self) -> None:
        """Have the page forget the widget and all it is made of, and work no more until it is shown again.

        Nothing is lost: settings, answers and widgets stay as they are, and where it is displayed anew the page is told
        of them anew. What nobody holds is then Python's to collect.
        """
        self.hide()
        for widget in belongings(self):
            if isinstance(widget, Batched):
                widget.forget()
            else:
                close_channel(widget)

    def forget(self) -> None:
        """Have the page forget it, and ask no page any more how many views it has."""
        self._forgotten, self.was_seen = True, False
        if self._view_count is not None:
            self.unobserve(self._on_views, "_view_count")
            self.set_trait("_view_count", None)
        super().forget()

    @property
    def alone(self) -> bool:
        """Whether it was never a child of another widget, which would need it still."""
        return not self._within

    @property
    def seen(self) -> bool:
        """Whether a page has a view of it; False where none says."""
        return bool(self._view_count)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the browser sent: how many views it has, too, where that was asked for."""
        rest = dict(sync_data)
        views = rest.pop("_view_count", None)
        if isinstance(views, int) and self._view_count is not None:
            Widget.set_state(self, {"_view_count": max(0, views)})
        if rest:
            super().set_state(rest)

    def _count_views(self) -> None:
        """Ask the page of a notebook to say when the last view is gone."""
        if self._view_count is None and displays.are_noted():
            self.set_trait("_view_count", 0)
            self.observe(self._on_views, "_view_count")

    def _on_views(self, change: Bunch) -> None:
        if not self._placeable or self._forgotten:
            return
        if change.new == 0:
            self.hide()
            displays.unseen(self)
        elif change.old == 0:
            self.was_seen = True
            with batch():
                self.show()

    def _wake(self) -> None:
        """Give widgets that are not ours the channels that the page was made to forget; ours wait to be named."""
        if self._forgotten:
            self._forgotten = False
            for widget in belongings(self):
                _reopen(widget)


def _reopen(widget: Widget) -> None:
    """Open the channel of a widget that is not ours, after those of all it names."""
    if isinstance(widget, Batched) or widget.comm is not None:
        return
    for name in widget.trait_names(sync=True):
        if widget.trait_has_value(name):
            value = getattr(widget, name)
            values = (
                value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else (value,)
            )
            for child in values:
                if isinstance(child, Widget):
                    _reopen(child)
    widget.open()


def _placing_parent() -> object | None:
    """Return the widget whose state asks for the identity, outside of any stocktaking; None where none does."""
    frame = sys._getframe(2)  # noqa: SLF001 - the whole stack, as inspect gives it, reads source files
    if frame.f_code is not _widget_to_json.__code__:
        return None
    parent: object = frame.f_locals["obj"]
    return None if _takes_stock(frame.f_back) else parent


def _takes_stock(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code in _STOCKTAKING:
            return True
        frame = frame.f_back
    return False
