"""Kernels behind published dashboards: how many may run, and when one is let go."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Float, Int, default


class ThisPython(KernelSpecManager):
    """Only the kernel of the Python that serves: a user's own kernel specifications are not looked at."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []

    def get_kernel_spec(self, kernel_name: str) -> Any:
        """Return the specification of this Python's kernel, started as one of a page."""
        specification = super().get_kernel_spec(kernel_name)
        specification.argv = [sys.executable, "-m", "smwidgets.apps.session_kernel", "-f", "{connection_file}"]
        return specification


class SessionKernels(AsyncMappingKernelManager):
    """One kernel for each open page, freed soon after its page is gone.

    A page says goodbye when it is closed. A browser that crashed, or a visitor who left before the page was there,
    says nothing: a kernel that no page is connected to is let go after :attr:`abandoned_seconds`. A page left open is
    let go after ``cull_idle_timeout`` seconds without a message.
    """

    abandoned_seconds = Float(60.0, config=True, help="Seconds that a kernel without a connected page is kept.")
    max_sessions = Int(40, config=True, help="Most kernels at one time; a visitor beyond them is asked to come later.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._freeing: set[str] = set()

    async def start_kernel(self, **kwargs: Any) -> str:
        """Start a kernel, unless too many run.

        Raises
        ------
        tornado.web.HTTPError
            503, :attr:`max_sessions` kernels run.
        """
        if len(self) >= self.max_sessions:
            raise HTTPError(503, f"{self.max_sessions} sessions are open")
        kernel_id: str = await super().start_kernel(**kwargs)
        return kernel_id

    async def free(self, kernel_id: str) -> None:
        """End a kernel whose page said goodbye; harmless when repeated, also while it ends."""
        if kernel_id not in self or kernel_id in self._freeing:
            return
        self._freeing.add(kernel_id)
        try:
            await self.shutdown_kernel(kernel_id, now=True)
        finally:
            self._freeing.discard(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Let go of a kernel whose page is gone or was left open too long."""
        kernel = self._kernels[kernel_id]
        last_activity = getattr(kernel, "last_activity", None)
        connected = self._kernel_connections.get(kernel_id, 0) > 0
        if last_activity is not None and not connected and kernel.execution_state != "busy":
            idle = datetime.now(UTC) - last_activity
            if idle.total_seconds() > self.abandoned_seconds:
                await self.free(kernel_id)
                return
        await super().cull_kernel_if_idle(kernel_id)
