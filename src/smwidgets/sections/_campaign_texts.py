"""Texts of recent campaigns and their analytics."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.text import Text

TITLE: Text = {"pl": "Ostatnie kampanie", "en": "Recent campaigns"}
HELP: Text = {
    "pl": "Komunikaty masowe z ostatnich 3 miesięcy kalendarzowych, najnowsze na górze: wysyłki masowe oraz testy A/B "
    "ze zwycięzcami, e-mail, SMS i Web Push. Bez wysyłek cyklicznych, urodzinowych, z potwierdzeniem subskrypcji oraz "
    "wysyłanych przez reguły automatyzacji, workflow i API. Gwiazdka oznacza zwycięzcę testu A/B, zasięg to "
    "liczba docelowych odbiorców.",
    "en": "Mass messages of the last 3 calendar months, newest first: bulk messages and A/B tests with their winners, "
    "e-mail, SMS and web push. Recurring, birthday and confirmation messages and those sent by automation rules, "
    "workflows and the API are not listed. A star marks the winner of an A/B test; reach is the number of "
    "recipients aimed at.",
}
COLUMNS: dict[str, Text] = {
    "scheduled_at": {"pl": "Data", "en": "Date"},
    "channel": {"pl": "Typ", "en": "Channel"},
    "name": {"pl": "Nazwa", "en": "Name"},
    "reach": {"pl": "Zasięg", "en": "Reach"},
    "analytics": {"pl": "Analityka", "en": "Analytics"},
}
AB: Text = {"pl": "{channel} A/B", "en": "{channel} A/B"}
AB_WINNER: Text = {"pl": "{channel} A/B ★", "en": "{channel} A/B ★"}
NONE: Text = {
    "pl": "W ostatnich 3 miesiącach nie było komunikatów masowych",
    "en": "There were no mass messages in the last 3 months",
}
SHOWN: Text = {"pl": "{first}–{last} z {all}", "en": "{first}–{last} of {all}"}
PAGER: dict[str, Text] = {
    "newer": {"pl": "Nowsze", "en": "Newer"},
    "older": {"pl": "Starsze", "en": "Older"},
    "title": {"pl": "Strony listy kampanii", "en": "Pages of the list of campaigns"},
}

ANALYTICS: Text = {"pl": "Analityka: {name}", "en": "Analytics: {name}"}
CLOSE: Text = {"pl": "Zamknij", "en": "Close"}
ABOUT: Text = {
    "pl": "{channel} · {kind} · zaplanowano {at} · zasięg\xa0{reach}",
    "en": "{channel} · {kind} · scheduled {at} · reach\xa0{reach}",
}
LOADING: Text = {"pl": "Liczymy wyniki kampanii…", "en": "Computing the campaign's results…"}
FAILED: Text = {
    "pl": "Nie udało się policzyć wyników kampanii; numer zgłoszenia: {reference}.",
    "en": "The campaign's results could not be computed; reference: {reference}.",
}
COUNTS: dict[str, Text] = {
    "sent": {"pl": "Wysłane", "en": "Sent"},
    "delivered": {"pl": "Dostarczone", "en": "Delivered"},
    "opened": {"pl": "Otwarte", "en": "Opened"},
    "clicked": {"pl": "Kliknięte", "en": "Clicked"},
    "bounced": {"pl": "Odbite", "en": "Bounced"},
    "unsubscribed": {"pl": "Wypisani", "en": "Unsubscribed"},
}
SALES: dict[str, Text] = {
    "touchpoint_orders": {"pl": "Transakcje (touchpoint)", "en": "Orders (touchpoint)"},
    "touchpoint_revenue": {"pl": "Sprzedaż (touchpoint)", "en": "Revenue (touchpoint)"},
    "last_click_orders": {"pl": "Transakcje (last click)", "en": "Orders (last click)"},
    "last_click_revenue": {"pl": "Sprzedaż (last click)", "en": "Revenue (last click)"},
}
MACHINES: dict[str, Text] = {
    "opened": {"pl": "Otwarte przez automaty", "en": "Opened by machines"},
    "clicked": {"pl": "Kliknięte przez automaty", "en": "Clicked by machines"},
}
RATE: Text = {"pl": "{number} ({rate})", "en": "{number} ({rate})"}
PART_OF: dict[str, Text] = {
    "sent": {"pl": "z {whole} wysłanych", "en": "of {whole} sent"},
    "delivered": {"pl": "z {whole} dostarczonych", "en": "of {whole} delivered"},
}
"""What a rate is a share of, under its count."""
IMPOSSIBLE: Text = {
    "pl": "⚠ Więcej niż 100%: {names}. Liczby w źródle danych nie zgadzają się ze sobą.",
    "en": "⚠ Over 100%: {names}. The counts of the data source do not agree with each other.",
}
PEOPLE: Text = {
    "pl": "Otwarte i kliknięte to osoby: każdy kontakt liczy się raz, w chwili pierwszego otwarcia lub kliknięcia.",
    "en": "Opened and clicked are people: each contact counts once, when it first opened or clicked.",
}
CHARTS_LABEL: Text = {"pl": "Wykres", "en": "Chart"}
CHARTS: dict[str, Text] = {
    "activity": {"pl": "Otwarcia i kliknięcia", "en": "Opens and clicks"},
    "orders": {"pl": "Transakcje", "en": "Orders"},
    "revenue": {"pl": "Sprzedaż", "en": "Revenue"},
}
SERIES: dict[str, Text] = {
    "opened": {"pl": "Otworzyli", "en": "Opened"},
    "clicked": {"pl": "Kliknęli", "en": "Clicked"},
    "touchpoint_orders": {"pl": "Touchpoint", "en": "Touchpoint"},
    "last_click_orders": {"pl": "Last click", "en": "Last click"},
    "touchpoint_revenue": {"pl": "Touchpoint", "en": "Touchpoint"},
    "last_click_revenue": {"pl": "Last click", "en": "Last click"},
}
NO_SERIES: Text = {
    "pl": "Źródło danych nie pozwala policzyć tego dla kampanii",
    "en": "The data source does not let this be computed for campaigns",
}
