from __future__ import annotations

from datetime import date

import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.data import connecting, sample
from smwidgets.data.connecting import ENVIRONMENT, connect, demo
from smwidgets.data.importing import import_shop


@pytest.fixture
def small_sample(monkeypatch):
    """The sample shop with fewer contacts."""
    drawn = sample.sample_frames
    monkeypatch.setattr(sample, "sample_frames", lambda *asked, **how: drawn(*asked, **how, contacts=200))


def test_the_environment_names_the_source(tmp_path, six_tables, monkeypatch):
    path = import_shop(six_tables, tmp_path / "shop.duckdb", name="Sklep").path
    monkeypatch.setenv(ENVIRONMENT, str(path))
    with connect() as shop:
        assert shop.name == "Sklep"


def test_without_a_source_it_is_the_sample_shop(small_sample, monkeypatch):
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    with connect(currency="EUR") as shop:
        assert (shop.name, shop.currency) == (sample.SHOP_NAME, "EUR")


@pytest.mark.parametrize("stories", [False, True])
def test_the_sample_shop_fulfils_the_contract(small_sample, caplog, stories):
    with demo(seed=3, today=date(2026, 1, 6), stories=stories) as shop:
        assert all(
            shop.has(table) for table in ("contacts", "events", "visits", "page_views", "interactions", "campaigns")
        )
        assert shop.left_out == {}
        sales = shop.cube("sales").sum()
    assert caplog.text == ""
    assert 0 < sales["orders_last_click"] < sales["orders_touchpoint"] < sales["orders_all"]


@pytest.mark.parametrize(
    ("asked", "said"), [({"timezone": "Europe/Warszawa"}, "Europe/Warsaw"), ({"currency": "PLM"}, "PLN")]
)
def test_wrong_names_are_refused_before_anything_is_read(six_tables, monkeypatch, asked, said):
    monkeypatch.setattr(connecting, "_in_memory", None)
    with pytest.raises(UnknownNameError, match=f"did you mean '{said}'"):
        connect(six_tables, **asked)
