from __future__ import annotations

import pytest

import smwidgets as sm
from smwidgets.core.errors import MissingDataError
from smwidgets.sections.page_views import PageViews

LAST_7_DAYS = {"total": 3, "monitored": 2, "anonymous": 1}
BY_TABLES = [
    (("visits", "page_views"), LAST_7_DAYS),
    (("page_views",), {"total": 3, "monitored": 0, "anonymous": 3}),
    (("visits",), LAST_7_DAYS),
]


def shop_of(garden_tables, *names):
    return sm.connect({name: garden_tables[name] for name in names}, timezone="Europe/Warsaw", currency="PLN")


@pytest.mark.spec("H1")
def test_monitored_and_anonymous_views_add_up_to_all(garden):
    section = PageViews(garden, period="last_7_days")
    assert section.figures == LAST_7_DAYS
    frame = section.frame
    assert frame["total"].tolist() == [0, 2, 0, 0, 0, 0, 1]
    assert (frame["monitored"] + frame["anonymous"]).tolist() == frame["total"].tolist()


@pytest.mark.spec("H1", "M2")
def test_nothing_after_the_clock_counts(garden_shop):
    before, after = (
        PageViews(sm.DashboardModel(garden_shop, as_of=at), period="today").figures["monitored"]
        for at in ("2025-01-20 12:00", "2025-01-20 12:00:01")
    )
    assert (before, after) == (1, 2)


@pytest.mark.spec("H1")
def test_tabs_choose_the_series_and_the_figures_stay(garden):
    section = PageViews(garden)
    section.show()
    for measure, values in (("anonymous", [0, 0, 0, 0, 0, 0, 1]), ("monitored", [0, 2, 0, 0, 0, 0, 0])):
        section._tabs.value = measure
        assert section._chart._drawing.series[0].y.tolist() == values
        assert section.figures == LAST_7_DAYS
    section.chart = "bar"
    assert section._chart._drawing.kind == "bar"
    assert all(f'data-figure="{key}"' in section._strip.value for key in LAST_7_DAYS)
    section.close()


@pytest.mark.spec("H1")
@pytest.mark.parametrize(("names", "figures"), BY_TABLES, ids="+".join)
def test_views_are_counted_from_what_the_shop_has_and_explained_alike(garden_tables, names, figures):
    with shop_of(garden_tables, *names) as shop:
        section = PageViews(sm.DashboardModel(shop, as_of="2025-01-20 12:00"))
        assert section.figures == figures
        computed = shop._snapshot._connection.cursor().sql(section.explain().sql).df()
        assert dict(computed.astype("int64").iloc[0]) == figures


def test_without_views_and_visits_it_says_what_is_missing(garden_tables):
    with shop_of(garden_tables, "events") as shop, pytest.raises(MissingDataError, match="page_views"):
        PageViews(sm.DashboardModel(shop, as_of="2025-01-20")).figures  # noqa: B018
