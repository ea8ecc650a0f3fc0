"""The card that a section stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import Box, DOMWidget, VBox

from smwidgets.parts._html import Html, markup
from smwidgets.parts._part import Part
from smwidgets.parts.help import help_button
from smwidgets.parts.status import STATUSES, Status, status_class, status_markup

if TYPE_CHECKING:
    from collections.abc import Sequence


class Slot(Part, Box):
    """One place of a card."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.add_class(f"smw-card-{name}")


class Card(Part, VBox):
    """Title and help on the left of the bar, period and settings in its right corner, tabs, body, footer and a note.

    Where the bar is too narrow for both, the period stands under the title. Cards of one row of a `Grid` share their
    rows, so that their charts begin and end level whatever stands above and below them.

    A state never destroys what the card holds: it covers it, in the same height.
    """

    shows_content = False
    """Whether what it holds can be read."""

    message = ""
    """What stands over the content, or in its place."""

    def __init__(self) -> None:
        self._head, self._status, self._note = Html(), Html(), Html()
        self._controls, self._tabs = Slot("controls"), Slot("tabs")
        self._body, self._footer = Slot("body"), Slot("footer")
        bar = Slot("bar")
        bar.children = (self._head, self._controls)
        super().__init__(children=(bar, self._tabs, self._status, self._body, self._footer, self._note))
        for html, name in ((self._head, "head"), (self._status, "status"), (self._note, "note")):
            html.add_class(f"smw-card-{name}")
        self.add_class("smw-card")
        self.status("loading")

    def title(self, text: str, help_text: str = "") -> None:
        """Name the card; a name too long for one line is broken, never cut."""
        self._head.value = markup(
            '<h3 class="smw-title" title="{text:attr}">{text}</h3>{help}', text=text, help=help_button(help_text)
        )

    def place(
        self,
        picker: DOMWidget | None = None,
        settings: DOMWidget | None = None,
        tabs: DOMWidget | None = None,
        body: Sequence[DOMWidget] = (),
        footer: Sequence[DOMWidget] = (),
    ) -> None:
        """Put widgets in their places; what is not named is emptied."""
        self.control(picker, settings)
        self._tabs.children = () if tabs is None else (tabs,)
        self._body.children = tuple(body)
        self._footer.children = tuple(footer)

    def control(self, picker: DOMWidget | None, settings: DOMWidget | None) -> None:
        """Put period and settings in the right corner of the bar."""
        self._controls.children = tuple(widget for widget in (picker, settings) if widget is not None)

    def status(self, kind: Status, message: str = "") -> None:
        """Say how the content stands.

        Parameters
        ----------
        kind
            ``loading`` holds the place quietly, ``fresh`` shows the content, ``stale`` shows it under a banner,
            ``empty``, ``unavailable`` and ``error`` show the message in its place at the same height.
        message
            For people, in their language.
        """
        self.message, self.shows_content = message, kind in ("fresh", "stale")
        shown = status_class(kind)
        self._status.value = status_markup(kind, message)
        states = {status_class(one) for one in STATUSES}
        self._dom_classes: tuple[str, ...] = (*tuple(name for name in self._dom_classes if name not in states), shown)

    def note(self, text: str, *, on_demand: bool = False) -> None:
        """Write the quiet line at the foot; with `on_demand` it is seen on hover and focus only."""
        kind = " smw-on-demand" if on_demand else ""
        self._note.value = markup('<span class="smw-note{kind:attr}">{text}</span>', kind=kind, text=text)
