"""The oracle, and the real data it is held against."""

import importlib
import importlib.util
import sys
from datetime import UTC, date
from decimal import Decimal
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow.parquet as pq
import pytest

import smwidgets as sm
from smwidgets.data.sample import sample_tables

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"


def oracle(name):
    """Make a fixture of a module beside this one: test folders are no packages, so nothing imports it by name."""

    @pytest.fixture(scope="session", name=name)
    def load():
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module

    return load


naive = oracle("naive")
naive_base = oracle("naive_base")
naive_breakdown = oracle("naive_breakdown")
naive_comparison = oracle("naive_comparison")
naive_contacts = oracle("naive_contacts")
naive_history = oracle("naive_history")
naive_lists = oracle("naive_lists")
naive_log = oracle("naive_log")


def raw(frame):
    """Rows of a frame as plain values: null as None, times aware, amounts as they are written."""
    columns = {name: [plain(value) for value in column] for name, column in frame.items()}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def plain(value):
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return (value if value.tzinfo else value.tz_localize("UTC")).to_pydatetime().astimezone(UTC)
    return value.item() if hasattr(value, "item") else value


@pytest.fixture(scope="session")
def rows_of():
    """Rows of a frame as plain values."""
    return raw


@pytest.fixture(scope="session")
def sample():
    """The six tables of a small sample shop."""
    return sample_tables(7, date(2026, 3, 6), contacts=900)


@pytest.fixture(scope="session")
def sample_rows(sample):
    """The same, as the oracle reads them."""
    return {name: raw(frame) for name, frame in sample.items()}


@pytest.fixture(scope="session")
def sample_shop(sample):
    with sm.connect(sample) as shop:
        yield shop


@pytest.fixture(scope="session")
def section():
    """Section classes by name."""
    return partial(getattr, sm.sections)


@pytest.fixture(scope="session")
def uci_file():
    """The published file of UCI Online Retail, which is no part of the project."""
    path = SHARED / "uci_online_retail.parquet"
    if not path.exists():
        pytest.skip("needs ../shared/data/uci_online_retail.parquet, beside the project")
    return path


@pytest.fixture(scope="session")
def uci_purchases(naive, uci_file):
    """The orders of the published file, by a loop over its lines."""
    london = ZoneInfo("Europe/London")
    columns = ["InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]
    invoices = {}
    for number, units, at, price, customer in zip(
        *pq.read_table(uci_file, columns=columns).to_pydict().values(), strict=True
    ):
        if number[0] in "CA" or customer is None or units <= 0 or price <= 0:
            continue
        first, value, buyer = invoices.get(number, (at, Decimal(0), customer))
        invoices[number] = (min(first, at), value + units * Decimal(repr(price)), buyer)
    return [naive.Purchase(buyer, at.replace(tzinfo=london), value) for at, value, buyer in invoices.values()]


@pytest.fixture(scope="session")
def uci_events(uci_file):
    """The orders of the published file as events, by a loop over its lines."""
    london = ZoneInfo("Europe/London")
    columns = ["InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]
    found = {}
    for number, units, at, price, customer in zip(
        *pq.read_table(uci_file, columns=columns).to_pydict().values(), strict=True
    ):
        if number[0] in "CA" or customer is None or units <= 0 or price <= 0:
            continue
        event = found.setdefault(
            number, {"event_id": number, "contact_id": customer, "type": "PURCHASE", "value": Decimal(0), "quantity": 0}
        )
        local = at.replace(tzinfo=london)
        event["occurred_at"] = min(event.get("occurred_at", local), local)
        event["value"] += units * Decimal(repr(price))
        event["quantity"] += units
    return list(found.values())


@pytest.fixture(scope="session")
def uci_store(uci_file, tmp_path_factory):
    """The published file, imported and opened."""
    store = tmp_path_factory.mktemp("uci") / "online_retail.duckdb"
    sm.import_shop(uci_file, store, preset="uci_online_retail", timezone="Europe/London", currency="GBP")
    with sm.connect(store) as shop:
        yield shop


@pytest.fixture(scope="session")
def log_file():
    """The published access log, which is no part of the project."""
    path = SHARED / "apache_logs"
    if not path.exists():
        pytest.skip("needs ../shared/data/apache_logs, beside the project")
    return path


@pytest.fixture(scope="session")
def chinook_file():
    """The published sample shop, which is no part of the project."""
    path = SHARED / "chinook" / "Chinook_Sqlite.sqlite"
    if not path.exists():
        pytest.skip("needs ../shared/data/chinook, beside the project")
    return path
