from __future__ import annotations

import gzip
import json

import pytest

from smwidgets.core.errors import SourceError
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop

pytestmark = pytest.mark.spec("S1")

ONE = {"event_id": 1, "contact_id": "7", "type": "PURCHASE", "occurred_at": "2026-01-05 12:30", "value": 10.10}
TWO = ONE | {"event_id": 2, "value": "20.50", "products": ["a", 5], "params": [{"key": "x"}], "note": None}


def written(path, *lines, end="\n"):
    text = end.join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.mark.parametrize("name", ["events.jsonl", "events.ndjson", "Events.JSON", "events.jsonl.gz"])
def test_an_object_a_line(tmp_path, name):
    with connect(written(tmp_path / name, ONE, "", TWO, "", end="\r\n")) as shop:
        frame = shop.execute(shop.table("events")).sort_values("event_id")
    assert [str(value) for value in frame["value"]] == ["10.1", "20.5"]
    assert frame["products"].dropna().tolist() == ["a,5"]
    assert frame["contact_id"].tolist() == [7, 7]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"event_id": 3', "line 3: no JSON"),
        ("[1, 2]", "line 3: no JSON object"),
        ('{"event_id": NaN1}', "line 3: no JSON"),
        (ONE | {"value": {"amount": 5}}, "line 3: value holds an object"),
        ('{"event_id": "\\ud800"}', "line 3: half a character"),
        ("[" * 100_000, "line 3: no JSON"),
    ],
)
def test_a_broken_line_is_named_or_left_out(tmp_path, line, said):
    path = written(tmp_path / "events.jsonl", ONE, "", line, TWO)
    with pytest.raises(SourceError, match=said):
        connect(path)
    result = import_shop(path, tmp_path / "shop.duckdb", skip_invalid=True)
    assert (result.rows, result.left_out) == ({"events": 2}, {"events": 1})


def test_an_array_is_refused_with_the_way_out(tmp_path):
    with pytest.raises(SourceError, match=r"line 1: a JSON array; one object a line.*jq -c"):
        connect(written(tmp_path / "events.json", "[", ONE, "]"))


def test_columns_that_come_late(tmp_path, monkeypatch):
    monkeypatch.setattr("smwidgets.data.source.json_lines._TOGETHER", 1)
    with connect(written(tmp_path / "events.jsonl", ONE, TWO)) as shop:
        assert sorted(shop.execute(shop.table("events"))["products"].dropna()) == ["a,5"]
