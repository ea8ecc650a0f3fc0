"""Writing a file in a thread of its own, with progress, until it is done or cancelled."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from smwidgets.sections._event_loop import hand_back, running_loop

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from smwidgets.sections._export import Delivery

_EXPORTS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="smwidgets-export")
"""Not those that answer the sections' questions: an export may take minutes."""

PROGRESS_SECONDS = 0.1


class ExportCancelledError(Exception):
    """Stops a writer from within; nobody sees it."""


class ExportJob:
    """One export under way.

    Parameters
    ----------
    work
        Writes the file; is given a function to call with the rows written so far, which raises to stop it.
    on_rows
        Told the rows written so far, ten times a second at most.
    on_done
        Given the file.
    on_stopped
        Told the error, or None when it was cancelled.

    Notes
    -----
    The callbacks are called on the loop's thread. Without a running event loop, as in a script or a test, everything
    happens at once.
    """

    def __init__(
        self,
        work: Callable[[Callable[[int], None]], Delivery],
        *,
        on_rows: Callable[[int], None],
        on_done: Callable[[Delivery], None],
        on_stopped: Callable[[Exception | None], None],
    ) -> None:
        self._work, self._on_rows, self._on_done, self._on_stopped = work, on_rows, on_done, on_stopped
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asked_to_stop = threading.Event()
        self._told_at = 0.0
        self.running = False

    def start(self) -> None:
        """Begin to write."""
        self.running, self._loop = True, running_loop()
        if self._loop is None:
            done: Future[Delivery] = Future()
            try:
                done.set_result(self._run())
            except Exception as error:  # noqa: BLE001 - told as in a thread
                done.set_exception(error)
            self._finish(done)
        else:
            _EXPORTS.submit(self._run).add_done_callback(self._tell_done)

    def cancel(self) -> None:
        """Stop with the next rows; nothing is kept."""
        self._asked_to_stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._asked_to_stop.is_set()

    # --- in the thread ---------------------------------------------------------------------------------------------

    def _run(self) -> Delivery:
        self._stop_if_asked()
        delivery = self._work(self._count)
        if self.cancelled:
            delivery.discard()
            raise ExportCancelledError
        return delivery

    def _count(self, rows: int) -> None:
        self._stop_if_asked()
        if (now := time.monotonic()) - self._told_at < PROGRESS_SECONDS:
            return
        self._told_at = now
        if self._loop is None:
            self._on_rows(rows)
        else:
            hand_back(self._loop, self._hear, rows)

    def _stop_if_asked(self) -> None:
        if self.cancelled:
            raise ExportCancelledError

    def _tell_done(self, done: Future[Delivery]) -> None:
        assert self._loop is not None
        hand_back(self._loop, self._finish, done)

    # --- on the loop -----------------------------------------------------------------------------------------------

    def _hear(self, rows: int) -> None:
        if self.running and not self.cancelled:
            self._on_rows(rows)

    def _finish(self, done: Future[Delivery]) -> None:
        self.running = False
        try:
            delivery = done.result()
        except ExportCancelledError:
            self._on_stopped(None)
        except Exception as error:  # noqa: BLE001 - whatever went wrong is told to who asked
            self._on_stopped(error)
        else:
            if self.cancelled:
                delivery.discard()
                self._on_stopped(None)
            else:
                self._on_done(delivery)
