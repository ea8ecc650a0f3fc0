"""Undo and redo: the states that were, and those that were taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError

if TYPE_CHECKING:
    from smwidgets.dashboards.state import WorkspaceState

MOST_STEPS = 200


class History:
    """The present state of a workspace between those before it and those taken back.

    Parameters
    ----------
    state
        The first one.
    most
        Steps that can be undone; older ones are forgotten.

    Notes
    -----
    Specification W2.
    """

    def __init__(self, state: WorkspaceState, most: int = MOST_STEPS) -> None:
        self._states, self._at, self._most = [state], 0, most

    @property
    def state(self) -> WorkspaceState:
        """The present state."""
        return self._states[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back and none done since."""
        return self._at < len(self._states) - 1

    def do(self, new: WorkspaceState) -> WorkspaceState:
        """Make a state the present one; what was taken back is forgotten. An equal state is no step."""
        if new != self.state:
            self._states[self._at + 1 :] = [new]
            del self._states[: -self._most - 1]
            self._at = len(self._states) - 1
        return self.state

    def amend(self, new: WorkspaceState) -> WorkspaceState:
        """Put a state in the present one's place without a step, as for opening a tab."""
        self._states[self._at] = new
        return new

    def undo(self) -> WorkspaceState:
        """Take a step back.

        Raises
        ------
        ConfigurationError
            There is none.
        """
        if not self.can_undo:
            raise ConfigurationError("nothing to undo")
        self._at -= 1
        return self.state

    def redo(self) -> WorkspaceState:
        """Do again what was taken back last.

        Raises
        ------
        ConfigurationError
            There is nothing.
        """
        if not self.can_redo:
            raise ConfigurationError("nothing to redo")
        self._at += 1
        return self.state
