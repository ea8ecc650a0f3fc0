"""Kernels behind published dashboards: how many may run, whose each is, and when one is let go."""

from __future__ import annotations

import logging
import os
import sys
from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Bool, Float, Int, default

from smwidgets.apps import session_process
from smwidgets.apps.channels import Channels
from smwidgets.apps.warm_kernels import WarmKernels
from smwidgets.model.identity import USER

if TYPE_CHECKING:
    from smwidgets.apps.forking import Forking

log = logging.getLogger(__name__)

VISITOR: ContextVar[str | None] = ContextVar("VISITOR", default=None)
"""Whose page is being built; None is anonymous."""


@dataclass(frozen=True)
class Visit:
    """Whose a kernel is.

    Parameters
    ----------
    visitor
        Who alone comes near it; ``None`` is anonymous.
    counted
        With whose other pages it is counted; ``None`` where visitors cannot be told apart.
    """

    visitor: str | None = None
    counted: str | None = None


class ThisPython(KernelSpecManager):
    """Only the kernel of the Python that serves: a user's own kernel specifications are not looked at."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []

    def get_kernel_spec(self, kernel_name: str) -> Any:
        """Return the specification of this Python's kernel, started as one of a page."""
        specification = super().get_kernel_spec(kernel_name)
        specification.argv = [sys.executable, "-m", "smwidgets.apps.session_kernel", "-f", "{connection_file}"]
        specification.metadata["kernel_provisioner"] = {"provisioner_name": session_process.NAME}
        return specification


class SessionKernels(AsyncMappingKernelManager):
    """One kernel for each open page, freed soon after its page is gone.

    A page says goodbye when it is closed. A browser that crashed, or a visitor who left before the page was there,
    says nothing: a kernel that no page is connected to is let go after :attr:`abandoned_seconds`. A page left open is
    let go after ``cull_idle_timeout`` seconds without a message.
    """

    abandoned_seconds = Float(60.0, config=True, help="Seconds that a kernel without a connected page is kept.")
    stuck_seconds = Float(300.0, config=True, help="The same of a kernel that still computes.")
    max_sessions = Int(40, config=True, help="Most pages at one time; a visitor beyond them is asked to come later.")
    max_of_visitor = Int(10, config=True, help="The same of one visitor, where visitors can be told apart.")
    warm = Int(0, config=True, help="Kernels started ahead, which wait for visitors.")
    fork = Bool(False, config=True, help="Whether kernels are forked from a process that has imported everything.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._freeing: set[str] = set()
        self._visits: dict[str, Visit] = {}
        self._starting: Counter[str | None] = Counter()
        self.channels = Channels(self.max_sessions, self.max_of_visitor)
        self._waiting = WarmKernels(self, super().start_kernel, self.warm)
        self.forking = _forking() if self.fork else None

    async def start_kernel(self, *, counted: str | None = None, **kwargs: Any) -> str:
        """Start a kernel for :data:`VISITOR`, unless too many run; `counted` is :attr:`Visit.counted`.

        Raises
        ------
        tornado.web.HTTPError
            503, :attr:`max_sessions` pages are open; 429, the visitor has :attr:`max_of_visitor` of them.
        """
        if len(self._visits) + self._starting.total() >= self.max_sessions:
            raise HTTPError(503, f"{self.max_sessions} pages are open")
        if counted is not None and self._pages_of(counted) >= self.max_of_visitor:
            raise HTTPError(429, f"{self.max_of_visitor} pages of one visitor are open")
        visitor = VISITOR.get()
        environment = for_visitor(kwargs.pop("env", None) or os.environ, visitor)
        self._starting[counted] += 1
        try:
            kernel_id = await self._waiting.take(environment)
            if kernel_id is None:
                kernel_id = await super().start_kernel(env=environment, **kwargs)
            self._visits[kernel_id] = Visit(visitor, counted)
        finally:
            self._starting[counted] -= 1
        return kernel_id

    def _pages_of(self, counted: str) -> int:
        return self._starting[counted] + sum(visit.counted == counted for visit in self._visits.values())

    def fill(self) -> None:
        """Have ready what waits for visitors: what they see, and kernels."""
        if self.forking is not None:
            self.forking.keep_for_anybody()
        self._waiting.fill()

    def belongs(self, kernel_id: str, visitor: str | None) -> bool:
        """Whether a kernel was started for a visitor; nobody else may know that it is there."""
        return kernel_id in self and kernel_id in self._visits and self._visits[kernel_id].visitor == visitor

    def counted(self, kernel_id: str) -> str | None:
        """Return with whose other pages the page of a kernel is counted."""
        return self._visits.get(kernel_id, Visit()).counted

    async def free(self, kernel_id: str) -> None:
        """End a kernel whose page said goodbye; harmless when repeated, also while it ends."""
        if kernel_id not in self or kernel_id in self._freeing:
            return
        self._freeing.add(kernel_id)
        try:
            await self.shutdown_kernel(kernel_id, now=True)
        finally:
            self._freeing.discard(kernel_id)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that ended, whose it was, and what was kept for a page that might have come back to it."""
        if kernel_id in self:
            # A page's connection that ended while its kernel did was kept after Jupyter Server had looked for such.
            self.stop_buffering(kernel_id)
        self._visits.pop(kernel_id, None)
        self.channels.end(kernel_id)
        return super().remove_kernel(kernel_id)

    async def shutdown_all(self, now: bool = False) -> None:
        """End every kernel and what kernels are forked from."""
        await super().shutdown_all(now=now)
        if self.forking is not None:
            self.forking.close()

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Let go of a kernel whose page is gone or was left open too long."""
        if kernel_id in self._waiting:
            return
        kernel = self._kernels[kernel_id]
        last_activity = getattr(kernel, "last_activity", None)
        if last_activity is not None and self._kernel_connections.get(kernel_id, 0) == 0:
            kept = self.stuck_seconds if kernel.execution_state == "busy" else self.abandoned_seconds
            if (datetime.now(UTC) - last_activity).total_seconds() > kept:
                await self.free(kernel_id)
                return
        await super().cull_kernel_if_idle(kernel_id)


def _forking() -> Forking | None:
    from smwidgets.apps.forking import Forking  # noqa: PLC0415 - Linux only

    forking = Forking()
    try:
        forking.start()
    except OSError:
        log.warning("kernels cannot be forked here; they are started the ordinary way")
        return None
    return forking


def for_visitor(environment: Any, visitor: str | None) -> dict[str, str]:
    """Return the environment of a visitor's kernel: whom it names is the visitor, or nobody."""
    return {**environment, USER: visitor or ""}
