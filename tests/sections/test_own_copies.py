"""What a section hands out is the caller's own: changing it changes nothing that is drawn or exported."""

from __future__ import annotations

from datetime import datetime
from inspect import isclass

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.metrics.slices import categories
from smwidgets.parts import Dialog
from smwidgets.parts._tabled import Tabled
from smwidgets.sections import Section

ALL = [cls for cls in map(sm.sections.__dict__.get, sm.sections.__all__) if isclass(cls) and issubclass(cls, Section)]
SECTIONS = [cls for cls in ALL if cls is not Section]
CUBES = ("sales", "contacts", "page_views", "customers", "potential", "channel_sales", "opt_outs", "contact_activity")


@pytest.fixture(scope="module")
def shop(garden_tables, club_tables):
    """Everything that any section needs, in one shop."""
    tables = {**garden_tables, "contacts": club_tables["contacts"]}
    with sm.connect(tables, timezone="Europe/Warsaw", currency="PLN") as shop:
        yield shop


@pytest.fixture
def model(shop, tmp_path):
    return sm.DashboardModel(shop, as_of="2025-01-20 12:00", user="ola", repository=tmp_path / "repository")


def below(widget):
    yield widget
    inside = [widget.body] if isinstance(widget, Dialog) else getattr(widget, "children", ())
    for child in inside:
        yield from below(child)


def seen(section):
    """Everything on the page, and every table that would be exported."""
    widgets = list(below(section))
    tables = [widget.table().to_dict("list") for widget in widgets if isinstance(widget, Tabled)]
    return [repr(widget.get_state()) for widget in widgets], repr(tables)


def told(section):
    frame = section.frame
    return frame.to_dict("tight"), section.figures, section.trends, section.settings


def spoil(value):
    """Change everything that can be changed."""
    match value:
        case pd.DataFrame() | pd.Series():
            for place in range(len(value)):
                value.iloc[place] = value.iloc[len(value) - 1 - place]
            value.index.name = "spoilt"
            if isinstance(value, pd.DataFrame):
                value["spoilt"] = 1
                del value[value.columns[0]]
        case dict():
            for one in value.values():
                spoil(one)
            value.clear()
            value["spoilt"] = 1
        case list():
            value.append("spoilt")


@pytest.mark.parametrize("cls", SECTIONS, ids=lambda cls: cls.__name__)
def test_changing_what_a_section_gives_changes_neither_page_nor_export(cls, model):
    options = {"compare": True} if cls.class_traits().get("compare") else {}
    section = cls(model, **options)
    section.show()
    before, numbers = seen(section), told(section)
    answer = section.answer
    for value in (section.frame, section.figures, section.trends, section.settings):
        spoil(value)
    for value in (answer.frame, answer.figures, answer.trends):
        spoil(value)
    for name in CUBES:
        spoil(model.shop.cube(name))
    for widget in below(section):
        if isinstance(widget, Tabled):
            spoil(widget.table())
    section.hide()
    section.show()
    assert seen(section) == before
    assert repr(told(section)) == repr(numbers)
    fresh = cls(model, **options)
    assert repr(told(fresh)) == repr(numbers)
    fresh.close()
    section.close()


def test_neither_spans_nor_categories_of_a_shop_are_live(shop):
    span = datetime(2025, 1, 14, 12), datetime(2025, 1, 14, 12, 30)  # noqa: DTZ001 - naive UTC
    for cube in ("sales", "channel_sales"):
        before = shop.partial(cube, *span).copy()
        spoil(shop.partial(cube, *span))
        assert shop.partial(cube, *span).equals(before)
    cube = shop.shared_cube("channel_sales")
    spoil(categories(cube, "channel"))
    assert "spoilt" not in categories(cube, "channel")
