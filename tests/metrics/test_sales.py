"""Figures and series of one attribution."""

import math

import pandas as pd
import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.metrics.sales import ATTRIBUTIONS, sales_arrays, sales_figures


def series_of(buckets, attribution):
    columns = {name: column.to_numpy() for name, column in buckets.items()}
    return pd.DataFrame(sales_arrays(columns, attribution), index=buckets.index)


@pytest.fixture
def buckets():
    return pd.DataFrame(
        {
            "orders_all": [3, 0, 1],
            "orders_touchpoint": [1, 0, 0],
            "orders_last_click": [0, 0, 0],
            "revenue_all": [30.0, 0.0, 2.0],
            "revenue_touchpoint": [12.5, 0.0, 0.0],
            "revenue_last_click": [0.0, 0.0, 0.0],
        },
        index=pd.date_range("2025-01-06", periods=3, freq="D", name="bucket_at"),
    )


@pytest.mark.spec("B4")
def test_the_average_is_of_orders_and_never_of_averages(buckets):
    assert sales_figures(buckets.sum(), "all") == {"orders": 4, "revenue": 32.0, "aov": 8.0}


@pytest.mark.spec("B2", "B3", "M8")
def test_no_orders_have_no_average(buckets):
    assert sales_figures(buckets.sum(), "touchpoint") == {"orders": 1, "revenue": 12.5, "aov": 12.5}
    assert sales_figures(buckets.sum(), "last_click") == {"orders": 0, "revenue": 0.0, "aov": None}


@pytest.mark.spec("C1", "M8")
def test_a_bucket_without_orders_is_zero_but_its_average_a_gap(buckets):
    series = series_of(buckets, "all")
    assert series.orders.tolist() == [3, 0, 1]
    assert series.revenue.tolist() == [30.0, 0.0, 2.0]
    assert series.aov.iloc[[0, 2]].tolist() == [10.0, 2.0]
    assert math.isnan(series.aov.iloc[1])
    assert series.dtypes.astype(str).tolist() == ["int64", "float64", "float64"]
    assert series.index.equals(buckets.index)


@pytest.mark.spec("C1")
def test_series_of_every_attribution(buckets):
    assert [series_of(buckets, name).orders.sum() for name in ATTRIBUTIONS] == [4, 1, 0]
    assert series_of(buckets, "last_click").aov.isna().all()


def test_no_buckets_make_an_empty_series(buckets):
    assert series_of(buckets[:0], "all").shape == (0, 3)


@pytest.mark.parametrize(
    "compute", [lambda frame: sales_figures(frame.sum(), "lastclick"), lambda f: series_of(f, "x")]
)
def test_an_unknown_attribution_is_refused(buckets, compute):
    with pytest.raises(UnknownNameError, match="unknown attribution"):
        compute(buckets)
