"""What may import what, and what an import may load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WIDGETS = {"ipywidgets", "bqplot", "anywidget"}
ENGINE = {"ibis", "duckdb", "pandas"}
SERVER = {"voila", "jupyter_server", "tornado"}


def _loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def test_layers_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        ("import smwidgets", WIDGETS | ENGINE | SERVER),
        ("import smwidgets.core.periods, smwidgets.core.formats", WIDGETS | SERVER | {"ibis", "duckdb"}),
        ("import smwidgets.metrics", WIDGETS | SERVER | {"ibis", "duckdb"}),
        ("import smwidgets.data.connecting", WIDGETS | SERVER),
        ("import smwidgets.apps.cli", WIDGETS | ENGINE | SERVER),
    ],
)
def test_import_loads_no_more_than_it_needs(statement: str, forbidden: set[str]) -> None:
    assert _loaded_by(statement) & forbidden == set()
