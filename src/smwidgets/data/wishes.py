"""What the caller of an import or a connection asks for, where the source or the defaults would decide otherwise."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from smwidgets.core.arguments import check_argument
from smwidgets.core.clock import zone
from smwidgets.core.currencies import check_currency
from smwidgets.data.attribution import Attribution

if TYPE_CHECKING:
    from smwidgets.data.metadata import Metadata


@dataclass(frozen=True)
class Wishes:
    """What was asked for; None leaves it to the source.

    Parameters
    ----------
    timezone
        IANA name of the reporting time zone.
    currency
        ISO 4217 code of the amounts.
    name
        What people call the shop.
    attribution
        The policy behind the facts and cubes.

    Raises
    ------
    UnknownNameError
        No such zone or currency.
    ConfigurationError
        One of them is of another kind.
    """

    timezone: str | None = None
    currency: str | None = None
    name: str | None = None
    attribution: Attribution | None = None

    def __post_init__(self) -> None:
        check_argument(self.timezone, str | None, "timezone is a name", "timezone='Europe/Warsaw'")
        check_argument(self.currency, str | None, "currency is an ISO 4217 code", "currency='PLN'")
        check_argument(self.name, str | None, "name is a text", "name='My shop'")
        check_argument(
            self.attribution, Attribution | None, "attribution is an sm.Attribution", "sm.Attribution(days=30)"
        )
        if self.timezone is not None:
            zone(self.timezone)
        if self.currency is not None:
            check_currency(self.currency)

    def otherwise(self, defaults: Wishes) -> Wishes:
        """Fill what was not asked for."""
        filled = {
            field.name: getattr(defaults, field.name)
            if getattr(self, field.name) is None
            else getattr(self, field.name)
            for field in fields(self)
        }
        return Wishes(**filled)

    def relabel(self, metadata: Metadata) -> Metadata:
        """Describe a store's shop by the names asked for: they change no row and no number."""
        asked = {"timezone": self.timezone, "currency": self.currency, "name": self.name}
        given: dict[str, Any] = {field: value for field, value in asked.items() if value is not None}
        return replace(metadata, **given)
