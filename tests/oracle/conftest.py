"""The oracle, and the real data it is held against."""

import importlib.util
import sys
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def naive():
    """The module `naive`: test folders are no packages, so nothing imports it by name."""
    spec = importlib.util.spec_from_file_location("naive", Path(__file__).with_name("naive.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


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
