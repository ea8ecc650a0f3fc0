"""The dashboard with which smwidgets is measured against its peers shows what the engine counts."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

PEERS = Path(__file__).parents[2] / "benchmarks" / "peers"
NAMES = {"7 days": "last_7_days", "30 days": "last_30_days", "Year": "last_12_months"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A small shop, made as the large ones are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PEERS.parent)
        patch.syspath_prepend(PEERS)
        from shops import made  # noqa: PLC0415 - the benchmark's own modules are no package

    return made(tmp_path_factory.mktemp("shop"), "small", 20_000)


@pytest.fixture(scope="module")
def expected(shop):
    module = runpy.run_path(str(PEERS / "expected.py"))
    return module["expected"](shop.orders, "2025-12-01T00:00")


@pytest.fixture
def page(shop, monkeypatch):
    """The names of the notebook after it ran."""
    monkeypatch.setenv("SMWIDGETS_SHOP", str(shop.store))
    monkeypatch.setenv("SMWIDGETS_AS_OF", "2025-12-01T00:00")
    monkeypatch.setenv("SMWIDGETS_LOCALE", "en")
    names = runpy.run_path(str(PEERS / "apps" / "smwidgets_app.py"))
    yield names
    names["dashboard"].close()
    names["model"].shop.close()


@pytest.mark.parametrize("period", NAMES)
def test_the_measured_dashboard_shows_the_expected_figures(page, expected, period):
    page["model"].override = NAMES[period]
    sections = page["dashboard"].sections
    figures, trends = sections["figures"].figures, sections["figures"].trends
    shown = [number for key in figures for number in (figures[key], trends[key].percent)]
    shown += [sections[f"sales_{one}"].figures["revenue"] for one in ("all", "touchpoint", "last_click")]
    shown += [sections[one].figures["total"] for one in ("channels", "modules")]
    assert shown == pytest.approx([value for value, _ in expected[period].texts])
    for one, lines in zip(("all", "touchpoint", "last_click"), expected[period].lines, strict=True):
        frame = sections[f"sales_{one}"].frame
        assert frame["revenue"].tolist() == pytest.approx(lines[0])
        assert frame["previous_revenue"].tolist() == pytest.approx(lines[1])
