"""Assisted sales by module (E1, E2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from smwidgets.sections._breakdown import Breakdown
from smwidgets.sections._names import MODULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smwidgets.core.text import Text


class ModuleSales(Breakdown):
    """Touchpoint revenue of a period by the module of each order's newest own interaction.

    Notes
    -----
    Specification E1, E2. :attr:`frame`: one row per module with an order, the largest revenue first, orders without a
    module last: ``module`` (as in the data, None for those), ``orders`` (int64), ``revenue`` (currency units).
    :attr:`figures`: revenue by module, ``no_module``, and ``total``, the sum of those that are not :attr:`hidden`.
    A click on a slice opens what is behind it (:meth:`behind`).
    """

    title: ClassVar[Text] = {"pl": "Całkowita sprzedaż: Moduły", "en": "Total sales: Modules"}
    help: ClassVar[Text] = {
        "pl": "Przychód z transakcji wspieranych (touchpoint) według modułu najnowszej własnej interakcji przed "
        "zakupem. Transakcje bez modułu stoją osobno. Ukrycie etykiety zmniejsza sumę, kliknięcie wycinka "
        "pokazuje kampanie, reguły i procesy, które się na niego składają.",
        "en": "Revenue of assisted orders (touchpoint) by the module of the newest own interaction before the order. "
        "Orders without a module stand apart. Hiding a label lowers the sum; a click on a slice shows the campaigns, "
        "rules and workflows behind it.",
    }
    dimension: ClassVar[str] = "module"
    names: ClassVar[Mapping[str, Text]] = MODULES
    unnamed: ClassVar[str] = "no_module"
    unnamed_label: ClassVar[Text] = {"pl": "bez modułu", "en": "no module"}
