"""What a person's hand does to a tile on its frame, as a step of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.dashboards import library, steps

if TYPE_CHECKING:
    from smwidgets.dashboards.state import WorkspaceState
    from smwidgets.parts.tile_grid import Step

_NUDGES = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_STRETCHES = {"narrower": (-1, 0), "wider": (1, 0), "shorter": (0, -1), "taller": (0, 1)}


def after(state: WorkspaceState, step: Step) -> WorkspaceState:
    """Return the state that a step of the grid leads to; a section never gets narrower than it can be read.

    Raises
    ------
    UnknownNameError
        No tile has the step's id.
    """
    key = step.key
    if step.action == "move":
        return steps.move_tile(state, key, step.across, step.down)
    if step.action == "remove":
        return steps.remove_tile(state, key)
    if step.action in _NUDGES:
        return steps.nudge_tile(state, key, *_NUDGES[step.action])
    _, tile = steps.find_tile(state, key)
    kind = library.registered().get(tile.section)
    min_w = 1 if kind is None else kind.min_w
    if step.action == "resize":
        return steps.resize_tile(state, key, step.across, step.down, min_w=min_w)
    return steps.stretch_tile(state, key, *_STRETCHES[step.action], min_w=min_w)
