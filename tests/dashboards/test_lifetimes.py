"""What a dashboard leaves on the page, in the kernel and in a saved notebook."""

from __future__ import annotations

import gc
import weakref

import pytest

import smwidgets as sm
from smwidgets.dashboards.contact_analytics import ContactAnalytics
from smwidgets.dashboards.main_dashboard import MainDashboard

MARKUP = {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"}


@pytest.fixture
def tabbed(corner):
    dashboard = sm.Dashboard(corner, {"one": ContactAnalytics.board, "two": ContactAnalytics.board})
    dashboard._repr_mimebundle_()
    yield dashboard
    dashboard.close()


def test_opened_tabs_stay_on_the_page_and_the_others_rest(tabbed, living):
    tabs = tabbed.children[2]
    one, two = (board for _, board in tabbed._boards.values())
    assert tabs.children == (tabs._bar, one)
    tabs.value = "two"
    assert tabs.children == (tabs._bar, one, two)
    assert "smw-away" in one._dom_classes
    assert not any(section._visible for section in one.sections.values())
    level = living()
    for value in ("one", "two", "one"):
        tabs.value = value
        assert tabs.children == (tabs._bar, one, two)
    assert living() == level
    assert ["smw-away" in board._dom_classes for board in (one, two)] == [False, True]
    assert [section._visible for section in two.sections.values()] == [False] * len(two.sections)


@pytest.mark.parametrize("kind", [MainDashboard, ContactAnalytics, sm.Workspace])
def test_a_dashboard_that_is_let_go_leaves_nothing_and_is_collected(corner, living, kind):
    dashboard = kind(corner)
    assert living() == 0
    dashboard._repr_mimebundle_()
    assert living() > 50
    dashboard.let_go()
    assert living() == 0
    sections = [weakref.ref(section) for section in dashboard.sections.values()]
    del dashboard
    gc.collect()
    assert [one() for one in sections] == [None] * len(sections)


def test_what_was_let_go_draws_nothing_until_it_is_shown_again(corner, living):
    dashboard = MainDashboard(corner)
    dashboard._repr_mimebundle_()
    level = living()
    title = dashboard.sections["sales_all"]._card.children[0].children[0]
    dashboard.let_go()
    corner.locale = "en"
    polish = title.value
    dashboard._repr_mimebundle_()
    assert (living(), title.value != polish) == (level, True)
    dashboard.close()
    assert living() == 0


def test_a_section_that_was_only_asked_is_told_to_no_page(corner, living):
    assert sm.sections.SalesAnalytics(corner).figures["orders"] == 2
    assert living() == 0


@pytest.mark.parametrize(
    ("locale", "words"),
    [("pl", ("Podsumowanie sprzedaży", "150 zł", "Transakcje")), ("en", ("Sales summary", "150 PLN", "Orders"))],
)
def test_a_display_carries_its_figures_as_text_and_as_a_table(corner, locale, words):
    corner.locale = locale
    dashboard = MainDashboard(corner)
    bundle = dashboard._repr_mimebundle_()
    assert set(bundle) == MARKUP
    plain = bundle["text/plain"].replace("\xa0", " ")
    assert all(word in plain for word in words)
    assert bundle["text/html"].startswith("<table><caption>")
    assert "<img" not in bundle["text/html"]
    dashboard.close()


def test_no_person_is_named_in_a_saved_notebook(corner):
    for kind in (MainDashboard, ContactAnalytics):
        dashboard = kind(corner)
        bundle = dashboard._repr_mimebundle_()
        for kept in ("text/plain", "text/html"):
            assert not any(word in bundle[kept] for word in ("ala@a.example", "ola@", "Ola", "Kim"))
        dashboard.close()
