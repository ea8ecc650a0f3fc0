"""A shop of some owners' contacts against the raw rows that belong to them, picked by loops."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

import smwidgets as sm
from smwidgets.data import listing
from smwidgets.data.access import ANONYMOUS, Rights

WARSAW = ZoneInfo("Europe/Warsaw")
AS_OF = "2026-01-06T12:00:00+01:00"
NOW = datetime.fromisoformat(AS_OF).astimezone(UTC)
EWA = "ewa.sadowska@sklep-ogrodowy.example"
JAN = "jan.lesny@sklep-ogrodowy.example"
SCOPES = ((EWA,), (EWA, JAN), ("nobody@sklep-ogrodowy.example",))
COUNTS = ("sent", "delivered", "opened", "clicked", "bounced", "unsubscribed")
SECTIONS = [
    name
    for name in sm.sections.__all__
    if name not in {"Repository", "Section"}
    and isinstance(getattr(sm.sections, name), type)
    and issubclass(getattr(sm.sections, name), sm.Section)
]
PERIODS = ("yesterday", "last_30_days", "current_year", "last_12_months")


@pytest.fixture(scope="module", params=SCOPES, ids=["one", "two", "nobody"])
def owners(request):
    return request.param


@pytest.fixture(scope="module")
def scoped(sample_shop, owners):
    with sample_shop.restricted(Rights(owners)) as shop:
        yield shop


@pytest.fixture(scope="module")
def model(scoped):
    return sm.DashboardModel(scoped, as_of=AS_OF)


@pytest.fixture(scope="module")
def rows(sample_rows, owners):
    """The raw rows that may be seen."""
    mine = {one["contact_id"] for one in sample_rows["contacts"] if one["owner"] in owners}
    visitors = {one["visit_id"]: one["contact_id"] for one in sample_rows["visits"]}
    kept = {
        name: [one for one in sample_rows[name] if one["contact_id"] in mine]
        for name in ("contacts", "events", "visits", "interactions")
    }
    views = [
        one
        for one in sample_rows["page_views"]
        if (visitors.get(one["visit_id"]) if one["contact_id"] is None else one["contact_id"]) in mine
    ]
    campaigns = [{key: value for key, value in one.items() if key not in COUNTS} for one in sample_rows["campaigns"]]
    return {**kept, "page_views": views, "campaigns": campaigns}


@pytest.fixture(scope="module")
def books(naive, rows):
    columns = ("interaction_id", "contact_id", "occurred_at", "kind", "channel", "own")
    bought = [
        naive.Purchase(one["contact_id"], one["occurred_at"], Decimal(str(one["value"])))
        for one in rows["events"]
        if one["type"] == "PURCHASE"
    ]
    return naive.Books(
        naive.attribute(bought, [naive.Interaction(*map(one.get, columns)) for one in rows["interactions"]])
    )


def frames(naive):
    return {name: naive.frame(name, NOW, WARSAW).current for name in PERIODS}


@pytest.mark.spec("R5", "B1", "B2", "B3", "C1")
def test_sales(naive, books, model):
    for name, span in frames(naive).items():
        for attribution in ("all", "touchpoint", "last_click"):
            found = sm.sections.SalesAnalytics(model, attribution=attribution, period=name).figures
            wanted = books.figures(span, attribution)
            assert found["orders"] == wanted.orders, (name, attribution)
            assert found["revenue"] == pytest.approx(float(wanted.revenue)), (name, attribution)


@pytest.mark.spec("R5", "D1", "E1")
def test_channels_and_modules(naive, naive_breakdown, rows, model):
    credits_ = naive_breakdown.credit(rows["events"], rows["interactions"])
    for name, span in frames(naive).items():
        for section, key in ((sm.sections.ChannelSales, "channel"), (sm.sections.ModuleSales, "module")):
            wanted = naive_breakdown.breakdown(credits_, *span, lambda one, key=key: getattr(one, key) or "no_module")
            found = section(model, period=name).figures
            assert {one: value for one, value in found.items() if value and one != "total"} == pytest.approx(
                {one: float(total.revenue) for one, total in wanted.items()}
            )


@pytest.mark.spec("R5", "F1", "F2", "G1", "H1", "CA1", "CA6", "CA7", "CA8")
def test_contacts_and_traffic(naive, naive_base, naive_contacts, rows, model):
    figures = sm.sections.CustomerRetention(model).figures
    wanted = naive_base.retention(rows["events"], NOW)
    assert {key: value for key, value in figures.items() if key != "total" and value} == {
        key: value for key, value in wanted.items() if value
    }
    assert sm.sections.PotentialCustomers(model).figures["potential"] == naive_base.potential(rows["events"], NOW)
    assert sm.sections.ContactGrowth(model).figures["total"] == naive_base.created(rows["contacts"], None, NOW)
    for name, span in frames(naive).items():
        views = naive_base.page_views(rows["page_views"], *span)
        assert sm.sections.PageViews(model, period=name).figures == views, name
    assert sm.sections.MonitoredShare(model).figures == naive_contacts.by_flag(rows["contacts"], NOW)
    assert sm.sections.ContactBase(model, period="last_30_days").figures["opted_out"] == naive_contacts.opted_out(
        rows["contacts"], NOW
    )
    domains = naive_contacts.domains(rows["contacts"], NOW)
    found = sm.sections.EmailDomains(model).figures
    assert sum(found.values()) == sum(domains.values())


@pytest.mark.spec("R5", "I1", "I2", "I3", "I4")
@pytest.mark.parametrize("kind", ["monitored", "anonymous", "transactions"])
def test_lists(naive_lists, rows, rows_of, scoped, kind):
    if kind == "transactions":
        wanted = naive_lists.transactions(rows, NOW)
    else:
        wanted = naive_lists.visits(rows, NOW, monitored=kind == "monitored")
    key = "event_id" if kind == "transactions" else "visit_id"
    assert listing.count(scoped, kind, NOW) == len(wanted)
    page = listing.page(scoped, kind, until=NOW, limit=50)
    assert page.rows[key].tolist() == [one[key] for one in wanted[:50]]
    exported = sum(batch.num_rows for batch in listing.export_rows(scoped, kind, until=NOW))
    assert exported == len(wanted)
    assert set(listing.owners(scoped)) == naive_lists.owners(rows["contacts"])


@pytest.mark.spec("R5", "J2")
def test_campaigns_count_what_these_contacts_did(rows, scoped, sample_shop):
    for campaign in listing.campaigns(sample_shop, NOW)["campaign_id"][:5]:
        told = listing.campaign_analytics(scoped, int(campaign), NOW)
        begin = told.buckets.edges[0].item().replace(tzinfo=UTC)
        deeds = [
            one for one in rows["interactions"] if one["campaign_id"] == campaign and begin <= one["occurred_at"] < NOW
        ]
        opened = {one["contact_id"] for one in deeds if one["kind"] in {"open", "view"}}
        assert told.counts["opened"] == told.daily["opened"].sum() == len(opened)
        assert told.counts["clicked"] == len({one["contact_id"] for one in deeds if one["kind"] == "click"})
        assert told.counts["sent"] is told.counts["unsubscribed"] is None


@pytest.mark.spec("R5")
@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_shows_what_a_shop_of_these_rows_alone_shows(sample, rows, model, name):
    tables = {table: sample[table].iloc[:0] for table in sample}
    for table, key in (("contacts", "contact_id"), ("events", "event_id"), ("visits", "visit_id")):
        tables[table] = sample[table][sample[table][key].isin({one[key] for one in rows[table]})]
    mine = {one["contact_id"] for one in rows["contacts"]}
    for table in ("interactions", "page_views"):
        tables[table] = sample[table][sample[table]["contact_id"].isin(mine)]
    tables["campaigns"] = sample["campaigns"].drop(columns=list(COUNTS))
    with sm.connect(tables) as alone:
        other = sm.DashboardModel(alone, as_of=AS_OF)
        for period in ("last_30_days", "current_year"):
            mine_shown, alone_shown = (section_of(name, one, period) for one in (model, other))
            assert mine_shown.figures == pytest.approx(alone_shown.figures, nan_ok=True), period
            assert mine_shown.frame.shape == alone_shown.frame.shape, period


def section_of(name, model, period):
    section = getattr(sm.sections, name)
    return section(model, period=period) if "period" in section.class_trait_names() else section(model)


@pytest.mark.spec("R5")
@pytest.mark.parametrize("name", SECTIONS)
def test_masks_change_no_figure(sample_shop, masked, name):
    clear, hidden = (
        section_of(name, sm.DashboardModel(one, as_of=AS_OF), "last_30_days") for one in (sample_shop, masked)
    )
    assert hidden.figures == pytest.approx(clear.figures, nan_ok=True)


@pytest.fixture(scope="module")
def masked(sample_shop):
    with sample_shop.restricted(ANONYMOUS) as shop:
        yield shop
