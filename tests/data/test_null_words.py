"""How databases, spreadsheets and pandas write that there is nothing."""

from __future__ import annotations

import pandas as pd
import pytest

from smwidgets.core.errors import ContractError
from smwidgets.data.connecting import connect
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


def contacts(column, words):
    return pd.DataFrame(
        {
            "contact_id": range(1, len(words) + 1),
            "email": "a@sklep.example",
            "created_at": "2026-01-01",
            "monitored": True,
            column: pd.Series(words, dtype="object"),
        }
    )


def stored(tmp_path, way, table, frame, column):
    """Read the column of a table given as a frame or as a file, in the order of its rows."""
    source = {table: frame}
    if way == "csv":
        source = tmp_path / f"{table}.csv"
        frame.to_csv(source, index=False)
    with connect(source) as shop:
        found = shop.execute(shop.table(table))
        return found.sort_values(found.columns[0])[column].tolist()


@pytest.mark.spec("S1")
@pytest.mark.parametrize("way", ["frame", "csv"])
@pytest.mark.parametrize(
    ("column", "value", "more"),
    [("opted_out_at", "2026-01-02", ZERO_DATES), ("score", "5", ()), ("state", "CUSTOMER", ()), ("owner", "ewa", ())],
)
def test_null_words_are_none_in_columns_that_are_no_texts(tmp_path, way, column, value, more):
    words = (value, *WORDS, *more)
    found = stored(tmp_path, way, "contacts", contacts(column, words), column)
    assert [pd.isna(value) for value in found] == [False, *[True] * (len(words) - 1)]


@pytest.mark.parametrize("way", ["frame", "csv"])
def test_in_texts_only_what_databases_write_is_none(tmp_path, way):
    names = ["NULL", r"\N", "None", "Null", "Nan", "Ola"]
    found = stored(tmp_path, way, "contacts", contacts("name", names), "name")
    assert [None if pd.isna(name) else name for name in found] == [None, None, "None", "Null", "Nan", "Ola"]


@pytest.mark.parametrize("word", [word for word in IN_OTHERS if word])
def test_a_null_word_in_a_needed_column_is_a_missing_value(word):
    events = {"event_id": [1, 2], "contact_id": ["7", word.upper()], "type": ["PURCHASE", "CART"]}
    events |= {"occurred_at": ["2026-01-05", "2026-01-05"], "value": [word, None]}
    with pytest.raises(ContractError) as caught:
        connect({"events": pd.DataFrame(events)})
    found = [(issue.column, issue.problem.value, issue.rows) for issue in caught.value.report.issues]
    assert found == [("contact_id", "missing value", 1), ("value", "missing value", 1)]
