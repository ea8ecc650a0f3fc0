"""What the lesson asks: each question with a hint, what its answer teaches, and how exact it has to be."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from . import answers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smwidgets.core.text import Text
    from smwidgets.data.sample.stories import Stories
    from smwidgets.data.shop import Shop


@dataclass(frozen=True)
class Question:
    """A question with a known answer.

    Parameters
    ----------
    ask, hint, right
        The question, what helps, what is said to a right answer.
    answer
        Computes the known answer from the shop's rows.
    tolerance
        How far off an answer may be, in its unit.
    unit
        ``share`` (0 to 1), ``percent``, or nothing to mistake.
    """

    ask: Text
    hint: Text
    right: Text
    answer: Callable[[Shop, Stories], object]
    tolerance: float = 0.0
    unit: str = ""


_ZLOTY, _POINT, _TWO_DECIMALS = 1.0, 0.5, 0.005

QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "black_friday_revenue": Question(
            {"pl": "Jaki był przychód w Black Friday?", "en": "What was the revenue on Black Friday?"},
            {
                "pl": "W sobotę w południe „wczoraj” to piątek: summary.figures ma klucz 'yesterday'.",
                "en": "At noon on Saturday, yesterday is the Friday: summary.figures has the key 'yesterday'.",
            },
            {
                "pl": "Kafelek „Wczoraj” kończy się o północy, więc sobota się do niego nie liczy.",
                "en": "The tile “Yesterday” ends at midnight: nothing of Saturday counts.",
            },
            answers.black_friday_revenue,
            _ZLOTY,
        ),
        "black_friday_trend": Question(
            {
                "pl": "O ile procent więcej niż w czwartek sprzedano w Black Friday?",
                "en": "By how many percent did Black Friday sell more than the Thursday before?",
            },
            {
                "pl": "summary.trends['yesterday'] ma pola delta i percent.",
                "en": "summary.trends['yesterday'] has the fields delta and percent.",
            },
            {
                "pl": "Trend jednego dnia bywa przypadkowy, dlatego kafelek o tym uprzedza; tu jednak ma przyczynę.",
                "en": "The trend of one day is often chance, and the tile says so; this one has a cause.",
            },
            answers.black_friday_trend,
            _POINT,
            "percent",
        ),
        "black_friday_share": Question(
            {
                "pl": "Jaki udział w przychodzie Black Friday miała sprzedaż wspierana (last click)?",
                "en": "Which share of Black Friday's revenue was assisted by last click?",
            },
            {
                "pl": "SalesAnalytics z attribution='last_click' i okresem tego dnia podaje figures['share'].",
                "en": "SalesAnalytics with attribution='last_click' and the day as its period has figures['share'].",
            },
            {
                "pl": "To zamówienia, przed którymi ostatnie kliknięcie lub wejście przyszło z własnej wiadomości.",
                "en": "These are the orders whose last click or entry came from a message of the shop's own.",
            },
            answers.black_friday_share,
            _TWO_DECIMALS,
            "share",
        ),
        "black_friday_campaign": Question(
            {
                "pl": "Która kampania e-mail stoi za największym przychodem tego dnia? (nazwa lub campaign_id)",
                "en": "Which e-mail campaign is behind the largest revenue of the day? (name or campaign_id)",
            },
            {
                "pl": "channels.behind('email') układa kampanie od największego przychodu.",
                "en": "channels.behind('email') ranks the campaigns, the largest revenue first.",
            },
            {
                "pl": "Szczyt sprzedaży miał własną kampanię; za resztą stoją newslettery i wiadomości automatyczne.",
                "en": "The peak had a campaign of its own; newsletters and automatic messages are behind the rest.",
            },
            answers.black_friday_campaign,
        ),
        "broken_campaign": Question(
            {
                "pl": "W której masowej kampanii e-mail tego miesiąca nie działały linki? (nazwa lub campaign_id)",
                "en": "In which bulk e-mail of the month did the links not work? (name or campaign_id)",
            },
            {
                "pl": "Otwierano ją jak zwykle, ale nikt nie kliknął: opened jest duże, clicked równe 0.",
                "en": "It was opened as usual, but nobody clicked: opened is large, clicked is 0.",
            },
            {
                "pl": "Same otwarcia tego nie pokażą; dopiero kliknięcia i zamówienia obok nich.",
                "en": "Openings alone do not show it; clicks and orders beside them do.",
            },
            answers.broken_campaign,
        ),
        "broken_opt_outs": Question(
            {
                "pl": "Ile kontaktów wypisało się przez 7 dni od dnia tej kampanii (z nim włącznie), bo treść nie była "
                "dopasowana?",
                "en": "How many contacts opted out in the 7 days from that campaign's day on because the content did "
                "not match?",
            },
            {
                "pl": "OptOutReasons z okresem sm.Period(dzień, dzień + 7 dni) podaje figures['content_mismatch'].",
                "en": "OptOutReasons with sm.Period(day, day + 7 days) has figures['content_mismatch'].",
            },
            {
                "pl": "W zwykłym tygodniu podaje ten powód kilka osób.",
                "en": "In an ordinary week a handful of people give this reason.",
            },
            answers.broken_opt_outs,
        ),
        "outage_day": Question(
            {
                "pl": "Przez który cały dzień nie zapisano ani jednej odsłony?",
                "en": "On which whole day was not a single page view recorded?",
            },
            {
                "pl": "W views.frame poszukaj wiersza, w którym total jest równe 0.",
                "en": "Look for the row of views.frame in which total is 0.",
            },
            {
                "pl": "Zero jest tu wartością, nie brakiem dnia: każdy dzień okresu ma swój wiersz.",
                "en": "The zero is a value, not a missing day: every day of the period has its row.",
            },
            answers.outage_day,
        ),
        "outage_orders": Question(
            {"pl": "Ile zamówień złożono tego dnia?", "en": "How many orders were placed on that day?"},
            {
                "pl": "SalesAnalytics z okresem sm.Period(dzień, dzień + 1 dzień) podaje figures['orders'].",
                "en": "SalesAnalytics with sm.Period(day, day + 1 day) has figures['orders'].",
            },
            {
                "pl": "Sklep sprzedawał jak zwykle: zawiodło śledzenie, nie sklep.",
                "en": "The shop sold as usual: tracking failed, not the shop.",
            },
            answers.outage_orders,
        ),
        "outage_share": Question(
            {
                "pl": "Jaki był tego dnia udział sprzedaży wspieranej (last click)?",
                "en": "What was the share of last-click assisted sales on that day?",
            },
            {
                "pl": "Jak w Black Friday: attribution='last_click', okres tego dnia, figures['share'].",
                "en": "As on Black Friday: attribution='last_click', the day as the period, figures['share'].",
            },
            {
                "pl": "Porównaj z wtorkiem tydzień wcześniej: marketing działał, tylko kliknięć nie zapisano.",
                "en": "Compare with the Tuesday a week before: marketing worked, its clicks were not recorded.",
            },
            answers.outage_share,
            _TWO_DECIMALS,
            "share",
        ),
    }
)
