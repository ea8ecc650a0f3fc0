"""Boards drawn as texts or by hypothesis, and what is true of every board."""

from __future__ import annotations

from hypothesis import strategies as st

from smwidgets.dashboards.arranging import COLUMNS, reading_order, settle
from smwidgets.dashboards.state import TileState


def tile(key, x, y, w, h):
    return TileState(id=key, section="sales_summary", x=x, y=y, w=w, h=h)


def board(*rows):
    """Tiles from a picture: a letter is a tile, a dot is free, a character is two columns wide."""
    cells = {}
    for y, row in enumerate(rows):
        for x, key in enumerate(row):
            cells.setdefault(key, []).append((x, y))
    cells.pop(".", None)
    drawn = []
    for key, places in cells.items():
        (left, top), (right, bottom) = min(places), max(places)
        assert len(places) == (right - left + 1) * (bottom - top + 1), f"{key} is no rectangle"
        drawn.append(tile(key, 2 * left, top, 2 * (right - left + 1), bottom - top + 1))
    return reading_order(drawn)


def picture(tiles):
    """The opposite of `board`."""
    cells = [["."] * (COLUMNS // 2) for _ in range(max((one.y + one.h for one in tiles), default=0))]
    for one in tiles:
        for y in range(one.y, one.y + one.h):
            for x in range(one.x // 2, (one.x + one.w) // 2):
                cells[y][x] = one.id
    return ["".join(row) for row in cells]


def overlap(one, other):
    across = one.x < other.x + other.w and other.x < one.x + one.w
    return across and one.y < other.y + other.h and other.y < one.y + one.h


def assert_arranged(tiles):
    """Inside the columns, without overlaps, every tile on another one or on the top, in reading order."""
    assert len({one.id for one in tiles}) == len(tiles)
    assert tiles == reading_order(tiles)
    for one in tiles:
        others = [other for other in tiles if other is not one]
        assert one.x >= 0 <= one.y
        assert one.x + one.w <= COLUMNS
        assert one.w >= 1 <= one.h
        assert not any(overlap(one, other) for other in others)
        risen = one.model_copy(update={"y": one.y - 1})
        assert one.y == 0 or any(overlap(risen, other) for other in others), f"{one.id} could rise"


def order(tiles, apart_from=()):
    """Pairs with columns in common, the upper one first."""
    others = [one for one in tiles if one.id not in apart_from]
    return {
        (one.id, other.id)
        for one in others
        for other in others
        if one.y < other.y and one.x < other.x + other.w and other.x < one.x + one.w
    }


sizes = st.tuples(st.integers(1, COLUMNS), st.integers(1, 6))


@st.composite
def boards(draw, least=0, most=12):
    drawn = []
    for number in range(draw(st.integers(least, most))):
        w, h = draw(sizes)
        drawn.append(tile(f"t{number}", draw(st.integers(0, COLUMNS - w)), draw(st.integers(0, 20)), w, h))
    return settle(drawn)
