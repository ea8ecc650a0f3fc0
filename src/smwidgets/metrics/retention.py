"""Customers by how often they have bought, and contacts who are about to buy for the first time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.data.shapes import MOST_PURCHASES
from smwidgets.metrics.states import states

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from smwidgets.metrics.running import Partial

THRESHOLDS = (1, 2, 3, 4, 5)
"""Where the default groups begin: 1, 2, 3, 4, and 5 or more purchases."""

COUNTED = {"on_record": "customers", "since_added": "customers_since_added"}
"""Which purchases count, by name, with the measure of the cube ``customers`` that counts them."""


def group_names(thresholds: Sequence[int] = THRESHOLDS) -> tuple[str, ...]:
    """Name the groups of customers that begin at some numbers of purchases.

    Parameters
    ----------
    thresholds
        Ascending, from 1 to 50, beginning with 1 so that every customer is in a group.

    Raises
    ------
    ConfigurationError
        They are not.

    Examples
    --------
    >>> group_names()
    ('1', '2', '3', '4', '5+')
    >>> group_names((1, 2, 5, 10))
    ('1', '2-4', '5-9', '10+')
    """
    numbers = list(thresholds)
    whole = all(isinstance(number, int) and not isinstance(number, bool) for number in numbers)
    if not whole or numbers[:1] != [1] or numbers != sorted(set(numbers)) or numbers[-1] > MOST_PURCHASES:
        raise ConfigurationError(
            f"groups of customers must begin at ascending numbers of purchases from 1 to {MOST_PURCHASES}, the first of"
            f" them 1, not {numbers!r}"
        )
    closed = (str(low) if low == high - 1 else f"{low}-{high - 1}" for low, high in pairwise(numbers))
    return (*closed, f"{numbers[-1]}+")


def customers_by_purchases(  # noqa: PLR0917 - as states, with what is grouped
    customers: pd.DataFrame,
    edges: NDArray[np.datetime64],
    partial: Partial,
    grain_minutes: int,
    thresholds: Sequence[int] = THRESHOLDS,
    counted: str = "on_record",
) -> pd.DataFrame:
    """How many customers are in each group at each instant.

    Parameters
    ----------
    customers, edges, partial, grain_minutes
        The cube ``customers``, and the rest as for :func:`smwidgets.metrics.states.states`.
    thresholds
        As for :func:`group_names`.
    counted
        One of ``COUNTED``: all purchases on record, or those since the contact was added.

    Returns
    -------
    pandas.DataFrame
        Index ``at`` = the instants, one int64 column per group, named as :func:`group_names` does. The sum of a row is
        the number of contacts who had bought (``since_added``: since they were added).

    Raises
    ------
    ConfigurationError
        The thresholds make no groups.
    UnknownNameError
        There is no such way of counting.

    Notes
    -----
    Specification F1, F3. A customer in a group has reached its threshold and not the next one.
    """
    names = group_names(thresholds)
    if counted not in COUNTED:
        raise UnknownNameError("way of counting purchases", counted, COUNTED)
    reached = states(customers, COUNTED[counted], edges, partial, grain_minutes, "purchase_number")
    counts = [reached[number] if number in reached else 0 * reached.sum(axis=1) for number in thresholds]
    groups = [here - above for here, above in pairwise(counts)] + counts[-1:]
    return pd.DataFrame(dict(zip(names, groups, strict=True)), index=reached.index).astype("int64")


def potential_customers(
    potential: pd.DataFrame, edges: NDArray[np.datetime64], partial: Partial, grain_minutes: int
) -> NDArray[np.int64]:
    """How many contacts have put something into a cart and never bought, at each instant.

    Parameters
    ----------
    potential, edges, partial, grain_minutes
        The cube ``potential``, and the rest as for :func:`smwidgets.metrics.states.states`.

    Returns
    -------
    numpy.ndarray
        int64, one per instant.

    Notes
    -----
    Specification F2: a contact enters with its first CART event unless it has bought before or at that instant, and
    leaves with its first PURCHASE.
    """
    entered = states(potential, "entered", edges, partial, grain_minutes)
    present: NDArray[np.int64] = entered - states(potential, "left", edges, partial, grain_minutes)
    return present
