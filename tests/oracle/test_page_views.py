"""Page views counted one by one, of the sample shop and of a real access log."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

import smwidgets as sm
from smwidgets.data.access import Rights

MOMENTS = ("2025-03-30T12:00:00+02:00", "2025-10-26T02:30:00+01:00", "2026-01-06T12:00:00+01:00")
PERIODS = ("today", "yesterday", "last_7_days", "last_30_days", "current_month", "previous_quarter", "last_12_months")
KEYS = ("total", "monitored", "anonymous")


def check(naive, naive_base, found, views, as_of):
    zone, now = found.model.shop.timezone, datetime.fromisoformat(as_of).astimezone(UTC)
    frame = naive.frame(found.period, now, zone)
    assert found.figures == naive_base.page_views(views, *frame.current), found.period
    buckets = naive.buckets(frame.current, frame.grain, zone)
    assert [at.astimezone(UTC) for at in found.frame["start"]] == [bucket.start for bucket in buckets], found.period
    for row, bucket in zip(found.frame.to_dict("records"), buckets, strict=True):
        assert {key: row[key] for key in KEYS} == naive_base.page_views(views, *bucket), (found.period, bucket)


@pytest.mark.spec("H1")
@pytest.mark.parametrize("as_of", MOMENTS)
def test_page_views_of_the_sample_shop(naive, naive_base, sample_rows, sample_shop, section, as_of):
    model = sm.DashboardModel(sample_shop, as_of=as_of)
    for period in PERIODS:
        check(naive, naive_base, section("PageViews")(model, period=period), sample_rows["page_views"], as_of)


@pytest.mark.spec("H1")
def test_contacts_of_the_visits_stand_for_those_of_the_page_views(naive, naive_base, sample, sample_rows, section):
    tables = {"visits": sample["visits"], "page_views": sample["page_views"].drop(columns="contact_id")}
    bare = [{**one, "contact_id": None} for one in sample_rows["page_views"]]
    views = naive_base.views_by_visit(bare, sample_rows["visits"])
    with sm.connect(tables) as shop:
        model = sm.DashboardModel(shop, as_of=MOMENTS[2])
        for period in ("today", "last_30_days"):
            check(naive, naive_base, section("PageViews")(model, period=period), views, MOMENTS[2])


@pytest.fixture(scope="module")
def half_known(sample, rows_of):
    """The sample shop, every other page view of a contact without its own; and some that no visit knows."""
    views = sample["page_views"].copy()
    views["contact_id"] = views["contact_id"].where(views.index % 2 == 0)
    views.loc[views.index % 11 == 0, "visit_id"] = -1
    return {**sample, "page_views": views}, rows_of(views)


@pytest.mark.spec("H1")
def test_a_view_without_a_contact_belongs_to_its_visits_row_by_row(naive, naive_base, half_known, sample_rows, section):
    tables, rows = half_known
    views = naive_base.views_by_visit(rows, sample_rows["visits"])
    with sm.connect({name: tables[name] for name in ("visits", "page_views")}) as shop:
        model = sm.DashboardModel(shop, as_of=MOMENTS[2])
        for period in ("today", "last_30_days"):
            found = section("PageViews")(model, period=period)
            check(naive, naive_base, found, views, MOMENTS[2])
            rows, figures = found.evidence(shop, found.timeframe())
            assert shop.execute(figures).iloc[0].to_dict() == found.figures


@pytest.mark.spec("H1", "R5")
def test_a_viewer_of_some_contacts_sees_their_views_as_theirs_and_nobody_elses(naive_base, half_known, sample_rows):
    tables, rows = half_known
    owner = sample_rows["contacts"][0]["owner"]
    mine = {one["contact_id"] for one in sample_rows["contacts"] if one["owner"] == owner}
    wanted = [one for one in naive_base.views_by_visit(rows, sample_rows["visits"]) if one["contact_id"] in mine]
    with sm.connect(tables) as whole, whole.restricted(Rights([owner])) as shop:
        cube = shop.cube("page_views").sum()
    assert cube.to_dict() == {"total": len(wanted), "monitored": len(wanted), "anonymous": 0}


@pytest.mark.spec("H1")
def test_visits_that_count_their_pages_stand_for_page_views(naive, naive_base, sample, sample_rows, section):
    with sm.connect({"visits": sample["visits"]}) as shop:
        model = sm.DashboardModel(shop, as_of=MOMENTS[2])
        for period in ("today", "last_30_days"):
            views = naive_base.views_of_visits(sample_rows["visits"])
            check(naive, naive_base, section("PageViews")(model, period=period), views, MOMENTS[2])


@pytest.fixture(scope="module")
def requests(naive_log, log_file):
    """Lines of the log, read by hand; the number of those that cannot be read."""
    found, unread = [], 0
    for line in log_file.read_text("utf-8").splitlines():
        try:
            found.append(naive_log.parse(line))
        except ValueError:
            unread += 1
    return found, unread


@pytest.fixture(scope="module")
def log_store(log_file, tmp_path_factory):
    store = tmp_path_factory.mktemp("log") / "log.duckdb"
    sm.import_shop(log_file, store, preset="apache_combined", skip_invalid=True)
    with sm.connect(store) as shop:
        yield shop


@pytest.mark.spec("H1")
def test_the_log_has_one_malformed_line_and_it_is_reported(log_file, requests, log_store):
    with pytest.raises(sm.ContractError) as refused:
        sm.connect(log_file, preset="apache_combined")
    (issue,) = refused.value.report.issues
    assert (issue.table, issue.column, issue.rows) == ("page_views", "viewed_at", 1)
    assert issue.examples[0].startswith("46.118.127.106 - - [20/May/2015:12:05:17 +0000]")
    assert log_store.left_out == {"page_views": 1}
    assert (len(requests[0]), requests[1]) == (9_999, 1)


@pytest.mark.spec("H1")
def test_requests_and_visits_of_the_log(naive_log, rows_of, requests, log_store):
    views = rows_of(log_store.execute(log_store.table("page_views")))
    assert Counter((one["viewed_at"], one["url"]) for one in views) == Counter((one.at, one.url) for one in requests[0])
    wanted = naive_log.visits(requests[0])
    found = rows_of(log_store.execute(log_store.table("visits")))
    columns = ("started_at", "page_views", "duration_s", "landing_url")
    assert Counter(tuple(one[name] for name in columns) for one in found) == Counter(
        (one[0].at, len(one), (one[-1].at - one[0].at).total_seconds(), one[0].url) for one in wanted
    )
    visitors = {(one.host, one.agent) for one in requests[0]}
    assert len({one["visitor_id"] for one in found}) == len(visitors)
    robots = sum("bot" in one.agent.lower() for one in requests[0])
    assert robots > 1_000


@pytest.mark.spec("H1", "I2")
@pytest.mark.parametrize("zone", ["UTC", "Europe/Warsaw", "America/New_York"])
def test_page_views_of_the_log_by_hour_and_weekday(requests, log_file, section, zone):
    with sm.connect(log_file, preset="apache_combined", skip_invalid=True, timezone=zone) as shop:
        model = sm.DashboardModel(shop, as_of=datetime(2015, 6, 1, tzinfo=UTC))
        local = [one.at.astimezone(shop.timezone) for one in requests[0]]
        for day in sorted({at.date() for at in local}):
            period = sm.Period(day.isoformat(), (day + timedelta(days=1)).isoformat())
            found = section("PageViews")(model, period=period)
            hours = Counter(at.hour for at in local if at.date() == day)
            assert found.frame["total"].tolist() == [hours[hour] for hour in range(24)]
            assert found.frame["anonymous"].tolist() == [hours[hour] for hour in range(24)]
            assert found.figures == {"total": hours.total(), "monitored": 0, "anonymous": hours.total()}
        whole = section("PageViews")(
            model, period=sm.Period(date(2015, 5, 16).isoformat(), date(2015, 5, 22).isoformat())
        )
        weekdays = Counter(at.weekday() for at in local)
        found = Counter()
        for row in whole.frame.itertuples():
            found[row.start.weekday()] += row.total
        assert +found == +weekdays
        assert whole.figures["total"] == 9_999
