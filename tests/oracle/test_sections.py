"""Sections A, B and C against the oracle, over the sample shop and over real orders."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.data.sample import sample_tables

PERIODS = (
    "today", "yesterday", "last_7_days", "last_30_days", "current_month", "previous_month", "current_quarter",
    "previous_quarter", "current_year", "previous_year", "last_12_months",
)  # fmt: skip
CUSTOM = (  # local times
    ("2025-03-29", "2025-04-01"),  # over the short day
    ("2025-10-25", "2025-10-28"),  # over the long day
    ("2024-12-15", "2025-04-02"),
    ("2024-06-01", "2024-08-02"),  # 62 days
    ("2024-06-01", "2024-08-03"),
    ("2025-02-14T09:30", "2025-02-14T17:45"),
    ("2024-10-27T02:30", "2024-10-27T22:00"),  # from an hour that comes twice
    ("2025-01-10T06:15", "2025-03-03T18:40"),
    ("2025-03-01", "2026-03-01"),  # still running at most of the moments
    ("2025-03-30T01:30", "2026-01-10T12:00"),
    ("2025-04-01", "2025-07-01"),  # a quarter
    ("2025-02-01", "2025-03-01"),
    ("2025-02-01", "2025-04-01"),  # two months shown in days
    ("2024-01-01", "2025-01-01"),  # a leap year
    ("2025-03-02", "2025-05-31"),  # three months, and four before
)
MOMENTS = (
    "2025-03-30T12:00:00+02:00",
    "2025-10-26T02:30:00+02:00",
    "2025-10-26T02:30:00+01:00",
    "2025-12-31T23:59:59.999999+01:00",
    "2026-01-06T12:00:00+01:00",
    "2026-03-06T00:00:00+01:00",
)
UCI_MOMENTS = (
    "2011-01-04T10:30:00+00:00",
    "2011-03-27T12:00:00+01:00",
    "2011-06-15T10:17:31+01:00",
    "2011-10-30T12:00:00+00:00",
    "2011-12-09T12:50:00+00:00",
    "2011-12-31T23:59:59.999999+00:00",
)


@pytest.fixture(scope="module")
def tables():
    return sample_tables(7, date(2026, 3, 6), contacts=900)


@pytest.fixture(scope="module")
def shop(tables):
    with sm.connect({name: tables[name] for name in ("contacts", "events", "interactions")}) as shop:
        yield shop


@pytest.fixture(scope="module")
def rows(naive, tables):
    return raw_rows(naive, tables)


def raw_rows(naive, tables):
    """Orders and interactions as the oracle reads them."""
    events = tables["events"].query("type == 'PURCHASE'")
    bought = zip(events["contact_id"], events["occurred_at"], events["value"], strict=True)
    columns = ["interaction_id", "contact_id", "occurred_at", "kind", "channel", "own"]
    seen = zip(*(tables["interactions"][name] for name in columns), strict=True)
    return (
        [naive.Purchase(contact, at.to_pydatetime(), Decimal(str(value))) for contact, at, value in bought],
        [naive.Interaction(number, contact, at.to_pydatetime(), *rest) for number, contact, at, *rest in seen],
    )


@pytest.fixture(scope="module")
def books(naive, rows):
    return naive.Books(naive.attribute(*rows))


@pytest.fixture(scope="module")
def uci_shop(uci_file, tmp_path_factory):
    store = tmp_path_factory.mktemp("uci") / "shop.duckdb"
    sm.import_shop(uci_file, store, preset="uci_online_retail", timezone="Europe/London", currency="GBP")
    with sm.connect(store) as shop:
        yield shop


@pytest.fixture(scope="module")
def uci_books(naive, uci_purchases):
    return naive.Books(naive.attribute(uci_purchases, []))


class Comparison:
    """A shop at a moment, and what the oracle says of it."""

    def __init__(self, naive, pairing, shop, books, as_of):
        self.naive, self.pairing, self.books, self.zone = naive, pairing, books, shop.timezone
        self.now = datetime.fromisoformat(as_of).astimezone(UTC)
        self.model = sm.DashboardModel(shop, as_of=as_of)

    def frame(self, period):
        naive_period = tuple(map(datetime.fromisoformat, period)) if isinstance(period, tuple) else period
        return self.naive.frame(naive_period, self.now, self.zone)

    def began(self, period):
        return isinstance(period, str) or self.frame(period).current.start < self.now

    def span(self, ends):
        return None if ends is None else self.naive.Span(*ends)

    def check_summary(self):
        section = sm.sections.SalesSummary(self.model, all_trends=True)
        assert set(section.figures) == set(self.naive.TILES)
        for name in self.naive.TILES:
            current, previous, _ = self.frame(name)
            now, before = self.books.figures(current).revenue, self.books.figures(previous).revenue
            assert_same(section.figures[name], now, name)
            assert_trend(section.trends[name], self.naive.trend(now, before), name)
        assert set(sm.sections.SalesSummary(self.model).trends) == set(self.naive.TREND_TILES)

    def check_analytics(self, period, attribution):
        label = (period, attribution)
        shown = sm.Period(*period) if isinstance(period, tuple) else period
        section = sm.sections.SalesAnalytics(self.model, attribution=attribution, period=shown, compare=True)
        current, previous, _ = self.frame(period)
        now, before = self.books.figures(current, attribution), self.books.figures(previous, attribution)
        for key in ("orders", "revenue", "aov", *(["share"] if attribution != "all" else [])):
            assert_same(section.figures[key], getattr(now, key), (*label, key))
            change = self.naive.trend(getattr(now, key), getattr(before, key))
            assert_trend(section.trends[key], change, (*label, key))
        naive_period = tuple(map(datetime.fromisoformat, period)) if isinstance(period, tuple) else period
        rows = self.pairing.rows(self.naive, naive_period, self.now, self.zone)
        frame = section.frame
        assert len(frame) == len(rows), label
        for place, prefix in enumerate(("", "previous_")):
            spans = [row[place] for row in rows]
            assert [span is None for span in spans] == frame[f"{prefix}start"].isna().tolist(), label
            series = [(span, self.books.figures(span, attribution)) for span in map(self.span, spans) if span]
            columns = ("orders", "revenue", "aov")
            assert_series(frame, prefix, series, columns=columns, zone=self.zone, label=label)

    def check_average(self, period):
        shown = sm.Period(*period) if isinstance(period, tuple) else period
        section = sm.sections.AverageOrderValue(self.model, period=shown)
        current, _, grain = self.frame(period)
        for attribution in self.naive.ATTRIBUTIONS:
            assert_same(section.figures[attribution], self.books.figures(current, attribution).aov, period)
            series = self.books.series(current, grain, self.zone, attribution)
            column = section.frame[["start", attribution]].rename(columns={attribution: "aov"})
            assert_series(column, "", series, columns=["aov"], zone=self.zone, label=(period, attribution))


@pytest.mark.spec("A1", "A2", "M1", "M2")
@pytest.mark.parametrize("as_of", MOMENTS)
def test_summary_of_the_sample_shop(naive, naive_comparison, shop, books, as_of):
    Comparison(naive, naive_comparison, shop, books, as_of).check_summary()


@pytest.mark.spec("B1", "B2", "B3", "B4", "B5", "B7", "M3", "M4", "M8")
@pytest.mark.parametrize("attribution", ["all", "touchpoint", "last_click"])
@pytest.mark.parametrize("as_of", MOMENTS)
def test_analytics_of_the_sample_shop(naive, naive_comparison, shop, books, as_of, attribution):
    comparison = Comparison(naive, naive_comparison, shop, books, as_of)
    for period in PERIODS + CUSTOM:
        if comparison.began(period):
            comparison.check_analytics(period, attribution)


@pytest.mark.spec("C1", "M8")
@pytest.mark.parametrize("as_of", MOMENTS)
def test_average_order_value_of_the_sample_shop(naive, naive_comparison, shop, books, as_of):
    comparison = Comparison(naive, naive_comparison, shop, books, as_of)
    for period in PERIODS + CUSTOM:
        if comparison.began(period):
            comparison.check_average(period)


@pytest.mark.spec("M1", "M8")
@pytest.mark.parametrize(
    "as_of",
    [
        "2025-03-09T12:00:00-04:00",
        "2025-11-02T01:30:00-04:00",
        "2025-11-02T01:30:00-05:00",
        "2025-11-03T09:00:00-05:00",
    ],
)
def test_the_same_orders_in_new_york(naive, naive_comparison, tables, books, as_of):
    frames = {name: tables[name] for name in ("events", "interactions")}
    with sm.connect(frames, timezone="America/New_York") as shop:
        comparison = Comparison(naive, naive_comparison, shop, books, as_of)
        comparison.check_summary()
        for period in PERIODS + CUSTOM:
            if comparison.began(period):
                comparison.check_analytics(period, "touchpoint")


@pytest.mark.spec("B2", "B3")
@pytest.mark.parametrize("attribution", ["touchpoint", "last_click"])
def test_the_other_policy_of_last_click(naive, naive_comparison, tables, rows, attribution):
    frames = {name: tables[name] for name in ("events", "interactions")}
    books = naive.Books(naive.attribute(*rows, last_click="last_non_direct"))
    default = naive.Books(naive.attribute(*rows))
    with sm.connect(frames, attribution=sm.Attribution(last_click="last_non_direct")) as shop:
        comparison = Comparison(naive, naive_comparison, shop, books, MOMENTS[4])
        for period in PERIODS:
            comparison.check_analytics(period, attribution)
    span = comparison.frame("previous_year").current
    differs = books.figures(span, attribution) != default.figures(span, attribution)
    assert differs == (attribution == "last_click")


@pytest.mark.spec("B2", "B3", "B7")
@pytest.mark.parametrize("attribution", ["touchpoint", "last_click"])
def test_crowded_histories_with_many_ties(naive, naive_comparison, tables, attribution):
    few = {
        name: tables[name].assign(
            contact_id=tables[name]["contact_id"] % 60, occurred_at=tables[name]["occurred_at"].dt.floor("12h")
        )
        for name in ("events", "interactions")
    }
    books = naive.Books(naive.attribute(*raw_rows(naive, few)))
    with sm.connect(few) as shop:
        comparison = Comparison(naive, naive_comparison, shop, books, MOMENTS[4])
        for period in PERIODS:
            comparison.check_analytics(period, attribution)


@pytest.mark.spec("B2", "B3")
def test_the_sample_shop_is_assisted_like_a_real_one(naive, naive_comparison, books):
    span = naive.Span(datetime(2025, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC))
    shares = {kind: books.figures(span, kind).share for kind in naive.ATTRIBUTIONS}
    assert shares["all"] == 1
    assert 0.3 < shares["touchpoint"] < 0.6
    assert 0.08 < shares["last_click"] < 0.25


@pytest.mark.spec("A1", "A2", "M1", "M2")
@pytest.mark.parametrize("as_of", UCI_MOMENTS)
def test_summary_of_online_retail(naive, naive_comparison, uci_shop, uci_books, as_of):
    Comparison(naive, naive_comparison, uci_shop, uci_books, as_of).check_summary()


@pytest.mark.spec("B1", "B4", "B5", "M3", "M4", "M8")
@pytest.mark.parametrize("as_of", UCI_MOMENTS)
def test_analytics_of_online_retail(naive, naive_comparison, uci_shop, uci_books, as_of):
    comparison = Comparison(naive, naive_comparison, uci_shop, uci_books, as_of)
    for period in PERIODS:
        comparison.check_analytics(period, "all")


@pytest.mark.spec("C1")
@pytest.mark.parametrize("as_of", UCI_MOMENTS)
def test_average_order_value_of_online_retail(naive, naive_comparison, uci_shop, uci_books, as_of):
    comparison = Comparison(naive, naive_comparison, uci_shop, uci_books, as_of)
    for period in PERIODS:
        section = sm.sections.AverageOrderValue(comparison.model, period=period)
        current, _, grain = comparison.frame(period)
        assert_same(section.figures["all"], uci_books.figures(current).aov, period)
        series = uci_books.series(current, grain, comparison.zone)
        frame = section.frame.rename(columns={"all": "aov"})
        assert_series(frame, "", series, columns=["aov"], zone=comparison.zone, label=(period,))
        assert section.frame[["touchpoint", "last_click"]].isna().all(axis=None)


@pytest.mark.spec("B2", "B3")
@pytest.mark.parametrize("attribution", ["touchpoint", "last_click"])
def test_a_shop_without_interactions_says_so(uci_shop, attribution):
    section = sm.sections.SalesAnalytics(sm.DashboardModel(uci_shop, as_of=UCI_MOMENTS[0]), attribution=attribution)
    with pytest.raises(sm.MissingDataError, match="interactions"):
        _ = section.figures


def assert_same(found, expected, label):
    if expected is None:
        assert found is None or pd.isna(found), label
    else:
        assert found == pytest.approx(float(expected), rel=1e-12, abs=1e-9), label


def assert_trend(found, expected, label):
    for value, known in zip((found.delta, found.percent), expected, strict=True):
        if known is None:
            assert value is None, label
        else:
            assert value == pytest.approx(float(known), rel=1e-7, abs=1e-6), label


def assert_series(frame, prefix, series, *, columns, zone, label):
    shown = frame.dropna(subset=f"{prefix}start")
    starts = [(at.astimezone(UTC), at.utcoffset()) for at in map(pd.Timestamp, shown[f"{prefix}start"])]
    assert starts == [(bucket.start, bucket.start.astimezone(zone).utcoffset()) for bucket, _ in series], label
    for column in columns:
        for value, (bucket, figures) in zip(shown[f"{prefix}{column}"], series, strict=True):
            assert_same(value, getattr(figures, column), (*label, prefix, column, bucket))
