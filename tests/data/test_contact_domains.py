"""Domains of subscribers: what counts as one, and who counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import MissingDataError
from smwidgets.data.contact_domains import by_domain, domains, subscribers

NOW = datetime(2026, 2, 1, 12, 30, tzinfo=UTC)


def opened(*emails, **columns):
    frame = pd.DataFrame({"email": emails, "created_at": "2026-01-01", "monitored": True, **columns})
    return sm.connect({"contacts": frame.assign(contact_id=range(len(frame)))}, timezone="UTC")


@pytest.mark.spec("CA7")
@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("a@sklep.example", "sklep.example"),
        ("A@Sklep.EXAMPLE", "sklep.example"),
        ('"a@b"@sklep.example', "sklep.example"),
        ("a@b@c@sklep.example", "sklep.example"),
        ("a@sklep.example.", "sklep.example"),
        ("a@sklep.example. \n", "sklep.example"),
        (" a@ sklep.example ", "sklep.example"),
        ("ż@ŻÓŁW.example", "żółw.example"),
        ("x@XN--w-uga1v8h.example", "xn--w-uga1v8h.example"),
        ("a@[192.0.2.1]", "[192.0.2.1]"),
        ("a@<b>&.example", "<b>&.example"),
        ("a", None),
        ("", None),
        ("@", None),
        ("a@", None),
        ("a@b@", None),
        ("a@...", None),
        ("a@ ", None),
    ],
)
def test_what_follows_the_last_at(email, domain):
    with opened(email) as shop:
        assert domains(shop, NOW).to_dict("list") == {"domain": [domain], "contacts": [1]}


@pytest.mark.spec("CA7")
def test_the_largest_come_first_and_none_last_among_equals():
    with opened("a@b.example", "b@b.example", "c@a.example", "d", "e@ź.example", "f@A.example", "g") as shop:
        found = domains(shop, NOW)
        assert found.to_dict("list") == {
            "domain": ["a.example", "b.example", None, "ź.example"],
            "contacts": [2, 2, 2, 1],
        }
        assert found["contacts"].dtype == "int64"
        assert shop.execute(by_domain(subscribers(shop, NOW)))["contacts"].sum() == 7


@pytest.mark.spec("CA7")
def test_subscribers_exist_and_are_opted_in_at_the_moment():
    columns = {
        "created_at": ["2026-02-01 12:30", "2026-02-01 12:29:59.999999", "2026-01-01", "2026-01-01", "2026-01-31"],
        "opted_out_at": [None, None, "2026-02-01 12:30", "2026-02-01 12:29:59.999999", "2026-01-01"],
    }
    with opened("a@1", "a@2", "a@3", "a@4", "a@5", **columns) as shop:
        found = [
            domains(shop, at)["domain"].tolist()
            for at in (NOW, NOW.astimezone(timezone(timedelta(hours=5))), NOW.replace(tzinfo=None))
        ]
        assert found == [["2", "3"]] * 3
        assert sorted(shop.execute(subscribers(shop, NOW))["contact_id"]) == [1, 2]


@pytest.mark.spec("CA7")
def test_everybody_subscribes_where_nobody_knows_of_opt_outs():
    with opened("a@1", "a@2") as shop:
        assert domains(shop, NOW)["domain"].tolist() == ["1", "2"]


@pytest.mark.spec("CA7")
def test_a_shop_before_its_first_contact_has_no_domains():
    with opened("a@1") as shop:
        found = domains(shop, datetime(2025, 1, 1, tzinfo=UTC))
        assert found.columns.tolist() == ["domain", "contacts"]
        assert len(found) == 0


@pytest.mark.spec("CA7")
def test_no_contacts_no_domains(six_tables):
    with sm.connect({"events": six_tables["events"]}) as shop, pytest.raises(MissingDataError, match="contacts"):
        domains(shop, NOW)
