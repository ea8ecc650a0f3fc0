"""From the bytes of a file to a state: checked, brought to the present version, mended where no harm comes of it."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import field_validator, model_validator

from smwidgets.dashboards import notices
from smwidgets.dashboards.arranging import COLUMNS, MOST_ROWS
from smwidgets.dashboards.migrating import MIGRATIONS
from smwidgets.dashboards.state import SCHEMA_VERSION, DashboardState, TileState, Whole, WorkspaceState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smwidgets.core.text import Text

MOST_BYTES = 5_000_000


class DamagedError(Exception):
    """No state can be read; ``text`` says why to the person."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text["en"])


class Found(NamedTuple):
    """A state that was read, and how many entries had to be mended."""

    state: WorkspaceState
    mended: int


class _AnyTile(TileState):
    """A tile wherever the file puts it."""

    x: Whole
    y: Whole
    w: Whole
    h: Whole

    @model_validator(mode="after")
    def _inside(self) -> _AnyTile:
        return self


class _AnyDashboard(DashboardState):
    """A dashboard whose tiles may overlap."""

    tiles: tuple[_AnyTile, ...]

    @field_validator("tiles")
    @classmethod
    def _arranged(cls, tiles: tuple[TileState, ...]) -> tuple[TileState, ...]:
        return tiles


class _AnyWorkspace(WorkspaceState):
    """A workspace whose ids may occur twice."""

    dashboards: tuple[_AnyDashboard, ...]

    @model_validator(mode="after")
    def _whole(self) -> _AnyWorkspace:
        return self


def read_state(data: bytes) -> Found:
    """Read a saved state.

    Tiles out of place are arranged, ids that occur twice get a number, a second Main dashboard becomes a plain one, and
    instead of an open tab that is missing the first one is open. Sections and settings that nobody knows here are kept
    as they are.

    Raises
    ------
    DamagedError
        Not JSON, or JSON that means something else; too large; of a newer version.
    """
    if len(data) > MOST_BYTES:
        raise DamagedError(notices.TOO_LARGE)
    try:
        return _mended(_AnyWorkspace.model_validate(_current(_parsed(data))))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise DamagedError(notices.DAMAGED) from error


def _parsed(data: bytes) -> Any:
    return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name occurs twice in one object")
    return found


def _current(saved: Any) -> Any:
    version = saved["schema_version"]
    if type(version) is not int:
        raise TypeError("a version is a whole number")
    if version > SCHEMA_VERSION:
        raise DamagedError(notices.NEWER)
    for older in range(version, SCHEMA_VERSION):
        saved = MIGRATIONS[older](saved)
    return saved


def _mended(found: _AnyWorkspace) -> Found:
    used: dict[str, set[str]] = {"dashboards": set(), "tiles": set(), "builtin": set()}
    dashboards, mended = [], 0
    for old in found.dashboards:
        tiles = [_fitting(tile, _free(tile.id, used["tiles"])) for tile in old.tiles]
        builtin = None if old.builtin in used["builtin"] else old.builtin
        used["builtin"] |= {builtin} if builtin else set()
        new = DashboardState(id=_free(old.id, used["dashboards"]), name=old.name, builtin=builtin, tiles=tuple(tiles))
        dashboards.append(new)
        mended += _differences(old.tiles, tiles, new.tiles) + ((new.id, new.builtin) != (old.id, old.builtin))
    opened = found.open if found.open in used["dashboards"] else dashboards[0].id
    mended += opened != found.open
    return Found(WorkspaceState(dashboards=tuple(dashboards), open=opened), mended)


def _fitting(tile: _AnyTile, key: str) -> TileState:
    w = min(max(tile.w, 1), COLUMNS)
    x = min(max(tile.x, 0), COLUMNS - w)
    h = min(max(tile.h, 1), MOST_ROWS)
    return TileState(id=key, section=tile.section, settings=tile.settings, x=x, y=max(tile.y, 0), w=w, h=h)


def _free(key: str, used: set[str]) -> str:
    """Return an id that is not in use, and put it in use."""
    free = next(one for one in _numbered(key) if one not in used)
    used.add(free)
    return free


def _numbered(key: str) -> Iterator[str]:
    yield key
    for number in count(2):
        yield f"{key[:56]}-{number}"


def _differences(old: Sequence[_AnyTile], fitting: Sequence[TileState], new: Sequence[TileState]) -> int:
    settled = {tile.id: tile for tile in new}
    return sum(dict(was) != dict(settled[fits.id]) for was, fits in zip(old, fitting, strict=True))
