from __future__ import annotations

import re

import pytest

from smwidgets.sections._live_card import FactList
from smwidgets.sections.live_events import LiveEvents


@pytest.fixture
def section(live_model):
    shown = LiveEvents(live_model)
    shown.show()
    yield shown
    shown.close()


@pytest.fixture
def profile(section):
    """Press the button of a row: ``profile(tab, key)``."""

    def press(tab, key):
        section.tab = tab
        section._table._receive(None, {"kind": "action", "key": key, "column": "profile"}, None)
        return section._profile

    return press


def tabs(profile):
    return [label for _, label in profile._tabs.options]


def facts(html):
    found = re.findall(r'data-fact="(\w+)".*?<dd style="[^"]*" title="([^"]*)"', html.value)
    return {key: value.replace("\xa0", " ") for key, value in found}


def shown(profile, part):
    return part in profile.dialog.body.children


@pytest.mark.spec("I5")
def test_a_monitored_visit_shows_the_cards_extract_and_two_tabs(profile):
    opened = profile("monitored", "59")
    assert opened.dialog.opened
    assert opened.dialog.heading == "Profil 360°: anna@sklep.example"
    assert tabs(opened) == ["Ostatnia wizyta", "Historia wizyt"]
    card = facts(opened._facts)
    assert (card["name"], card["owner"], card["subscription"], card["orders"]) == ("Anna", "Ewa", "zapisany", "10")
    assert card["revenue"] == "1 140,00 zł"
    visit = facts(opened._visit)
    assert (visit["at"], visit["score"]) == ("5 mar 2026, 08:29", "8")
    assert [row[1:] for row in opened._pages.rows] == [
        ["Sklep", "https://sklep.example/"],
        ["Koszyk", "https://sklep.example/koszyk"],
    ]


@pytest.mark.spec("I5")
def test_the_history_opens_each_visit_with_its_pages_and_closes_it_again(profile):
    opened = profile("monitored", "59")
    opened._tabs.value = "visit_history"
    assert len(opened._table.rows) == 30
    assert "Razem 30" in opened._note.value
    opened._table._receive(None, {"kind": "action", "key": "59", "column": "pages"}, None)
    assert opened._table.row_keys[:4] == ["59", "59/0", "59/1", "57"]
    assert opened._table.rows[1][0] == "↳ 08:29"
    assert "https://sklep.example/koszyk" in opened._table.rows[2]
    opened._table._receive(None, {"kind": "action", "key": "59", "column": "pages"}, None)
    assert opened._table.row_keys[:2] == ["59", "57"]


@pytest.mark.spec("I5")
def test_an_anonymous_visit_shows_the_two_tabs_of_its_visitor_alone(profile):
    opened = profile("anonymous", "101")
    assert opened.dialog.heading == "Profil 360°: anonimowy"
    assert tabs(opened) == ["Ostatnia wizyta", "Historia wizyt"]
    assert not shown(opened, opened._facts)
    assert facts(opened._visit)["at"] == "6 mar 2026, 10:00"
    opened._tabs.value = "visit_history"
    assert opened._table.row_keys == ["102", "101"]


@pytest.mark.spec("I5")
def test_a_transaction_shows_the_buyers_full_contact_card(profile):
    opened = profile("transactions", "1029")
    assert tabs(opened) == ["Transakcje", "Koszyki", "Interakcje", "Wizyty", "Zgody"]
    card = facts(opened._facts)
    assert card["subscription"] == "wypisany 1 lut 2026"
    assert len(opened._table.rows) == 10
    assert "Suma wartości" in opened._note.value
    opened._tabs.value = "carts"
    assert opened._table.empty == "Brak danych"
    opened._tabs.value = "consents"
    assert dict(opened._table.rows) == {
        "Subskrypcja": "wypisany 1 lut 2026",
        "Data wypisania": "1 lut 2026, 09:00",
        "Powód wypisania": "Zbyt wiele wiadomości",
        "Monitorowanie": "tak",
        "Dodany": "1 sty 2026, 08:00",
    }


@pytest.mark.spec("I5")
def test_a_buyers_cart_and_interaction_are_told(profile):
    opened = profile("transactions", "1028")
    opened._tabs.value = "carts"
    assert opened._table.row_keys == ["2001"]
    opened._tabs.value = "interactions"
    assert opened._table.rows[0][1:3] == ["Kliknięcie", "E-mail"]


def test_a_name_with_markup_is_written_as_text(profile):
    opened = profile("monitored", "60")
    assert "<img" not in opened._facts.value
    assert "&lt;img src=x onerror=alert(1)&gt;" in opened._facts.value


def test_a_profile_that_cannot_be_read_says_so_with_a_reference(profile, monkeypatch, caplog):
    def broken(*_, **__):
        raise RuntimeError("secret")

    monkeypatch.setattr("smwidgets.data.listing.profile", broken)
    opened = profile("monitored", "59")
    reference = caplog.records[-1].getMessage().split()[-1]
    assert reference in opened._message.value
    assert "secret" not in opened._message.value


def test_facts_are_written_in_the_readers_language():
    listed = FactList()
    listed.show([("owner", "Ewa")], "en")
    assert "Owner" in listed.value
    listed.close()
