"""What a person does to a workspace: each step takes a state and returns the next one."""

from __future__ import annotations

from difflib import get_close_matches
from secrets import token_hex
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.dashboards import arranging, nudging
from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import JsonValue

    from smwidgets.dashboards.arranging import Tiles

Made = TypeVar("Made", bound=BaseModel)
_NEAR = 0.85
"""How alike two names are of which one is a slip for the other."""


def find_dashboard(state: WorkspaceState, dashboard: str) -> DashboardState:
    """Return a dashboard by its id.

    Raises
    ------
    UnknownNameError
        There is none.
    """
    return state.dashboards[_position(state, dashboard)]


def _check_section(section: str) -> None:
    """Refuse a name that is meant for a registered one: a placeholder would stand in its place for good."""
    from smwidgets.dashboards import library  # noqa: PLC0415 - what is saved is read without widgets

    known = library.registered()
    meant = {name for name, one in known.items() if _plain(section) in {_plain(name), _plain(one.__name__)}}
    if section not in known and (meant or get_close_matches(section, known, n=1, cutoff=_NEAR)):
        raise UnknownNameError("section", section, meant or known)


def _plain(name: str) -> str:
    return name.replace("_", "").casefold()


def find_tile(state: WorkspaceState, tile: str) -> tuple[DashboardState, TileState]:
    """Return a tile by its id, and the dashboard it is on.

    Raises
    ------
    UnknownNameError
        There is none.
    """
    homes = {one.id: dashboard for dashboard in state.dashboards for one in dashboard.tiles}
    if tile not in homes:
        raise UnknownNameError("tile", tile, homes)
    return homes[tile], arranging.find(homes[tile].tiles, tile)


def create_dashboard(state: WorkspaceState, name: str, *, key: str | None = None) -> WorkspaceState:
    """Add an empty dashboard as the last tab and open it.

    Raises
    ------
    ConfigurationError
        No name of 1 to 100 characters, or the id is taken.
    """
    new = _made(DashboardState, id=key or f"d{token_hex(4)}", name=name)
    return _made(WorkspaceState, dashboards=(*state.dashboards, new), open=new.id)


def rename_dashboard(state: WorkspaceState, dashboard: str, name: str) -> WorkspaceState:
    """Give a dashboard a name; from then on it has the same one in every language.

    Raises
    ------
    ConfigurationError
        No name of 1 to 100 characters.
    UnknownNameError
        No such dashboard.
    """
    old = find_dashboard(state, dashboard)
    return _replaced(state, _made(DashboardState, id=old.id, name=name, builtin=old.builtin, tiles=old.tiles))


def delete_dashboard(state: WorkspaceState, dashboard: str) -> WorkspaceState:
    """Remove a dashboard with all on it; if it was open, its left neighbour is opened, else the right one.

    Raises
    ------
    ConfigurationError
        It is the Main dashboard.
    UnknownNameError
        No such dashboard.
    """
    at = _position(state, dashboard)
    if state.dashboards[at].builtin == "main":
        raise ConfigurationError("the Main dashboard cannot be deleted")
    left = (*state.dashboards[:at], *state.dashboards[at + 1 :])
    opened = left[max(at - 1, 0)].id if state.open == dashboard else state.open
    return state.model_copy(update={"dashboards": left, "open": opened})


def move_dashboard(state: WorkspaceState, dashboard: str, position: int) -> WorkspaceState:
    """Move a tab to a position, from 0; positions beyond the ends are the ends.

    Raises
    ------
    UnknownNameError
        No such dashboard.
    """
    moved = find_dashboard(state, dashboard)
    others = [one for one in state.dashboards if one is not moved]
    at = min(max(position, 0), len(others))
    return state.model_copy(update={"dashboards": (*others[:at], moved, *others[at:])})


def open_dashboard(state: WorkspaceState, dashboard: str) -> WorkspaceState:
    """Show a tab.

    Raises
    ------
    UnknownNameError
        No such dashboard.
    """
    return state.model_copy(update={"open": find_dashboard(state, dashboard).id})


def add_tile(
    state: WorkspaceState,
    dashboard: str,
    section: str,
    size: tuple[int, int],
    settings: Mapping[str, JsonValue] | None = None,
    *,
    key: str | None = None,
) -> WorkspaceState:
    """Place a section where there is room for it first.

    Parameters
    ----------
    state, dashboard
        Where.
    section
        Registered name; one that is not registered here gets a placeholder, as in a file from elsewhere.
    size
        Columns and rows.
    settings
        What differs from the defaults.
    key
        Id of the new tile; by default a short random one.

    Raises
    ------
    ConfigurationError
        A size that no board has, settings that JSON cannot carry, or an id that is taken.
    UnknownNameError
        No such dashboard, or the name of a class, or one nearly like a registered one, in the place of that.
    """
    _check_section(section)
    given = dict(settings or {})
    new = _made(
        TileState, id=key or f"t{token_hex(4)}", section=section, settings=given, x=0, y=0, w=size[0], h=size[1]
    )
    if any(tile.id == new.id for one in state.dashboards for tile in one.tiles):
        raise ConfigurationError(f"two tiles cannot have the id {new.id!r}")
    home = find_dashboard(state, dashboard)
    return _replaced(state, home.model_copy(update={"tiles": arranging.add(home.tiles, new)}))


def move_tile(state: WorkspaceState, tile: str, x: int, y: int) -> WorkspaceState:
    """Move a tile to a column and a row, as :func:`smwidgets.dashboards.arranging.move`."""
    return _arranged(state, tile, lambda tiles: arranging.move(tiles, tile, x, y))


def nudge_tile(state: WorkspaceState, tile: str, across: int, down: int) -> WorkspaceState:
    """Move a tile by one step, as :func:`smwidgets.dashboards.nudging.nudge`."""
    return _arranged(state, tile, lambda tiles: nudging.nudge(tiles, tile, across, down))


def resize_tile(state: WorkspaceState, tile: str, w: int, h: int, *, min_w: int = 1) -> WorkspaceState:
    """Give a tile other columns and rows, as :func:`smwidgets.dashboards.arranging.resize`."""
    return _arranged(state, tile, lambda tiles: arranging.resize(tiles, tile, w, h, min_w=min_w))


def stretch_tile(state: WorkspaceState, tile: str, wider: int, taller: int, *, min_w: int = 1) -> WorkspaceState:
    """Make a tile wider or taller by a step, as :func:`smwidgets.dashboards.nudging.stretch`."""
    return _arranged(state, tile, lambda tiles: nudging.stretch(tiles, tile, wider, taller, min_w=min_w))


def remove_tile(state: WorkspaceState, tile: str) -> WorkspaceState:
    """Take a tile off its board; those below rise."""
    return _arranged(state, tile, lambda tiles: arranging.remove(tiles, tile))


def set_settings(state: WorkspaceState, tile: str, settings: Mapping[str, JsonValue]) -> WorkspaceState:
    """Give a tile other settings, all of them.

    Raises
    ------
    ConfigurationError
        JSON cannot carry them.
    UnknownNameError
        No such tile.
    """
    home, old = find_tile(state, tile)
    new = _made(TileState, **dict(old) | {"settings": dict(settings)})
    tiles = tuple(new if one is old else one for one in home.tiles)
    return _replaced(state, home.model_copy(update={"tiles": tiles}))


def _position(state: WorkspaceState, dashboard: str) -> int:
    ids = [one.id for one in state.dashboards]
    if dashboard not in ids:
        raise UnknownNameError("dashboard", dashboard, ids)
    return ids.index(dashboard)


def _arranged(state: WorkspaceState, tile: str, step: Callable[[Tiles], Tiles]) -> WorkspaceState:
    home, _ = find_tile(state, tile)
    return _replaced(state, home.model_copy(update={"tiles": step(home.tiles)}))


def _replaced(state: WorkspaceState, new: DashboardState) -> WorkspaceState:
    dashboards = tuple(new if one.id == new.id else one for one in state.dashboards)
    return state.model_copy(update={"dashboards": dashboards})


def _made(kind: type[Made], **fields: Any) -> Made:
    try:
        return kind(**fields)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, one['loc'])) or kind.__name__}: {one['msg']}" for one in error.errors())
        raise ConfigurationError(said) from error
