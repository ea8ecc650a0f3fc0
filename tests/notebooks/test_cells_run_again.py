"""Cells run again and again in a kernel of their own, as JupyterLab runs them, with no page beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jupyter_client.manager import KernelManager

import smwidgets as sm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RUNS = 5
PATIENCE_SECONDS = 60
COUNT = """
import gc, os, psutil
from ipywidgets.widgets import widget
process = psutil.Process()
print(len(widget._instances), process.num_threads(), process.num_fds())
"""
ALIVE = """
import gc
gc.collect()
print(sum(isinstance(one, (sm.Dashboard, sm.Workspace)) for one in gc.get_objects()))
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory, seed_tables):
    path = tmp_path_factory.mktemp("store") / "shop.duckdb"
    sm.import_shop(seed_tables, path, timezone="Europe/Warsaw", currency="PLN")
    return path


@pytest.fixture(scope="module")
def run(store) -> Iterator[Callable[[str, str], str]]:
    """Run a cell by its identity, and give what it printed; an error fails the test."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE_SECONDS)

    def run(cell: str, code: str, deleted: tuple[str, ...] = ()) -> str:
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        about = {"cellId": cell, "deletedCells": list(deleted)}
        request = client.session.msg("execute_request", content, metadata=about)
        client.shell_channel.send(request)
        printed = []
        while True:
            message = client.get_iopub_msg(timeout=PATIENCE_SECONDS)
            if message["parent_header"].get("msg_id") != request["header"]["msg_id"]:
                continue
            content = message["content"]
            assert message["msg_type"] != "error", "\n".join(content["traceback"])
            if message["msg_type"] == "stream" and content["name"] == "stdout":
                printed.append(content["text"])
            if message["msg_type"] == "status" and content["execution_state"] == "idle":
                return "".join(printed)

    try:
        run("setup", f"import smwidgets as sm; store = {str(store)!r}; now = '2025-01-06 12:00'")
        run("setup", "model = sm.DashboardModel(sm.connect(store), as_of=now)")
        yield run
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize(
    "cell",
    [
        "sm.MainDashboard(model)",
        "sm.ContactAnalytics(model)",
        "sm.Workspace(model)",
        "sm.MainDashboard(sm.DashboardModel(sm.connect(store), as_of=now))",
        "one = sm.sections.SalesAnalytics(model)\ndisplay(one, sm.sections.SalesSummary(model))\none.figures",
    ],
    ids=["main", "contacts", "workspace", "connect", "sections"],
)
def test_a_cell_that_runs_again_leaves_nothing_of_what_it_showed_before(run, cell, request):
    name = request.node.callspec.id
    levels = []
    for _ in range(RUNS):
        run(name, cell)
        levels.append(tuple(map(int, run("count", COUNT).split())))
    widgets, threads, handles = zip(*levels[2:], strict=True)
    assert max(widgets) == min(widgets) > 20
    # One more or less is a thread of the kernel's own that comes when it is first needed.
    assert max(threads) - threads[0] <= 1
    assert max(handles) - handles[0] <= 2
    run("other", "1", deleted=(name,))
    assert int(run("count", COUNT).split()[0]) < 20


SHOWN = """
sales = kept.sections["sales_all"]
print(kept.comm is not None, len(kept.children), sales.period, sales.comm is not None)
"""


def test_what_a_variable_holds_is_shown_again_as_it_was(run):
    run("a", "kept = sm.MainDashboard(model)\nkept")
    run("a", "kept.sections['sales_all'].period = 'yesterday'\nNone")
    run("a", "assert kept.comm is None and not kept.closed")
    run("b", "kept")
    assert run("count", SHOWN).strip() == "True 3 yesterday True"
    run("c", "kept")
    run("b", "None")
    assert run("count", SHOWN).strip() == "True 3 yesterday True"
    run("c", "None")
    assert run("count", SHOWN).strip() == "False 3 yesterday False"


def test_what_nobody_holds_is_collected(run):
    run("d", "del kept, sales\nsm.MainDashboard(model)")
    for _ in range(2):
        run("d", "sm.MainDashboard(model)")
    for _ in range(3):  # IPython keeps the last three outputs under names of its own
        run("e", "1")
    assert run("count", ALIVE).strip() == "1"


def test_where_no_page_listens_a_cell_is_whole_when_it_has_run(run):
    """nbconvert, nbclient and papermill name no cell, and take what is there when it has run."""
    shown = "print(*sorted({one.card.shows_content for one in board.sections.values()}))"
    assert run("", f"board = sm.ContactAnalytics(model)\ndisplay(board)\n{shown}").strip().endswith("True")
    run("", "board = sm.MainDashboard(model)\ndisplay(board)")
    waiting = "[key for key, one in board.sections.items() if 'smw-is-loading' in one.card._dom_classes]"
    assert run("", f"print({waiting})").strip() == "[]"
