"""Spans of one contact never overlap: each order lies in at most one."""

import ibis
import pandas as pd
import pyarrow as pa
import pytest

from smwidgets.data.attribution import Attribution
from smwidgets.data.spans import click_spans, touch_spans


@pytest.fixture
def interactions():
    rows = [
        (1, "2025-01-01 00:00", "open", "email", True),
        (2, "2025-01-02 00:00", "click", "email", True),
        (3, "2025-01-02 00:00", "click", "sms", True),
        (4, "2025-01-02 00:00", "click", "ads", False),
        (5, "2025-01-20 00:00", "entry", "direct", False),
        (6, "2025-01-25 00:00", "click", "sms", True),
    ]
    frame = pd.DataFrame(rows, columns=["interaction_id", "occurred_at", "kind", "channel", "own"])
    frame = frame.assign(contact_id="c", occurred_at=pd.to_datetime(frame.occurred_at))
    return ibis.memtable(pa.Table.from_pandas(frame))


def as_rows(spans, *columns):
    frame = spans.order_by("from_at").to_pyarrow().to_pandas()
    rows = frame[[*columns, "from_at", "until_at"]].itertuples(index=False)
    return [tuple(str(value) for value in row) for row in rows]


@pytest.mark.spec("B2", "D1")
def test_a_touch_is_credited_until_the_next_own_one_or_the_end_of_the_window(interactions):
    spans = as_rows(touch_spans(interactions, Attribution(days=10)), "channel")
    assert spans == [
        ("email", "2025-01-01 00:00:00", "2025-01-02 00:00:00"),
        ("sms", "2025-01-02 00:00:00", "2025-01-12 00:00:00"),
        ("sms", "2025-01-25 00:00:00", "2025-02-04 00:00:00"),
    ]


@pytest.mark.spec("B2")
def test_a_touch_pushed_out_at_its_own_instant_is_credited_with_nothing(interactions):
    spans = as_rows(touch_spans(interactions, Attribution(days=10, interactions=1)), "channel")
    assert spans == [
        ("email", "2025-01-01 00:00:00", "2025-01-02 00:00:00"),
        ("sms", "2025-01-25 00:00:00", "2025-02-04 00:00:00"),
    ]


@pytest.mark.spec("B3")
def test_the_larger_id_is_the_last_click_of_one_instant(interactions):
    assert as_rows(click_spans(interactions, Attribution())) == [("2025-01-25 00:00:00", "2025-04-25 00:00:00")]


@pytest.mark.spec("B3")
@pytest.mark.parametrize(("policy", "until"), [("any_entry", "2025-01-20"), ("last_non_direct", "2025-01-25")])
def test_a_direct_entry_ends_a_last_click_unless_skipped(interactions, policy, until):
    without_ads = interactions.filter(interactions.channel != "ads")
    spans = as_rows(click_spans(without_ads, Attribution(last_click=policy)))
    assert spans[0] == ("2025-01-02 00:00:00", f"{until} 00:00:00")
