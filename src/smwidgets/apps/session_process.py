"""How the process of a kernel is made: forked where that can be, else started."""

from __future__ import annotations

import logging
import os
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

if TYPE_CHECKING:
    from smwidgets.apps.forked_process import ForkedProcess

log = logging.getLogger(__name__)

NAME = "smwidgets-session"

NO_FORK = "SMWIDGETS_NO_FORK"
"""Set to anything, it has every kernel started the ordinary way."""


def can_fork() -> bool:
    """Whether kernels can be forked here and nobody asked for the contrary."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and not os.environ.get(NO_FORK)


class SessionProcess(LocalProvisioner):
    """Asks the kernels' manager for a fork; without one it is Jupyter's own provisioner."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel, or start it."""
        process = await self._forked(cmd, kwargs)
        if process is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process: Any = process
        self.pid, self.pgid = process.pid, None
        self.cwd = kwargs.get("cwd")
        return self.connection_info

    async def wait(self) -> int | None:
        """Wait for its end, which is noticed at once."""
        if not hasattr(self.process, "ended"):
            return await super().wait()  # type: ignore[no-any-return]
        code: int = await self.process.ended()
        self.process = None
        return code

    async def _forked(self, cmd: list[str], kwargs: dict[str, Any]) -> ForkedProcess | None:
        forking = getattr(self.parent.parent, "forking", None)
        if forking is None:
            return None
        from smwidgets.apps.forker import NotForkedError  # noqa: PLC0415 - Linux only

        environment = {**kwargs["env"], "JPY_PARENT_PID": str(os.getpid())}
        try:
            process: ForkedProcess = await forking.fork(environment, kwargs.get("cwd") or str(Path.cwd()), cmd[-1])
        except NotForkedError as problem:
            log.warning("a kernel is started the ordinary way: %s", problem)
            return None
        return process


KernelProvisionerFactory.provisioners[NAME] = EntryPoint(
    NAME, f"{__name__}:SessionProcess", KernelProvisionerFactory.GROUP_NAME
)
"""Known to this process only: an entry point of the package would show it to every other Jupyter too."""
