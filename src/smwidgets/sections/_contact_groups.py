"""The four groups of contacts of a shop, over the buckets of a period and at the ends of periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.errors import UnknownNameError
from smwidgets.metrics.contact_base import GROUPS, base_growth, contact_groups, opt_out_growth
from smwidgets.sections._moments import measured

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import pandas as pd

    from smwidgets.core.buckets import Buckets
    from smwidgets.core.periods import Period, Timeframe
    from smwidgets.data.shop import Shop


def groups_by_bucket(shop: Shop, groups: Sequence[str], buckets: Buckets) -> pd.DataFrame:
    """Return groups bucket by bucket: int64, index ``bucket_at``, one column per group.

    ``all`` and ``monitored`` are states at the end of each bucket, ``new`` and ``opted_out`` what happened in it.

    Raises
    ------
    UnknownNameError
        There is no such group.
    MissingDataError
        The shop has no contacts; or it does not know who opted out and a group is ``opted_out`` or ``monitored``.
    """
    return _groups(shop, groups, buckets.bounds)


def group_totals(shop: Shop, groups: Sequence[str], periods: Sequence[Period]) -> pd.DataFrame:
    """Return one number of each group for each period: its state at the end, or what happened from start to end.

    Returns
    -------
    pandas.DataFrame
        int64, one row per period in their order, one column per group.

    Raises
    ------
    UnknownNameError, MissingDataError
        As :func:`groups_by_bucket`.
    """
    ends = [end for one in periods for end in (one.start, one.end)]
    return _groups(shop, groups, ends).iloc[::2].reset_index(drop=True)


def group_figures(shop: Shop, period: Timeframe) -> dict[str, int | None]:
    """Return the figures of the four groups: contacts now, those added in the period, opted out now, opted in now.

    The last two are None where the shop does not know who opted out.

    Raises
    ------
    MissingDataError
        The shop has no contacts.
    """
    bounds = [period.current.start, period.current.end, period.now]
    known = GROUPS if shop.has("contacts", "opted_out_at") else ("all", "new")
    found = _groups(shop, known, bounds)
    total, new = int(found["all"].iloc[1]), int(found["new"].iloc[0])
    if "monitored" not in found:
        return {"all": total, "new": new, "opted_out": None, "monitored": None}
    opted_in = int(found["monitored"].iloc[1])
    return {"all": total, "new": new, "opted_out": total - opted_in, "monitored": opted_in}


def _groups(shop: Shop, groups: Sequence[str], bounds: Sequence[datetime]) -> pd.DataFrame:
    for group in groups:
        if group not in GROUPS:
            raise UnknownNameError("group of contacts", group, GROUPS)
    contacts = measured(shop, "contacts", base_growth, bounds)
    if set(groups) <= set(contacts):
        return contacts[list(groups)]
    return contact_groups(contacts, measured(shop, "opt_outs", opt_out_growth, bounds))[list(groups)]
