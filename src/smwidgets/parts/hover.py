"""What answers the pointer and the keyboard over a chart, without asking Python."""

from __future__ import annotations

from typing import Any

from anywidget import AnyWidget
from traitlets import Dict, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._part import Part
from smwidgets.parts._tabled import TableFace


class Hover(TableFace, Part, AnyWidget):
    """Crosshair, tooltip, labels of the positions, and for screen readers a description and a table of the values.

    Lies over a figure whose margins it is told. The browser writes nothing back but the wish for a file of the table.
    """

    _esm: Any = Unicode(
        asset("js/node.js") + asset("js/chart_table.js") + asset("js/overlay.js") + asset("js/hover.js")
    ).tag(sync=True)

    view: Any = Dict().tag(sync=True)
    """All it shows: ``kind``, ``length``, ``padding``, ``margin`` (pixels), ``ticks``, ``changes``, ``summary``,
    ``message``, ``texts`` and ``series``, each with ``key``, ``label``, ``colour``, ``dash``, ``heights`` (0 bottom to
    1 top, null for no value), ``texts`` and ``whens``."""
