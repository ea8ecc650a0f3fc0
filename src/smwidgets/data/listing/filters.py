"""What narrows a list of site events: owner, range of dates, least score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


def naive_utc(moment: datetime) -> datetime:
    """Return an instant as the tables hold it; naive ones are taken for UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Filters:
    """Conditions that all hold at once; one that is None does not narrow.

    Parameters
    ----------
    owner
        Of the contact. Whoever has no contact, as an anonymous visitor, has no owner either and is left out.
    start, end
        Half-open, naive UTC or aware. Kept as naive UTC.
    min_score
        Least score of a visit, inclusive; a visit without a score is left out. Transactions have none: it is off there.

    Notes
    -----
    Specification I3.

    Examples
    --------
    >>> Filters(owner="ewa@sklep.example", min_score=5).active("monitored")
    2
    >>> Filters(owner="ewa@sklep.example", min_score=5).active("transactions")
    1
    """

    owner: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    min_score: int | None = None

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            moment = getattr(self, name)
            if moment is not None:
                object.__setattr__(self, name, naive_utc(moment))

    def active(self, kind: str) -> int:
        """Count the conditions that narrow a list of this kind; the range of dates is one."""
        dated = self.start is not None or self.end is not None
        scored = self.min_score is not None and kind != "transactions"
        return int(self.owner is not None) + int(dated) + int(scored)
