"""A workspace as JSON and as Python code; both build the same one again."""

from __future__ import annotations

import json
from pprint import pformat
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError
from smwidgets.dashboards.reading import DamagedError, read_state

if TYPE_CHECKING:
    from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState

_WIDTH = 108
"""Of a tile's line, which is indented by 12."""


def to_json(state: WorkspaceState) -> str:
    r"""Write a state as a file holds it.

    Examples
    --------
    >>> from smwidgets.dashboards.state import DashboardState, WorkspaceState
    >>> main = DashboardState(id="main", name="Sprzedaż", builtin="main")
    >>> print(to_json(WorkspaceState(dashboards=(main,), open="main")))
    {
      "schema_version": 1,
      "dashboards": [
        {
          "id": "main",
          "name": "Sprzedaż",
          "builtin": "main",
          "tiles": []
        }
      ],
      "open": "main"
    }
    <BLANKLINE>
    """
    return json.dumps(state.model_dump(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def from_json(text: str) -> WorkspaceState:
    """Read what :func:`to_json` wrote, of this version or an older one.

    Raises
    ------
    ConfigurationError
        The text is no saved workspace.
    """
    try:
        return read_state(text.encode()).state
    except (DamagedError, UnicodeEncodeError) as error:
        raise ConfigurationError("this is no workspace as to_json() writes it") from error


def export_python(state: WorkspaceState) -> str:
    """Write code that builds the workspace as it is now.

    Parameters
    ----------
    state
        What to build.

    Returns
    -------
    str
        A cell of a notebook: it expects a ``model`` and leaves the workspace in ``workspace``.

    Examples
    --------
    >>> from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState
    >>> tile = TileState(id="aov", section="average_order_value", settings={"kind": "bar"}, x=0, y=0, w=6, h=8)
    >>> main = DashboardState(id="main", name="Sales", builtin="main", tiles=(tile,))
    >>> print(export_python(WorkspaceState(dashboards=(main,), open="main")))
    import smwidgets as sm
    from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState
    <BLANKLINE>
    dashboards = (
        DashboardState(
            id='main',
            name='Sales',
            builtin='main',
            tiles=(
                TileState(id='aov', section='average_order_value', x=0, y=0, w=6, h=8, settings={'kind': 'bar'}),
            ),
        ),
    )
    workspace = sm.Workspace(model, state=WorkspaceState(dashboards=dashboards, open='main'))
    <BLANKLINE>
    """
    lines = [
        "import smwidgets as sm",
        "from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState",
        "",
        "dashboards = (",
        *(line for dashboard in state.dashboards for line in _indented(_dashboard(dashboard))),
        ")",
        f"workspace = sm.Workspace(model, state=WorkspaceState(dashboards=dashboards, open={state.open!r}))",
    ]
    return "\n".join(lines) + "\n"


def _dashboard(dashboard: DashboardState) -> list[str]:
    lines = ["DashboardState(", f"    id={dashboard.id!r},", f"    name={dashboard.name!r},"]
    if dashboard.builtin is not None:
        lines.append(f"    builtin={dashboard.builtin!r},")
    if dashboard.tiles:
        tiles = [line for tile in dashboard.tiles for line in _indented(_indented(_tile(tile)))]
        lines += ["    tiles=(", *tiles, "    ),"]
    return [*lines, "),"]


def _tile(tile: TileState) -> list[str]:
    fields = f"id={tile.id!r}, section={tile.section!r}, x={tile.x}, y={tile.y}, w={tile.w}, h={tile.h}"
    if not tile.settings:
        return [f"TileState({fields}),"]
    in_one_line = f"TileState({fields}, settings={tile.settings!r}),"
    if len(in_one_line) <= _WIDTH:
        return [in_one_line]
    first, *others = pformat(tile.settings, width=_WIDTH, sort_dicts=False).splitlines()
    settings = [f"    settings={first}", *(f"             {line}" for line in others)]
    return ["TileState(", f"    {fields},", *settings[:-1], f"{settings[-1]},", "),"]


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]
