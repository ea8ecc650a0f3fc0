"""Where the tiles of a board go when one is moved, resized, added or removed: the only algorithm, without widgets.

A board has :data:`COLUMNS` columns and as many rows as it takes. Its tiles do not overlap and each has risen until it
rests on another one or on the top. Every function takes the tiles of such a board and returns those of another one, in
reading order; the same tiles and the same step give the same board, however often it is tried.

Notes
-----
Specification W4; docs/adr/0007.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smwidgets.dashboards.state import TileState

    Tiles = tuple[TileState, ...]

COLUMNS = 12

MOST_ROWS = 100
"""A tile is no higher than this."""


def reading_order(tiles: Iterable[TileState]) -> Tiles:
    """Tiles from the top, and from the left where they begin in the same row."""
    return tuple(sorted(tiles, key=lambda tile: (tile.y, tile.x)))


def settle(tiles: Iterable[TileState]) -> Tiles:
    """Part tiles that overlap, the upper one staying, and let every tile rise; an arranged board stays as it is."""
    return _stack(reading_order(tiles))


def flow(sizes: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Lay sizes out in rows, from left to right.

    Parameters
    ----------
    sizes
        Columns and rows of each tile, in reading order. Tiles of one row should be equally high: below a shorter one
        the next row begins earlier.

    Returns
    -------
    tuple of (int, int)
        Column and row of each, from 0.

    Raises
    ------
    ConfigurationError
        A width is not 1 to 12, or a height not 1 to 100.
    """
    floor, places, x = [0] * COLUMNS, [], 0
    for w, h in sizes:
        if not (1 <= w <= COLUMNS and 1 <= h <= MOST_ROWS):
            raise ConfigurationError(f"a tile takes 1 to {COLUMNS} columns and 1 to {MOST_ROWS} rows, not {w} and {h}")
        if x + w > COLUMNS:
            x = 0
        y = max(floor[x : x + w])
        floor[x : x + w] = [y + h] * w
        places.append((x, y))
        x += w
    return tuple(places)


def add(tiles: Tiles, tile: TileState) -> Tiles:
    """Put a tile into the first place that is free, from the top and from the left; its own position is not asked."""
    rows = _rows(tiles)
    mask = (1 << tile.w) - 1
    for y in count():
        taken = 0
        for row in rows[y : y + tile.h]:
            taken |= row
        for x in range(COLUMNS - tile.w + 1):
            if not taken & mask << x:
                return reading_order((*tiles, tile.model_copy(update={"x": x, "y": y})))
    raise AssertionError("rows have no end")


def remove(tiles: Tiles, key: str) -> Tiles:
    """Take a tile out; those below rise.

    Raises
    ------
    UnknownNameError
        No tile has this id.
    """
    gone = find(tiles, key)
    return settle(tile for tile in tiles if tile is not gone)


def move(tiles: Tiles, key: str, x: int, y: int) -> Tiles:
    """Move a tile to a column and a row.

    It gets the column, within the board, and a row not below the one asked for: whatever is in its way goes below it,
    with all that rests on that; what lies wholly above the row stays above. In its own row it changes places with a
    tile of the same height, if that is what being there comes to.

    Raises
    ------
    UnknownNameError
        No tile has this id.
    """
    tile = find(tiles, key)
    placed = tile.model_copy(update={"x": min(max(x, 0), COLUMNS - tile.w), "y": max(y, 0)})
    other = _partner(tiles, tile, placed)
    if other is None:
        return _make_room(tiles, tile, placed)
    back = other.model_copy(update={"x": tile.x if tile.x < other.x else tile.x + tile.w - other.w})
    return settle([placed if one is tile else back if one is other else one for one in tiles])


def resize(tiles: Tiles, key: str, w: int, h: int, *, min_w: int = 1) -> Tiles:
    """Give a tile other columns and rows; its upper left corner stays, the others make room downwards.

    Parameters
    ----------
    tiles, key
        The board and the tile.
    w, h
        What it would take. It gets no more columns than there are to its right and no less than ``min_w``; where these
        do not fit, it begins further left.
    min_w
        The fewest columns in which its section can be read.

    Raises
    ------
    UnknownNameError
        No tile has this id.
    """
    tile = find(tiles, key)
    width = min(max(min(w, COLUMNS - tile.x), min_w, 1), COLUMNS)
    size = {"x": min(tile.x, COLUMNS - width), "w": width, "h": min(max(h, 1), MOST_ROWS)}
    return _make_room(tiles, tile, tile.model_copy(update=size))


def find(tiles: Iterable[TileState], key: str) -> TileState:
    """Return the tile with an id.

    Raises
    ------
    UnknownNameError
        There is none.
    """
    known = {tile.id: tile for tile in tiles}
    if key not in known:
        raise UnknownNameError("tile", key, known)
    return known[key]


def columns(tile: TileState) -> int:
    """Bit mask of the columns that a tile takes."""
    return (1 << tile.w) - 1 << tile.x


def _stack(tiles: Iterable[TileState]) -> Tiles:
    """Put tiles one after another on those before."""
    floor, stacked = [0] * COLUMNS, []
    for tile in tiles:
        y = max(floor[tile.x : tile.x + tile.w])
        floor[tile.x : tile.x + tile.w] = [y + tile.h] * tile.w
        stacked.append(tile if tile.y == y else tile.model_copy(update={"y": y}))
    return reading_order(stacked)


def _make_room(tiles: Tiles, tile: TileState, placed: TileState) -> Tiles:
    """Put `placed` where `tile` was: over what is in its way, and over all that rests on that.

    What was below the tile stays below it until the tile has been moved down by the other's height; else a tile that is
    put back to where it was taken from could find another one above itself.
    """
    mask = columns(placed)
    below = {one.id for one in tiles if one.y > tile.y and columns(one) & columns(tile)}
    above, pushed, over_pushed = [], [], 0
    for one in _stack(each for each in reading_order(tiles) if each is not tile):
        kept = one.id in below and placed.y < tile.y + one.h
        in_the_way = columns(one) & mask and (kept or one.y + one.h > placed.y)
        if in_the_way or columns(one) & over_pushed:
            pushed.append(one)
            over_pushed |= columns(one)
        else:
            above.append(one)
    return _stack([*above, placed, *pushed])


def _partner(tiles: Tiles, tile: TileState, placed: TileState) -> TileState | None:
    """Return the tile in the same row, of the same height, that `tile` changes places with."""
    for one in _row_of(tiles, tile):
        same_width = one.w == tile.w and placed.x == one.x
        over_the_left = one.x + one.w == tile.x and placed.x == one.x
        over_the_right = tile.x + tile.w == one.x and placed.x == tile.x + one.w
        if placed.y == tile.y and (same_width or over_the_left or over_the_right):
            return one
    return None


def _row_of(tiles: Tiles, tile: TileState) -> Iterator[TileState]:
    return (one for one in tiles if one is not tile and (one.y, one.h) == (tile.y, tile.h))


def _rows(tiles: Tiles) -> list[int]:
    """Bit mask of the columns taken in each row."""
    rows = [0] * max((tile.y + tile.h for tile in tiles), default=0)
    for tile in tiles:
        for y in range(tile.y, tile.y + tile.h):
            rows[y] |= columns(tile)
    return rows
