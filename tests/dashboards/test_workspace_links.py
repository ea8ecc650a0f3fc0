"""Views carried in an address, also by people who mean harm."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import smwidgets as sm
from smwidgets.dashboards.saving import WorkspaceFile

trying = SimpleNamespace(**run_path(str(Path(__file__).with_name("workspaces.py"))))
SMALL, press, tab, saved = (trying.SMALL, trying.press, trying.tab, trying.saved)


@pytest.mark.spec("W6")
def test_a_link_carries_dashboard_period_and_what_is_not_saved(make, path, corner_shop):
    WorkspaceFile(path).save(SMALL)
    viewed = make(read_only=True)
    tab(viewed, "open", "mine")
    viewed.sections["growth"].measure = "all"
    tab(viewed, "open", "main")
    viewed.model.override = sm.Period("2025-01-02", "2025-01-04")
    sales = viewed.sections["sales"]
    sales.period, sales.chart = "last_30_days", "bar"
    press(viewed, "link")
    query = viewed._dialogs._address.query
    assert query == viewed.link()
    friend = make(read_only=True, model=sm.DashboardModel(corner_shop, as_of="2025-01-20 12:00"))
    friend._dialogs._address._handle_custom_msg({"kind": "opened", "query": f"?{query}"}, [])
    assert friend.link() == query
    assert friend.model.override == viewed.model.override
    assert friend.sections["sales"].settings == sales.settings
    assert friend._notice.text == ""
    assert friend.state == SMALL


@pytest.mark.spec("W6")
def test_a_link_from_a_workspace_without_a_file_carries_what_was_changed(make):
    workspace = make(None, state=SMALL)
    workspace.sections["sales"].measure = "orders"
    friend = make(None, state=SMALL)
    friend.follow_link(workspace.link())
    assert friend.sections["sales"].measure == "orders"
    assert friend.state == SMALL


@pytest.mark.spec("W6")
def test_a_voila_page_reads_its_query_and_a_link_saves_nothing(make, monkeypatch, path):
    WorkspaceFile(path).save(SMALL)
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.12")
    monkeypatch.setenv("QUERY_STRING", "dashboard=mine&period=yesterday&set.growth.measure=%22all%22&token=1")
    workspace = make()
    assert workspace.state.open == "mine"
    assert workspace._bar.value == "mine"
    assert workspace.model.override == "yesterday"
    assert workspace._header._period.period == "yesterday"
    assert workspace.sections["growth"].measure == "all"
    assert workspace._notice.text == ""
    assert saved(path) == SMALL


HOSTILE_QUERIES = [
    "dashboard=nowhere",
    "dashboard=" + "A" * 10_000,
    "&".join(["dashboard=mine"] * 300),
    "period=<script>alert(1)</script>",
    "period=2025-01-02/2025-01-01",
    "period=0000-00-00/9999-99-99",
    "dashboard=main&dashboard=mine",
    "period=today&period=yesterday",
    "set.sales.measure=%22orders%22&set.sales.measure=%22aov%22",
    "set.sales.measure=orders",
    "set.sales.measure=NaN",
    "set.sales.measure=Infinity",
    "set.sales.measure=1e999",
    "set.sales.measure=" + "[" * 3000,
    "set.sales.measure=" + "[" * 900 + "]" * 900,
    "set.sales.measure=" + "9" * 3000,
    "set.sales.measure=%7B%22a%22:%7B%22a%22:null%7D%7D",
    "set.sales.period=%7B%22start%22:%22x%22,%22end%22:%5B%5D%7D",
    "set.sales.measure=%22<img src=x onerror=alert(1)>%22",
    "set.sales.__class__=1",
    "set.sales.model=null",
    "set.sales.comm=null",
    "set.sales.settings_revision=9",
    "set.sales.=1",
    "set..measure=1",
    "set.=1",
    "set.nothing.measure=%22orders%22",
    "set.growth.measure=%22all%22",
    "set.views.layout=%7B%7D",
    "%00%ff%fe=%00&set.%00.%00=%00",
    "set.sales.measure=%ED%A0%80",
]


@pytest.mark.spec("W6")
@pytest.mark.parametrize("query", HOSTILE_QUERIES, ids=lambda query: query[:40])
def test_a_hostile_query_changes_nothing_and_is_told(make, path, query):
    workspace = make(state=SMALL)
    shown = [section.settings for section in workspace.sections.values()]
    workspace._dialogs._address._handle_custom_msg({"kind": "opened", "query": f"?{query}"}, [])
    assert workspace._notice.text
    assert "<" not in workspace._notice.text
    assert workspace.state == SMALL
    assert workspace.model.override is None
    assert [section.settings for section in workspace.sections.values()] == shown
    assert not path.exists()


@pytest.mark.spec("W6")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    query=st.text(max_size=300)
    | st.lists(
        st.tuples(
            st.sampled_from(["dashboard", "period", "set.sales.measure", "set.sales.hidden", "set.views.chart"]),
            st.text(max_size=20) | st.sampled_from(["mine", "today", '"orders"', '"bar"', "null", "[]", "{}", "1"]),
        ),
        max_size=5,
    ).map(lambda fields: "&".join(f"{name}={value}" for name, value in fields))
)
def test_any_query_leaves_the_workspace_whole(one_workspace, query):
    workspace = one_workspace
    workspace.follow_link(query)
    assert workspace.state.dashboards == SMALL.dashboards
    assert not workspace._history.can_undo
    assert workspace.sections["sales" if workspace.state.open == "main" else "growth"]._built
    workspace.link()


@pytest.fixture
def one_workspace(make):
    return make(None, state=SMALL)


@pytest.mark.spec("W6")
def test_what_the_page_sends_beside_a_query_is_passed_over(make):
    workspace = make(state=SMALL)
    for content in (
        None,
        "opened",
        {"kind": "opened"},
        {"kind": "opened", "query": 5},
        {"kind": "follow", "query": "a"},
    ):
        workspace._dialogs._address._handle_custom_msg(content, [])
    assert workspace._notice.text == ""
    assert workspace.state == SMALL
