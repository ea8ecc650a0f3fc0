"""How many files and connections this process may have open, and what that is enough for."""

from __future__ import annotations

import logging
import sys

log = logging.getLogger(__name__)

_OF_A_PAGE = 40
"""Of its kernel and its channel, with what a connection that broke still has."""

_CONNECTIONS_OF_A_PAGE = 10
_OF_THE_SERVER = 150


def room_for(pages: int) -> int:
    """Let this process open what so many pages need, as far as it may, and return how many connections that leaves.

    Parameters
    ----------
    pages
        Open at one time.

    Returns
    -------
    int
        Connections beside the pages' channels to their kernels.
    """
    wanted = _OF_THE_SERVER + pages * (_OF_A_PAGE + _CONNECTIONS_OF_A_PAGE)
    if sys.platform == "win32":  # has no such limit
        return pages * _CONNECTIONS_OF_A_PAGE + _OF_THE_SERVER
    import resource  # noqa: PLC0415 - nowhere else

    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed < wanted and allowed != resource.RLIM_INFINITY:
        allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
        if allowed < wanted:
            log.warning("%d open files are allowed, %d pages may need %d: raise LimitNOFILE", allowed, pages, wanted)
            wanted = allowed
    # Where files are short, pages come first; half of what is left is for whatever else opens one.
    return max(32, min(pages * _CONNECTIONS_OF_A_PAGE + _OF_THE_SERVER, wanted // 3))
