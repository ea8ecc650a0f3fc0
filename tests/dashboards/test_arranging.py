from __future__ import annotations

from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.dashboards.arranging import COLUMNS, add, find, flow, move, remove, resize, settle
from smwidgets.dashboards.nudging import nudge, stretch

drawing = SimpleNamespace(**run_path(str(Path(__file__).with_name("boards.py"))))
board, picture, order, assert_arranged = drawing.board, drawing.picture, drawing.order, drawing.assert_arranged
some_tiles = drawing.boards(least=1)


@given(drawing.boards())
def test_an_arranged_board_stays_as_it_is(tiles):
    assert_arranged(tiles)
    assert settle(tiles) == tiles


@pytest.mark.spec("W4")
@settings(max_examples=500)
@given(some_tiles, st.data(), st.integers(-3, 14), st.integers(-3, 40))
def test_a_moved_tile_gets_its_column_and_no_lower_row(tiles, data, x, y):
    old = data.draw(st.sampled_from(tiles))
    after = move(tiles, old.id, x, y)
    new = find(after, old.id)
    assert_arranged(after)
    assert new.x == min(max(x, 0), COLUMNS - old.w)
    assert new.y <= max(y, 0)
    assert {one.id: (one.w, one.h) for one in after} == {one.id: (one.w, one.h) for one in tiles}
    went_aside = {one.id for one in tiles if find(after, one.id).x != one.x} - {old.id}
    assert len(went_aside) <= 1
    assert order(after, {old.id, *went_aside}) == order(tiles, {old.id, *went_aside})


@settings(max_examples=500)
@given(some_tiles, st.data(), st.integers(-3, 15), st.integers(-3, 9), st.integers(1, 4))
def test_a_resized_tile_gets_its_size_where_it_stands(tiles, data, w, h, min_w):
    old = data.draw(st.sampled_from(tiles))
    after = resize(tiles, old.id, w, h, min_w=min_w)
    new = find(after, old.id)
    assert_arranged(after)
    assert new.w == max(min(w, COLUMNS - old.x), min_w)
    assert new.h == max(h, 1)
    assert new.x == min(old.x, COLUMNS - new.w)
    assert new.y <= old.y
    assert all(find(after, one.id).x == one.x for one in tiles if one is not old)
    assert order(after, {old.id}) == order(tiles, {old.id})


@given(some_tiles, st.data())
def test_a_step_that_asks_for_what_is_changes_nothing(tiles, data):
    one = data.draw(st.sampled_from(tiles))
    assert move(tiles, one.id, one.x, one.y) == tiles
    assert resize(tiles, one.id, one.w, one.h) == tiles
    assert stretch(tiles, one.id, 0, 0) == tiles


@given(some_tiles, st.data())
def test_a_removed_tile_is_gone_and_the_others_rise_in_their_order(tiles, data):
    gone = data.draw(st.sampled_from(tiles))
    after = remove(tiles, gone.id)
    assert_arranged(after)
    assert {one.id for one in after} == {one.id for one in tiles} - {gone.id}
    assert order(after) == order(tiles, {gone.id})
    assert all(find(after, one.id).y <= one.y for one in tiles if one is not gone)


@given(drawing.boards(), drawing.sizes)
def test_an_added_tile_takes_the_first_free_place_and_moves_no_other(tiles, size):
    after = add(tiles, drawing.tile("new", 0, 0, *size))
    new = find(after, "new")
    assert_arranged(after)
    assert [one for one in after if one is not new] == list(tiles)
    for y in range(new.y + 1):
        for x in range(COLUMNS - new.w + 1):
            if (y, x) < (new.y, new.x):
                there = new.model_copy(update={"x": x, "y": y})
                assert any(drawing.overlap(there, one) for one in tiles)


@pytest.mark.spec("W4")
@settings(max_examples=300)
@given(some_tiles, st.data(), st.sampled_from([(-1, 0), (1, 0), (0, -1), (0, 1)]))
def test_a_button_moves_its_tile_its_way_or_changes_nothing(tiles, data, way):
    old = data.draw(st.sampled_from(tiles))
    after = nudge(tiles, old.id, *way)
    new = find(after, old.id)
    assert_arranged(after)
    if way[0]:
        assert (new.x - old.x) * way[0] > 0 or after == tiles
        assert new.x != old.x or (old.x == 0 if way[0] < 0 else old.x + old.w == COLUMNS)
    else:
        assert (new.y - old.y) * way[1] > 0 or after == tiles
        assert new.x == old.x
        if way[1] < 0:
            assert new.y < old.y or old.y == 0
        else:
            last = move(tiles, old.id, old.x, 10_000)
            assert new.y > old.y or find(last, old.id).y <= old.y


@given(some_tiles, st.data())
def test_up_and_down_reach_every_place_in_a_column(tiles, data):
    tile = data.draw(st.sampled_from(tiles))
    for _ in range(len(tiles)):
        tiles = nudge(tiles, tile.id, 0, -1)
    assert find(tiles, tile.id).y == 0


@pytest.mark.parametrize(
    ("key", "x", "y", "after"),
    [
        ("a", 0, 1, ["aabb..", "aabb..", "cc....", "cc...."]),
        ("a", 0, 2, ["ccbb..", "ccbb..", "aa....", "aa...."]),
        ("c", 0, 0, ["ccbb..", "ccbb..", "aa....", "aa...."]),
        ("c", 0, 1, ["ccbb..", "ccbb..", "aa....", "aa...."]),
        ("c", 4, 0, ["aacc..", "aacc..", "..bb..", "..bb.."]),
        ("c", 4, 2, ["aabb..", "aabb..", "..cc..", "..cc.."]),
        ("c", 9, 9, ["aabbcc", "aabbcc"]),
    ],
)
def test_what_is_in_the_way_goes_below(key, x, y, after):
    tiles = board("aabb..", "aabb..", "cc....", "cc....")
    assert picture(move(tiles, key, x, y)) == after


def test_what_rests_on_what_is_in_the_way_goes_below_too():
    tiles = board("aabb..", "aacccc", "....dd")
    assert picture(move(tiles, "a", 4, 0)) == ["..aa..", "..aa..", "..bb..", "..cccc", "....dd"]


@pytest.mark.parametrize(
    ("key", "x", "after"),
    [
        ("a", 4, ["bbaacc"]),
        ("a", 8, ["ccbbaa"]),
        ("c", 4, ["aaccbb"]),
        ("c", 0, ["ccbbaa"]),
        ("a", 2, [".aa.cc", "..bb.."]),
    ],
)
def test_tiles_of_one_row_change_places(key, x, after):
    assert picture(move(board("aabbcc"), key, x, 0)) == after


def test_tiles_of_one_height_change_places_whatever_their_widths():
    assert picture(move(board("aaaabb", "cccccc"), "a", 4, 0)) == ["bbaaaa", "cccccc"]
    assert picture(nudge(board("aaaabb"), "a", 1, 0)) == ["bbaaaa"]
    assert picture(nudge(board("aaaabb"), "b", -1, 0)) == ["bbaaaa"]


def test_what_fell_into_a_gap_stays_below_the_tile_that_is_put_back():
    tiles = board("aa....", "aa....", "bbbb..", "..cc..")
    assert move(tiles, "b", 0, 2) == tiles
    assert move(tiles, "b", 0, 1) != tiles


def test_buttons_pass_the_next_tile_in_the_way():
    tiles = board("aa", "aa", "aa", "bb", "cc")
    assert picture(nudge(tiles, "a", 0, 1)) == [f"{row}...." for row in ["bb", "aa", "aa", "aa", "cc"]]
    assert picture(nudge(tiles, "c", 0, -1)) == [f"{row}...." for row in ["aa", "aa", "aa", "cc", "bb"]]
    assert nudge(tiles, "a", 0, -1) == nudge(tiles, "c", 0, 1) == nudge(tiles, "a", -1, 0) == tiles


def test_a_tile_at_the_right_edge_is_widened_to_the_left():
    tiles = board("aabbcc")
    assert picture(resize(tiles, "c", 6, 1)) == ["aabbcc"]
    assert find(stretch(tiles, "c", 1, 0), "c").x == 7
    assert picture(stretch(tiles, "c", 2, 0)) == ["aa.ccc", "..bb.."]
    assert stretch(tiles, "c", -9, -9, min_w=3) == resize(tiles, "c", 3, 1)


def test_unknown_tiles_are_refused_with_a_suggestion():
    for step in (lambda: move(board("a"), "b", 0, 0), lambda: resize(board("a"), "b", 1, 1), lambda: remove((), "b")):
        with pytest.raises(UnknownNameError, match="unknown tile 'b'"):
            step()


@given(st.lists(drawing.sizes, max_size=20))
def test_a_flow_is_an_arranged_board(sizes):
    places = flow(sizes)
    tiles = [drawing.tile(f"t{n}", x, y, w, h) for n, ((w, h), (x, y)) in enumerate(zip(sizes, places, strict=True))]
    assert_arranged(settle(tiles))
    assert {(one.id, one.x, one.y) for one in settle(tiles)} == {(one.id, one.x, one.y) for one in tiles}


@pytest.mark.parametrize("size", [(0, 1), (13, 1), (1, 0), (1, 101)])
def test_a_flow_refuses_what_no_board_holds(size):
    with pytest.raises(ConfigurationError, match="a tile takes 1 to 12 columns"):
        flow([size])


def test_the_main_dashboard_flows_as_it_is_read():
    heading = (12, 1)
    sales, retention = [(4, 6)] * 6, [(8, 6), (4, 6)]
    contacts, activity = [(6, 6), (6, 6)], [(7, 8), (5, 8)]
    places = flow([(12, 3), heading, *sales, heading, *retention, heading, *contacts, heading, *activity])
    assert [x for x, _ in places] == [0, 0, 0, 4, 8, 0, 4, 8, 0, 0, 8, 0, 0, 6, 0, 0, 7]
    assert [y for _, y in places] == [0, 3, 4, 4, 4, 10, 10, 10, 16, 17, 17, 23, 24, 24, 30, 31, 31]
