"""Settings of a section: traits that a person may change and a saved dashboard keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from traitlets import HasTraits, TraitType

from smwidgets.core.period_meaning import unknown_period
from smwidgets.core.periods import PERIOD_NAMES, Period

if TYPE_CHECKING:
    from datetime import date, datetime


class PeriodTrait(TraitType[Any, Any]):
    """A period's name, a :class:`~smwidgets.Period`, or its JSON form ``{"start": …, "end": …}``."""

    info_text = "a period's name or a Period"

    def validate(self, _: HasTraits | None, value: Any) -> str | Period:
        """Return the name or the period; an unknown name is refused with a suggestion."""
        if isinstance(value, Period):
            return value
        if isinstance(value, str):
            if value not in PERIOD_NAMES:
                raise unknown_period(value)
            return value
        if isinstance(value, Mapping) and set(value) == {"start", "end"}:
            return Period(value["start"], value["end"])
        raise unknown_period(value)


class KeysTrait(TraitType[Any, Any]):
    """A tuple of texts, such as the keys of hidden series; a list, as JSON has it, becomes one."""

    default_value = ()
    info_text = "a tuple of texts"

    def validate(self, obj: HasTraits | None, value: Any) -> tuple[str, ...]:
        """Return the tuple."""
        if isinstance(value, tuple | list) and all(isinstance(key, str) for key in value):
            return tuple(value)
        self.error(obj, value)
        raise AssertionError("error() raises")


_NAMES: WeakKeyDictionary[type[HasTraits], tuple[str, ...]] = WeakKeyDictionary()


def setting_names(owner: type[HasTraits] | HasTraits) -> tuple[str, ...]:
    """Names of the traits tagged as settings, in the order of their declaration."""
    kind = type(owner) if isinstance(owner, HasTraits) else owner
    if kind not in _NAMES:
        _NAMES[kind] = tuple(kind.class_trait_names(setting=True))
    return _NAMES[kind]


def to_json(value: Any) -> Any:
    """Turn a setting's value into what JSON can carry."""
    if isinstance(value, Period):
        return {"start": _iso(value.start), "end": _iso(value.end)}
    return list(value) if isinstance(value, tuple) else value


def differing(owner: HasTraits) -> dict[str, Any]:
    """Return the settings that differ from their defaults, as JSON can carry them."""
    return {
        name: to_json(value)
        for name in setting_names(owner)
        if (value := getattr(owner, name)) != owner.trait_defaults(name)
    }


def _iso(value: date | datetime) -> str:
    return value.isoformat()
