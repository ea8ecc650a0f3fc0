from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from smwidgets.parts import listening
from smwidgets.parts.running_cell import Run


@pytest.fixture
def kernel(monkeypatch):
    """A Jupyter kernel that runs a cell of this name; empty, the front end names none."""

    def begin(cell, *, known=False, awaited=False, executes=True):
        run = Run(cell, "m1", executes=executes)
        monkeypatch.setattr(listening.Kernel, "initialized", classmethod(lambda _: True))
        monkeypatch.setattr(listening, "running_cell", lambda: run)
        monkeypatch.setattr(listening, "are_noted", lambda: bool(run.cell))
        monkeypatch.setattr(listening, "page_is_known", lambda: known or awaited)
        monkeypatch.setattr(listening, "page_is_awaited", lambda: awaited)

    return begin


@pytest.mark.parametrize(
    ("cell", "told", "listens", "kept"),
    [
        ("a", {}, True, True),
        ("", {}, False, True),
        ("", {"known": True}, True, True),
        ("", {"known": True, "executes": False}, True, False),
        ("", {"awaited": True}, True, False),
    ],
    ids=["JupyterLab", "nbconvert", "a console whose page answered", "an interaction", "a served page"],
)
def test_who_listens_and_whose_output_is_kept(kernel, cell, told, listens, kept):
    kernel(cell, **told)
    assert (listening.page_listens(), listening.output_is_kept()) == (listens, kept)


def test_outside_of_a_kernel_a_page_is_taken_for_granted():
    assert listening.page_listens()
    assert not listening.output_is_kept()


def test_marimo_takes_widgets_from_a_running_cell_only(monkeypatch):
    monkeypatch.setitem(sys.modules, "marimo", SimpleNamespace(running_in_notebook=lambda: True))
    assert not listening.page_listens()
    assert listening.output_is_kept()
