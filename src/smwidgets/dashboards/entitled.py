"""One notice in the place of a whole dashboard, for a user who may see no contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smwidgets.model.entitlement import notice
from smwidgets.parts import Html, markup

if TYPE_CHECKING:
    from collections.abc import Callable

    from smwidgets.model.dashboard_model import DashboardModel

_OBSERVED = ("revision", "locale")


class Entitled(Html):
    """Says that nothing may be seen and whom to ask, and tells the dashboard when that changes.

    Parameters
    ----------
    model
        Whose user looks.
    changed
        Called when something may be seen that could not before, or the other way round.

    Notes
    -----
    Specification R5.
    """

    def __init__(self, model: DashboardModel, changed: Callable[[], None]) -> None:
        self._model, self._changed = model, changed
        self.text = ""
        super().__init__()
        self.add_class("smw-entitled")
        self._write()
        model.observe(self._follow, _OBSERVED)

    def close(self) -> None:
        """Close it; safe to call twice."""
        if not self.closed:
            self._model.unobserve(self._follow, _OBSERVED)
        super().close()

    def _follow(self, _: Any) -> None:
        before = bool(self.text)
        self._write()
        if bool(self.text) != before:
            self._changed()

    def _write(self) -> None:
        self.text = notice(self._model)
        self.value = markup('<p role="status">{text}</p>', text=self.text)
