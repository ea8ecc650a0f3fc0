"""What the sections of contact analytics say, against the rows of the sample shop."""

from datetime import UTC, datetime, timedelta

import pytest

import smwidgets as sm

PERIODS = ("last_7_days", "current_month", "previous_quarter", "last_12_months")
MOMENTS = (
    "2025-03-30T12:00:00+02:00",
    "2025-10-26T02:30:00+01:00",
    "2026-01-06T12:00:00+01:00",
    "2026-03-06T18:20:31.5+01:00",
)
GROUPS = ("all", "new", "opted_out", "monitored")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@pytest.fixture(params=MOMENTS)
def model(request, sample_shop):
    return sm.DashboardModel(sample_shop, as_of=request.param)


@pytest.fixture
def now(model):
    return model.now.astimezone(UTC)


@pytest.fixture
def zone(sample_shop):
    return sample_shop.timezone


@pytest.mark.spec("CA1", "CA2", "CA3")
def test_the_base_and_its_charts(naive, naive_contacts, sample_rows, section, model, now, zone):
    contacts = sample_rows["contacts"]
    out, everybody = naive_contacts.opted_out(contacts, now), naive_contacts.everybody(contacts, now)
    for period in PERIODS:
        found, frame = section("ContactBase")(model, period=period), naive.frame(period, now, zone)
        new = naive_contacts.group(contacts, "new", *frame.current)
        assert found.figures == {"all": everybody, "new": new, "opted_out": out, "monitored": everybody - out}
        for prefix, span in (("", frame.current), ("previous_", frame.previous)):
            buckets = naive.buckets(span, frame.grain, zone)
            rows = found.frame.head(len(buckets))
            assert [at.astimezone(UTC) for at in rows[f"{prefix}start"]] == [bucket.start for bucket in buckets]
            for group in GROUPS:
                wanted = [naive_contacts.group(contacts, group, *bucket) for bucket in buckets]
                assert rows[prefix + group].tolist() == wanted, (period, prefix, group)
                assert found.frame[prefix + group].iloc[len(buckets) :].isna().all()
        for group in GROUPS:
            current, previous = (naive_contacts.group(contacts, group, *span) for span in frame[:2])
            delta, percent = naive.trend(current, previous)
            assert found.trends[group].delta == delta
            assert found.trends[group].percent == (None if percent is None else pytest.approx(float(percent)))


@pytest.mark.spec("CA5")
def test_activity(naive, naive_contacts, sample_rows, section, model, now, zone):
    moments = naive_contacts.deeds(sample_rows["visits"], sample_rows["interactions"])
    for period in PERIODS[:3]:
        found, frame = section("ContactActivity")(model, period=period), naive.frame(period, now, zone)
        within = [at for at in moments if frame.current.start <= at < frame.current.end]
        wanted = naive_contacts.activity(within, *frame.current, zone)
        assert {key: mean for key, mean in found.figures.items() if mean is not None} == (
            {f"hour_{hour:02}": float(mean) for hour, mean in wanted.by_hour.items()}
            | {WEEKDAYS[day]: float(mean) for day, mean in wanted.by_weekday.items()}
        )
        cells = {(day, hour): found.frame.loc[day, hour] for day in range(7) for hour in range(24)}
        assert {key: mean for key, mean in cells.items() if mean == mean} == {  # noqa: PLR0124 - not NaN
            key: float(mean) for key, mean in wanted.by_both.items()
        }


@pytest.mark.spec("CA6", "CA7", "CA8")
def test_reasons_domains_and_the_flag(naive, naive_contacts, sample_rows, section, model, now, zone):
    contacts = sample_rows["contacts"]
    for period in PERIODS:
        found = section("OptOutReasons")(model, period=period).figures
        wanted = naive_contacts.reasons(contacts, *naive.frame(period, now, zone).current)
        assert {reason: number for reason, number in found.items() if number} == wanted
    domains = naive_contacts.domains(contacts, now)
    found = dict(section("EmailDomains")(model, top="3").figures)
    others = found.pop("other")
    assert {domain: domains[domain] for domain in found} == found
    assert sorted(found.values()) == sorted(domains.values())[-3:]
    assert others + sum(found.values()) == sum(domains.values())
    assert section("MonitoredShare")(model).figures == naive_contacts.by_flag(contacts, now)


@pytest.mark.spec("CA2", "CA3")
def test_a_range_of_ones_own(naive, naive_comparison, naive_contacts, sample_rows, section, zone, sample_shop):
    contacts, now = sample_rows["contacts"], datetime(2026, 3, 6, 17, 20, tzinfo=UTC)
    model = sm.DashboardModel(sample_shop, as_of=now)
    start = datetime(2025, 10, 24, tzinfo=zone)
    for days in (1, 3, 40, 400):
        own = start.replace(tzinfo=None), start.replace(tzinfo=None) + timedelta(days=days)
        found, frame = section("ContactBase")(model, period=sm.Period(*own)), naive.frame(own, now, zone)
        assert found.figures["new"] == naive_contacts.group(contacts, "new", *frame.current)
        rows = naive_comparison.rows(naive, own, now, zone)
        for place, prefix in enumerate(("", "previous_")):
            assert all(row[place] for row in rows)
            for group in GROUPS:
                wanted = [naive_contacts.group(contacts, group, *row[place]) for row in rows]
                assert found.frame[prefix + group].tolist() == wanted
