from __future__ import annotations

import doctest
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import smwidgets as sm
from smwidgets.core.periods import PERIOD_NAMES, Period
from smwidgets.dashboards import library, links
from smwidgets.dashboards.links import LONGEST, NO_PERIOD, NO_SETTING, TOO_LONG, TWICE, View, read_query, write_query
from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState

pytestmark = pytest.mark.spec("W6")


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(links).failed == 0


ids = st.from_regex(r"[A-Za-z0-9_-]{1,20}", fullmatch=True)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9) | st.text(max_size=15),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
ranges = st.tuples(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 900)).map(
    lambda drawn: Period(drawn[0], drawn[0] + timedelta(days=drawn[1]))
)
periods = st.sampled_from(PERIOD_NAMES) | ranges
names = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
views = st.builds(
    View,
    st.none() | ids,
    st.none() | periods,
    st.dictionaries(ids, st.dictionaries(names, values, min_size=1, max_size=3), max_size=3),
)


@given(views)
def test_what_was_written_is_read_again(view):
    query = write_query(view)
    if len(query) <= LONGEST:
        assert read_query(query) == read_query(f"?{query}") == (view, ())


@given(st.text())
def test_any_text_is_read_without_an_error_and_a_query_of_others_says_nothing(text):
    read_query(text)
    query = quote(text, safe="&=%+") if text.isprintable() else ""
    view, said = read_query(query)
    if not any(field.startswith(("dashboard", "period", "set.")) for field in query.split("&")):
        assert (view, said) == (View(), ())


@pytest.mark.parametrize(
    ("query", "view", "said"),
    [
        ("", View(), ()),
        ("?reset&token=abc&file-browser-path=/x&token=abc", View(), ()),
        ("dashboard=", View(), ()),
        ("period=last_week", View(), (NO_PERIOD,)),
        ("period=2025-01-01/2025-01-08", View(None, Period("2025-01-01", "2025-01-08")), ()),
        ("period=2025-01-08/2025-01-01", View(), (NO_PERIOD,)),
        ("period=2025-01-01", View(), (NO_PERIOD,)),
        ("period=" + "/" * 99, View(), (NO_PERIOD,)),
        ("dashboard=a&dashboard=b", View(), (TWICE,)),
        ("dashboard=a&period=today&period=today", View(), (TWICE,)),
        ("set.a.b=1&set.a.b=2", View(), (TWICE,)),
        ("set.a.b=1&set.a.c=2", View(None, None, {"a": {"b": 1, "c": 2}}), ()),
        ("set.a.b=x&set.a.c=2", View(None, None, {"a": {"c": 2}}), (NO_SETTING,)),
        ("set.a.b=x&set.a.c=y&period=z", View(), (NO_PERIOD, NO_SETTING)),
        ("set.a=1", View(), (NO_SETTING,)),
        ("set.a.b.c=1", View(None, None, {"a": {"b.c": 1}}), ()),
        ("set.a.b=NaN", View(), (NO_SETTING,)),
        ("set.a.b=-Infinity", View(), (NO_SETTING,)),
        ("set.a.b=1e999", View(), (NO_SETTING,)),
        ("set.a.b=" + "[" * 3900, View(), (NO_SETTING,)),
        ("x=" + "y" * LONGEST, View(), (TOO_LONG,)),
        ("&".join(f"f{number}=1" for number in range(201)), View(), (TOO_LONG,)),
        ("dashboard=a&" + "y" * 10_000, View(), (TOO_LONG,)),
    ],
    ids=lambda one: f"{one!s:.30}",
)
def test_what_a_query_says_and_what_is_left_out(query, view, said):
    assert read_query(query) == (view, said)


OURS = {name: one for name, one in library.registered().items() if ":" not in name}


def valid(section, name):
    """Values of a setting that the section takes."""
    trait = section.traits()[name]
    if name == "period":
        return periods
    if name == "hidden":
        return st.lists(st.text(max_size=8), max_size=3).map(tuple)
    if hasattr(trait, "values"):
        return st.sampled_from([value for value in trait.values if value is not None])
    kind = type(trait).__name__
    drawn = {
        "Bool": st.booleans(),
        "Int": st.integers(1, 30_000),
        "Float": st.floats(1, 60),
        "Unicode": st.text(max_size=20),
        "DayTrait": st.dates(date(2000, 1, 1), date(2050, 1, 1)).map(str),
        "ThresholdsTrait": st.just("1,2,5"),
    }
    return drawn[kind]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_settings_of_all_sections_go_by_link_from_one_reader_to_another(corner, data):
    drawn = data.draw(st.lists(st.sampled_from(sorted(OURS)), min_size=1, max_size=4, unique=True))
    tiles = tuple(TileState(id=name, section=name, x=0, y=9 * at, w=12, h=9) for at, name in enumerate(drawn))
    saved = {name: {} for name in drawn}
    one, other = (sm.Workspace(corner, None, state=_state(tiles, saved), read_only=True) for _ in range(2))
    for key, section in one.sections.items():
        for name in section.settings:
            if data.draw(st.booleans()):
                section.set_trait(name, data.draw(valid(section, name), f"{key}.{name}"))
    query = one.link()
    other.follow_link(query)
    if len(query) <= LONGEST:
        assert {key: section.settings for key, section in other.sections.items()} == {
            key: section.settings for key, section in one.sections.items()
        }
        assert other.link() == query
        assert other._news._notices == ()
    assert other.state == _state(tiles, saved)
    one.close()
    other.close()


def test_a_default_is_carried_where_something_else_is_saved(corner):
    tile = TileState(
        id="a", section="sales_analytics", settings={"measure": "orders", "chart": "bar"}, x=0, y=0, w=6, h=9
    )
    one, other = (
        sm.Workspace(corner, None, state=_state((tile,), {"a": dict(tile.settings)}), read_only=True) for _ in "ab"
    )
    one.sections["a"].measure = "revenue"
    assert one.link() == "dashboard=main&set.a.measure=%22revenue%22"
    other.follow_link(one.link())
    assert (other.sections["a"].measure, other.sections["a"].chart) == ("revenue", "bar")
    one.close()
    other.close()


def _state(tiles, saved):
    tiles = tuple(tile.model_copy(update={"settings": saved[tile.id]}) for tile in tiles)
    return WorkspaceState(
        dashboards=(DashboardState(id="main", name="Główny", builtin="main", tiles=tiles),), open="main"
    )
