"""Codes of a contact's columns, and the words that the page shows in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smwidgets.core.text import say
from smwidgets.data.opt_out_reasons import SEPARATORS, WORDINGS
from smwidgets.sections import _live_profile_texts as texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REASON_CODE = "^[A-Za-z]+(_[A-Za-z]+)+$"
"""How a reason of opting out is written where it is a code and not what a person said."""

_REASONS = {wording: reason for reason, wordings in WORDINGS.items() for wording in wordings}


def state_text(value: str, locale: str) -> str:
    """Say a contact's state; one that is no code of the platform as it is."""
    return say(texts.STATES[value], locale) if value in texts.STATES else value


def reason_text(value: str, locale: str) -> str:
    """Say a reason of opting out; what is no code as it is."""
    if not re.search(REASON_CODE, value):
        return value
    reason = _REASONS.get(re.sub(SEPARATORS, " ", value).strip().lower(), "")
    return say(texts.REASONS[reason], locale) if reason in texts.REASONS else value


WORDS: Mapping[str, Callable[[str, str], str]] = {"state": state_text, "opt_out_reason": reason_text}
"""Writes the value of a column in a language, by column."""
