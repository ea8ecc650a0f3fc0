"""Why contacts opt out: the reasons told apart, and the texts by which sources give them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_GIVEN = "not_given"
OTHER = "other"

WORDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "never_signed_up": (
            "never signed up",
            "i never signed up",
            "i never signed up for this list",
            "i never signed up to this list",
            "i have never signed up for this list",
            "nigdy nie zapisywałem się do tej listy",
            "nigdy nie zapisywałam się do tej listy",
            "nigdy się nie zapisywałem",
            "nigdy się nie zapisywałam",
        ),
        "too_many_messages": (
            "too many messages",
            "i received too many messages",
            "i receive too many messages",
            "i was receiving too many messages",
            "otrzymywałem zbyt wiele wiadomości",
            "otrzymywałam zbyt wiele wiadomości",
            "zbyt wiele wiadomości",
            "za dużo wiadomości",
        ),
        "topic_not_interesting": (
            "topic not interesting",
            "not interested",
            "not interested in the topic",
            "not interested in this topic",
            "i am not interested in the topic",
            "i am not interested in this topic",
            "this topic does not interest me",
            "nie interesuje mnie ta tematyka",
            "nie interesuje mnie ten temat",
        ),
        "content_mismatch": (
            "content mismatch",
            "content did not match interests",
            "content did not match my interests",
            "the content did not match my interests",
            "the content of the messages did not match my interests",
            "message content did not match my interests",
            "treść wiadomości nie była dopasowana do moich zainteresowań",
            "treść niedopasowana do zainteresowań",
        ),
        NOT_GIVEN: ("", "not given", "nie podano"),
    }
)
"""What each reason is called, in the form to which :data:`SEPARATORS` and lower case bring a text."""

SEPARATORS = r"[\s_.,;:!\-]+"
"""What lies between the words of a text and around them: each run of these is one space."""

OPT_OUT_REASONS = (*(reason for reason in WORDINGS if reason != NOT_GIVEN), OTHER, NOT_GIVEN)
"""All reasons in the order in which they are shown: the specification's four (CA6), any other text, no text."""
