"""At which domains the subscribers have their e-mail addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.clock import utc

if TYPE_CHECKING:
    from datetime import datetime

    import ibis
    import pandas as pd

    from smwidgets.data.shop import Shop


def subscribers(shop: Shop, now: datetime) -> ibis.Table:
    """Select the contacts that are opted in, each with the domain of its address.

    Parameters
    ----------
    shop
        Where they are.
    now
        The as-of moment, naive UTC or aware.

    Returns
    -------
    ibis.Table
        The rows of ``contacts`` that were added before the moment and had not opted out before it (all of them where
        the shop does not know who opted out), and ``domain``: what follows the last ``@``, lower-cased, without white
        space and final dots; null where nothing follows or there is no ``@``. An international name stays as it is
        written.

    Raises
    ------
    MissingDataError
        The shop has no contacts.
    """
    contacts = shop.table("contacts")
    moment = now if now.tzinfo is None else utc(now).replace(tzinfo=None)
    there = contacts.filter(contacts.created_at < moment)
    if "opted_out_at" in contacts.columns:
        there = there.filter(~(there.opted_out_at < moment).fill_null(False))
    domain = there.email.re_extract("@([^@]*)$", 1).re_replace(r"\s|\.+\s*$", "").lower()
    return there.mutate(domain=domain.nullif(""))


def domains(shop: Shop, now: datetime) -> pd.DataFrame:
    """Count the subscribers by the domain of their e-mail address.

    Parameters
    ----------
    shop, now
        As for :func:`subscribers`.

    Returns
    -------
    pandas.DataFrame
        ``domain`` (object; None for addresses without one) and ``contacts`` (int64): the largest first, equally large
        ones in the order of their names, None last among them.

    Raises
    ------
    MissingDataError
        The shop has no contacts.

    Notes
    -----
    Specification CA7. One pass over the contacts, however many events there are.
    """
    rows = subscribers(shop, now)
    counted = rows.group_by("domain").aggregate(contacts=rows.count())
    found = shop.execute(counted.order_by(counted.contacts.desc(), counted.domain.asc()))
    names = found["domain"].astype("object")
    return found.assign(domain=names.where(names.notna(), None))
