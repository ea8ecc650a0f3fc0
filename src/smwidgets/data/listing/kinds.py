"""The three lists of site events: which table each reads, by what it is ordered, what it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from smwidgets.core.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Kind:
    """One list.

    Parameters
    ----------
    name
        How callers know it.
    table
        Of the data contract.
    time
        Its column that orders the list.
    key
        Its column that orders rows of one instant: the larger is the newer.
    shows
        Columns of the list, with their types; ``at`` is the instant, naive UTC.
    counted
        Cube and measure that count its rows.
    needs
        Columns it cannot do without.
    """

    name: str
    table: str
    time: str
    key: str
    shows: Mapping[str, str]
    counted: tuple[str, str]
    needs: tuple[str, ...] = field(default=())

    @property
    def has_contacts(self) -> bool:
        """Whether its rows belong to contacts."""
        return "contact_id" in self.shows


_MONITORED = Kind(
    "monitored",
    table="visits",
    time="started_at",
    key="visit_id",
    counted=("visits", "monitored"),
    needs=("contact_id",),
    shows=MappingProxyType(
        {"visit_id": "id", "contact_id": "id", "at": "time", "email": "string", "name": "string", "score": "int64"}
    ),
)
_ANONYMOUS = Kind(
    "anonymous",
    table="visits",
    time="started_at",
    key="visit_id",
    counted=("visits", "anonymous"),
    shows=MappingProxyType(
        {"visit_id": "id", "visitor_id": "id", "at": "time", "isp": "string", "score": "int64"},
    ),
)
_TRANSACTIONS = Kind(
    "transactions",
    table="events",
    time="occurred_at",
    key="event_id",
    counted=("sales", "orders_all"),
    needs=("value",),
    shows=MappingProxyType(
        {
            "event_id": "id",
            "contact_id": "id",
            "at": "time",
            "email": "string",
            "name": "string",
            "value": "float64",
            "products": "int64",
        }
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in (_MONITORED, _ANONYMOUS, _TRANSACTIONS)})
"""The lists by name: ``monitored`` and ``anonymous`` visits, ``transactions`` (PURCHASE events)."""


def kind_named(name: str) -> Kind:
    """Return a list by its name.

    Raises
    ------
    UnknownNameError
        There is no such list.
    """
    if name not in KINDS:
        raise UnknownNameError("list of events", name, KINDS)
    return KINDS[name]
