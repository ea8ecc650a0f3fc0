"""Which cell of a notebook shows what, and letting go of what is shown no more."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from IPython import get_ipython

from smwidgets.parts.running_cell import running_cell

if TYPE_CHECKING:
    from smwidgets.parts.placed import Placed
    from smwidgets.parts.running_cell import Run

_shown: WeakKeyDictionary[Placed, dict[str, Run]] = WeakKeyDictionary()
"""The last run of each cell that displayed it."""

_newest: dict[str, str] = {}
"""The last run of each cell, whatever it displayed; none of a cell that was deleted."""


def are_noted() -> bool:
    """Whether the cell that runs is known: it will be run again, and shows then something else."""
    run = running_cell()
    return run is not None and bool(run.cell)


def note(widget: Placed) -> None:
    """Note that the cell that runs displays a widget."""
    run = running_cell()
    shell = get_ipython()
    if run is None or not run.cell or shell is None:
        return
    if not _newest:
        shell.events.register("post_run_cell", _after_a_cell)
    _newest[run.cell] = run.message
    _shown.setdefault(widget, {})[run.cell] = run


def unseen(widget: Placed) -> None:
    """Hear that the last view of a widget is gone; one that no cell shows any more is let go."""
    if widget in _shown and not _stands(widget):
        _let_go([widget])


def _after_a_cell(_: Any) -> None:
    run = running_cell()
    if run is None or not run.cell:
        return
    _newest[run.cell] = run.message
    for cell in run.deleted:
        _newest.pop(cell, None)
    # What no page ever saw has no views to wait for; what pages see is let go when they say that they see it no more.
    _let_go([widget for widget in list(_shown) if not widget.seen and (widget.was_seen or not _stands(widget))])


def _stands(widget: Placed) -> bool:
    """Whether the last run of some cell displayed it."""
    return any(_newest.get(cell) == run.message for cell, run in _shown[widget].items())


def _let_go(widgets: list[Placed]) -> None:
    for widget in widgets:
        del _shown[widget]
        if widget.alone and not widget.closed:
            widget.let_go()
            _take_from_history(widget)
    if widgets:
        # A dashboard is full of circles, and what it holds is large: engines, files, frames.
        gc.collect()


def _take_from_history(widget: Placed) -> None:
    """Take it out of ``Out``, as the cell's newer output has taken it from the page; names of a person's own stay."""
    shell = get_ipython()
    if shell is None:
        return
    outputs = shell.user_ns.get("Out", {})
    for number in [number for number, output in outputs.items() if output is widget]:
        del outputs[number]
        for names in (shell.user_ns, shell.user_ns_hidden):
            names.pop(f"_{number}", None)
