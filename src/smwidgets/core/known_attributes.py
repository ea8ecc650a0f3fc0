"""Objects that refuse an attribute nobody reads: a misspelt one would be set and change nothing."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, ClassVar

from traitlets import TraitError, TraitType

from smwidgets.core.errors import ConfigurationError, SmwidgetsError, UnknownNameError

_NEAR = 0.75
_LIBRARIES = ("traitlets", "ipywidgets", "anywidget", "bqplot")


class RefusedValueError(ConfigurationError, TraitError):
    """A value that an attribute does not take; the message says which it takes."""


class KnownAttributes:
    """Mixed in before a class with traits: its public attributes are those that it declares.

    A class of somebody else that derives from it may set further ones on its instances, unless they are near to a
    declared one; with `_closed` none at all.
    """

    _closed: ClassVar[bool] = False
    _under_construction = True
    """Until the constructor, or the builder, is done: names are then given and not misspelt."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name.startswith("_") or self._under_construction or name in self.__dict__):
            self._check_name(name)
        try:
            super().__setattr__(name, value)
        except TraitError as error:
            if isinstance(error, SmwidgetsError):
                raise
            raise RefusedValueError(str(error)) from error

    def _check_name(self, name: str) -> None:
        kind = type(self)
        declared = getattr(kind, name, None)
        if isinstance(declared, property) and declared.fset is None:
            raise ConfigurationError(f"{kind.__name__}.{name} is read only: it follows from the others")
        if hasattr(kind, name):
            return
        known = sorted({*_declared(kind), *(one for one in self.__dict__ if not one.startswith("_"))})
        if self._closed or get_close_matches(name.casefold(), known, n=1, cutoff=_NEAR):
            raise UnknownNameError(f"attribute of {kind.__name__}", name, known)


def _declared(kind: type) -> set[str]:
    """Names of the public traits that are declared here, or by whoever derives from here, and not by the libraries."""
    bases = [base for base in kind.__mro__ if not base.__module__.startswith(_LIBRARIES)]
    return {
        name
        for base in bases
        for name, value in vars(base).items()
        if isinstance(value, TraitType) and not name.startswith("_")
    }
