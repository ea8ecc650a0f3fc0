from __future__ import annotations

import math

import numpy as np
import pytest

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts import HeatMap, table_texts
from smwidgets.parts._arrays import ArrayError

VALUES = [[0.0, 1.0, None], [4.0, 16.0, math.nan]]


def draw(heat, values=VALUES, **options):
    rows, columns = [f"r{i}" for i in range(len(values))], [f"c{i}" for i in range(len(values[0]))]
    heat.draw(
        values,
        rows=rows,
        columns=columns,
        titles=[[f"{row}, {column}" for column in columns] for row in rows],
        format_value=lambda value: "—" if math.isnan(value) else f"{value:g}",
        measure="per hour",
        corner="day",
        summary="a sentence",
        empty="nothing",
        **options,
    )
    return heat


def cells(heat):
    return heat.children[1].children[0].marks[0]


def view(heat):
    return heat.children[1].children[1].view


@pytest.mark.spec("CA5")
def test_a_cell_is_the_darker_the_more_and_empty_without_a_value():
    heat = draw(HeatMap())
    levels = cells(heat).color
    np.testing.assert_array_equal(levels, [[0, 2, -1], [4, 7, -1]])
    assert levels.dtype == np.float64
    assert not np.isnan(levels).any(), "bqplot gives NaN the colour of some other cell"
    scale = cells(heat).scales["color"]
    assert scale.colors[scale.domain.index(-1)] == "transparent"
    assert view(heat)["colours"][1] == ["var(--smw-heat-5)", "var(--smw-heat-8)", ""]


@pytest.mark.spec("CA5")
def test_the_scale_names_its_ends_and_its_middle():
    written = draw(HeatMap()).children[0].value
    assert "per hour" in written
    assert [f"<bdi>{value}</bdi>" in written for value in ("0", "4", "16")] == [True] * 3
    assert written.count("var(--smw-heat-") == 8


def test_rows_stand_from_the_top():
    assert cells(draw(HeatMap())).scales["row"].reverse


@pytest.mark.spec("X3")
def test_values_titles_and_the_sentence_reach_the_page_as_text():
    shown = view(draw(HeatMap(), table_texts=table_texts("en")))
    assert shown["values"] == [["0", "1", "—"], ["4", "16", "—"]]
    assert shown["titles"][1][0] == "r1, c0"
    assert (shown["summary"], shown["corner"], shown["message"]) == ("a sentence", "day", "")
    assert shown["texts"]["toggle"] == "Data as a table"


@pytest.mark.spec("X3")
def test_its_table_has_numbers_under_the_labels_of_the_columns():
    heat = HeatMap()
    assert heat.table().empty
    table = draw(heat).table()
    assert table.columns.tolist() == ["day", "c0", "c1", "c2"]
    assert table["day"].tolist() == ["r0", "r1"]
    np.testing.assert_array_equal(table[["c0", "c1", "c2"]].to_numpy(), [[0, 1, np.nan], [4, 16, np.nan]])


def test_without_any_value_it_says_so_and_has_no_scale():
    heat = draw(HeatMap(), [[math.nan] * 2] * 2)
    assert view(heat)["message"] == "nothing"
    assert "var(--smw-heat-" not in heat.children[0].value
    assert (cells(heat).color == -1).all()


def test_nothing_happened_is_not_no_value():
    heat = draw(HeatMap(), [[0, 0], [0, 0]])
    assert view(heat)["message"] == ""
    assert (cells(heat).color == 0).all()


def test_a_redraw_makes_no_widget_whatever_its_shape(living):
    heat = draw(HeatMap())
    count = living()
    for shape in ((7, 24), (2, 2), (3, 5), (7, 24)):
        draw(heat, np.arange(shape[0] * shape[1]).reshape(shape).tolist())
        assert cells(heat).color.shape == shape
        assert (len(cells(heat).row), len(cells(heat).column)) == shape
    assert living() == count


def test_what_is_no_number_or_has_no_place_is_refused():
    with pytest.raises(ArrayError):
        draw(HeatMap(), [["a", 1], [1, 2]])
    with pytest.raises(ConfigurationError):
        draw(HeatMap(), [[1, 2]])
    with pytest.raises(ConfigurationError):
        draw(HeatMap(), [[1, 2], [1]])


def test_the_page_writes_nothing_back(caplog):
    heat = draw(HeatMap())
    cells(heat).set_state({"selected": [[0, 0]]})
    heat.children[1].children[1].set_state({"view": {}})
    assert cells(heat).selected is None
    assert view(heat)["summary"] == "a sentence"
    assert "only Python may write" in caplog.text
