"""The command line, run as a person runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from smwidgets.apps import cli, console

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def smwidgets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run the program: exit code, stdout, stderr."""
    # Rich measures the terminal; tests read whole lines.
    monkeypatch.setenv("COLUMNS", "400")

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["smwidgets", *map(str, arguments)])
        for name, stderr in (("_out", False), ("_err", True)):
            monkeypatch.setattr(console, name, console.plain(stderr=stderr))
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        else:
            code = 0
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def events() -> pd.DataFrame:
    """Three purchases of two contacts."""
    return pd.DataFrame(
        {
            "event_id": [1, 2, 3],
            "contact_id": ["a", "b", "a"],
            "type": ["PURCHASE", "PURCHASE", "PURCHASE"],
            "occurred_at": ["2026-01-04 10:00", "2026-01-05 11:00", "2026-01-05 12:00"],
            "value": [100.0, 250.5, 49.5],
        }
    )


@pytest.fixture
def folder(tmp_path: Path, events: pd.DataFrame) -> Path:
    """A shop as a folder of CSV files."""
    folder = tmp_path / "shop"
    folder.mkdir()
    events.to_csv(folder / "events.csv", index=False)
    return folder
