# ruff: noqa: DTZ001 - naive times are UTC here

from __future__ import annotations

import io
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smwidgets.core.errors import UnknownNameError
from smwidgets.data.exports import FORMATS, MIME, SUFFIX, Sheet, pieces, write_rows
from smwidgets.data.exports.formulas import neutralised

numbers = st.one_of(
    st.none(), st.floats(allow_nan=False, allow_infinity=False), st.floats(-1e6, 1e6).map(lambda x: round(x, 2))
)
texts = st.one_of(
    st.none(), st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff")),
    st.text(st.sampled_from("=+-@;,\"' \n\tab0_x41<>&r/"), max_size=20),
)  # fmt: skip


def call(batches, format_="csv", **options):
    file = io.BytesIO()
    rows = write_rows(file, batches, **{"format": format_, "locale": "pl", "sheet": Sheet("x")} | options)
    return rows, file.getvalue()


@pytest.mark.parametrize("options", [{"format": "xls"}, {"locale": "de"}])
def test_what_is_unknown_is_refused_before_anything_is_written(batch, options):
    file = io.BytesIO()
    with pytest.raises(UnknownNameError, match=r"unknown (format|language)"):
        write_rows(file, [batch(x=[1])], **{"format": "csv", "locale": "pl", "sheet": Sheet("x")} | options)
    assert file.getvalue() == b""


def test_every_format_has_a_type_and_a_suffix():
    assert set(MIME) == set(SUFFIX) == set(FORMATS)
    assert [SUFFIX[name] for name in FORMATS] == [".csv", ".xlsx"]


@pytest.mark.spec("I4")
@pytest.mark.parametrize("format_", FORMATS)
def test_progress_is_told_after_each_piece_that_is_written(batch, monkeypatch, format_):
    monkeypatch.setattr(pieces, "PIECE_ROWS", 4)
    told, asked = [], []

    def batches():
        for start in (0, 10, 20):
            asked.append((start, list(told)))
            yield batch(n=list(range(start, start + 10)))

    rows, _ = call(batches(), format_, on_rows=told.append)
    assert rows == 30
    assert told == [4, 8, 10, 14, 18, 20, 24, 28, 30]
    assert asked == [(0, []), (10, [4, 8, 10]), (20, [4, 8, 10, 14, 18, 20])]


@pytest.mark.spec("I4", "CA4")
@pytest.mark.parametrize("format_", FORMATS)
def test_what_progress_raises_ends_the_writing_and_leaves_nothing_behind(batch, monkeypatch, tmp_path, format_):
    class CancelledError(Exception):
        pass

    read = []

    def batches():
        for number in range(100):
            read.append(number)
            yield batch(n=[number])

    def cancel(rows):
        if rows == 3:
            raise CancelledError

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(CancelledError):
        call(batches(), format_, on_rows=cancel)
    assert read == [0, 1, 2]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_", FORMATS)
def test_a_full_disk_is_the_callers_to_know(batch, format_):
    class Full(io.BytesIO):
        def write(self, data):
            if self.tell() + len(data) > 100:
                raise OSError("no space left")
            return super().write(data)

    with pytest.raises(OSError, match="no space left"):
        write_rows(Full(), [batch(n=["x" * 200])] * 3, format=format_, locale="pl", sheet=Sheet("x"))


def test_the_file_stays_open_and_large_batches_are_cut(batch, monkeypatch):
    monkeypatch.setattr(pieces, "PIECE_BYTES", 1000)
    rows = batch(x=["a" * 100] * 50)
    assert {piece.num_rows for piece in pieces.pieces([rows])} == {10}
    file = io.BytesIO()
    assert write_rows(file, [rows], format="csv", locale="en", sheet=Sheet("x")) == 50
    assert not file.closed


@pytest.mark.spec("R3")
@pytest.mark.parametrize("locale", ["pl", "en"])
@given(found=st.lists(st.tuples(numbers, texts), max_size=8))
def test_csv_gives_back_numbers_and_texts_behind_their_apostrophes(csv_rows, locale, found):
    values, words = ([row[place] for row in found] for place in (0, 1))
    rows = pa.RecordBatch.from_arrays([pa.array(values, pa.float64()), pa.array(words, pa.string())], ["n", "t"])
    point = "," if locale == "pl" else "."
    back = csv_rows([rows], locale)[1:]
    assert [float(row[0].replace(point, ".")) if row[0] else None for row in back] == values
    assert [row[1] for row in back] == [neutralised(word or "") for word in words]


@pytest.mark.spec("R3")
@given(found=st.lists(st.tuples(numbers, texts, st.integers(-(2**63), 2**63 - 1)), min_size=1, max_size=8))
def test_xlsx_gives_back_numbers_and_texts(xlsx_rows, found):
    values, words, whole = ([row[place] for row in found] for place in (0, 1, 2))
    columns = [pa.array(values, pa.float64()), pa.array(words, pa.string()), pa.array(whole, pa.int64())]
    back = xlsx_rows([pa.RecordBatch.from_arrays(columns, ["n", "t", "i"])])[1:]
    assert [row[0] for row in back] == values
    assert [(row[1] or "").replace("_x005F_", "_") for row in back] == [word or "" for word in words]
    assert [int(row[2]) for row in back] == whole


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "Asia/Kathmandu", "America/St_Johns", "+01:30", None])
@given(times=st.lists(st.none() | st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)), min_size=1, max_size=6))
def test_times_are_those_of_the_zones_clock_to_the_second(xlsx_rows, csv_rows, zone, times):
    kind = pa.timestamp("us", tz=zone)
    at = pa.array(times, pa.timestamp("us")).cast(pa.int64()).cast(kind)
    rows = pa.RecordBatch.from_arrays([at, pa.array([1] * len(times))], ["at", "n"])
    clock = {None: UTC, "+01:30": timezone(timedelta(hours=1, minutes=30))}.get(zone) or ZoneInfo(zone)
    shown = [at and at.replace(tzinfo=UTC).astimezone(clock).replace(tzinfo=None, microsecond=0) for at in times]
    assert [row[0] for row in csv_rows([rows])[1:]] == ["" if at is None else at.isoformat(sep=" ") for at in shown]
    assert [row[0] and row[0].replace(microsecond=0) for row in xlsx_rows([rows])[1:]] == shown
