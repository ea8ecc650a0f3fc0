"""At which domains the subscribers have their e-mail addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.clock import utc
from smwidgets.data.listing.past_contacts import contacts_as_of, opted_in

if TYPE_CHECKING:
    from datetime import datetime

    import ibis
    import pandas as pd

    from smwidgets.data.shop import Shop


def subscribers(shop: Shop, now: datetime) -> ibis.Table:
    """Select the contacts that are opted in.

    Parameters
    ----------
    shop
        Where they are.
    now
        The as-of moment, naive UTC or aware.

    Returns
    -------
    ibis.Table
        The rows of ``contacts`` that were added before the moment and were not opted out then, as they were; all that
        were added where the shop does not know who opted out.

    Raises
    ------
    MissingDataError
        The shop has no contacts.
    """
    there = contacts_as_of(shop, now if now.tzinfo is None else utc(now).replace(tzinfo=None))
    return opted_in(there)


def by_domain(subscribers: ibis.Table) -> ibis.Table:
    """Count contacts by the domain of their e-mail address.

    Parameters
    ----------
    subscribers
        Rows of ``contacts``.

    Returns
    -------
    ibis.Table
        ``domain`` and ``contacts``: the largest first, equally large ones in the order of their names, the null last
        among them. A domain is what follows the last ``@``, lower-cased, without white space and final dots; null where
        nothing follows or there is no ``@``. An international name stays as it is written.

    Notes
    -----
    Each address is only cut; what costs more is done to each domain.
    """
    email = subscribers.email
    ending = email.right(email.reverse().find("@"))
    cut = subscribers.select(ending=email.contains("@").ifelse(ending, "").lower())
    counted = cut.group_by("ending").aggregate(contacts=cut.count())
    tidied = counted.mutate(domain=counted.ending.re_replace(r"\s|\.+\s*$", "").nullif(""))
    found = tidied.group_by("domain").aggregate(contacts=tidied.contacts.sum().cast("int64"))
    return found.order_by(found.contacts.desc(), found.domain.asc())


def domains(shop: Shop, now: datetime) -> pd.DataFrame:
    """Count the subscribers by the domain of their e-mail address.

    Parameters
    ----------
    shop, now
        As for :func:`subscribers`.

    Returns
    -------
    pandas.DataFrame
        ``domain`` (object; None for addresses without one) and ``contacts`` (int64), as :func:`by_domain` orders them.

    Raises
    ------
    MissingDataError
        The shop has no contacts.

    Notes
    -----
    Specification CA7. One pass over the contacts, however many events there are.
    """
    found = shop.execute(by_domain(subscribers(shop, now)))
    names = found["domain"].astype("object")
    return found.assign(domain=names.where(names.notna(), None), contacts=found["contacts"].astype("int64"))
