"""Access logs of web servers in Apache's combined format (nginx writes it too), turned into anonymous visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from smwidgets.core.errors import MissingDataError

if TYPE_CHECKING:
    import ibis.expr.types as ir

TIMEZONE = "UTC"
"""In which days and hours are counted; the lines themselves say how far their clock is from it."""

CURRENCY = None
"""A log holds no amounts."""

READS = "lines"

COLUMN = "line"
"""The raw table's one column: a line of the log."""

_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_TIME = r"\[(\d{2})/([A-Z][a-z]{2})/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{4})\]"
_LINE = rf"^(\S+) \S+ .*? {_TIME} {_QUOTED} \d{{3}} (?:\d+|-) {_QUOTED} {_QUOTED}\s*$"
_PARTS = ("host", "day", "month", "year", "clock", "offset", "request", "referer", "agent")
_MARK = "\x1f"
_URL = r"^\S+ (.*?)(?: HTTP/[\d.]+)?$"
_ORIGIN = r"^\w+://([^/:?#]+)"
_UTC = "%Y-%m-%d %H:%M:%S+00:00"
_SILENCE = 30
"""Minutes without a request after which the next one begins another visit."""


def tables(raw: ibis.Table) -> dict[str, ibis.Table]:
    """Turn requests into page views, and those of one browser that follow one another into visits.

    Parameters
    ----------
    raw
        One row a line, in the file's order; the column ``line``.

    Returns
    -------
    dict of str to ibis.Table
        ``visits``: visit_id, visitor_id, started_at, page_views, duration_s, landing_url and source (the host that
        referred to the first page; null if none did). ``page_views``: viewed_at, visit_id, url (without host: the log
        does not know it). Nobody is known by name, so every visit is anonymous. A line that is not of the format, or
        whose time does not exist, stands in ``page_views`` with its text for a time, so that validation refuses it
        and shows what it was; empty lines are nothing.

    Raises
    ------
    MissingDataError
        There is no column ``line``.

    Notes
    -----
    A visitor is an address and a browser's name together, and goes by a digest of both: the address is personal data
    and nothing here needs it. Thirty minutes or more of silence end a visit. Every request counts, whatever it
    fetched, whoever did and however it ended: which of them are pages or robots differs from site to site.
    """
    if COLUMN not in raw.columns:
        raise MissingDataError("apache_combined", (COLUMN,))
    requests = _requests(raw)
    views = _in_visits(requests.filter(requests.at.notnull()))
    unread = requests.filter(requests.at.isnull())
    page_views = ibis.union(
        views.select(viewed_at=views.at.strftime(_UTC), visit_id=views.visit_id, url=views.url),
        unread.select(viewed_at=unread.line, visit_id=unread.line, url=unread.url),
    )
    return {"visits": _visits(views), "page_views": page_views}


def _requests(raw: ibis.Table) -> ibis.Table:
    """Take the lines apart; ``at`` (naive UTC) is null where that cannot be done."""
    line = raw[COLUMN].cast("string")
    # One match for all parts, in the query that numbers the lines: the engine would do it anew for every part.
    cells = line.re_replace(_LINE, _MARK.join(rf"\{group}" for group in range(1, len(_PARTS) + 1))).split(_MARK)
    numbered = raw.select(line=line, cells=cells, number=ibis.row_number())
    split = numbered.filter(numbered.line.notnull() & (numbered.line.strip() != ""))
    read = split.cells.length() == len(_PARTS)
    part = {name: read.ifelse(split.cells[at], ibis.null("string")) for at, name in enumerate(_PARTS)}
    return split.select(
        "line",
        "number",
        at=_utc(part),
        visitor_id=(part["host"] + " " + part["agent"]).hexdigest("md5").substr(0, 16),
        url=part["request"].re_extract(_URL, 1).nullif(""),
        source=part["referer"].re_extract(_ORIGIN, 1).lower().nullif(""),
    )


def _utc(part: dict[str, ir.StringColumn]) -> ir.TimestampColumn:
    month = (ibis.literal(_MONTHS).find(part["month"]).nullif(-1) // 3 + 1).cast("string").lpad(2, "0")
    text = part["year"] + "-" + month + "-" + part["day"] + " " + part["clock"]
    hours, minutes = (part["offset"].substr(start, 2).try_cast("int64") for start in (1, 3))
    ahead = hours * 60 + minutes
    ahead = part["offset"].startswith("-").ifelse(-ahead, ahead)
    return text.try_cast("timestamp(6)") - ahead.as_interval("m")


def _in_visits(requests: ibis.Table) -> ibis.Table:
    """Give each request the visit it belongs to, which goes by its visitor and its first second."""
    in_order = {"group_by": requests.visitor_id, "order_by": [requests.at, requests.number]}
    before = requests.at.lag().over(**in_order)
    opens = before.isnull() | (requests.at - ibis.interval(minutes=_SILENCE) >= before)
    marked = requests.mutate(opened_at=opens.ifelse(requests.at, ibis.null("timestamp(6)")))
    until_here = ibis.window(
        group_by=marked.visitor_id, order_by=[marked.at, marked.number], rows=(None, 0)
    )  # the last opening so far
    started = marked.mutate(started_at=marked.opened_at.max().over(until_here))
    return started.mutate(visit_id=started.visitor_id + "-" + started.started_at.strftime("%Y%m%d%H%M%S"))


def _visits(views: ibis.Table) -> ibis.Table:
    in_order = [views.at, views.number]
    visits = views.group_by("visit_id", "visitor_id", "started_at").aggregate(
        page_views=views.count(),
        last_at=views.at.max(),
        landing_url=views.url.first(order_by=in_order, include_null=True),
        source=views.source.first(order_by=in_order, include_null=True),
    )
    return visits.select(
        "visit_id",
        "visitor_id",
        "page_views",
        "landing_url",
        "source",
        started_at=visits.started_at.strftime(_UTC),
        duration_s=visits.last_at.epoch_seconds().cast("int64") - visits.started_at.epoch_seconds().cast("int64"),
    )
