"""Who the user is where nobody else says so."""

from __future__ import annotations

import getpass
import os


def local_user() -> str | None:
    """Return the user of the operating system; None on a published page, whose visitor is somebody else.

    Notes
    -----
    Specification R4. A page published by Voilà runs as whoever published it: the visitor is anonymous until a provider
    of identities names one.
    """
    if is_published():
        return None
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run as a user without a name
        return f"uid-{os.getuid()}"


def is_published() -> bool:
    """Whether this kernel serves a page of Voilà."""
    return "VOILA_PREHEAT" in os.environ or os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")
