"""Questions that a control of a section asks beside the section's own: what a dialog shows, what an export holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from smwidgets.sections._event_loop import hand_back, running_loop
from smwidgets.sections._lifecycle import _QUERIES

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

_Answer = TypeVar("_Answer")


class Questions:
    """Asks off the main thread; only the answer to the newest question is heard.

    Parameters
    ----------
    failed
        Told why there is no answer to the newest question.

    Notes
    -----
    Without a running event loop, as in a script or a test, the question is answered at once.
    """

    def __init__(self, failed: Callable[[Exception], None]) -> None:
        self._failed = failed
        self._token = 0

    def ask(self, question: Callable[[], _Answer], heard: Callable[[_Answer], None]) -> None:
        """Answer a question, and hand the answer over on the main thread unless another one was asked since."""
        self._token += 1
        token, loop = self._token, running_loop()
        if loop is None:
            try:
                heard(question())
            except Exception as error:  # noqa: BLE001 - whatever goes wrong is told to who asked
                self._failed(error)
            return
        _QUERIES.submit(question).add_done_callback(lambda done: hand_back(loop, self._receive, token, heard, done))

    def drop(self) -> None:
        """Hear no answer to what was asked so far."""
        self._token += 1

    def _receive(self, token: int, heard: Callable[[_Answer], None], done: Future[_Answer]) -> None:
        if token != self._token:
            return
        try:
            heard(done.result())
        except Exception as error:  # noqa: BLE001 - as in ask
            self._failed(error)
