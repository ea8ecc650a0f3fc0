from __future__ import annotations

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.data.access import NOTHING, Rights
from smwidgets.data.importing import import_shop

AS_OF = "2026-01-20 12:00"


def tables(*owners):
    return {
        "contacts": pd.DataFrame(
            {
                "contact_id": [f"c{place}" for place in range(len(owners))],
                "email": [f"c{place}@example.com" for place in range(len(owners))],
                "created_at": pd.Timestamp("2026-01-01"),
                "monitored": True,
                "owner": list(owners),
            }
        ),
        "events": pd.DataFrame(
            {
                "event_id": [f"e{place}" for place in range(len(owners))],
                "contact_id": [f"c{place}" for place in range(len(owners))],
                "type": "PURCHASE",
                "occurred_at": pd.Timestamp("2026-01-15 12:00"),
                "value": 10.0,
            }
        ),
    }


@pytest.fixture(scope="module")
def shop():
    with sm.connect(tables("ewa", "jan"), timezone="Europe/Warsaw", currency="PLN") as shop:
        yield shop


def seen(dashboard):
    """Everything a dashboard tells with widgets of HTML."""
    texts, waiting = [], [dashboard]
    while waiting:
        widget = waiting.pop()
        texts.append(str(getattr(widget, "value", "")))
        waiting += getattr(widget, "children", ())
    return " ".join(texts)


@pytest.fixture(params=["main", "contacts", "workspace"])
def made(request):
    dashboards = []

    def make(model):
        kinds = {"main": sm.MainDashboard, "contacts": sm.ContactAnalytics, "workspace": sm.Workspace}
        dashboards.append(kinds[request.param](model))
        dashboards[-1].show()
        return dashboards[-1]

    yield make
    for dashboard in dashboards:
        dashboard.close()


@pytest.mark.spec("R5")
@pytest.mark.parametrize(
    ("locale", "told"),
    [("pl", "ewa nie ma prawa widzieć kontaktów"), ("en", "Ask whoever publishes this dashboard for access")],
)
def test_a_user_without_rights_sees_one_notice_and_whom_to_ask(shop, made, locale, told):
    model = sm.DashboardModel(shop, as_of=AS_OF, user="ewa", rights=NOTHING, locale=locale)
    text = seen(made(model))
    assert text.count(told) == 1
    assert not any(said in text for said in ("0 zł", "0 PLN", "Nikt jeszcze nie kupił", "Nobody has bought yet"))


@pytest.mark.spec("R5")
def test_owners_without_contacts_are_named(shop, made):
    rights = Rights(["ola"])
    text = seen(made(sm.DashboardModel(shop, as_of=AS_OF, user="ewa", rights=rights)))
    assert "kontakty właścicieli: ola" in text
    assert "0 zł" not in text


@pytest.mark.spec("R5")
def test_some_rights_show_the_dashboard_and_say_whose_contacts_it_is_of(shop, made):
    text = seen(made(sm.DashboardModel(shop, as_of=AS_OF, user="ewa", rights=Rights(["jan"]))))
    assert text.count("tylko kontakty: jan") == 1
    assert "nie ma prawa" not in text


@pytest.mark.spec("R5")
def test_full_rights_are_said_nothing_about_also_in_an_empty_shop(made):
    with sm.connect(tables(), timezone="Europe/Warsaw", currency="PLN") as empty:
        text = seen(made(sm.DashboardModel(empty, as_of=AS_OF, user="ewa")))
        assert "tylko kontakty" not in text
        assert "nie ma prawa" not in text


@pytest.mark.spec("R5")
def test_the_dashboard_comes_with_the_first_contact_that_may_be_seen(tmp_path, made):
    path = tmp_path / "shop.duckdb"
    import_shop(tables("jan"), path)
    with sm.connect(path) as shop:
        model = sm.DashboardModel(shop, as_of=AS_OF, user="ewa", rights=Rights(["ewa"]))
        dashboard = made(model)
        assert "nie mają oni żadnych kontaktów" in seen(dashboard)
        import_shop(tables("ewa"), path)
        model.refresh()
        assert "nie mają oni żadnych kontaktów" not in seen(dashboard)


@pytest.mark.spec("R5")
def test_a_section_of_its_own_says_so_too(shop, state):
    section = sm.sections.SalesAnalytics(sm.DashboardModel(shop, as_of=AS_OF, user="ewa", rights=NOTHING))
    section.show()
    assert state(section) == "empty"
    assert "ewa nie ma prawa" in seen(section)
    section.close()
