from __future__ import annotations

import pytest

from smwidgets.data.contract import CAMPAIGN_KINDS, CONTACT_STATES, EVENT_TYPES, INTERACTION_KINDS, TABLES


def test_the_six_tables_in_order_and_the_one_of_what_was():
    six = ["contacts", "events", "visits", "page_views", "interactions", "campaigns"]
    assert list(TABLES) == [*six, "contact_changes"]


def test_the_platforms_names_are_all_there():
    assert len(set(EVENT_TYPES)) == 25
    assert {"PURCHASE", "CART", "CANCELLATION", "RETURN"} <= set(EVENT_TYPES)
    assert INTERACTION_KINDS == ("open", "click", "view", "entry")
    assert len(set(CAMPAIGN_KINDS)) == 9
    assert len(set(CONTACT_STATES)) == 5


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_declaration_is_consistent(table):
    names = table.column_names
    by_name = {column.name: column for column in table.columns}
    assert len(set(names)) == len(names)
    assert by_name[table.time].kind == "time"
    assert by_name[table.time].required
    assert not by_name[table.time].nullable
    if table.key is not None:
        assert by_name[table.key].kind == "id"
        assert by_name[table.key].required
    for column in table.columns:
        assert bool(column.choices) == (column.kind == "enum")
        assert column.required or column.nullable


@pytest.mark.parametrize(
    ("table", "required"),
    [
        ("contacts", "contact_id email created_at monitored"),
        ("events", "event_id contact_id type occurred_at"),
        ("visits", "visit_id started_at"),
        ("page_views", "viewed_at visit_id"),
        ("interactions", "interaction_id contact_id occurred_at kind channel own"),
        ("campaigns", "campaign_id scheduled_at channel kind name reach"),
    ],
)
def test_what_no_table_may_lack(table, required):
    assert " ".join(column.name for column in TABLES[table].columns if column.required) == required
