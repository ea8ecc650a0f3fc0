"""How databases, spreadsheets and pandas write that there is nothing."""

from __future__ import annotations

import pandas as pd
import pytest

from smwidgets.data.null_words import IN_OTHERS

WORDS = (
    "NULL",
    "null",
    "Null",
    r"\N",
    "NaN",
    "nan",
    "None",
    "N/A",
    "n/a",
    "#N/A",
    "<NA>",
    "NaT",
    "-",
    "",
    "  ",
    "\u00a0",
)
ZERO_DATES = ("0000-00-00", "0000-00-00 00:00:00", "0000-00-00T00:00:00Z", "0000-00-00 00:00:00.000000")
NAMES = ("NULL", r"\N", "None", "Null", "Nan")


def contacts(**columns):
    rows = len(next(iter(columns.values())))
    given = {"contact_id": range(1, rows + 1), "email": "a@x.example", "created_at": "2026-01-01", "monitored": True}
    return pd.DataFrame(given | {name: pd.Series(values, dtype="object") for name, values in columns.items()})


@pytest.mark.spec("S1")
@pytest.mark.parametrize("way", ["frame", "csv"])
def test_null_words_are_none_in_frames_as_in_files(tmp_path, load_tables, way):
    """In texts only what databases write is none: a person may be called None."""
    words = (*WORDS, *ZERO_DATES)
    columns = {name: [given, *words] for name, given in {"opted_out_at": "2026-01-02", "score": "5"}.items()}
    columns |= {name: [given, *words] for name, given in {"state": "CUSTOMER", "owner": "ewa"}.items()}
    for name in ("score", "state", "owner"):
        columns[name] = [None if word in ZERO_DATES else word for word in columns[name]]
    columns["name"] = [*NAMES, *["Ola"] * (len(words) + 1 - len(NAMES))]
    source = {"contacts": contacts(**columns)}
    if way == "csv":
        source = tmp_path / "contacts.csv"
        contacts(**columns).to_csv(source, index=False)
    tables, report = load_tables(source)
    read = tables["contacts"]
    for name in ("opted_out_at", "score", "state", "owner"):
        assert [pd.isna(cell) for cell in read[name]] == [False, *[True] * len(words)], name
    assert [None if pd.isna(cell) else cell for cell in read["name"]][:6] == [None, None, "None", "Null", "Nan", "Ola"]
    assert report.is_clean


@pytest.mark.spec("S1")
def test_a_null_word_in_a_needed_column_is_a_missing_value(load_tables):
    words = [word.upper() for word in IN_OTHERS if word]
    rows = len(words)
    events = {"event_id": range(1, 2 * rows + 2), "contact_id": ["7", *words, *["7"] * rows]}
    events |= {"type": ["CART"] * (rows + 1) + ["PURCHASE"] * rows, "occurred_at": "2026-01-05"}
    events |= {"value": [None] * (rows + 1) + words}
    tables, report = load_tables({"events": pd.DataFrame(events)}, skip_invalid=True)
    found = [(issue.column, issue.problem.value, issue.rows) for issue in report.issues]
    assert found == [("contact_id", "missing value", rows), ("value", "missing value", rows)]
    assert tables["events"]["event_id"].tolist() == [1]
