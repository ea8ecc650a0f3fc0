"""The steps of arranging that a key or a button takes: always the least one that changes something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.dashboards.arranging import columns, find, move, remove, resize

if TYPE_CHECKING:
    from smwidgets.dashboards.arranging import Tiles


def nudge(tiles: Tiles, key: str, across: int, down: int) -> Tiles:
    """Move a tile by one step to a side, up or down.

    To a side it is one column, or past a neighbour of the same height, which takes its place. Up and down it is past
    the next tile in the way, for a tile never hangs in the air.

    Parameters
    ----------
    tiles, key
        The board and the tile.
    across, down
        -1, 0 or 1, one of them 0.

    Returns
    -------
    tuple of TileState
        The same tiles, if there is no way further.

    Raises
    ------
    UnknownNameError
        No tile has this id.
    """
    tile = find(tiles, key)
    if across:
        return move(tiles, key, _column(tiles, key, across), tile.y)
    for row in _rows(tiles, key, down):
        moved = move(tiles, key, tile.x, row)
        if (find(moved, key).y - tile.y) * down > 0:
            return moved
    return tiles


def stretch(tiles: Tiles, key: str, wider: int, taller: int, *, min_w: int = 1) -> Tiles:
    """Make a tile wider or narrower, taller or shorter; at the right edge it grows to the left.

    Parameters
    ----------
    tiles, key
        The board and the tile.
    wider, taller
        Columns and rows to add, negative to take away.
    min_w
        The fewest columns in which its section can be read.

    Raises
    ------
    UnknownNameError
        No tile has this id.
    """
    tile = find(tiles, key)
    wanted = tile.w + wider
    return resize(tiles, key, wanted, tile.h + taller, min_w=max(min_w, wanted))


def _column(tiles: Tiles, key: str, across: int) -> int:
    """Return the column to ask for: past a touching neighbour of the same height, else the next one."""
    tile = find(tiles, key)
    for one in tiles:
        level = (one.y, one.h) == (tile.y, tile.h)
        if level and across > 0 and one.x == tile.x + tile.w:
            return tile.x + one.w
        if level and across < 0 and one.x + one.w == tile.x:
            return one.x
    return tile.x + across


def _rows(tiles: Tiles, key: str, down: int) -> list[int]:
    """Rows where something changes for a tile moved down or up, the nearest first."""
    tile = find(tiles, key)
    in_the_way = [one for one in remove(tiles, key) if columns(one) & columns(tile)]
    edges = {0} | {one.y + one.h for one in in_the_way} | {tile.y + one.h for one in in_the_way}
    return sorted((edge for edge in edges if (edge - tile.y) * down > 0), key=lambda edge: edge * down)
