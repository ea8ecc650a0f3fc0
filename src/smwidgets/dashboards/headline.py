"""A line over the sections that follow, across the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smwidgets.parts import Html, markup

if TYPE_CHECKING:
    from smwidgets.model.dashboard_model import DashboardModel

HEADLINE = "heading"
"""Registered name of a headline, which is no section: it asks nothing."""


class Headline(Html):
    """A heading on the board, in the model's language.

    Parameters
    ----------
    model
        Gives the language.
    text
        One text, or one for each language; anything else, as a damaged file may have it, is no text.
    """

    def __init__(self, model: DashboardModel, text: Any) -> None:
        self._model, self._text = model, text
        super().__init__()
        model.observe(self._write, "locale")
        self._write()

    def text(self, locale: str) -> str:
        """Return the heading in a language."""
        said = self._text.get(locale) if isinstance(self._text, dict) else self._text
        return said if isinstance(said, str) else ""

    def close(self) -> None:
        """Close it; safe to call twice."""
        if not self.closed:
            self._model.unobserve(self._write, "locale")
        super().close()

    def _write(self, _: Any = None) -> None:
        self.value = markup('<h2 class="smw-heading">{text}</h2>', text=self.text(self._model.locale))
