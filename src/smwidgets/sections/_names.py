"""Names of channels, modules and kinds of campaigns; what is not known here stands under the name that the data use."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from smwidgets.core.text import say
from smwidgets.parts import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smwidgets.core.text import Text

CHANNELS: dict[str, Text] = {
    "email": {"pl": "E-mail", "en": "E-mail"},
    "sms": {"pl": "SMS", "en": "SMS"},
    "mms": {"pl": "MMS", "en": "MMS"},
    "whatsapp": {"pl": "WhatsApp", "en": "WhatsApp"},
    "web_push": {"pl": "Web Push", "en": "Web Push"},
    "mobile_push": {"pl": "Mobile Push", "en": "Mobile Push"},
    "popup": {"pl": "Pop-up", "en": "Pop-up"},
    "website": {"pl": "Strona internetowa", "en": "Website"},
    "organic": {"pl": "Wyszukiwarki", "en": "Organic search"},
    "direct": {"pl": "Wejścia bezpośrednie", "en": "Direct"},
    "ads": {"pl": "Reklamy", "en": "Ads"},
    "social": {"pl": "Media społecznościowe", "en": "Social media"},
    "referral": {"pl": "Strony odsyłające", "en": "Referrals"},
}
MODULES: dict[str, Text] = {
    "bulk": {"pl": "Wysyłki masowe", "en": "Bulk messages"},
    "newsletter": {"pl": "Newsletter", "en": "Newsletter"},
    "workflow": {"pl": "Workflow", "en": "Workflow"},
    "automation_rules": {"pl": "Reguły Automatyzacji", "en": "Automation rules"},
    "recommendations": {"pl": "Rekomendacje", "en": "Recommendations"},
    "lead_nurturing": {"pl": "Lead nurturing", "en": "Lead nurturing"},
    "loyalty": {"pl": "Program lojalnościowy", "en": "Loyalty programme"},
}
KINDS: dict[str, Text] = {
    "bulk": {"pl": "Wysyłka masowa", "en": "Bulk message"},
    "ab_test": {"pl": "Test A/B", "en": "A/B test"},
    "ab_winner": {"pl": "Zwycięzca testu A/B", "en": "A/B test winner"},
    "recurring": {"pl": "Cykliczna", "en": "Recurring"},
    "birthday": {"pl": "Urodzinowa", "en": "Birthday"},
    "confirmation": {"pl": "Potwierdzenie", "en": "Confirmation"},
    "automation_rule": {"pl": "Reguła automatyzacji", "en": "Automation rule"},
    "workflow": {"pl": "Workflow", "en": "Workflow"},
    "api": {"pl": "API", "en": "API"},
}


def name(names: Mapping[str, Text], key: str, locale: str) -> str:
    """Say a name in a language; one that has no translation as the data have it, a blank one as a dash."""
    return say(names[key], locale) if key in names else key.strip() or "—"


def told_apart(names: Mapping[str, Text], keys: Iterable[str], locale: str) -> dict[str, str]:
    """Say names in a language so that no two read alike.

    Parameters
    ----------
    names
        Translations.
    keys
        As the data have them, all different.
    locale
        Of the page.

    Returns
    -------
    dict
        Names by key. Where two would read alike, a translated one is followed by what the data call it, and the others
        are numbered: a name may differ in what is not seen.
    """
    said: dict[str, str] = {key: name(names, key, locale) for key in keys}
    alike = Counter(map(_read, said.values()))
    taken: set[str] = set()
    for key, text in said.items():
        written = f"{text} ({key})" if alike[_read(text)] > 1 and key in names else text
        numbers = count(2)
        tried = written
        while _read(tried) in taken:
            tried = f"{written} ({next(numbers)})"
        said[key] = tried
        taken.add(_read(tried))
    return said


def _read(text: str) -> str:
    """Return what a reader tells names apart by."""
    return " ".join(plain(text).split())
