"""Site events, exports, profiles and recent campaigns against raw rows sorted and picked by hand."""

import csv
import io
import itertools
import sqlite3
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.data import exports, listing
from smwidgets.data.listing import Filters

WARSAW = ZoneInfo("Europe/Warsaw")
MOMENTS = (
    "2024-03-10T09:00:00+01:00",
    "2025-10-26T02:30:00+01:00",
    "2026-01-06T12:00:00+01:00",
    "2026-03-06T18:20:31.5+01:00",
)
OWNER = "ewa.sadowska@sklep-ogrodowy.example"
FILTERS = (
    {},
    {"owner": OWNER},
    {"owner": "nobody@sklep-ogrodowy.example"},
    {"min_score": 20},
    {"start": datetime(2025, 3, 29, 23, tzinfo=UTC), "end": datetime(2025, 3, 30, 22, tzinfo=UTC)},
    {"owner": OWNER, "start": datetime(2024, 5, 1, tzinfo=UTC), "min_score": 31},
)
KINDS = ("monitored", "anonymous", "transactions")


def moment(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def expected(naive_lists, rows, kind, until, filters):
    if kind == "transactions":
        return naive_lists.transactions(rows, until, filters)
    return naive_lists.visits(rows, until, monitored=kind == "monitored", filters=filters)


def cells(row):
    """A row as it can be compared: sorted by name, amounts rounded as they are stored."""
    value = {"value": round(float(row["value"]), 4)} if "value" in row else {}
    return sorted({**row, **value}.items())


def assert_rows(rows_of, found, wanted):
    assert [cells(row) for row in rows_of(found)] == [cells(row) for row in wanted]


@pytest.mark.spec("I1", "I2", "I3")
@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: "-".join(filters) or "all")
@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_the_sample_shop_are_the_sorted_rows(naive_lists, rows_of, sample_rows, sample_shop, kind, filters):
    asked = Filters(**filters)
    for as_of in MOMENTS:
        until = moment(as_of)
        wanted = expected(naive_lists, sample_rows, kind, until, filters)
        assert listing.count(sample_shop, kind, until, asked) == len(wanted)
        page = listing.page(sample_shop, kind, until=until, filters=asked)
        for start in range(0, min(len(wanted), 75), 25):
            assert_rows(rows_of, page.rows, wanted[start : start + 25])
            if page.next is not None:
                page = listing.page(sample_shop, kind, until=until, filters=asked, after=page.next)
        assert (page.next is None) == (len(wanted) <= 100)


@pytest.mark.spec("I1")
@pytest.mark.parametrize("kind", KINDS)
def test_many_rows_of_one_instant_are_paged_without_loss_and_back(naive_lists, rows_of, sample, kind):
    crowd = {name: sample[name].head(400).copy() for name in ("contacts", "events", "visits")}
    crowd["events"]["occurred_at"] = crowd["events"]["occurred_at"].dt.floor("7D")
    crowd["visits"]["started_at"] = crowd["visits"]["started_at"].dt.floor("7D")
    until = datetime(2026, 3, 1, tzinfo=UTC)
    wanted = expected(naive_lists, {name: rows_of(frame) for name, frame in crowd.items()}, kind, until, {})
    assert len(wanted) > len({row["at"] for row in wanted}) * 3
    with sm.connect(crowd) as shop:
        pages = [listing.page(shop, kind, until=until, limit=17)]
        while pages[-1].next is not None:
            pages.append(listing.page(shop, kind, until=until, limit=17, after=pages[-1].next))
        assert_rows(rows_of, pd.concat([page.rows for page in pages]), wanted)
        for newer, page in itertools.pairwise(pages):
            back = listing.page(shop, kind, until=until, limit=17, before=page.first)
            assert_rows(rows_of, back.rows, rows_of(newer.rows))
            above = listing.newer_than(shop, kind, page.first, until)
            assert above == sum(len(one.rows) for one in pages[: pages.index(page)])


@pytest.mark.spec("I1")
@pytest.mark.parametrize("kind", KINDS)
def test_what_came_since_a_page_was_read(naive_lists, sample_rows, sample_shop, kind):
    then = moment(MOMENTS[2])
    seen = listing.page(sample_shop, kind, until=then)
    before = len(expected(naive_lists, sample_rows, kind, then, {}))
    for as_of in MOMENTS[2:]:
        now = moment(as_of)
        came = len(expected(naive_lists, sample_rows, kind, now, {})) - before
        assert listing.newer_than(sample_shop, kind, seen.first, now) == came
    assert came > 0


@pytest.mark.spec("I3")
def test_owners_of_the_sample_shop(naive_lists, sample_rows, sample_shop):
    found = listing.owners(sample_shop)
    assert len(found) == len(set(found))
    assert set(found) == naive_lists.owners(sample_rows["contacts"])


@pytest.mark.spec("I4")
@pytest.mark.parametrize("locale", ["pl", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_exported_file_holds_the_list_row_by_row(naive_lists, sample_rows, sample_shop, kind, locale):
    filters = {"start": datetime(2025, 3, 28, 23, tzinfo=UTC), "end": datetime(2025, 4, 30, 22, tzinfo=UTC)}
    until = moment(MOMENTS[2])
    wanted = expected(naive_lists, sample_rows, kind, until, filters)
    file = io.BytesIO()
    rows = listing.export_rows(sample_shop, kind, Filters(**filters), until=until)
    written = exports.write_rows(file, rows, format="csv", locale=locale, sheet=exports.Sheet(kind))
    text = file.getvalue().decode("utf-8-sig")
    assert file.getvalue().startswith(b"\xef\xbb\xbf")
    header, *lines = list(csv.reader(io.StringIO(text, newline=""), delimiter={"pl": ";", "en": ","}[locale]))
    assert written == len(lines) == len(wanted) > 0
    columns = listing.page(sample_shop, kind, until=until).rows.columns
    assert len(header) == len(columns)
    for line, row in zip(lines, wanted, strict=True):
        assert line == [as_text(row[name], locale) for name in columns]


def as_text(value, locale):
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(WARSAW).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, float):
        return str(value).removesuffix(".0").replace(".", "," if locale == "pl" else ".")
    return str(value)


@pytest.mark.spec("I5")
@pytest.mark.parametrize(("as_of", "crowded"), [(MOMENTS[1], False), (MOMENTS[2], True), (MOMENTS[3], False)])
def test_profiles_of_contacts(rows_of, sample, as_of, crowded):
    tables = dict(sample)
    if crowded:
        for name in ("events", "interactions", "visits", "page_views"):
            mixed = sample[name]["contact_id"]
            tables[name] = sample[name].assign(contact_id=100_101 + mixed % 9)
    rows, until = {name: rows_of(frame) for name, frame in tables.items()}, moment(as_of)
    with sm.connect(tables) as shop:
        for contact in range(100_101, 100_105):
            profile = listing.profile(shop, contact, until)
            histories = {
                "orders": ("events", "event_id", "occurred_at", "PURCHASE"),
                "carts": ("events", "event_id", "occurred_at", "CART"),
                "interactions": ("interactions", "interaction_id", "occurred_at", None),
                "visits": ("visits", "visit_id", "started_at", None),
            }
            for name, (table, key, time, kind) in histories.items():
                mine = [one for one in rows[table] if one["contact_id"] == contact and one[time] < until]
                mine = [one for one in mine if kind is None or one["type"] == kind]
                assert_history(getattr(profile, name), mine, key, time)
            (known,) = [one for one in rows["contacts"] if one["contact_id"] == contact]
            assert (profile.contact["email"], profile.contact["owner"]) == (known["email"], known["owner"])
            left = known["opted_out_at"]
            assert profile.opted_out == (left is not None and left < until)
            assert_pages(rows_of, profile, rows["page_views"], until)


def assert_history(history, mine, key, time):
    mine.sort(key=lambda one: (one[time], one[key]), reverse=True)
    assert history.total == len(mine)
    assert history.rows[key].tolist() == [one[key] for one in mine[:50]]
    if mine:
        assert [history.first_at, history.last_at] == [mine[at][time].replace(tzinfo=None) for at in (-1, 0)]
    if key == "event_id":
        assert history.value == pytest.approx(float(sum(Decimal(str(one["value"])) for one in mine)), abs=1e-6)


def assert_pages(rows_of, profile, views, until):
    shown = set(profile.visits.rows["visit_id"])
    wanted = [(one["visit_id"], one["viewed_at"], one["url"]) for one in views if one["visit_id"] in shown]
    found = [(one["visit_id"], one["at"], one["url"]) for one in rows_of(profile.pages)]
    assert sorted(found) == sorted(one for one in wanted if one[1] < until)


@pytest.mark.spec("I5")
def test_profiles_of_anonymous_visitors(sample_rows, sample_shop):
    until = moment(MOMENTS[2])
    visits = [one for one in sample_rows["visits"] if one["started_at"] < until]
    strangers = [one for one in visits if one["contact_id"] is None]
    for one in strangers[::2500]:
        history = sorted(
            (other for other in visits if other["visitor_id"] == one["visitor_id"]),
            key=lambda other: (other["started_at"], other["visit_id"]),
            reverse=True,
        )
        for asked in ({"visit_id": one["visit_id"]}, {"visitor_id": one["visitor_id"]}):
            profile = listing.visitor_profile(sample_shop, until, **asked)
            assert_history(profile.visits, history, "visit_id", "started_at")
            shown = {other["visit_id"]: 0 for other in history}
            for view in sample_rows["page_views"]:
                if view["visit_id"] in shown and view["viewed_at"] < until:
                    shown[view["visit_id"]] += 1
            assert profile.pages["visit_id"].value_counts().to_dict() == shown


@pytest.mark.spec("J1")
@pytest.mark.parametrize("as_of", [*MOMENTS, "2025-05-31T12:00:00+02:00", "2024-05-31T00:00:00+02:00"])
def test_recent_campaigns(naive, naive_lists, sample_rows, sample_shop, as_of):
    until = moment(as_of)
    since = naive.midnight(naive_lists.months_ago(until.astimezone(WARSAW).date(), 3), WARSAW)
    wanted = naive_lists.campaigns(sample_rows["campaigns"], since, until)
    found = listing.campaigns(sample_shop, until)
    assert found["campaign_id"].tolist() == [one["campaign_id"] for one in wanted]
    assert found["name"].tolist() == [one["name"] for one in wanted]
    assert found["reach"].tolist() == [one["reach"] for one in wanted]
    assert {one["kind"] for one in sample_rows["campaigns"] if since <= one["scheduled_at"] < until} > set(
        found["kind"]
    )


@pytest.fixture(scope="module")
def chinook(chinook_file):
    """Customers as contacts of their support representative, invoices as orders; its times are dates."""
    connection = sqlite3.connect(f"file:{chinook_file}?mode=ro", uri=True)
    customers = connection.execute(
        "SELECT CustomerId, c.Email, c.FirstName || ' ' || c.LastName, e.Email FROM Customer c"
        " JOIN Employee e ON e.EmployeeId = c.SupportRepId"
    ).fetchall()
    invoices = connection.execute(
        "SELECT i.InvoiceId, i.CustomerId, i.InvoiceDate, i.Total, group_concat(l.TrackId) FROM Invoice i"
        " JOIN InvoiceLine l ON l.InvoiceId = i.InvoiceId GROUP BY i.InvoiceId"
    ).fetchall()
    connection.close()
    contacts = pd.DataFrame(customers, columns=["contact_id", "email", "name", "owner"])
    events = pd.DataFrame(invoices, columns=["event_id", "contact_id", "occurred_at", "value", "products"])
    events["occurred_at"] = pd.to_datetime(events["occurred_at"], format="ISO8601")
    tables = {
        "contacts": contacts.assign(created_at=pd.Timestamp(2021, 1, 1), monitored=True),
        "events": events.assign(type="PURCHASE"),
    }
    with sm.connect(tables, timezone="UTC", currency="USD") as shop:
        yield shop, tables


@pytest.mark.spec("I2", "I3")
def test_transactions_of_chinook_by_owner(naive_lists, rows_of, chinook):
    shop, tables = chinook
    rows = {name: rows_of(frame) for name, frame in tables.items()}
    assert len(listing.owners(shop)) == 3
    counted = 0
    for owner, as_of in itertools.product(listing.owners(shop), ("2022-07-01", "2026-01-01")):
        until = datetime.fromisoformat(as_of).replace(tzinfo=UTC)
        wanted = naive_lists.transactions(rows, until, {"owner": owner})
        page = listing.orders_page(shop, until=until, filters=Filters(owner=owner), limit=500)
        assert_rows(rows_of, page.rows, wanted)
        assert page.next is None
        counted += len(wanted) * (as_of > "2026")
    assert counted == 412


@pytest.mark.spec("I5")
def test_buyers_of_chinook(rows_of, chinook):
    shop, tables = chinook
    until = datetime(2026, 1, 1, tzinfo=UTC)
    events = rows_of(tables["events"])
    for customer in rows_of(tables["contacts"])[::6]:
        profile = listing.profile(shop, customer["contact_id"], until)
        assert (profile.contact["email"], profile.contact["owner"]) == (customer["email"], customer["owner"])
        mine = [one for one in events if one["contact_id"] == customer["contact_id"]]
        assert_history(profile.orders, mine, "event_id", "occurred_at")
        assert profile.carts.total == 0
        assert profile.interactions is profile.visits is profile.pages is None


@pytest.mark.spec("I1", "I2")
def test_transactions_of_online_retail(naive_lists, rows_of, uci_store, uci_events):
    end = datetime(2012, 1, 1, tzinfo=UTC)
    assert listing.count(uci_store, "transactions", end) == 18_532
    for as_of in (end, datetime(2011, 6, 15, 9, 17, 31, tzinfo=UTC)):
        wanted = naive_lists.transactions({"events": uci_events}, as_of)
        page = listing.orders_page(uci_store, until=as_of, limit=2_000)
        assert_rows(rows_of, page.rows, wanted[:2_000])
        assert listing.count(uci_store, "transactions", as_of) == len(wanted)
    with pytest.raises(sm.MissingDataError, match="contacts"):
        listing.owners(uci_store)
    with pytest.raises(sm.MissingDataError, match="visits"):
        listing.visits_page(uci_store, monitored=True, until=end)
