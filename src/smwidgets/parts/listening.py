"""Whether a page listens to this kernel, or will."""

from __future__ import annotations

import sys

from ipykernel.kernelbase import Kernel

from smwidgets.parts.batch import page_is_awaited, page_is_known
from smwidgets.parts.displays import are_noted
from smwidgets.parts.running_cell import running_cell


def page_listens() -> bool:
    """Whether what is made after a cell has run still reaches a page.

    A page has answered, or is waited for, or the cell comes from a front end that shows notebooks. Outside of a Jupyter
    kernel nobody can tell, and it is taken for granted; but marimo takes widgets only from a cell that runs.
    """
    if _is_marimo():
        return False
    return not Kernel.initialized() or page_is_known() or are_noted()


def output_is_kept() -> bool:
    """Whether what is displayed now stays in a notebook: a cell runs, and no page is served from it."""
    if _is_marimo():
        return True
    if page_is_awaited() or not Kernel.initialized():
        return False
    run = running_cell()
    return run is not None and run.executes


def _is_marimo() -> bool:
    marimo = sys.modules.get("marimo")
    return marimo is not None and bool(marimo.running_in_notebook())
