from __future__ import annotations

import pytest

import smwidgets as sm
from smwidgets.sections.live_events import LiveEvents


@pytest.fixture
def section(live_model):
    shown = LiveEvents(live_model)
    shown.show()
    yield shown
    shown.close()


def ids(section):
    return section.frame.iloc[:, 0].tolist()


def apply(section, **values):
    """What the page sends when a person applies filters."""
    section._menu_of_filters._receive(None, {"kind": "apply", "values": values}, None)


@pytest.mark.spec("I1")
def test_pages_hold_every_row_once_newest_first_and_lead_back(section, tables):
    visits = tables["visits"].dropna(subset="contact_id").sort_values(["started_at", "visit_id"], ascending=False)
    walked = [ids(section)]
    while section._pager.older:
        section._pager._receive(None, {"direction": "older"}, None)
        walked.append(ids(section))
    assert [one for page in walked for one in page] == visits["visit_id"].tolist()
    assert [len(page) for page in walked] == [25, 25, 10]
    back = [walked[-1]]
    while section._pager.newer:
        section._pager._receive(None, {"direction": "newer"}, None)
        back.append(ids(section))
    assert back == walked[::-1]


@pytest.mark.spec("I1", "M2")
def test_rows_appear_on_the_newest_page_as_the_clock_moves(live_shop):
    model = sm.DashboardModel(live_shop, as_of="2026-03-05 08:10")
    section = LiveEvents(model)
    section.show()
    assert ids(section)[0] == 20
    assert section._table.fresh == []
    model.as_of = "2026-03-05 08:11"
    assert ids(section)[:3] == [22, 21, 20]
    assert section._table.fresh == ["22", "21"]
    section.close()


@pytest.mark.spec("I1")
def test_another_tab_begins_at_its_newest_page(section):
    section.turn("older")
    section._tabs.value = "transactions"
    assert ids(section)[0] == 1030
    assert section._pager.newer is False


@pytest.mark.spec("I2")
def test_each_list_shows_its_columns_in_the_readers_language(section):
    def heads():
        return [column["label"] for column in section._table.columns]

    def first():
        return [text.replace("\xa0", " ") for text in section._table.rows[0]]

    assert heads() == ["Data", "E-mail", "Nazwa", "Scoring", "Profil 360°"]
    assert first()[:4] == ["5 mar 2026, 08:29", "bartek@sklep.example", "<img src=x onerror=alert(1)>", "9"]
    section.tab = "anonymous"
    assert heads() == ["Data", "Kontakt", "Dostawca internetu", "Scoring", "Profil 360°"]
    assert [row[1:4] for row in section._table.rows] == [
        ["anonimowy", "=cmd()", "1"],
        ["anonimowy", "—", "4"],
        ["anonimowy", "Sieć Osiedlowa", "—"],
    ]
    section.tab = "transactions"
    assert heads() == ["Data", "E-mail", "Nazwa", "Wartość", "Produkty", "Profil 360°"]
    assert first()[3:5] == ["129,50 zł", "7"]
    assert [row[4] for row in section._table.rows[:2]] == ["7", "3"]
    section.model.locale = "en"
    assert heads() == ["Date", "E-mail", "Name", "Value", "Products", "360° profile"]
    assert first()[3] == "129.50 PLN"


@pytest.mark.spec("I3")
def test_filters_narrow_and_clear_and_their_number_is_told(section):
    apply(section, owner="Ewa", dates=["2026-03-05", "2026-03-05"], min_score=8)
    shown = section.frame
    assert len(shown) == 6
    assert set(shown["score"]) == {8}
    assert set(shown["contact_id"]) == {1}
    assert section._menu_of_filters.values == {"owner": "Ewa", "dates": ["2026-03-05", "2026-03-05"], "min_score": 8}
    apply(section, owner=None, dates=["", ""], min_score=None)
    assert len(section.frame) == 25
    assert section.filters.active("monitored") == 0


@pytest.mark.spec("I3")
def test_the_least_score_is_inclusive_and_off_for_transactions(section):
    apply(section, owner=None, dates=["", ""], min_score=9)
    assert section.frame["score"].tolist() == [9] * 6
    section.tab = "transactions"
    assert len(section.frame) == 25
    assert [field["name"] for field in section._menu_of_filters.fields] == ["owner", "dates"]
    section.tab = "monitored"
    assert section._menu_of_filters.values["min_score"] == 9


@pytest.mark.spec("I3")
def test_an_end_day_is_included_and_a_filter_that_fits_nothing_says_so(section):
    section.tab = "transactions"
    apply(section, owner=None, dates=["2026-03-04", "2026-03-04"])
    assert section.frame["at"].dt.date.astype(str).unique().tolist() == ["2026-03-04"]
    assert len(section.frame) == 16
    apply(section, owner=None, dates=["2027-01-01", ""])
    assert section._table.rows == []
    assert section._table.empty == "Żadne zdarzenie nie spełnia filtrów"


def test_settings_travel_as_json_and_come_back(section, live_model):
    apply(section, owner="Jan", dates=["2026-03-05", ""], min_score=2)
    again = LiveEvents(live_model, **section.settings)
    assert again.filters == section.filters
    assert again.settings == section.settings


def test_a_day_that_is_none_is_refused(section):
    with pytest.raises(sm.SmwidgetsError, match="no day"):
        section.start_on = "yesterday"


def test_a_shop_that_knows_purchases_only_shows_them_under_its_contact_ids(seed_shop):
    section = LiveEvents(sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00"))
    section.show()
    assert section.kind == "transactions"
    assert [key for key, _ in section._tabs.options] == ["transactions"]
    assert section._table.rows[0][1:3] == ["c1", "—"]
    assert [field["name"] for field in section._menu_of_filters.fields] == ["dates"]
    section.close()


def test_a_shop_without_events_says_what_is_missing(tables, state):
    with sm.connect({"contacts": tables["contacts"]}, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = LiveEvents(sm.DashboardModel(shop, as_of="2026-03-06"))
        section.show()
        assert state(section) == "unavailable"
        assert "visits" in section._card._status.value
        section.close()


def test_its_explanation_counts_every_row_of_the_list(section):
    assert section.explain().rows == 60
    apply(section, owner=None, dates=["", ""], min_score=9)
    assert section.explain().rows == 6
