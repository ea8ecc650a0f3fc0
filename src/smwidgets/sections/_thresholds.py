"""Where groups of customers begin, as a setting, and how the groups are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from traitlets import HasTraits, TraitType

from smwidgets.core.errors import ConfigurationError
from smwidgets.core.text import say
from smwidgets.metrics.retention import group_names
from smwidgets.parts.palette import SERIES

if TYPE_CHECKING:
    from smwidgets.core.text import Text

_SEPARATOR = ","
_AND_MORE = 5
"""How many "4 or more" is spoken as: a plural in every language."""

_PURCHASES: Text = {
    "pl": {
        "one": "{number} zakup",
        "few": "{number} zakupy",
        "many": "{number} zakupów",
        "other": "{number} zakupu",
    },
    "en": {"one": "{number} purchase", "other": "{number} purchases"},
}


class ThresholdsTrait(TraitType[Any, Any]):
    """Ascending numbers of purchases, the first of them 1, kept as text: ``"1,2,3,4,5"``."""

    info_text = "ascending numbers of purchases from 1, such as '1,2,3,4,5'"

    def validate(self, _: HasTraits | None, value: Any) -> str:
        """Return the numbers as text; those that make no groups are refused."""
        if not isinstance(value, str) and not isinstance(value, Sequence):
            raise ConfigurationError(f"{value!r} is not {self.info_text}")
        numbers = self.numbers(value) if isinstance(value, str) else tuple(value)
        group_names(numbers)
        if len(numbers) > len(SERIES):
            raise ConfigurationError(f"there are {len(SERIES)} groups at most, one for each colour, not {len(numbers)}")
        return _SEPARATOR.join(map(str, numbers))

    @classmethod
    def numbers(cls, text: str) -> tuple[int, ...]:
        """Read the numbers.

        Raises
        ------
        ConfigurationError
            They are no numbers.
        """
        try:
            return tuple(int(part) for part in text.split(_SEPARATOR))
        except ValueError as error:
            raise ConfigurationError(f"{text!r} is not {cls.info_text}") from error


def group_label(key: str, locale: str) -> str:
    """Call a group by its purchases: ``1 zakup``, ``2–4 zakupy``, ``5+ zakupów``."""
    last = int(key.rstrip("+").rpartition("-")[2])
    spoken = max(last, _AND_MORE) if key.endswith("+") else last
    return say(_PURCHASES, locale, spoken, number=key.replace("-", "–"))


def thresholds_label(text: str) -> str:
    """Name the groups in a row: ``1, 2–4, 5+``."""
    return ", ".join(group_names(ThresholdsTrait.numbers(text))).replace("-", "–")
