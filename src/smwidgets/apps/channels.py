"""How many channels to kernels may be open: of one kernel, of one visitor's pages and in all."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tornado.web import HTTPError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OF_A_KERNEL = 4
"""A page has one, and another while it notices that the first is broken."""

OF_A_PAGE = 2
"""Of all pages that may be open, on average."""


class Channels:
    """The channels that are open or about to be.

    Parameters
    ----------
    pages
        That may be open at one time.
    pages_of_visitor
        That one visitor may have open.
    """

    def __init__(self, pages: int, pages_of_visitor: int) -> None:
        self._most = {
            "kernel": OF_A_KERNEL,
            "visitor": max(OF_A_KERNEL, OF_A_PAGE * pages_of_visitor),
            "server": max(OF_A_KERNEL, OF_A_PAGE * pages),
        }
        self._open: Counter[tuple[str, str]] = Counter()
        self._ends: defaultdict[str, list[Callable[[], None]]] = defaultdict(list)

    def __len__(self) -> int:
        return self._open["server", ""]

    @contextmanager
    def place(self, kernel_id: str, visitor: str | None, end: Callable[[], None]) -> Iterator[None]:
        """Hold a place as long as the block runs.

        Parameters
        ----------
        kernel_id
            Whose channel it is.
        visitor
            Whose page; ``None`` where visitors cannot be told apart.
        end
            Closes the channel; called when its kernel ends, so that no channel to nothing keeps a place.

        Raises
        ------
        tornado.web.HTTPError
            429, the kernel or the visitor has its share; 503, there is no place at all.
        """
        asked = [("kernel", kernel_id), ("server", "")]
        if visitor is not None:
            asked.insert(1, ("visitor", visitor))
        for whose, which in asked:
            if self._open[whose, which] >= self._most[whose]:
                status = 503 if whose == "server" else 429
                raise HTTPError(status, f"refused: the {whose} has {self._most[whose]} channels open")
        self._open.update(asked)
        self._ends[kernel_id].append(end)
        try:
            yield
        finally:
            self._open.subtract(asked)
            self._ends[kernel_id].remove(end)
            if not self._ends[kernel_id]:
                del self._ends[kernel_id]
            for one in asked:
                if self._open[one] <= 0:
                    del self._open[one]

    def end(self, kernel_id: str) -> None:
        """Close the channels of a kernel that ended."""
        for end in self._ends.get(kernel_id, [])[:]:
            end()
