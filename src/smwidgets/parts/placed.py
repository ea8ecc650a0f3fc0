"""Building a widget when it is first placed on a page, not before."""

from __future__ import annotations

from typing import Any

from smwidgets.parts._part import Part


class Placed(Part):
    """A part that is told when somebody puts it where it can be seen.

    `show` is called whenever the widget is displayed by itself or becomes a child of another one, whose state
    names its `model_id`. A subclass sets ``_placeable`` once its constructor is done, and makes `show`
    harmless when repeated.
    """

    _placeable = False

    @property
    def model_id(self) -> str | None:
        """Identity of the widget in the page; asking for it means that it is being placed there."""
        if self._placeable:
            self.show()
        identity: str | None = super().model_id
        return identity

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Display by itself: ipywidgets takes the identity from a private copy here."""
        if self._placeable:
            self.show()
        return super()._repr_mimebundle_(**kwargs)

    def show(self) -> None:
        """Build what is shown, or wake it up again."""
        raise NotImplementedError
