"""The cell that runs just now, as the notebook names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from IPython import get_ipython

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Run:
    """One run of a cell.

    Parameters
    ----------
    cell
        The cell's identity in its notebook; empty where the front end sends none.
    message
        Identity of the request that runs it.
    executes
        Whether a cell runs; the page may have sent something else.
    deleted
        Cells that were deleted since the run before.
    """

    cell: str
    message: str
    executes: bool
    deleted: frozenset[str] = frozenset()


def running_cell() -> Run | None:
    """Return what the kernel was last asked to run or to hear; None outside of a kernel.

    JupyterLab, Jupyter Notebook 7 and Visual Studio Code say which cell it is; nbconvert, nbclient, papermill and
    consoles do not.
    """
    shell = get_ipython()
    if not hasattr(shell, "get_parent"):
        return None
    request: Mapping[str, Any] = shell.get_parent() or {}
    header, about = request.get("header") or {}, request.get("metadata") or {}
    executes = header.get("msg_type") == "execute_request"
    return Run(
        cell=str(about.get("cellId") or "") if executes else "",
        message=str(header.get("msg_id") or ""),
        executes=executes,
        deleted=frozenset(map(str, about.get("deletedCells") or ())),
    )
