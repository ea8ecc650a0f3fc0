"""The UCI data set "Online Retail": invoice lines of a British gift shop, turned into events.

Source: Chen, D. (2015), Online Retail, UCI Machine Learning Repository, doi:10.24432/C5BW33.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from smwidgets.core.errors import MissingDataError

if TYPE_CHECKING:
    import ibis.expr.types as ir

TIMEZONE = "Europe/London"
"""The zone in which the invoices' times are meant."""

CURRENCY = "GBP"
"""The currency of the amounts."""

READS = "table"

_COLUMNS = ("InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID")
_AMERICAN_TIME = r"^\s*(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}:\d{2})\s*$"  # how the file looks when saved as CSV


def tables(raw: ibis.Table) -> dict[str, ibis.Table]:
    """Turn invoice lines into PURCHASE and CANCELLATION events.

    Parameters
    ----------
    raw
        One row a line; columns InvoiceNo, StockCode, Quantity, InvoiceDate, UnitPrice, CustomerID as in the published
        file, typed (Parquet) or text (CSV).

    Returns
    -------
    dict of str to ibis.Table
        ``events`` only: the file holds no e-mail addresses, hence no contacts, and nothing of visits or marketing.
        One row an invoice: event_id (InvoiceNo), contact_id (CustomerID), type, occurred_at (the earliest InvoiceDate,
        local and naive), value (sum of Quantity x UnitPrice, as decimal digits), products (StockCodes, sorted, one for
        each line), quantity (sum of Quantity). Those of a cancellation are positive too. Where a line of an invoice
        cannot be read, its text takes the place of the invoice's value or time, so that validation refuses the
        invoice and shows why, rather than store a sum that lacks a line.

    Raises
    ------
    MissingDataError
        A column is missing.

    Notes
    -----
    Lines without a customer or a price, those of adjustments (``A…``), and those whose quantity has the wrong sign for
    their invoice are no part of any event. Exact duplicates are lines of their own: the data set has no line number.
    """
    missing = [name for name in _COLUMNS if name not in raw.columns]
    if missing:
        raise MissingDataError("uci_online_retail", missing)
    lines = _lines(raw)
    cancels = lines.event_id.startswith("C")
    signed = cancels.ifelse(-lines.units, lines.units)
    counts = (signed > 0) & (lines.price > 0)
    kept = lines.mutate(units=signed, worth=signed.cast("decimal(18, 0)") * lines.price).filter(
        ~lines.event_id.startswith("A"), lines.contact_id.notnull(), counts | lines.unreadable.notnull()
    )
    invoices = kept.group_by("event_id").aggregate(
        contact_id=kept.contact_id.min(),
        at=kept.at.min(),
        no_time=kept.no_time.min(),
        worth=kept.worth.sum().cast("decimal(18, 4)").cast("string"),
        unreadable=kept.unreadable.min(),
        products=kept.stock_code.group_concat(",", order_by=kept.stock_code),
        quantity=kept.units.sum(),
    )
    events = invoices.select(
        "event_id",
        "contact_id",
        "products",
        "quantity",
        type=invoices.event_id.startswith("C").ifelse("CANCELLATION", "PURCHASE"),
        occurred_at=ibis.coalesce(invoices.no_time, invoices.at) if raw.InvoiceDate.type().is_string() else invoices.at,
        value=ibis.coalesce(invoices.unreadable, invoices.worth),
    )
    return {"events": events}


def _lines(raw: ibis.Table) -> ibis.Table:
    units, price = raw.Quantity.try_cast("int64"), raw.UnitPrice.try_cast("decimal(18, 6)")
    at = _time(raw.InvoiceDate)
    unreadable = [
        (original.notnull() & read.isnull()).ifelse(original.cast("string"), ibis.null("string"))
        for original, read in ((raw.Quantity, units), (raw.UnitPrice, price))
    ]
    return raw.select(
        event_id=raw.InvoiceNo.cast("string"),
        contact_id=_customer(raw.CustomerID),
        at=at,
        no_time=(at.notnull() & at.try_cast("timestamp").isnull()).ifelse(at.cast("string"), ibis.null("string")),
        stock_code=raw.StockCode.cast("string"),
        units=units,
        price=price,
        unreadable=ibis.coalesce(*unreadable),
    )


def _customer(raw: ir.Column) -> ir.Column:
    """Read a customer's number, which spreadsheets and frames with gaps write as 17850.0."""
    if raw.type().is_string():
        return raw.strip().re_replace(r"\.0$", "").nullif("")
    return raw.try_cast("int64")


def _time(raw: ir.Column) -> ir.Column:
    """Write American times as ISO 8601, and leave what is no time as it is."""
    if not raw.type().is_string():
        return raw
    parts = [raw.re_extract(_AMERICAN_TIME, group) for group in (3, 1, 2, 4)]
    year, month, day, clock = parts
    iso = year + "-" + month.lpad(2, "0") + "-" + day.lpad(2, "0") + " " + clock.lpad(5, "0")
    return raw.re_search(_AMERICAN_TIME).ifelse(iso, raw.strip())
