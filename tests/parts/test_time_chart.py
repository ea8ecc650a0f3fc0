from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts import Series, TimeChart, table_texts


def labels(values):
    return [f"{value:g} zł" for value in values]


def draw(chart, *series, **options):
    longest = max((len(one.y) for one in series), default=0)
    chart.draw(series, ticks=[str(i) for i in range(longest)], format_ticks=labels, empty="nothing", **options)


def figure(chart):
    return chart.children[1].children[0]


def hover(chart):
    return chart.children[1].children[1].view


def legend(chart):
    return chart.children[0]


def shown(chart):
    """Visible marks by the name of their class and style."""
    return {
        (type(mark).__name__, getattr(mark, "line_style", "")): mark for mark in figure(chart).marks if mark.visible
    }


def y_axis(chart):
    axis = figure(chart).axes[0]
    assert (axis.scale.min, axis.scale.max) == (axis.tick_values[0], axis.tick_values[-1])
    return tuple(axis.tick_values)


def rows(mark, count):
    """Values of a lines mark without the closing point of each row."""
    return np.atleast_2d(mark.y)[:, :count]


CURRENT = Series("current", "Now", [10.0, 20.0, 30.0], 1, marks=("", "", "now"))
PREVIOUS = Series("previous", "Before", [50.0, None, 70.0, 80.0], 2, dashed=True)


def test_a_redraw_makes_no_widget(living):
    chart = TimeChart()
    for kind in ("bar", "area"):
        draw(chart, CURRENT, kind=kind)
    count = living()
    for kind in ("line", "bar", "area", "stacked_bar", "line"):
        draw(chart, CURRENT, PREVIOUS, kind=kind)
        chart.hidden = ("current",)
        chart.hidden = ()
        draw(chart, kind=kind)
        draw(chart, *(Series(str(i), str(i), [i]) for i in range(8)), kind=kind)
    assert living() == count


@pytest.mark.spec("M8")
def test_lines_are_whole_or_dashed_where_a_bucket_is_partial():
    chart = TimeChart()
    draw(chart, CURRENT, PREVIOUS)
    marks = shown(chart)
    np.testing.assert_array_equal(rows(marks["Lines", "solid"], 4), [[10, 20, np.nan, np.nan]])
    np.testing.assert_array_equal(rows(marks["Lines", "dashed"], 4), [[50, np.nan, 70, 80], [np.nan, 20, 30, np.nan]])
    assert marks["Lines", "dashed"].colors == ["var(--smw-series-2)", "var(--smw-series-1)"]
    assert y_axis(chart) == (0, 20, 40, 60, 80)


@pytest.mark.spec("M8")
def test_a_gap_is_no_zero_and_a_lonely_point_is_seen():
    chart = TimeChart()
    draw(chart, Series("aov", "AOV", [5.0, None, 7.0, 8.0]))
    points = shown(chart)["Scatter", ""]
    assert (list(points.x), list(points.y)) == ([0], [5])
    assert hover(chart)["series"][0]["heights"] == [0.625, None, 0.875, 1.0]

    draw(chart, Series("aov", "AOV", [5.0]))
    assert list(shown(chart)["Scatter", ""].y) == [5]
    assert set(shown(chart)) == {("Lines", "solid"), ("Scatter", "")}


def test_every_line_ends_in_a_value():
    chart = TimeChart()
    draw(chart, Series("a", "A", [None, 1, 2, None]), Series("b", "B", [3, None, None, None]), Series("c", "C", [None]))
    solid = shown(chart)["Lines", "solid"]
    assert np.isfinite(solid.y[:, -1]).all()
    assert solid.y.shape == solid.x.shape
    assert len(solid.colors) == 2, "a series without values is no row"


@pytest.mark.spec("M8")
def test_bars_are_grouped_with_the_partial_ones_apart():
    chart = TimeChart()
    draw(chart, CURRENT, PREVIOUS, kind="bar")
    whole, running = (mark for mark in figure(chart).marks if mark.visible)
    np.testing.assert_array_equal(whole.y, [[10, 20, 0, 0], [50, 0, 70, 80]])
    np.testing.assert_array_equal(running.y, [[0, 0, 30, 0], [0, 0, 0, 0]])
    assert list(running.selected) == [2]
    assert running.selected_style["stroke-dasharray"]
    assert whole.opacities[1] < whole.opacities[0] == 1
    assert hover(chart)["series"][1]["heights"][1] is None


def test_switching_kinds_leaves_nothing_of_the_other():
    chart = TimeChart()
    draw(chart, CURRENT, PREVIOUS, kind="bar")
    draw(chart, CURRENT, kind="line")
    assert {name for name, _ in shown(chart)} == {"Lines"}
    draw(chart, CURRENT, kind="bar")
    assert {name for name, _ in shown(chart)} == {"Bars"}


@pytest.mark.spec("B6")
def test_hiding_leaves_the_axis_to_the_visible_and_moves_no_position():
    chart = TimeChart()
    draw(chart, CURRENT, PREVIOUS)
    legend(chart).set_state({"hidden": ["previous"]})
    assert chart.hidden == ("previous",)
    assert y_axis(chart) == (0, 8, 16, 24, 32)
    assert shown(chart)["Lines", "dashed"].colors == ["var(--smw-series-1)"]
    assert hover(chart)["length"] == 4
    assert [one["key"] for one in hover(chart)["series"]] == ["current"]

    chart.hidden = ()
    assert legend(chart).hidden == []
    assert y_axis(chart)[-1] == 80


def test_hidden_series_stay_hidden_by_key_when_redrawn():
    chart = TimeChart()
    draw(chart, CURRENT, PREVIOUS)
    chart.hidden = ("previous",)
    draw(chart, CURRENT)
    draw(chart, PREVIOUS, CURRENT)
    assert [one["key"] for one in hover(chart)["series"]] == ["current"]
    assert legend(chart).hidden == ["previous"]


def test_all_hidden_is_an_empty_axis_with_a_message():
    chart = TimeChart()
    draw(chart, CURRENT, PREVIOUS)
    assert hover(chart)["message"] == ""
    chart.hidden = ("current", "previous")
    assert shown(chart) == {}
    assert hover(chart)["message"] == "nothing"
    assert len(y_axis(chart)) == 5


def test_axis_labels_are_the_callers_and_fit_the_margin():
    chart = TimeChart()
    draw(chart, Series("a", "A", [Decimal(3_000_000_000)]))
    axis = figure(chart).axes[0]
    assert axis.tick_labels["3200000000"] == "3.2e+09 zł"
    assert figure(chart).fig_margin["left"] > 60
    assert hover(chart)["margin"] == figure(chart).fig_margin


def test_an_axis_has_its_new_labels_before_its_new_values_and_the_old_ones_until_then():
    chart = TimeChart()
    draw(chart, Series("a", "A", [Decimal(10)]))
    axis = figure(chart).axes[0]
    old, told = axis.tick_labels, []
    axis.observe(lambda change: told.append(change.name), ["tick_labels", "tick_values"])
    draw(chart, Series("a", "A", [Decimal(70)]))
    assert told == ["tick_labels", "tick_values"]
    assert old.items() <= axis.tick_labels.items()


def test_the_tooltip_has_texts_dates_and_changes():
    chart = TimeChart()
    now = Series("a", "A", [1, 2], texts=("1 zł", "<b>2</b>"), whens=("1 lut", "2 lut"))
    draw(chart, now, PREVIOUS, changes=["+1"], summary="A chart")
    view = hover(chart)
    assert (view["series"][0]["texts"], view["series"][0]["whens"]) == (["1 zł", "<b>2</b>"], ["1 lut", "2 lut"])
    assert (view["changes"], view["summary"]) == (["+1"], "A chart")


def messages(widgets):
    """Messages to the page from now on: the widget of each, in order."""
    sent = []

    def record(widget):
        widget._send = lambda _, **__: sent.append(widget)

    for widget in widgets:
        record(widget)
    return sent


def test_a_redraw_with_the_same_values_sends_nothing():
    chart = TimeChart()
    draw(chart, CURRENT, PREVIOUS)
    canvas = figure(chart)
    sent = messages([canvas, *canvas.marks, *canvas.axes, canvas.axes[0].scale, *chart.children[1].children])
    draw(chart, CURRENT, PREVIOUS)
    assert sent == []


def test_a_changed_mark_sends_one_message():
    chart = TimeChart()
    draw(chart, CURRENT, PREVIOUS)
    sent = messages(figure(chart).marks)
    draw(chart, Series("current", "Now", [1.0, 2.0, 4.0], 1, marks=("", "", "now")), PREVIOUS)
    assert len(set(map(id, sent))) == len(sent) == 2


LOW = Series("1", "1", [10.0, 20.0, None, 40.0], 1, marks=("", "", "", "now"))
HIGH = Series("2", "2", [5.0, None, None, 5.0], 2, marks=("", "", "", "now"))


@pytest.mark.spec("F1")
def test_layers_stand_one_upon_another_and_the_axis_follows_their_sum():
    chart = TimeChart()
    draw(chart, LOW, HIGH, kind="area")
    layers, veil = (mark for mark in figure(chart).marks if mark.visible)
    np.testing.assert_array_equal(layers.x, [0, 1, 3])
    np.testing.assert_array_equal(layers.y, [[15, 20, 45], [10, 20, 40]])
    assert layers.fill_colors == ["var(--smw-series-2)", "var(--smw-series-1)"]
    np.testing.assert_array_equal((veil.x, veil.y), [[1, 3], [20, 45]])
    assert y_axis(chart)[-1] >= 45
    assert hover(chart)["series"][1]["heights"][0] == 15 / y_axis(chart)[-1]

    chart.hidden = ("1",)
    assert y_axis(chart)[-1] < 10
    np.testing.assert_array_equal(next(mark for mark in figure(chart).marks if mark.visible).y, [5, 5])


@pytest.mark.spec("F1")
def test_stacked_bars_share_one_mark_and_a_later_group_stands_side_by_side():
    chart = TimeChart()
    draw(chart, LOW, HIGH, kind="stacked_bar")
    assert {mark.type for mark in figure(chart).marks if mark.visible} == {"stacked"}
    assert y_axis(chart)[-1] >= 45
    draw(chart, LOW, HIGH, kind="bar")
    assert {mark.type for mark in figure(chart).marks if mark.visible} == {"grouped"}
    assert y_axis(chart)[-1] == 40


def test_an_unknown_kind_is_an_error():
    with pytest.raises(UnknownNameError, match="did you mean 'area'"):
        draw(TimeChart(), LOW, kind="aera")


def test_it_says_that_all_is_hidden_only_where_somebody_hid_what_there_is():
    chart = TimeChart()
    draw(chart, CURRENT, PREVIOUS, all_hidden="hidden")
    assert hover(chart)["message"] == ""
    chart.hidden = ("current", "previous")
    assert hover(chart)["message"] == "hidden"
    nothing = Series("current", "Now", [None, None], 1)
    draw(chart, nothing, all_hidden="hidden")
    assert hover(chart)["message"] == "nothing"  # whoever hides it, too
    chart.hidden = ()
    assert hover(chart)["message"] == "nothing"
    draw(chart, all_hidden="hidden")
    assert hover(chart)["message"] == "nothing"


BOTH_ENDS = Series("1", "1", [10.0, 20.0, 30.0, 40.0], whens=("a", "b", "c", "d"), marks=("cut", "", "", "now"))


@pytest.mark.spec("M8")
def test_partial_buckets_at_both_ends_are_dashed_outlined_and_veiled_and_say_so():
    chart = TimeChart()
    draw(chart, BOTH_ENDS)
    np.testing.assert_array_equal(rows(shown(chart)["Lines", "solid"], 4), [[np.nan, 20, 30, np.nan]])
    np.testing.assert_array_equal(rows(shown(chart)["Lines", "dashed"], 4), [[10, 20, 30, 40]])
    assert hover(chart)["series"][0]["whens"] == ["a (cut)", "b", "c", "d (now)"]
    assert chart.table().iloc[:, 1].tolist() == ["cut", "", "", "now"]

    draw(chart, BOTH_ENDS, kind="bar")
    whole, partial = (mark for mark in figure(chart).marks if mark.visible)
    np.testing.assert_array_equal((whole.y[0], partial.y[0]), [[0, 20, 30, 0], [10, 0, 0, 40]])
    assert list(partial.selected) == [0, 3]

    draw(chart, BOTH_ENDS, kind="area")
    _, veil = (mark for mark in figure(chart).marks if mark.visible)
    np.testing.assert_array_equal((veil.x, veil.y), [[[0, 1], [2, 3]], [[10, 20], [30, 40]]])


@pytest.mark.spec("X3", "M8")
def test_what_is_copied_has_iso_dates_numbers_of_the_language_and_the_unit_in_the_head():
    chart = TimeChart()
    days = (date(2025, 12, 7), None)
    now = Series("a", "Now", [1234.5, 0.1 + 0.2], whens=("7 gru", "-"), starts=days, marks=("cut", ""), unit="PLN")
    before = Series("b", "Before", [1000, None], 2, whens=("7 lis", "8"), starts=(date(2025, 11, 7), date(2025, 11, 8)))
    draw(chart, now, before, changes=["+", ""], table_texts=table_texts("pl"))
    assert hover(chart)["copied"] == [
        ["Początek", "Niepełny przedział", "Now (PLN)", "Początek (Before)", "Before", "Zmiana (PLN)", "Zmiana (%)"],
        ["2025-12-07", "cut", "1234,5", "2025-11-07", "1000", "234,5", "23,45"],
        ["", "", "0,3", "2025-11-08", "", "", ""],
    ]
    draw(chart, now, table_texts=table_texts("en"))
    assert hover(chart)["copied"][1] == ["2025-12-07", "cut", "1234.5"]


@pytest.mark.spec("X3", "M1")
def test_hours_in_a_table_are_moments_with_their_offset():
    zone = ZoneInfo("Europe/Warsaw")
    hours = tuple(datetime(2025, 10, 26, 2, tzinfo=zone, fold=fold) for fold in (0, 1))
    chart = TimeChart()
    draw(chart, Series("a", "A", [1, 2], whens=("2", "2"), starts=hours), table_texts=table_texts("en"))
    table = chart.table()
    assert table["UTC offset"].tolist() == ["UTC+02:00", "UTC+01:00"]
    assert table["Start"].dt.hour.tolist() == [2, 2]
    assert hover(chart)["copied"][2] == ["2025-10-26 02:00", "UTC+01:00", "2"]
