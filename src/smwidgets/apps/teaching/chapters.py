"""The text of the lesson, chapter by chapter."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smwidgets.core.text import Text

INTRODUCTION: Text = {
    "pl": "## Trzy historie z jednego sklepu\n\n"
    "To zmyślony sklep ogrodniczy z dwoma latami danych. W ostatnim roku zdarzyły się w nim trzy rzeczy: **Black "
    "Friday**, **kampania z niedziałającymi linkami** i **awaria śledzenia**. Znajdź je w dashboardzie. Odpowiedź "
    "sprawdza `lesson.check(pytanie, odpowiedź)`: liczy ją na nowo z wierszy sklepu, wiersz po wierszu.",
    "en": "## Three stories of one shop\n\n"
    "This is a made-up garden shop with two years of data. In its last year three things happened to it: a **Black "
    "Friday**, a **campaign whose links did not work**, and a **tracking outage**. Find them in the dashboard. "
    "`lesson.check(question, answer)` checks what you find: it counts the answer anew, row by row.",
}


@dataclass(frozen=True)
class Part:
    """What a chapter says, and the names of its questions."""

    text: Text
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language; a notebook shows it as text with headings."""

    text: str

    def __str__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "periods": Part(
            {
                "pl": "## 1. Okresy i trendy\n\n"
                "`as_of` cofa zegar całego dashboardu: stoimy w sobotę po Black Friday w południe. „Wczoraj” to "
                "piątek, a trend porównuje go z czwartkiem. `summary.figures` to liczby z kafelków, `summary.trends` "
                "zmiany.",
                "en": "## 1. Periods and trends\n\n"
                "`as_of` turns back the clock of the whole dashboard: it is noon on the Saturday after Black "
                "Friday. Yesterday is the Friday, and its trend compares it with the Thursday. `summary.figures` are "
                "the numbers of the tiles, `summary.trends` the changes.",
            },
            ("black_friday_revenue", "black_friday_trend"),
        ),
        "attribution": Part(
            {
                "pl": "## 2. Atrybucja\n\n"
                "Zamówienie jest **wspierane (touchpoint)**, jeśli kontakt miał przed nim styczność z własną "
                "wiadomością sklepu, a **last click**, jeśli z niej pochodziło ostatnie kliknięcie lub wejście. Każdy "
                "wycinek wykresu kanałów prowadzi do kampanii, które za nim stoją.",
                "en": "## 2. Attribution\n\n"
                "An order is **assisted (touchpoint)** if the contact had met a message of the shop's own before it, "
                "and **last click** if the last click or entry came from one. Each slice of the channels leads to the "
                "campaigns behind it.",
            },
            ("black_friday_share", "black_friday_campaign"),
        ),
        "broken_campaign": Part(
            {
                "pl": "## 3. Kampania, która nie zadziałała\n\n"
                "Stoimy w południe dnia po końcu miesiąca. „Analityka” przy każdej kampanii otwiera jej otwarcia, "
                "kliknięcia i zamówienia; te same liczby ma tabela `campaigns`. Wykres obok mówi, dlaczego kontakty "
                "się wypisywały.",
                "en": "## 3. The campaign that did not work\n\n"
                "It is noon on the day after the month's end. “Analytics” beside each campaign opens its openings, "
                "clicks and orders; the table `campaigns` has the same numbers. The chart says why contacts opted out.",
            },
            ("broken_campaign", "broken_opt_outs"),
        ),
        "outage": Part(
            {
                "pl": "## 4. Awaria śledzenia\n\n"
                "Przez kilkadziesiąt godzin tego miesiąca nie zapisano wizyt, odsłon ani interakcji, a zamówienia "
                "spływały. `views.frame` to tabela, z której powstał wykres.",
                "en": "## 4. The tracking outage\n\n"
                "For some forty hours of this month no visit, page view or interaction was recorded while orders came "
                "in. `views.frame` is the table behind the chart.",
            },
            ("outage_day", "outage_orders"),
        ),
        "explain": Part(
            {
                "pl": "## 5. Skąd ta liczba\n\n"
                "`explain()` podaje definicję, granice okresu, liczbę wierszy i zapytanie SQL: każdą liczbę można "
                "sprawdzić samemu.",
                "en": "## 5. Where a number comes from\n\n"
                "`explain()` gives the definition, the bounds of the period, the number of rows and the SQL: every "
                "number can be checked.",
            },
        ),
        "exercises": Part(
            {
                "pl": "## 6. Teraz Ty\n\nZastąp `...` swoją odpowiedzią i uruchom komórkę jeszcze raz.",
                "en": "## 6. Your turn\n\nPut your answer in the place of `...` and run the cell again.",
            },
            ("outage_share",),
        ),
    }
)
