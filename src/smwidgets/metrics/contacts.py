"""How the number of contacts grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.metrics.slices import bucket_sums
from smwidgets.metrics.states import states

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from smwidgets.metrics.running import Partial


def contact_growth(
    contacts: pd.DataFrame, edges: NDArray[np.datetime64], partial: Partial, grain_minutes: int
) -> pd.DataFrame:
    """Count the new contacts of each bucket, and all contacts at its end.

    Parameters
    ----------
    contacts, edges, partial, grain_minutes
        The cube ``contacts``, and the rest as for :func:`smwidgets.metrics.slices.bucket_sums`.

    Returns
    -------
    pandas.DataFrame
        Index ``bucket_at``; ``new`` and ``all``, int64. A contact that opts out remains one.

    Notes
    -----
    Specification G1.
    """
    created = bucket_sums(contacts, edges, partial, grain_minutes)["created"]
    return created.to_frame("new").assign(all=states(contacts, "created", edges[1:], partial, grain_minutes))
