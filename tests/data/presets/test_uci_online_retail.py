"""The preset against invoices written by hand, and against the published file."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import ibis
import pandas as pd
import pyarrow as pa
import pytest

from smwidgets.core.errors import ContractError, MissingDataError
from smwidgets.data.connecting import connect
from smwidgets.data.presets import preset
from smwidgets.data.presets.uci_online_retail import tables

PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "data" / "uci_online_retail.parquet"
COLUMNS = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]


def lines(*rows, **replaced):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["InvoiceDate"] = pd.to_datetime(frame["InvoiceDate"])
    frame["CustomerID"] = frame["CustomerID"].astype("Int32")
    return frame.assign(**replaced)


def events(frame: pd.DataFrame) -> pd.DataFrame:
    found = tables(ibis.memtable(pa.Table.from_pandas(frame)))
    assert list(found) == ["events"]
    return found["events"].to_pyarrow().to_pandas().set_index("event_id")


def test_an_invoice_is_an_order_with_all_of_its_lines():
    found = events(
        lines(
            ("536365", "B", 6, "2010-12-01 08:27", 2.55, 17850),
            ("536365", "A", 2, "2010-12-01 08:26", 3.39, 17850),
            ("536365", "A", 2, "2010-12-01 08:26", 3.39, 17850),
        )
    )
    order = found.loc["536365"]
    assert order["type"] == "PURCHASE"
    assert order["contact_id"] == 17850
    assert order["occurred_at"] == pd.Timestamp(2010, 12, 1, 8, 26)
    assert Decimal(order["value"]) == Decimal("28.86")
    assert order["products"] == "A,A,B"
    assert order["quantity"] == 10


def test_a_cancellation_is_positive():
    found = events(lines(("C536379", "D", -2, "2010-12-01 09:41", 27.5, 14527)))
    assert found.loc["C536379", "type"] == "CANCELLATION"
    assert Decimal(found.loc["C536379", "value"]) == 55
    assert found.loc["C536379", "quantity"] == 2


@pytest.mark.parametrize(
    "line",
    [
        ("A563185", "B", 1, "2011-08-12 14:50", 11062.06, 12345),
        ("536414", "22139", 56, "2010-12-01 11:52", 2.5, None),
        ("536414", "22139", 56, "2010-12-01 11:52", 0.0, 12345),
        ("536414", "22139", -10, "2010-12-01 11:52", 2.5, 12345),
        ("536414", "22139", 0, "2010-12-01 11:52", 2.5, 12345),
        ("C536414", "22139", 10, "2010-12-01 11:52", 2.5, 12345),
    ],
    ids=["adjustment", "no customer", "no price", "negative", "nothing", "cancelled forwards"],
)
def test_lines_that_are_no_part_of_an_event(line):
    sold = ("536365", "A", 1, "2010-12-01 08:26", 2.0, 17850)
    assert list(events(lines(sold, line)).index) == ["536365"]


def test_amounts_are_added_as_decimals_not_as_floats():
    found = events(lines(*(("1", "A", 1, "2010-12-01 08:26", 0.1, 1) for _ in range(10))))
    assert Decimal(found.loc["1", "value"]) == 1


def test_text_columns_as_in_a_csv_file():
    typed = lines(("536365", "A", 6, "2010-12-01 08:26", 2.55, 17850), ("C7", "A", -1, "2011-01-04 10:00", 2.55, 17850))
    text = typed.assign(
        Quantity=typed["Quantity"].astype(str),
        UnitPrice=typed["UnitPrice"].astype(str),
        CustomerID=["17850.0", "17850"],
        InvoiceDate=["12/1/2010 8:26", "2011-01-04 10:00"],
    )
    found, expected = events(text).sort_index(), events(typed).sort_index()
    assert found["value"].tolist() == expected["value"].tolist()
    assert found["contact_id"].tolist() == ["17850", "17850"]
    assert pd.to_datetime(found["occurred_at"]).tolist() == expected["occurred_at"].tolist()


@pytest.mark.parametrize(
    ("column", "values"),
    [("UnitPrice", ["2.55", "two"]), ("Quantity", ["6", "many"]), ("InvoiceDate", ["2010-12-01 08:26", "soon"])],
)
def test_a_line_that_cannot_be_read_keeps_its_invoice_out_and_is_shown(column, values):
    bought = ("1", "A", 6, "2010-12-01 08:26", 2.55, 17850)
    frame = lines(bought, bought).assign(**{column: values})
    with pytest.raises(ContractError) as refused:
        connect(frame, preset="uci_online_retail", timezone="Europe/London")
    (issue,) = refused.value.report.issues
    assert (issue.table, issue.rows, issue.examples) == ("events", 1, (values[1],))


def test_a_missing_column_is_named():
    with pytest.raises(MissingDataError, match="'UnitPrice', 'CustomerID'"):
        tables(
            ibis.table({"InvoiceNo": "string", "StockCode": "string", "Quantity": "int64", "InvoiceDate": "timestamp"})
        )


def test_times_are_those_of_london_unless_said_otherwise():
    frame = lines(("1", "A", 6, "2011-07-01 12:00", 2.5, 17850))
    with connect(frame, preset="uci_online_retail") as shop:
        assert shop.timezone.key == "Europe/London"
        assert shop.currency == "GBP"
        assert shop.first_at == datetime.fromisoformat("2011-07-01 11:00")
    with connect(frame, preset="uci_online_retail", timezone="Europe/Warsaw") as shop:
        assert shop.first_at == datetime.fromisoformat("2011-07-01 10:00")


def test_the_preset_goes_by_its_name():
    assert preset("uci_online_retail").tables is tables


@pytest.mark.skipif(not PUBLISHED.exists(), reason="needs ../shared/data/uci_online_retail.parquet")
def test_the_published_file_has_its_known_totals():
    found = tables(ibis.duckdb.connect().read_parquet(PUBLISHED))["events"].to_pyarrow().to_pandas()
    orders = found[found["type"] == "PURCHASE"]
    assert len(orders) == 18_532
    assert sum(map(Decimal, orders["value"])) == Decimal("8911407.904")
    assert orders["contact_id"].nunique() == 4_338
    assert orders["quantity"].sum() == 5_167_812
    purchases = orders.groupby("contact_id").size().clip(upper=5).value_counts().sort_index()
    assert purchases.tolist() == [1_493, 835, 508, 388, 1_114]
    cancelled = found[found["type"] == "CANCELLATION"].set_index("event_id")
    assert cancelled.loc["C581484", "value"] == "168469.6000"
