"""Who the user of this kernel is."""

from __future__ import annotations

import os

from smwidgets.model.identity import of_this_kernel


def local_user() -> str | None:
    """Return whom the provider of this kernel names; None is anonymous, as the visitor of a page that asks nobody.

    Raises
    ------
    ConfigurationError
        The environment names a user by what is no name.

    Notes
    -----
    Specification R4.
    """
    return of_this_kernel(os.environ).user()
