"""The widget library: every section there is, ours and those of other packages, by a name that a file can keep."""

from __future__ import annotations

import inspect
import logging
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from traitlets import Float, Int, TraitType

from smwidgets import sections
from smwidgets.core.text import LOCALES, say
from smwidgets.dashboards.arranging import flow
from smwidgets.sections import Section
from smwidgets.sections._settings import setting_names
from smwidgets.sections._unknown import UnknownSection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smwidgets.model.dashboard_model import DashboardModel

log = logging.getLogger(__name__)

ENTRY_POINTS = "smwidgets.sections"
"""Group of the entry points by which another package brings sections: a name for each class."""

GROUPS = ("sales", "contacts", "traffic", "email")
"""Shelves of the library, in order; a section of another group stands on a shelf of its own after them."""


@dataclass(frozen=True)
class Offer:
    """Something to take from the library: a section with the settings it begins with.

    Parameters
    ----------
    name
        Registered name of the section.
    section
        Its class.
    settings
        What differs from its defaults.
    """

    name: str
    section: type[Section]
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Tells it from every other offer."""
        return ",".join([self.name, *(f"{name}={value}" for name, value in self.settings.items())])

    def make(self, model: DashboardModel) -> Section:
        """Make the section, on no page yet."""
        return self.section(model, **self.settings)


@cache
def registered() -> Mapping[str, type[Section]]:
    """Sections by their registered name.

    Ours are named after their class, ``sales_analytics``; those of another package ``package:name``. A section that
    cannot be loaded is left out, and why is logged.
    """
    return MappingProxyType(dict(_own()) | dict(_others()))


def offers() -> tuple[Offer, ...]:
    """Everything in the library, shelf by shelf."""
    found = [Offer(name, one, settings) for name, one in registered().items() for settings in one.variants]
    shelf = {group: place for place, group in enumerate(GROUPS)}
    return tuple(sorted(found, key=lambda offer: (shelf.get(offer.section.group, len(shelf)), offer.section.group)))


def drafts(model: DashboardModel) -> tuple[tuple[Offer, Section], ...]:
    """Make one section of each offer, to be asked what it is called; the caller closes them.

    An offer of which none can be made is left out, and why is logged.
    """
    made = []
    for offer in offers():
        try:
            made.append((offer, offer.make(model)))
        except Exception:
            log.exception("the library leaves %s out", offer.key)
    return tuple(made)


def make(model: DashboardModel, name: str, settings: Mapping[str, Any]) -> Section:
    """Make a section from what a file says of it.

    Parameters
    ----------
    model
        Shared by the sections of a dashboard.
    name
        Registered name. What is not registered here gets a placeholder that says so, and so does what cannot be made.
    settings
        Of the section. Those it does not know, or whose value it refuses, are left out here; the file keeps them.
    """
    kind = registered().get(name)
    if kind is None:
        return UnknownSection(model, name)
    try:
        section = kind(model)
    except Exception:
        log.exception("the section %s could not be made", name)
        return UnknownSection(model, name)
    configure(section, settings)
    return section


def configure(section: Section, settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Give a section settings, and their defaults to those that are not named.

    Parameters
    ----------
    section
        Any.
    settings
        As JSON carries them. A name that the section does not know, and a value that it refuses, are left out.

    Returns
    -------
    tuple of str
        Names that were left out.
    """
    left = [name for name in settings if name not in setting_names(section)]
    with section.together():
        for name in setting_names(section):
            value = settings.get(name, section.trait_defaults(name))
            try:
                section.set_trait(name, _as_trait(section.traits()[name], value))
            except Exception as error:  # noqa: BLE001 - a trait of another package may raise anything
                log.warning("%s refuses a value of its setting %r: %.200s", type(section).__name__, name, error)
                left.append(name)
    return tuple(left)


def _as_trait(trait: TraitType[Any, Any], value: Any) -> Any:
    """Turn what JSON carries into what a trait holds; to Python ``true`` is a number, to people it is none."""
    if isinstance(value, bool) and isinstance(trait, Int | Float):
        raise TypeError(f"{value} is no number")
    return tuple(value) if isinstance(value, list) else value


def _own() -> Iterator[tuple[str, type[Section]]]:
    for name in sections.__all__:
        one = getattr(sections, name)
        if inspect.isclass(one) and issubclass(one, Section) and one is not Section:
            yield one.registered_name(), one


def _others() -> Iterator[tuple[str, type[Section]]]:
    for point in entry_points(group=ENTRY_POINTS):
        name = _name(point)
        try:
            yield name, _checked(point.load())
        except Exception:
            log.exception("the section %s could not be loaded", name)


def _checked(loaded: Any) -> type[Section]:
    """Refuse what the library could not show, or a board not place."""
    if not (inspect.isclass(loaded) and issubclass(loaded, Section)):
        raise TypeError(f"{loaded!r} is no section")
    for text in (loaded.title, loaded.help):
        if not isinstance(text, property):  # a name that depends on the settings
            for locale in LOCALES:
                say(text, locale)
    flow([loaded.size])
    return loaded


def _name(point: EntryPoint) -> str:
    package = point.dist.name if point.dist is not None else "unknown"
    return ":".join(re.sub(r"[^A-Za-z0-9_.-]", "-", part)[:100] for part in (package, point.name))
