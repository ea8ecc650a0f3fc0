"""Assisted sales by channel (D1, D2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from smwidgets.sections._breakdown import Breakdown
from smwidgets.sections._names import CHANNELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smwidgets.core.text import Text


class ChannelSales(Breakdown):
    """Touchpoint revenue of a period by the channel of each order's newest own interaction.

    Notes
    -----
    Specification D1, D2. :attr:`frame`: one row per channel with an order, the largest revenue first: ``channel`` (as
    in the data), ``orders`` (int64), ``revenue`` (currency units). :attr:`figures`: revenue by channel, and ``total``,
    the sum of those that are not :attr:`hidden`. A click on a slice opens what is behind it (:meth:`behind`).
    """

    title: ClassVar[Text] = {"pl": "Całkowita sprzedaż: Kanały", "en": "Total sales: Channels"}
    help: ClassVar[Text] = {
        "pl": "Przychód z transakcji wspieranych (touchpoint) według kanału. Każda transakcja liczy się raz, dla "
        "kanału najnowszej własnej interakcji przed zakupem. Ukrycie etykiety zmniejsza sumę, kliknięcie wycinka "
        "pokazuje, co się na niego składa.",
        "en": "Revenue of assisted orders (touchpoint) by channel. Each order counts once, for the channel of its "
        "newest own interaction. Hiding a label lowers the sum; a click on a slice shows what is behind it.",
    }
    dimension: ClassVar[str] = "channel"
    names: ClassVar[Mapping[str, Text]] = CHANNELS
    unnamed: ClassVar[str] = "no_channel"
    unnamed_label: ClassVar[Text] = {"pl": "bez kanału", "en": "no channel"}
