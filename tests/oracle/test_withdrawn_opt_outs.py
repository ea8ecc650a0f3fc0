"""An opt-out that a later import takes back has ended: the contact is opted in again, and the past stays as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.periods import resolve
from smwidgets.data.contact_domains import domains
from smwidgets.data.store import check_store
from smwidgets.metrics.contact_base import monitored_share, opt_outs_by_reason
from smwidgets.sections._contact_groups import group_figures, groups_by_bucket
from smwidgets.sections._moments import measured

NOW = datetime(2026, 2, 1, tzinfo=UTC)


def contacts(**columns):
    return {
        "contacts": pd.DataFrame(
            {
                "contact_id": [1, 2, 3],
                "email": ["a@one.example", "b@two.example", "c@three.example"],
                "created_at": ["2026-01-01 08:00", "2026-01-02 08:00", "2026-01-03 08:00"],
                "monitored": True,
                **columns,
            }
        )
    }


BEFORE = {"opted_out_at": ["2026-01-10 10:30", "2026-01-11 10:00", None], "opt_out_reason": ["too_many_messages"] * 3}


def told(shop, now=NOW):
    """Opted out and opted in at a moment; opt-outs of January and their reasons; domains of those opted in."""
    period = resolve(sm.Period("2026-01-01", "2026-01-31"), now.astimezone(shop.timezone))
    ends = [period.current.start, period.current.end]
    by_reason = measured(shop, "opt_outs", opt_outs_by_reason, ends)
    return (
        group_figures(shop, period)["opted_out"],
        group_figures(shop, period)["monitored"],
        int(groups_by_bucket(shop, ["opted_out"], period.buckets())["opted_out"].sum()),
        by_reason[by_reason > 0].to_dict(),
        domains(shop, now)["domain"].tolist(),
    )


@pytest.fixture
def shop(tmp_path):
    sm.import_shop(contacts(**BEFORE), tmp_path / "shop.duckdb", timezone="UTC")
    with sm.connect(tmp_path / "shop.duckdb") as shop:
        yield shop


def afterwards():
    """When an import that was done just now is past."""
    return datetime.now(UTC) + timedelta(minutes=1)


@pytest.fixture
def append(tmp_path):
    return lambda tables: sm.import_shop(tables, tmp_path / "shop.duckdb", append=True)


@pytest.mark.spec("CA1", "CA6", "CA7", "M2")
def test_a_withdrawn_opt_out_ends_with_the_import_and_the_past_stays(shop, append, tmp_path):
    assert told(shop) == (2, 1, 2, {"too_many_messages": 2}, ["three.example"])
    back = contacts(opted_out_at=[None, "2026-01-11 10:00", None], opt_out_reason=[None, "never_signed_up", None])
    append({"contacts": back["contacts"].iloc[:2]})
    assert told(shop) == (2, 1, 2, {"too_many_messages": 2}, ["three.example"])
    assert shop.refresh()
    corrected = {"too_many_messages": 1, "never_signed_up": 1}
    assert told(shop) == (2, 1, 2, corrected, ["three.example"])
    assert told(shop, afterwards()) == (1, 2, 2, corrected, ["one.example", "three.example"])
    assert check_store(tmp_path / "shop.duckdb") == []


@pytest.mark.spec("CA1", "CA6", "CA7")
@pytest.mark.parametrize("nothing", [[None] * 3, pd.array([pd.NaT] * 3, "datetime64[us, UTC]")])
def test_all_opt_outs_may_be_withdrawn_at_once(shop, append, nothing):
    append(contacts(opted_out_at=nothing))
    shop.refresh()
    reasons = {"too_many_messages": 2}
    assert told(shop, afterwards()) == (0, 3, 2, reasons, ["one.example", "three.example", "two.example"])


@pytest.mark.spec("CA1")
def test_a_file_withdraws_by_an_empty_cell_and_who_leaves_once_more_is_out_again(shop, append, tmp_path):
    folder = tmp_path / "later"
    folder.mkdir()
    back = contacts(opted_out_at=[None, "2026-01-11 10:00", None])["contacts"]
    back.to_csv(folder / "contacts.csv", index=False)
    append(folder)
    shop.refresh()
    assert told(shop, afterwards())[:3] == (1, 2, 2)
    append(contacts(opted_out_at=["2026-01-12", "2026-01-20", None]))
    shop.refresh()
    assert told(shop)[:3] == (2, 1, 3)  # the first one's is told late, the second left twice
    assert told(shop, afterwards() + timedelta(minutes=1))[:2] == (2, 1)


@pytest.mark.spec("CA1")
def test_an_opt_out_that_is_corrected_leaves_nothing_behind(shop, append):
    append(contacts(opted_out_at=["2026-01-09", "2026-01-11 10:00", None]))
    shop.refresh()
    assert told(shop)[:3] == (2, 1, 2)
    assert not shop.has("contact_changes")


@pytest.mark.spec("CA1")
def test_a_source_that_does_not_tell_of_opt_outs_withdraws_none(shop, append):
    append(contacts())
    shop.refresh()
    assert told(shop) == (2, 1, 2, {"too_many_messages": 2}, ["three.example"])


@pytest.mark.spec("CA8", "M2")
def test_another_monitoring_flag_holds_from_its_import_on(shop, append):
    append({"contacts": contacts()["contacts"].assign(monitored=[True, False, True])})
    shop.refresh()
    share = measured(shop, "contacts", monitored_share, [NOW, afterwards()])
    assert share["monitored"].tolist() == [3, 2]
