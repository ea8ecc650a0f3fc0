from __future__ import annotations

import pytest

from smwidgets.apps import console
from smwidgets.apps.publication import Publication
from smwidgets.core.errors import ContractError, SourceError
from smwidgets.data.report import Issue, Problem, Report, example

HOSTILE = "[red]boom[/red] [link=x]\\[/"


@pytest.fixture
def printed(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "300")
    for name, stderr in (("_out", False), ("_err", True)):
        monkeypatch.setattr(console, name, console.plain(stderr=stderr))
    return capsys.readouterr


def test_data_values_are_printed_not_read_as_markup(printed):
    examples = (example(HOSTILE), example("\x1b[31mred"))
    issue = Issue("events", "type", Problem.UNKNOWN_NAME, 12_345, examples)
    console.show_problem(ContractError(Report(issues=(issue,))))
    err = printed().err
    assert HOSTILE in err
    assert "\x1b" not in err
    assert "12,345" in err


def test_message_of_an_error_is_printed_as_it_is(printed):
    console.show_problem(SourceError(HOSTILE))
    assert printed().err == f"smwidgets: {HOSTILE}\n"


@pytest.mark.parametrize(
    ("notebook", "name"),
    [
        (None, "Main dashboard"),
        ("main_dashboard.ipynb", "Main dashboard"),
        ("contact_analytics.ipynb", "Contact analytics"),
        ("dashboards.ipynb", "Dashboards"),
        ("{own} [b].ipynb", "{own} [b]"),
    ],
)
def test_what_is_served_is_named(printed, tmp_path, notebook, name):
    notebook = notebook and tmp_path / notebook
    console.announce("http://127.0.0.1:8866/", Publication(shop=tmp_path / "a.duckdb", notebook=notebook))
    assert printed().out.splitlines()[0] == f"{name}: http://127.0.0.1:8866/"


def test_findings_go_to_stderr(printed, tmp_path):
    console.show_findings(tmp_path, ["[bold]a cube is missing"])
    assert printed().err == f"{tmp_path}: [bold]a cube is missing\n"


def test_progress_takes_stage_and_share(printed):
    with console.progress() as report:
        report("events [1/2]", 0.25)
        report("cubes", 1.0)
    assert printed().out == ""
