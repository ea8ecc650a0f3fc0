"""How the contact base grows, counted contact by contact."""

from datetime import UTC, datetime, timedelta

import pytest

import smwidgets as sm

MOMENTS = (
    "2021-09-18T12:00:00+02:00",  # when the first contacts came
    "2025-03-30T12:00:00+02:00",
    "2025-04-02T00:00:00+02:00",
    "2025-10-26T02:30:00+01:00",
    "2026-01-06T12:00:00+01:00",
    "2026-03-06T18:20:31.5+01:00",
)
ZONES = ("Europe/Warsaw", "America/New_York")


@pytest.mark.spec("G1")
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("as_of", MOMENTS)
def test_contacts_of_the_sample_shop(naive, naive_base, sample, sample_rows, section, as_of, zone):
    contacts, now = sample_rows["contacts"], datetime.fromisoformat(as_of).astimezone(UTC)
    with sm.connect({"contacts": sample["contacts"]}, timezone=zone) as shop:
        found = section("ContactGrowth")(sm.DashboardModel(shop, as_of=now))
        today = now.astimezone(shop.timezone).date()
        ends = [naive.midnight(today - timedelta(days=days), shop.timezone) for days in range(7, -1, -1)]
        assert found.figures == {
            "total": naive_base.created(contacts, None, now),
            "yesterday": naive_base.created(contacts, ends[-2], ends[-1]),
            "last_7_days": naive_base.created(contacts, ends[0], ends[-1]),
        }
        days = found.frame.to_dict("records")
        assert [one["start"].astimezone(UTC) for one in days] == ends[:-1]
        for one, start, end in zip(days, ends[:-1], ends[1:], strict=True):
            assert one["new"] == naive_base.created(contacts, start, end)
            assert one["all"] == naive_base.created(contacts, None, end)


@pytest.mark.spec("G1")
def test_events_say_nothing_of_contacts(uci_store, section):
    with pytest.raises(sm.MissingDataError, match="contacts"):
        _ = section("ContactGrowth")(sm.DashboardModel(uci_store, as_of=datetime(2011, 6, 1, tzinfo=UTC))).figures
