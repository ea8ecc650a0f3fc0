"""Every kind of bad input ends in a message that says where it is, and in a store that is as it was."""

from __future__ import annotations

import pandas as pd
import pytest

from smwidgets.core.errors import ContractError, DataError, SourceError, StoreError
from smwidgets.data.importing import import_shop

HEADER = "event_id,contact_id,type,occurred_at,value\n"
GOOD = "1,7,PURCHASE,2026-01-05 12:30,99.5\n2,7,CART,2026-01-05 12:31,\n"


@pytest.fixture
def store(tmp_path):
    frame = pd.DataFrame(
        {"event_id": [1], "contact_id": [7], "type": ["PURCHASE"], "occurred_at": ["2026-01-05 12:30"], "value": [5]}
    )
    (tmp_path / "store").mkdir()
    return import_shop({"events": frame}, tmp_path / "store" / "shop.duckdb").path


def csv(folder, text):
    (folder / "events.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def parquet(folder, content):
    (folder / "events.parquet").write_bytes(content)
    return folder


CASES = {
    "a missing column": (
        csv, "event_id,contact_id,type,value\n1,7,CART,\n", ContractError, "events.occurred_at: missing column; 1 row",
    ),
    "a wrong type": (
        csv, HEADER + GOOD + "3,7,PURCHASE,2026-01-05 12:31,dużo\n", ContractError,
        "events.value: wrong type; 1 row; e.g. 'dużo'",
    ),
    "a duplicate key": (
        csv, HEADER + GOOD + GOOD.replace(":3", ":4"), ContractError,
        "events.event_id: duplicate key; 2 rows; e.g. '1' (lines 2 and 4), '2' (lines 3 and 5)",
    ),
    "an unknown event type": (
        csv, HEADER + GOOD + "3,7,CARD,2026-01-05 12:31,\n", ContractError,
        "events.type: unknown name; 1 row; e.g. 'CARD' (line 4); did you mean 'CART'",
    ),
    "an impossible date": (
        csv, HEADER + GOOD + "3,7,CART,2026-02-30 12:31,\n", ContractError,
        "events.occurred_at: impossible time; 1 row; e.g. '2026-02-30 12:31'",
    ),
    "an empty file": (csv, "", SourceError, "events.csv: the file is empty"),
    "an empty Parquet file": (parquet, b"", SourceError, "events.parquet: the file is empty"),
    "a file that is no Parquet": (
        parquet, b"event_id,contact_id\n1,2\n", SourceError, "events.parquet: not a readable Parquet file",
    ),
    "a Parquet file that is cut": (
        parquet, b"PAR1" + b"\0" * 200, SourceError, "events.parquet: not a readable Parquet file",
    ),
    "a row with too many fields": (
        csv, HEADER + GOOD * 20 + "3,7,CART,2026-01-05 12:31,,,,\n" + GOOD, SourceError, "events",
    ),
    "bytes that are no text": (
        csv, HEADER.encode() + b"1,7,CART,2026-01-05 12:31,\xff\xfe\n", SourceError, "events",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_named_and_changes_nothing(tmp_path, store, case):
    write, content, error, said = CASES[case]
    before, entries = store.read_bytes(), sorted(store.parent.iterdir())
    (tmp_path / "source").mkdir()
    source = write(tmp_path / "source", content)
    for append in (False, True):
        with pytest.raises(DataError) as caught:
            import_shop(source, store, append=append)
        assert isinstance(caught.value, error), caught.value
        assert said in str(caught.value)
    assert store.read_bytes() == before
    assert sorted(store.parent.iterdir()) == entries


def test_control_characters_of_the_source_never_reach_the_terminal(tmp_path, store):
    (tmp_path / "source").mkdir()
    source = csv(tmp_path / "source", HEADER + "1,7,\x1b]0;gotcha\x07,2026-01-05 12:31,\n")
    with pytest.raises(ContractError) as caught:
        import_shop(source, store)
    assert "\x1b" not in str(caught.value)
    assert "x1b]0;gotcha" in str(caught.value)


def test_a_long_value_is_cut(tmp_path, store):
    (tmp_path / "source").mkdir()
    with pytest.raises(ContractError) as caught:
        import_shop(csv(tmp_path / "source", HEADER + f"1,7,{'A' * 5000},2026-01-05 12:31,\n"), store)
    assert "'" + "A" * 59 + "…'" in str(caught.value)
    assert "A" * 60 not in str(caught.value)


@pytest.mark.parametrize("where", ["there/shop.duckdb", "a file/shop.duckdb"])
def test_an_output_that_cannot_be_written(tmp_path, where):
    (tmp_path / "a file").write_text("")
    with pytest.raises(StoreError):
        import_shop({"events": pd.DataFrame()}, tmp_path / where)
