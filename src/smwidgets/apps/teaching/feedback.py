"""What a learner is told about an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from smwidgets.core import clock
from smwidgets.core.errors import ConfigurationError
from smwidgets.core.text import say
from smwidgets.parts import markup

from .answers import Campaign

if TYPE_CHECKING:
    from smwidgets.core.text import Text

    from .questions import Question

EMPTY: Text = {
    "pl": "… Tu wpisz odpowiedź zamiast trzech kropek. Podpowiedź: {hint}",
    "en": "… Put your answer in the place of the three dots. Hint: {hint}",
}
RIGHT: Text = {"pl": "✓ Dobrze. {why}", "en": "✓ Right. {why}"}
WRONG: Text = {"pl": "✗ Jeszcze nie. Podpowiedź: {hint}", "en": "✗ Not yet. Hint: {hint}"}
UNIT: Text = {
    "pl": "✗ Prawie: liczba się zgadza, jednostka nie. Udział to liczba od 0 do 1, zmianę podaj w procentach.",
    "en": "✗ Almost: the number is right, the unit is not. A share is 0 to 1, a change is in percent.",
}
UNREADABLE: Text = {"pl": "✗ Tu ma stać {what}. Podpowiedź: {hint}", "en": "✗ This takes {what}. Hint: {hint}"}
NUMBER: Text = {"pl": "liczba", "en": "a number"}
DAY: Text = {"pl": "dzień, na przykład 2026-01-06", "en": "a day, for example 2026-01-06"}


@dataclass(frozen=True)
class Feedback:
    """What a learner is told; shown as its text, in a notebook as a paragraph.

    Parameters
    ----------
    right
        Whether the answer is right; None as long as there is none.
    text
        For the learner. It repeats neither the answer given nor the known one.
    """

    right: bool | None
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        # Plain output breaks within words. The class keeps MathJax from what stands between dollars.
        return markup('<p class="mathjax_ignore">{text}</p>', text=self.text)


def judge(question: Question, given: object, known: object, locale: str) -> Feedback:
    """Compare an answer with the known one."""
    hint = say(question.hint, locale)
    if given is None or given is ...:
        return Feedback(None, say(EMPTY, locale, hint=hint))
    try:
        found = _compare(question, given, known)
    except (TypeError, ValueError):
        what = say(DAY if isinstance(known, date) else NUMBER, locale)
        return Feedback(False, say(UNREADABLE, locale, what=what, hint=hint))
    if found is None:
        return Feedback(False, say(UNIT, locale))
    if found:
        return Feedback(True, say(RIGHT, locale, why=say(question.right, locale)))
    return Feedback(False, say(WRONG, locale, hint=hint))


def _compare(question: Question, given: Any, known: Any) -> bool | None:
    """Tell whether they are the same, as far as the question wants it; None where only the unit differs."""
    if isinstance(known, Campaign):
        return given == known or str(given).strip().casefold() in {str(known.key).casefold(), known.name.casefold()}
    if isinstance(known, date):
        try:
            return clock.parse(given).date() == known
        except ConfigurationError as error:
            raise ValueError(str(error)) from error
    number = float(given)
    if abs(number - known) <= question.tolerance:
        return True
    factor = {"share": 0.01, "percent": 100.0}.get(question.unit)
    return None if factor is not None and abs(number * factor - known) <= question.tolerance else False
