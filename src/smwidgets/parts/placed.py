"""Widgets that are built when they are first placed on a page."""

from __future__ import annotations

from typing import Any


class Placed:
    """Mixin: builds itself when somebody places it, by display or inside another widget.

    A page refers to a widget by its ``model_id``; whoever asks for that is placing the widget. A subclass sets
    ``_placeable`` at the end of its construction and gives an idempotent ``show()``.
    """

    _placeable = False

    def show(self) -> None:
        """Build the widget if it never was, and bring it up to date."""
        raise NotImplementedError

    @property
    def model_id(self) -> str:
        """Identity on the page."""
        if self._placeable:
            self.show()
        return str(super().model_id)  # type: ignore[misc]

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if self._placeable:
            self.show()
        return super()._repr_mimebundle_(**kwargs)  # type: ignore[misc]
