"""Every row of the specification that is built has a test, and every test proves a row that exists."""

from __future__ import annotations

import ast
import tomllib
from collections import defaultdict
from pathlib import Path

TESTS = Path(__file__).parents[1]
SPECIFICATION = tomllib.loads(Path(__file__).with_name("specification.toml").read_text("utf-8"))
ROWS = SPECIFICATION["rows"]
NOT_YET_BUILT = SPECIFICATION["progress"]["not_yet_built"]

LEFT_TO_BUILD = 22
"""Lowered by whoever builds a row, never raised."""


def _marked_rows() -> dict[str, list[str]]:
    """Each row id named by a ``pytest.mark.spec(…)``, with the files that name it."""
    found = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.spec":
                for argument in node.args:
                    found[ast.literal_eval(argument)].append(str(path.relative_to(TESTS)))
    return found


def test_every_built_row_has_a_test() -> None:
    marked = _marked_rows()
    assert [row for row in ROWS if row not in NOT_YET_BUILT and row not in marked] == []


def test_no_test_names_a_row_that_does_not_exist() -> None:
    assert {row: files for row, files in _marked_rows().items() if row not in ROWS} == {}


def test_rows_not_yet_built_exist_and_become_fewer() -> None:
    assert [row for row in NOT_YET_BUILT if row not in ROWS] == []
    assert len(NOT_YET_BUILT) == len(set(NOT_YET_BUILT)) == LEFT_TO_BUILD


def test_every_row_has_a_title_of_its_own() -> None:
    assert all(title.strip() for title in ROWS.values())
    assert len(set(ROWS.values())) == len(ROWS)
