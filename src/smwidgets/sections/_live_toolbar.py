"""Controls on one line over a list: what is shown on the left, what is done with it on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import Box, Layout

from smwidgets.parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipywidgets import DOMWidget


class Toolbar(Part, Box):
    """Two groups of controls, the second one under the first where there is no room beside it."""

    def __init__(self, left: Sequence[DOMWidget], right: Sequence[DOMWidget] = ()) -> None:
        groups = [_group(widgets) for widgets in (left, right) if widgets]
        super().__init__(children=groups, layout=_line("space-between" if left else "flex-end"))
        self.add_class("smw-toolbar")


class _Group(Part, Box):
    """Controls side by side."""


def _group(widgets: Sequence[DOMWidget]) -> _Group:
    return _Group(children=tuple(widgets), layout=_line("flex-start"))


def _line(justify: str) -> Layout:
    return Layout(
        display="flex",
        flex_flow="row wrap",
        grid_gap="8px",
        align_items="center",
        justify_content=justify,
        flex="0 1 auto" if justify == "flex-start" else "1 1 auto",
        width="auto",
        max_width="100%",
        overflow="visible",
    )
