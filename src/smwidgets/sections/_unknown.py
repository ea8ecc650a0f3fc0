"""What stands in the place of a section that is not installed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from smwidgets.sections._answer import Answer
from smwidgets.sections._section import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipywidgets import Widget

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop
    from smwidgets.model import DashboardModel

NOT_INSTALLED: Text = {
    "pl": "Tego widżetu tu nie ma: „{name}”. Jego miejsce i ustawienia są zachowane; wróci, gdy pakiet zostanie "
    "zainstalowany.",
    "en": "This widget is not installed here: “{name}”. Its place and settings are kept; it comes back when its "
    "package is installed.",
}


class UnknownSection(Section):
    """Holds the place of a section whose name is not registered.

    Parameters
    ----------
    model
        Shared by the sections of a dashboard.
    name
        As a file has it.
    """

    title: ClassVar[Text] = {"pl": "Brakujący widżet", "en": "Missing widget"}
    help: ClassVar[Text] = {
        "pl": "Widżet z pakietu, którego nie ma w tej instalacji.",
        "en": "A widget of a package that is not part of this installation.",
    }

    def __init__(self, model: DashboardModel, name: str) -> None:
        self._name = name
        super().__init__(model)

    def query(self, shop: Shop, period: Timeframe) -> Answer:  # noqa: ARG002 - there is nothing to ask
        """Ask nothing."""
        return Answer(pd.DataFrame())

    def build(self) -> Sequence[Widget]:
        """Build nothing but the card."""
        return ()

    def update(self, frame: pd.DataFrame) -> None:
        """Say what is missing."""

    def _present(self) -> None:
        self._card.status("unavailable", self.say(NOT_INSTALLED, name=self._name))
