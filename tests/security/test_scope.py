"""Nothing of one user's contacts reaches another, whatever is asked (R5)."""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta

import pytest

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError
from smwidgets.data import contact_domains, listing
from smwidgets.data.access import Rights
from smwidgets.data.access.prepared_files import PreparedFiles
from smwidgets.data.contract import TABLES
from smwidgets.data.listing import Cursor, Filters

USERS = 40
REQUESTS = 100
UNTIL = datetime.fromisoformat("2026-03-06 11:00")
ALWAYS = (datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2026-03-06"))
SIGN = re.compile(r"Zz[a-z]+(\d+)q")
SECTIONS = (
    "SalesSummary", "SalesAnalytics", "AverageOrderValue", "ChannelSales", "ModuleSales", "CustomerRetention",
    "PotentialCustomers", "ContactGrowth", "PageViews", "LiveEvents", "RecentCampaigns", "ContactBase",
    "ContactActivity", "OptOutReasons", "EmailDomains", "MonitoredShare", "AttributionSandbox",
)  # fmt: skip
EXPLAINED = ("SalesAnalytics", "ContactGrowth", "PageViews", "EmailDomains")


class Asking:
    """One user's requests; each gives whatever came back."""

    def __init__(self, shop, planted, chance):
        self.shop, self.planted, self.chance = shop, planted, chance
        self.model = sm.DashboardModel(shop, as_of=planted.AS_OF)
        self.period = sm.Period(*ALWAYS)

    def filters(self):
        return Filters(
            owner=self.chance.choice([None, None, *self.planted.OWNERS, "x' OR '1'='1"]),
            start=self.chance.choice([None, UNTIL - timedelta(days=self.chance.randrange(1, 60))]),
            min_score=self.chance.choice([None, 3]),
        )

    def kind(self):
        return self.chance.choice(["monitored", "anonymous", "transactions"])

    def contact(self):
        return self.chance.choice([self.chance.randrange(self.planted.CONTACTS), "7", "0 OR 1=1", -1, "x"])

    def page(self):
        place = Cursor(UNTIL - timedelta(days=self.chance.randrange(60)), self.chance.randrange(9000))
        where = self.chance.choice([{}, {"after": place}, {"before": place}])
        return listing.page(self.shop, self.kind(), until=UNTIL, filters=self.filters(), limit=60, **where).rows

    def export(self):
        kind, filters = self.kind(), self.filters()
        rows = [
            row for batch in listing.export_rows(self.shop, kind, filters, until=UNTIL) for row in batch.to_pylist()
        ]
        assert len(rows) == listing.count(self.shop, kind, UNTIL, filters)
        return rows

    def contacts(self):
        group = self.chance.choice(["all", "new", "opted_out", "monitored"])
        rows = listing.contact_rows(self.shop, group, self.period, until=UNTIL)
        return [row for batch in rows for row in batch.to_pylist()]

    def profile(self):
        return vars(listing.profile(self.shop, self.contact(), UNTIL))

    def visitor(self):
        visit, visitor = self.chance.randrange(5000, 5360), self.chance.choice([None, self.contact()])
        return vars(listing.visitor_profile(self.shop, UNTIL, visit_id=visit, visitor_id=visitor))

    def lookup(self):
        return self.shop.lookup("contacts", list(range(self.planted.CONTACTS)), ["email", "name", "owner", "phone"])

    def owners(self):
        return listing.owners(self.shop), contact_domains.domains(self.shop, UNTIL)

    def table(self):
        table = self.shop.table(self.chance.choice([name for name in TABLES if self.shop.has(name)]))
        return self.shop.execute(table), self.shop.sql(table)

    def campaign(self):
        told = listing.campaign_analytics(self.shop, self.chance.randrange(3), UNTIL)
        return vars(told), listing.campaigns(self.shop, UNTIL)

    def cube(self):
        span = (UNTIL - timedelta(days=30), UNTIL - timedelta(minutes=self.chance.randrange(500)))
        name = self.chance.choice(["sales", "opt_outs", "campaign_sales", "campaign_activity", "visits", "page_views"])
        return self.shop.slice(name, *span), self.shop.partial("opt_outs", *span)

    def section(self):
        name = self.chance.choice(SECTIONS)
        section = getattr(sm.sections, name)(self.model)
        explained = section.explain() if name in EXPLAINED else ""
        found = (section.figures, section.frame, str(explained))
        section.close()
        return found


REQUEST_NAMES = [
    name for name in vars(Asking) if not name.startswith("_") and name not in {"filters", "kind", "contact"}
]


def text(value):
    """Every value in an answer, in letters: no cell is left out of a long frame."""
    if hasattr(value, "to_dict"):
        return text(value.to_dict(orient="records") if hasattr(value, "columns") else value.to_dict())
    if isinstance(value, dict):
        return " ".join(text(one) for pair in value.items() for one in pair)
    if isinstance(value, list | tuple):
        return " ".join(map(text, value))
    return " ".join(map(text, vars(value).values())) if hasattr(value, "__dict__") else str(value)


@pytest.mark.slow
@pytest.mark.spec("R5")
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("changes", "users", "least"), [(False, USERS, 10_000), (True, 2, 100)])
def test_nothing_of_one_user_reaches_another(
    planted, planted_store, store_without_changes, caplog, changes, users, least
):
    """The many ask a shop that keeps no changes: with them Ibis takes a tenth of a second for each question."""
    chance = random.Random(6)  # noqa: S311 - the same requests at each run
    seen = 0
    with sm.connect(planted_store if changes else store_without_changes) as whole:
        for user in range(users):
            owners = frozenset(chance.sample(planted.OWNERS, chance.choice([0, 1, 1, 2, 3])))
            mine = {one for one in range(planted.CONTACTS) if planted.owner_of(one) in owners}
            with whole.restricted(Rights(owners)) as shop:
                asking = Asking(shop, planted, chance)
                for _ in range(REQUESTS):
                    name = chance.choice(REQUEST_NAMES)
                    try:
                        answer = text(getattr(asking, name)())
                    except ConfigurationError as error:
                        answer = str(error)
                    found = {int(number) for number in SIGN.findall(answer)}
                    assert found <= mine, (user, name, owners, sorted(found - mine))
                    others = {one for one in planted.OWNERS if one not in owners and one in answer}
                    assert not others, (user, name, others)
                    seen += len(found)
    assert seen > least
    assert not SIGN.search(caplog.text)


@pytest.mark.spec("R5")
def test_a_scope_holds_in_every_kind_of_request(planted, planted_store):
    chance = random.Random(1)  # noqa: S311 - the same requests at each run
    mine = {one for one in range(planted.CONTACTS) if planted.owner_of(one) == planted.OWNERS[8]}
    with sm.connect(planted_store) as whole, whole.restricted(Rights([planted.OWNERS[8]])) as shop:
        asking = Asking(shop, planted, chance)
        for name in REQUEST_NAMES:
            found = {int(number) for _ in range(3) for number in SIGN.findall(text(getattr(asking, name)()))}
            assert found <= mine, name


@pytest.mark.spec("R5")
def test_the_prepared_files_hold_nothing_of_others(planted, planted_store):
    with sm.connect(planted_store) as whole:
        for file in PreparedFiles(planted_store).directory.glob("*.duckdb"):
            file.unlink()
        whole.restricted(Rights([planted.OWNERS[0]])).close()
        (file,) = PreparedFiles(planted_store).directory.glob("*.duckdb")
        mine = {one for one in range(planted.CONTACTS) if planted.owner_of(one) == planted.OWNERS[0]}
        content = file.read_bytes().decode("latin-1")
        assert {int(number) for number in SIGN.findall(content)} <= mine
        file.unlink()
        whole.restricted(Rights(None, personal=False)).close()
        (file,) = PreparedFiles(planted_store).directory.glob("*.duckdb")
        assert not SIGN.search(file.read_bytes().decode("latin-1"))
