from __future__ import annotations

import logging

import numpy as np
import pandas as pd
import pytest

from smwidgets.core.text import LOCALES
from smwidgets.data import exports
from smwidgets.parts import Donut, Series, Slice, TimeChart, table_texts
from smwidgets.parts._tabled import FORMATS

CURRENT = Series("current", "Bieżący", [1.0, np.nan, -3.5], 1, texts=("1 zł", "—", "−3,50 zł"), whens=("1", "2", "3"))
PREVIOUS = Series("previous", "Poprzedni", [4.0, 5.0], 2, texts=("4 zł", "5 zł"), whens=("a", "b"))
SAME = Series("same", "Bieżący", [7.0, 8.0, 9.0], 3, whens=("1", "2", "3"))
SLICES = (Slice("mail", "E-mail", 60.0, 1, "60 zł"), Slice("sms", "SMS\u202e", 30.0, 2), Slice("push", "Push", 10.0, 3))


def chart(*series, **options):
    made = TimeChart()
    made.draw(series, ticks=["1", "2", "3"], format_ticks=lambda values: [str(value) for value in values], **options)
    return made


def donut(*slices, **options):
    made = Donut()
    made.draw(slices, format_sum=str, format_value=str, format_share=str, **options)
    return made


@pytest.mark.spec("X3")
def test_a_chart_as_a_frame_has_numbers_and_the_headers_of_the_shown_table():
    found = chart(CURRENT, PREVIOUS, changes=["+1", "", ""], table_texts=table_texts("pl")).table()
    expected = pd.DataFrame(
        {
            "Okres": ["1", "2", "3"],
            "Bieżący": [1.0, np.nan, -3.5],
            "Okres (Poprzedni)": ["a", "b", None],
            "Poprzedni": [4.0, 5.0, np.nan],
            "Zmiana": [-3.0, np.nan, np.nan],
            "Zmiana (%)": [-75.0, np.nan, np.nan],
        }
    )
    pd.testing.assert_frame_equal(found, expected)


@pytest.mark.spec("X3")
def test_hidden_series_are_left_out_and_names_stay_unique():
    made = chart(CURRENT, PREVIOUS, SAME, changes=["+1"], table_texts=table_texts("en"))
    made.hidden = ("previous",)
    assert list(made.table().columns) == ["Period", "Bieżący", "Bieżący (2)", "Change", "Change (%)"]
    made.hidden = ("current", "same")
    assert list(made.table().columns) == ["Period", "Poprzedni"]
    made.hidden = ("current", "same", "previous")
    assert made.table().empty
    assert list(chart(Series("x", "X", [1.0])).table().columns) == ["X"]


@pytest.mark.spec("X3")
def test_a_donut_as_a_frame_has_values_and_shares_of_what_is_visible():
    made = donut(*SLICES, texts=table_texts("en"))
    made.hidden = ("push",)
    expected = pd.DataFrame({"Name": ["E-mail", "SMS"], "Value": [60.0, 30.0], "Share (%)": [200 / 3, 100 / 3]})
    pd.testing.assert_frame_equal(made.table(), expected)
    made.hidden = ("mail", "sms", "push")
    assert made.table().empty
    assert donut(Slice("a", "A", 0.0)).table()["Udział (%)"].isna().all()


def test_before_it_is_drawn_a_chart_has_an_empty_table():
    assert TimeChart().table().empty
    assert Donut().table().empty


@pytest.mark.spec("X3", "R3")
@pytest.mark.parametrize("make", [lambda: chart(CURRENT), lambda: donut(*SLICES)])
def test_the_page_asks_for_a_format_that_there_is_and_nothing_else(make, caplog):
    made, heard = make(), []
    face = made._face
    assert face.exportable is False
    made.on_export(heard.append)
    assert face.exportable is True
    for content in (
        *(
            {"kind": "export", "format": name}
            for name in ("csv", "xlsx", "CSV", "exe", "../a", "", None, 1, ["csv"], {})
        ),
        {"kind": "pull", "format": "csv"},
        {"format": "csv"},
        {"kind": "export"},
        "export",
        None,
    ):
        face._handle_custom_msg(content, [])
    assert heard == ["csv", "xlsx"]
    with caplog.at_level(logging.WARNING):
        face.set_state({"exportable": False})
    assert face.exportable is True
    made.on_export(heard.append, remove=True)
    assert face.exportable is False


def test_every_format_of_a_file_has_a_button_with_a_name():
    assert FORMATS == exports.FORMATS
    for locale in LOCALES:
        names = [table_texts(locale)[name] for name in FORMATS]
        assert len(set(names)) == len(FORMATS)
        assert all(name.upper() in text for name, text in zip(FORMATS, names, strict=True))


@pytest.mark.spec("X3", "R3")
def test_a_copied_donut_holds_numbers_and_no_formula():
    view = donut(Slice("a", "=1+1", 60.5, 1, "60 zł"), Slice("b", "B", 30.25, 2), texts=table_texts("pl"))._face.view
    assert view["copied"] == [
        ["Nazwa", "Wartość", "Udział (%)"],
        ["'=1+1", "60,5", "66,6667"],
        ["B", "30,25", "33,3333"],
    ]
