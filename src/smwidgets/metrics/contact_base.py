"""The contact base: who is in it, who opted out and why, whose addresses they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smwidgets.data.opt_out_reasons import OPT_OUT_REASONS
from smwidgets.metrics.running import up_to
from smwidgets.metrics.slices import category_sums
from smwidgets.metrics.states import states

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from smwidgets.metrics.running import Partial

GROUPS = ("all", "new", "opted_out", "monitored")
"""The groups of contacts in the order in which they are shown."""


def base_growth(
    contacts: pd.DataFrame, edges: NDArray[np.datetime64], partial: Partial, grain_minutes: int
) -> pd.DataFrame:
    """Count the contacts added from each instant to the next one, and all contacts at the latter.

    Parameters
    ----------
    contacts, edges, partial, grain_minutes
        The cube ``contacts``, and the rest as for :func:`smwidgets.metrics.states.states`: the instants may be the
        bounds of buckets, or begin and end of one period after another (every other row then means nothing).

    Returns
    -------
    pandas.DataFrame
        Index ``bucket_at`` = the instants but the last; ``new`` and ``all``, int64.

    Notes
    -----
    Specification CA1.
    """
    return _growth(states(contacts, "created", edges, partial, grain_minutes), edges)


def opt_out_growth(
    opt_outs: pd.DataFrame, edges: NDArray[np.datetime64], partial: Partial, grain_minutes: int
) -> pd.DataFrame:
    """Count the opt-outs from each instant to the next one, and the contacts that are opted out at the latter.

    Parameters
    ----------
    opt_outs, edges, partial, grain_minutes
        The cube ``opt_outs``, and the rest as for :func:`base_growth`.

    Returns
    -------
    pandas.DataFrame
        As :func:`base_growth`: ``new`` are opt-outs, whether they lasted or not, ``all`` those that last.

    Notes
    -----
    Specification CA1. Who opts in again has opted out all the same, and is not opted out from then on.
    """
    at = np.asarray(edges, dtype="datetime64[us]")
    measures, by_reason = up_to(opt_outs, at, partial, grain_minutes, "reason")
    turns = sum(by_reason.values(), np.zeros((len(at), len(measures.names)), np.int64))
    opted_out, ended = (turns[:, measures.names.index(name)] for name in ("opted_out", "ended"))
    return _growth(opted_out, edges, opted_out - ended)


def _growth(
    at_edges: NDArray[np.int64], edges: NDArray[np.datetime64], present: NDArray[np.int64] | None = None
) -> pd.DataFrame:
    index = pd.DatetimeIndex(np.asarray(edges, dtype="datetime64[us]")[:-1], name="bucket_at")
    present = at_edges if present is None else present
    return pd.DataFrame({"new": np.diff(at_edges), "all": present[1:]}, index=index)


def contact_groups(contacts: pd.DataFrame, opt_outs: pd.DataFrame) -> pd.DataFrame:
    """Put the four groups side by side.

    Parameters
    ----------
    contacts
        From :func:`base_growth`.
    opt_outs
        From :func:`opt_out_growth`, of the same instants.

    Returns
    -------
    pandas.DataFrame
        Index ``bucket_at``, columns ``GROUPS``, int64: contacts at the end of each bucket, those added in it, those
        that opted out in it, and those that are opted in at its end.

    Notes
    -----
    Specification CA1, CA3. ``monitored`` is said of consent here, as in the original, not of the monitoring flag.
    """
    return pd.DataFrame(
        {
            "all": contacts["all"],
            "new": contacts["new"],
            "opted_out": opt_outs["new"],
            "monitored": contacts["all"] - opt_outs["all"],
        }
    )


def opt_outs_by_reason(
    opt_outs: pd.DataFrame, edges: NDArray[np.datetime64], partial: Partial, grain_minutes: int
) -> pd.Series:
    """Count the opt-outs of a span by reason.

    Parameters
    ----------
    opt_outs, partial, grain_minutes
        As for :func:`opt_out_growth`.
    edges
        Begin and end of the span, naive UTC.

    Returns
    -------
    pandas.Series
        int64, index ``reason``: all of :data:`smwidgets.data.opt_out_reasons.OPT_OUT_REASONS`, 0 where nobody gave it.

    Notes
    -----
    Specification CA6.
    """
    start, end = np.asarray(edges, dtype="datetime64[us]").tolist()
    sums = category_sums(opt_outs, "reason", start, end, partial, grain_minutes)["opted_out"]
    return sums.reindex(pd.Index(OPT_OUT_REASONS, name="reason"), fill_value=0).astype("int64")


def monitored_share(
    contacts: pd.DataFrame, edges: NDArray[np.datetime64], partial: Partial, grain_minutes: int
) -> pd.DataFrame:
    """Count all contacts at each instant by the monitoring flag.

    Parameters
    ----------
    contacts, edges, partial, grain_minutes
        The cube ``contacts``, and the rest as for :func:`smwidgets.metrics.states.states`.

    Returns
    -------
    pandas.DataFrame
        Index ``at`` = the instants; ``monitored`` and ``not_monitored``, int64. Contacts that opted out are in it.

    Notes
    -----
    Specification CA8. Where the shop does not know when a flag changed, a contact counts as if it had always had it.
    """
    monitored = states(contacts, "monitored", edges, partial, grain_minutes)
    rest = states(contacts, "created", edges, partial, grain_minutes) - monitored
    index = pd.DatetimeIndex(np.asarray(edges, dtype="datetime64[us]"), name="at")
    return pd.DataFrame({"monitored": monitored, "not_monitored": rest}, index=index)


def top_domains(found: pd.DataFrame, top: int) -> tuple[pd.DataFrame, int]:
    """Tell the largest domains from all others.

    Parameters
    ----------
    found
        From :func:`smwidgets.data.contact_domains.domains`.
    top
        How many.

    Returns
    -------
    pandas.DataFrame, int
        The rows of the largest domains, and how many contacts have another domain or none.

    Notes
    -----
    Specification CA7.
    """
    largest = found[found["domain"].notna()].head(top).reset_index(drop=True)
    return largest, int(found["contacts"].sum() - largest["contacts"].sum())
