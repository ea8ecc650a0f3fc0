"""The export of contact groups."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.sections import ContactBase
from smwidgets.sections._contact_export import contact_export

WEEK = {"all": 7, "new": 2, "opted_out": 1, "monitored": 5}
"""Contacts of each group at the end of, or in, the seven days before 20 January."""


@pytest.fixture
def signed_in(club_shop, tmp_path):
    return sm.DashboardModel(club_shop, as_of="2025-01-20 12:00", user="ola", repository=tmp_path / "repository")


@pytest.fixture
def section(signed_in):
    made = ContactBase(signed_in, period="last_7_days")
    made.show()
    yield made
    made.close()


def exported(model):
    (file,) = model.repository.files()
    with model.repository.open(file.id) as content:
        head, *rows = csv.reader(io.StringIO(content.read().decode("utf-8-sig")), delimiter=";")
    return file, [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.spec("CA4")
@pytest.mark.parametrize("group", WEEK)
def test_the_group_in_preview_is_exported_for_the_period_that_is_looked_at(section, signed_in, group):
    section._tiles.set_state({"value": group})
    section._export_button.click()
    export = section._export
    assert export._form._picker.period == "last_7_days"
    assert f">{WEEK[group]} " in export._count.value.replace("<bdi>", "")
    assert "smw-away" in export._form._rows["filters"]._dom_classes
    export._button.click()
    file, rows = exported(signed_in)
    assert file.rows == len(rows) == WEEK[group]
    # The chart and the file speak of the same contacts.
    last = section.frame[group]
    assert len(rows) == (last.iloc[-1] if group in {"all", "monitored"} else last.sum())


@pytest.mark.spec("CA4")
def test_each_row_says_what_the_shop_knows_of_a_contact(section, signed_in):
    section._tiles.set_state({"value": "opted_out"})
    section._export_button.click()
    section._export._button.click()
    file, (row,) = exported(signed_in)
    assert file.name.startswith("wypisane-kontakty_2025-01-13_2025-01-19_")
    assert row == {
        "Kontakt": "ola",
        "E-mail": "ola@p.example",
        "Data dodania (Europe/Warsaw)": "2024-12-31 23:59:59",
        "Data wypisu (Europe/Warsaw)": "2025-01-14 09:00:00",
        "Powód wypisu": "Otrzymywałem zbyt wiele wiadomości",
        "Monitorowany": "PRAWDA",
    }


@pytest.mark.spec("CA4")
def test_a_period_of_the_whole_dashboard_is_offered_first(section, signed_in):
    signed_in.override = "last_30_days"
    section._export_button.click()
    assert section._export._form._picker.period == "last_30_days"


@pytest.mark.spec("CA4")
def test_a_group_that_nobody_knows_cannot_be_exported(club_tables, tmp_path):
    known = club_tables["contacts"].drop(columns=["opted_out_at", "opt_out_reason"])
    with sm.connect({"contacts": known}, timezone="Europe/Warsaw") as shop:
        section = ContactBase(sm.DashboardModel(shop, as_of="2025-01-20 12:00", user="ola", repository=tmp_path))
        section.show()
        assert not section._export_button.disabled
        section.preview = "opted_out"
        assert section._export_button.disabled
        section.close()


@pytest.mark.spec("CA4")
@pytest.mark.parametrize(
    ("locale", "heads", "words"),
    [
        ("pl", ("Stan (opis)", "Powód wypisu (opis)"), {"Klient", "Zbyt wiele wiadomości"}),
        ("en", ("State (in words)", "Reason of the opt-out (in words)"), {"Customer", "Too many messages"}),
    ],
)
def test_where_the_shop_has_codes_the_file_has_their_words_beside_them(club_tables, locale, heads, words):
    coded = club_tables["contacts"].assign(state="CUSTOMER")
    coded["opt_out_reason"] = coded["opt_out_reason"].map(lambda text: "too_many_messages" if text else text)
    with sm.connect({"contacts": coded}, timezone="Europe/Warsaw") as shop:
        model = sm.DashboardModel(shop, as_of="2025-01-20 12:00", locale=locale)
        export = contact_export(model, "opted_out", "last_7_days")
        (batch,) = export.rows(model.timeframe("last_7_days").current, True)
        row = {export.sheet.header(name): value for name, value in batch.to_pylist()[0].items()}
        assert {row[head] for head in heads} == words
        assert {"CUSTOMER", "too_many_messages"} <= set(row.values())


@pytest.mark.spec("CA4", "M1")
def test_contacts_added_in_the_hour_that_comes_twice_are_told_apart(club_tables, tmp_path):
    twice = pd.to_datetime(["2024-10-27 00:30", "2024-10-27 01:30"], utc=True)
    contacts = club_tables["contacts"].head(2).assign(created_at=twice).drop(columns=["opted_out_at"])
    with sm.connect({"contacts": contacts}, timezone="Europe/Warsaw") as shop:
        model = sm.DashboardModel(shop, as_of="2025-01-20 12:00", user="ola", repository=tmp_path)
        section = ContactBase(model, period="last_7_days", preview="all")
        section.show()
        section._export_button.click()
        section._export._button.click()
        _, rows = exported(model)
        section.close()
    assert {row["Data dodania (Europe/Warsaw)"] for row in rows} == {"2024-10-27 02:30:00"}
    assert {row["Data dodania, różnica wobec UTC"] for row in rows} == {"UTC+01:00", "UTC+02:00"}
