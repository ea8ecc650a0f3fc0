"""Building a widget when it is first placed on a page, not before."""

from __future__ import annotations

from smwidgets.parts._part import Part


class Placed(Part):
    """A part that is told when somebody puts it where it can be seen.

    `show` is called whenever the widget is displayed by itself or becomes a child of another one: both read its
    `model_id`, and nothing else does. A subclass sets ``_placeable`` once its constructor is done, and makes `show`
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

    def show(self) -> None:
        """Build what is shown, or wake it up again."""
        raise NotImplementedError
