"""One style sheet and one help bubble for everything on the page."""

from __future__ import annotations

from typing import ClassVar

from anywidget import AnyWidget
from traitlets import Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._carrier import Carrier
from smwidgets.parts._guard import ClientGuard
from smwidgets.parts._plain import Plain, plain_looks
from smwidgets.parts.palette import tokens

_SHEETS = (
    "theme.css",
    "css/donut.css",
    "css/chart_table.css",
    "css/heat_map.css",
    "css/preview.css",
    "css/table.css",
    "css/dialog.css",
    "css/form.css",
    "css/combobox.css",
    "css/tile_grid.css",
    "css/tab_bar.css",
    "css/catalogue.css",
)

_shared: list[Theme] = []


def theme_css() -> str:
    """Return the whole style sheet, for a page that wants it before the kernel has answered."""
    return tokens() + "\n".join(map(asset, _SHEETS))


class Theme(Carrier, Plain, ClientGuard, AnyWidget):
    """Carries the style sheet into the page as soon as its model exists there, and then what changes together.

    Nothing is to be displayed.
    """

    _shared: ClassVar[bool] = True
    _unasked: ClassVar[bool] = True

    _esm = Unicode(asset("js/carrier.js") + asset("js/theme.js")).tag(sync=True)
    _css = Unicode(theme_css()).tag(sync=True)


def theme() -> Theme:
    """Return the kernel's one theme widget, made anew if somebody closed it."""
    if _shared and not _shared[0].closed:
        return _shared[0]
    plain_looks()
    _shared[:] = [Theme()]
    return _shared[0]
