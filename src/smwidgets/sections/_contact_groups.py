"""The four groups of contacts of a shop, over the buckets of a period and at its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.errors import UnknownNameError
from smwidgets.metrics.contact_base import GROUPS, contact_groups, opt_out_growth
from smwidgets.metrics.contacts import contact_growth
from smwidgets.sections._moments import measured

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import pandas as pd

    from smwidgets.core.buckets import Buckets
    from smwidgets.core.periods import Period, Timeframe
    from smwidgets.data.shop import Shop


def group_series(shop: Shop, group: str, buckets: Buckets) -> pd.Series:
    """Return a group bucket by bucket: int64, index ``bucket_at``.

    ``all`` and ``monitored`` are states at the end of each bucket, ``new`` and ``opted_out`` what happened in it.

    Raises
    ------
    UnknownNameError
        There is no such group.
    MissingDataError
        The shop has no contacts; or it does not know who opted out and the group is ``opted_out`` or ``monitored``.
    """
    return _series(shop, group, buckets.bounds)


def group_total(shop: Shop, group: str, period: Period) -> int:
    """Return one number of a group for a period: its state at the end, or what happened from start to end.

    Raises
    ------
    UnknownNameError, MissingDataError
        As :func:`group_series`.
    """
    return int(_series(shop, group, [period.start, period.end]).iloc[0])


def group_figures(shop: Shop, period: Timeframe) -> dict[str, int | None]:
    """Return the figures of the four groups: contacts now, those added in the period, opted out now, opted in now.

    The last two are None where the shop does not know who opted out.

    Raises
    ------
    MissingDataError
        The shop has no contacts.
    """
    bounds = [period.current.start, period.current.end, period.now]
    contacts = measured(shop, "contacts", contact_growth, bounds)
    total = int(contacts["all"].iloc[-1])
    figures: dict[str, int | None] = {"all": total, "new": int(contacts["new"].iloc[0])}
    if not shop.has("contacts", "opted_out_at"):
        return {**figures, "opted_out": None, "monitored": None}
    opted_out = int(measured(shop, "opt_outs", opt_out_growth, bounds)["all"].iloc[-1])
    return {**figures, "opted_out": opted_out, "monitored": total - opted_out}


def _series(shop: Shop, group: str, bounds: Sequence[datetime]) -> pd.Series:
    if group not in GROUPS:
        raise UnknownNameError("group of contacts", group, GROUPS)
    contacts = measured(shop, "contacts", contact_growth, bounds)
    if group in contacts:
        return contacts[group]
    return contact_groups(contacts, measured(shop, "opt_outs", opt_out_growth, bounds))[group]
