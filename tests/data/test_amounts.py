"""Sums of large amounts, against Python's own decimals."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import smwidgets as sm
from smwidgets.core.periods import resolve
from smwidgets.data.amounts import amount, amount_column, units
from smwidgets.metrics.slices import bucket_arrays, category_sums, totals
from smwidgets.sections._sums import total

FIRST = datetime(2026, 1, 1)  # noqa: DTZ001 - naive UTC
LARGEST = 10**18 - 1
"""What the contract holds, in units of four decimals."""


@pytest.fixture(scope="module", params=[10**8, 10**13, LARGEST], ids=["usual", "large", "largest"])
def rows(request):
    """Three hundred orders of two channels within four days, up to an amount."""
    draw = Random(20)  # noqa: S311 - the same amounts at every run
    return [
        (FIRST + timedelta(minutes=draw.randrange(4 * 24 * 60)), Decimal(draw.randrange(request.param + 1)).scaleb(-4))
        for _ in range(300)
    ]


@pytest.fixture(scope="module")
def shop(rows):
    at, values = zip(*rows, strict=True)
    number = range(len(rows))
    events = pa.table({"value": pa.array(values, pa.decimal128(18, 4))}).to_pandas(types_mapper=pd.ArrowDtype)
    events = events.assign(event_id=number, contact_id=[one % 2 for one in number], type="PURCHASE", occurred_at=at)
    touched = pd.DataFrame({"interaction_id": [0, 1], "contact_id": [0, 1], "kind": "click", "own": True})
    touched = touched.assign(channel=["email", "sms"], occurred_at=FIRST - timedelta(days=1), campaign_id=[7, 8])
    with sm.connect({"events": events, "interactions": touched}, timezone="UTC") as shop:
        yield shop


@pytest.mark.spec("B1", "B4", "D1")
def test_a_figure_is_the_float_nearest_to_the_exact_sum(shop, rows):
    """Over whole buckets and over parts of them, by channel, of a campaign, in figures and in slices alike."""
    draw = Random(21)  # noqa: S311 - the same spans at every run
    cube, asked = shop.cube("sales"), partial(shop.partial, "sales")
    channels, asked_channels = shop.cube("channel_sales"), partial(shop.partial, "channel_sales")
    for _ in range(25):
        start, end = sorted(FIRST + timedelta(seconds=draw.randrange(4 * 24 * 3600)) for _ in range(2))
        wanted = sum((value for at, value in rows if start <= at < end), Decimal(0))
        (found,) = totals(cube, [(start, end)], asked, 60)
        assert found["revenue_all"] == float(wanted)
        assert shop.slice("sales", start, end)["revenue_all"][0] == float(wanted)
        by_channel = category_sums(channels, "channel", start, end, asked_channels, 60)["revenue"].to_dict()
        for contact, channel in enumerate(("email", "sms")):
            own = [value for place, (at, value) in enumerate(rows) if start <= at < end and place % 2 == contact]
            assert by_channel.get(channel, 0) == float(sum(own, Decimal(0)))
            told = shop.slice("campaign_sales", start, end, where={"campaign_id": 7 + contact})
            assert told["touchpoint_revenue"][0] == float(sum(own, Decimal(0)))
    edges = np.array([FIRST, FIRST + timedelta(days=2, minutes=7), FIRST + timedelta(days=9)], "datetime64[us]")
    buckets = bucket_arrays(cube, edges, asked, 60)["revenue_all"].tolist()
    middle = edges[1].item()
    assert buckets == [
        float(sum((value for at, value in rows if (at < middle) == first), Decimal(0))) for first in (True, False)
    ]


@pytest.mark.spec("B4", "M9")
def test_what_a_section_shows_of_amounts_up_to_seventy_trillion_is_right_to_the_cent(shop, rows):
    wanted = sum((value for _, value in rows), Decimal(0))
    period = resolve(sm.Period("2026-01-01", "2026-01-06"), datetime(2026, 2, 1, tzinfo=shop.timezone)).current
    found = total(shop, "sales", period)["revenue_all"]
    assert found == float(wanted)
    if wanted < 2**46:
        assert round(Decimal(found), 2) == round(wanted, 2)


def test_units_and_amounts_are_exact_both_ways():
    largest = Decimal(LARGEST).scaleb(-4)
    assert units(largest) == LARGEST
    assert units(Decimal("-0.0001")) == -1
    assert units(0.1 + 0.2) == 3000
    assert amount(LARGEST) == float(largest)
    assert amount_column([Decimal("0.1"), Decimal(2)]).tolist() == [0.1, 2.0]
    assert amount_column([Decimal("0.1"), largest]).tolist() == [Decimal("0.1"), largest]
