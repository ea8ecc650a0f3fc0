"""What a served dashboard stands, with a few of everything; `make load` tries it with many."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from smwidgets.data.importing import import_shop
from smwidgets.data.sample import sample_tables

CHROMIUM = Path("/usr/bin/chromium")
RUN = Path(__file__).parents[2] / "benchmarks" / "load" / "run.py"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shop") / "sample.duckdb"
    import_shop(sample_tables(contacts=2_000), path, timezone="Europe/Warsaw", currency="PLN")
    return path


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is missing: make browser")
@pytest.mark.parametrize("trial", ["opened", "loads", "killed", "crowd"])
def test_a_served_dashboard_holds_nothing_of_visitors_that_are_gone(shop: Path, trial: str) -> None:
    command = [sys.executable, str(RUN), "--small", "--only", trial, "--shop", str(shop)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
