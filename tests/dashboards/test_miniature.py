from __future__ import annotations

import re

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import MissingDataError
from smwidgets.dashboards import library
from smwidgets.dashboards.miniature import _DRAWN, HEIGHT, WIDTH, miniature
from smwidgets.parts import Markup
from smwidgets.sections import Answer

pytestmark = pytest.mark.spec("W3")

EMPTY = '<svg class="smw-miniature" viewBox="0 0 200 72" aria-hidden="true"></svg>'
TEXT = re.compile(r">[^<]+<")


def drawing(model, picture, frame=None, figures=None, error=None):
    """The picture of a section with these numbers."""

    class Drawn(sm.sections.SalesSummary):
        def query(self, shop, period):  # noqa: ARG002 - the verb's signature
            if error is not None:
                raise error
            return Answer(pd.DataFrame() if frame is None else frame, figures or {})

    Drawn.picture = picture
    section = Drawn(model)
    try:
        return miniature(section)
    finally:
        section.close()


@pytest.mark.parametrize("offer", library.offers(), ids=lambda offer: offer.key)
def test_a_picture_is_markup_without_any_value_of_the_data(corner, offer):
    section = offer.make(corner)
    picture = miniature(section)
    section.close()
    assert isinstance(picture, Markup)
    assert picture.startswith('<svg class="smw-miniature"')
    assert not TEXT.search(picture)
    assert not any(word in picture for word in ("<img", "onerror", "alert", "ala", "example", "bulk", "Ola"))
    assert set(re.findall(r"<(\w+)", picture)) <= {"svg", "rect", "polyline", "path"}
    assert picture != EMPTY


def test_a_section_without_its_table_has_an_empty_picture(model):
    section = sm.sections.PageViews(model)
    assert miniature(section) == EMPTY
    section.close()


@pytest.mark.parametrize(
    "error", [MissingDataError("visits"), RuntimeError("<b>"), AttributeError("x"), RecursionError(), KeyError("<i>")]
)
@pytest.mark.parametrize("picture", ["lines", "bars", "donut", "heat"])
def test_what_goes_wrong_is_an_empty_picture(model, picture, error):
    assert drawing(model, picture, error=error) == EMPTY


def test_a_picture_that_nobody_draws_is_empty(model):
    assert drawing(model, "portrait") == EMPTY


WILD = pd.DataFrame({"<b>": [1.0, None, float("inf"), -5.0, 1e300], "name": ["<script>"] * 5, "n": [0, 0, 0, 0, 0]})


@pytest.mark.parametrize("picture", _DRAWN)
@pytest.mark.parametrize(
    "frame", [WILD, WILD.iloc[:0], WILD[["name"]], WILD.iloc[:1], pd.concat([WILD] * 200), pd.DataFrame({"a": [None]})]
)
@pytest.mark.parametrize(
    "figures", [{}, {"<i>": 3.0, "total": 3.0}, {"a": 0.0, "b": None}, {str(n): 1.0 for n in range(99)}]
)
def test_strange_numbers_stay_inside_the_frame(model, picture, frame, figures):
    drawn = drawing(model, picture, frame, figures)
    assert isinstance(drawn, Markup)
    assert not TEXT.search(drawn)
    assert "nan" not in drawn
    assert "inf" not in drawn
    for points in re.findall(r'points="([^"]*)"', drawn):
        for point in points.split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT
    for attribute, most in (("x", WIDTH), ("y", HEIGHT), ("height", HEIGHT), ("width", WIDTH)):
        assert all(0 <= float(value) <= most for value in re.findall(rf'(?<![\w-]){attribute}="([^"]*)"', drawn))


def test_pictures_show_the_numbers_of_this_moment(model):
    rising = drawing(model, "lines", pd.DataFrame({"a": [0.0, 1.0, 2.0]}))
    heights = [float(point.split(",")[1]) for point in re.search(r'points="([^"]*)"', rising)[1].split()]
    assert heights == [66.0, 36.0, 6.0]
    gap = drawing(model, "lines", pd.DataFrame({"a": [2.0, None, 2.0]}))
    assert len(re.search(r'points="([^"]*)"', gap)[1].split()) == 2
    bars = drawing(model, "bars", pd.DataFrame({"a": [1.0, 0.0, 2.0]}))
    assert [float(height) for height in re.findall(r' height="([^"]*)"', bars)] == [30.0, 60.0]
    assert drawing(model, "donut", figures={"a": 1.0, "b": 3.0, "total": 4.0}).count("<path") == 2


def test_numbers_of_another_unit_do_not_lie_on_the_ground(model):
    drawn = drawing(model, "lines", pd.DataFrame({"orders": [1, 2], "revenue": [300.0, 100.0], "share": [90.0, 10.0]}))
    lines = re.findall(r'points="([^"]*)"', drawn)
    assert len(lines) == 2
    assert lines[0].startswith("6.0,6.0 "), "the revenue is not the first line"
