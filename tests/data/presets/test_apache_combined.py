"""The preset against lines written by hand."""

import gzip
from datetime import datetime

import ibis
import pandas as pd
import pyarrow as pa
import pytest

from smwidgets.core.errors import ContractError, MissingDataError, SourceError
from smwidgets.data.connecting import connect
from smwidgets.data.presets import preset
from smwidgets.data.presets.apache_combined import tables

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIREFOX = "Mozilla/5.0 (X11; rv:128.0) Gecko/20100101 Firefox/128.0"


def line(at="17/May/2015:10:05:03 +0000", *, host="192.0.2.1", url="/", agent=FIREFOX, **parts):
    request = parts.get("request", f"GET {url} HTTP/1.1")
    user, status, size = (parts.get(name, default) for name, default in (("user", "-"), ("status", 200), ("size", 9)))
    return f'{host} - {user} [{at}] "{request}" {status} {size} "{parts.get("referer", "-")}" "{agent}"'


def read(*lines):
    found = tables(ibis.memtable(pa.table({"line": pa.array(lines, pa.string())})))
    assert list(found) == ["visits", "page_views"]
    visits, views = (found[name].to_pyarrow().to_pandas() for name in ("visits", "page_views"))
    return visits.sort_values("started_at", ignore_index=True), views.sort_values("viewed_at", ignore_index=True)


def test_a_request_is_a_page_view_of_an_anonymous_visit():
    visits, views = read(line(url="/sklep?a=1", referer="https://Szukaj.example:8080/q?x=1"))
    assert views.to_dict("records") == [
        {"viewed_at": "2015-05-17 10:05:03+00:00", "visit_id": visits.loc[0, "visit_id"], "url": "/sklep?a=1"}
    ]
    assert "contact_id" not in visits
    visit = visits.loc[0].to_dict()
    assert {name: visit[name] for name in ("started_at", "page_views", "duration_s", "landing_url", "source")} == {
        "started_at": "2015-05-17 10:05:03+00:00",
        "page_views": 1,
        "duration_s": 0,
        "landing_url": "/sklep?a=1",
        "source": "szukaj.example",
    }


def test_thirty_minutes_of_silence_end_a_visit():
    times = ("10:00:00", "10:29:59", "10:59:58", "11:29:58", "11:59:57")
    visits, views = read(*(line(f"17/May/2015:{at} +0000", url=f"/{at}") for at in times))
    assert visits["page_views"].tolist() == [3, 2]
    assert visits["duration_s"].tolist() == [59 * 60 + 58, 29 * 60 + 59]
    assert visits["landing_url"].tolist() == ["/10:00:00", "/11:29:58"]
    assert views["visit_id"].tolist() == [visits.loc[n, "visit_id"] for n in (0, 0, 0, 1, 1)]


def test_a_visitor_is_an_address_and_a_browser():
    visits, _ = read(line(), line(agent="curl/8"), line(host="2001:db8::1"), line(status=404, size="-"))
    assert sorted(visits["page_views"]) == [1, 1, 2]
    assert visits["visitor_id"].nunique() == visits["visit_id"].nunique() == 3
    assert not visits.astype(str).apply(lambda column: column.str.contains("192.0.2", regex=False)).any(axis=None)


def test_lines_out_of_order_are_put_in_order():
    late, early = line("17/May/2015:10:05:09 +0000", url="/2"), line("17/May/2015:10:05:03 +0000", url="/1")
    visits, _ = read(late, early, line("17/May/2015:10:05:03 +0000", url="/1b"))
    assert visits["landing_url"].tolist() == ["/1"]
    assert visits["duration_s"].tolist() == [6]


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("01/Jan/2016:00:30:00 +0100", "2015-12-31 23:30:00"),
        ("31/Dec/2015:20:00:00 -0530", "2016-01-01 01:30:00"),
        ("29/Feb/2016:12:00:00 +0000", "2016-02-29 12:00:00"),
        *((f"05/{name}/2015:06:07:08 +0000", f"2015-{month:02}-05 06:07:08") for month, name in enumerate(MONTHS, 1)),
    ],
)
def test_a_line_says_how_far_its_clock_is_from_utc(written, utc):
    _, views = read(line(written))
    assert views["viewed_at"].tolist() == [f"{utc}+00:00"]


@pytest.mark.parametrize(
    "odd",
    [
        line(user="Jan Kowalski"),
        line(agent=r"say \"hello\" [x] \\"),
        line(referer=r"http://\xe4\xe5.example/"),
        line(agent=""),
        line(request="-"),
        line(request=r"\x16\x03\x01"),
        line(request="GET / with spaces HTTP/1.0"),
        line(url="<script>'; DROP TABLE visits"),
    ],
)
def test_odd_requests_are_requests(odd):
    visits, views = read(odd)
    assert visits["page_views"].tolist() == [1]
    assert views["viewed_at"].tolist() == ["2015-05-17 10:05:03+00:00"]


def test_addresses_of_pages():
    requests = {"GET /a b HTTP/1.0": "/a b", "HEAD /x": "/x", "-": None, "OPTIONS * HTTP/1.1": "*"}
    _, views = read(*(line(f"17/May/2015:10:05:{n:02} +0000", request=one) for n, one in enumerate(requests)))
    assert [None if pd.isna(url) else url for url in views["url"]] == list(requests.values())


@pytest.mark.parametrize(
    "bad",
    [
        line()[:-1],  # the end is missing
        line("31/Feb/2015:10:05:03 +0000"),
        line("17/Foo/2015:10:05:03 +0000"),
        line("17/May/2015:25:05:03 +0000"),
        "not a log at all",
        "\x1f" * 8,
        line().partition('" "')[0] + '"',  # the common format
    ],
)
def test_a_malformed_line_is_reported_and_may_be_skipped(tmp_path, bad):
    log = tmp_path / "access.log"
    log.write_text(f"{line()}\n\n{bad}\r\n{line(url='/b')}\n", "utf-8", newline="")
    with pytest.raises(ContractError) as refused:
        connect(log, preset="apache_combined")
    (issue,) = refused.value.report.issues
    assert (issue.table, issue.column, issue.rows) == ("page_views", "viewed_at", 1)
    assert issue.examples[0][:8] == "".join(one if one.isprintable() else repr(one)[1:-1] for one in bad)[:8]
    with connect(log, preset="apache_combined", skip_invalid=True) as shop:
        assert shop.left_out == {"page_views": 1}
        assert shop.execute(shop.table("page_views").url.as_table())["url"].tolist() == ["/", "/b"]
        assert shop.execute(shop.table("visits"))["page_views"].tolist() == [2]


def test_a_log_may_be_compressed_or_a_frame(tmp_path):
    log = tmp_path / "access.log.gz"
    log.write_bytes(gzip.compress(f"{line()}\n".encode()))
    frame = pd.DataFrame({"line": [line()]})
    for source in (log, frame):
        with connect(source, preset="apache_combined") as shop:
            assert shop.timezone.key == "UTC"
            visits = shop.execute(shop.table("visits"))
            assert visits["started_at"].tolist() == [pd.Timestamp(datetime.fromisoformat("2015-05-17 10:05:03"))]
    with connect(frame, preset="apache_combined", timezone="Europe/Warsaw") as shop:
        assert shop.timezone.key == "Europe/Warsaw"
        assert shop.execute(shop.table("visits"))["started_at"].tolist() == visits["started_at"].tolist()


def test_a_log_that_cannot_be_read(tmp_path):
    empty, binary = tmp_path / "empty.log", tmp_path / "binary.log"
    empty.touch()
    binary.write_bytes(line().encode() + b"\n\xff\xfe\x00\x81\n")
    for path in (empty, binary, tmp_path / "absent.log"):
        with pytest.raises(SourceError):
            connect(path, preset="apache_combined")


def test_a_frame_without_lines_is_refused():
    with pytest.raises(MissingDataError):
        tables(ibis.memtable(pa.table({"text": pa.array([line()])})))


def test_the_preset_goes_by_its_name():
    assert preset("apache_combined").tables is tables
