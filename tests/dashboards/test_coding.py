from __future__ import annotations

import ast
import doctest

import pytest

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError
from smwidgets.dashboards import coding
from smwidgets.dashboards.coding import export_python, from_json, to_json
from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState
from smwidgets.dashboards.steps import move_tile

HOSTILE = '\'); import os; os.abort() #\\ " """ {x} \u2028 \u202e \' \x7f'

STATE = WorkspaceState(
    dashboards=(
        DashboardState(
            id="main",
            name={"pl": "Główny", "en": "Main"},
            builtin="main",
            tiles=(
                TileState(
                    id="heading", section="heading", settings={"text": {"pl": "Ż", "en": "Z"}}, x=0, y=0, w=12, h=1
                ),
                TileState(id="b", section="sales_analytics", settings={HOSTILE: [HOSTILE] * 9}, x=0, y=1, w=7, h=8),
                TileState(id="c", section="page_views", x=7, y=1, w=5, h=8),
            ),
        ),
        DashboardState(id="mine", name=HOSTILE.replace("\u2028", "").replace("\x7f", "")),
    ),
    open="mine",
)


def test_the_examples_in_the_docstrings_are_true():
    results = doctest.testmod(coding)
    assert results.attempted > 0
    assert results.failed == 0


@pytest.mark.spec("X6")
def test_code_with_any_text_in_it_builds_the_same_workspace(monkeypatch):
    made = []
    monkeypatch.setattr(sm, "Workspace", lambda *args, **kwargs: made.append((args, kwargs)), raising=False)
    exec(export_python(STATE), {"model": "the model"})  # noqa: S102 - running it is the point
    assert made == [(("the model",), {"state": STATE})]


def test_code_is_calls_and_values_a_line_for_each_tile():
    code = export_python(STATE)
    assert max(map(len, code.splitlines())) <= 140
    assert "            TileState(id='c', section='page_views', x=7, y=1, w=5, h=8),\n" in code
    kinds = {type(node) for node in ast.walk(ast.parse(code))}
    assert kinds <= {
        *(ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.Assign, ast.Expr, ast.Call, ast.keyword),
        *(ast.Name, ast.Attribute, ast.Constant, ast.Tuple, ast.List, ast.Dict, ast.Load, ast.Store),
    }


@pytest.mark.spec("X6")
def test_what_was_arranged_is_printed_and_built_again(model):
    arranged = sm.Workspace(model, state=move_tile(STATE, "c", 0, 0))
    scope = {"model": model}
    exec(export_python(arranged.state), scope)  # noqa: S102 - running it is the point
    assert scope["workspace"].state == arranged.state != STATE
    for workspace in (arranged, scope["workspace"]):
        workspace.close()


@pytest.mark.spec("X6")
def test_json_with_any_text_in_it_builds_the_same_workspace():
    assert from_json(to_json(STATE)) == STATE
    assert "Główny" in to_json(STATE)


@pytest.mark.parametrize("text", ["", "{}", "null", to_json(STATE)[:-5], "\ud800"])
def test_other_texts_are_refused(text):
    with pytest.raises(ConfigurationError, match="no workspace"):
        from_json(text)
