"""The kernel of one page: ``python -m smwidgets.apps.session_kernel -f CONNECTION_FILE``."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import zmq
from ipykernel import ipkernel
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel
from traitlets import Bool, Type
from traitlets.config import Config

from smwidgets.apps.imports_ahead import import_ahead
from smwidgets.apps.warm_kernels import WARM

if TYPE_CHECKING:
    from collections.abc import Mapping


class _NoModules:
    """Python's ``sys``, but with nothing loaded."""

    modules: Mapping[str, Any] = MappingProxyType({})

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


class SessionKernel(IPythonKernel):
    """A kernel without a debugger."""

    def __init__(self, **kwargs: Any) -> None:
        # For the debugger it lists the files of all modules: in a fork that copies the memory of each of them.
        ipkernel.sys = _NoModules()
        try:
            super().__init__(**kwargs)
        finally:
            ipkernel.sys = sys

    def start(self) -> None:
        """Listen to what a page sends."""
        self.shell.exit_now = False
        Kernel.start(self)


class SessionKernelApp(IPKernelApp):
    """A kernel of what a page needs, which loses no message when a whole dashboard is drawn at once.

    Drawing one takes more than a thousand messages. ZeroMQ keeps a thousand for a reader that is slower, and drops the
    others without a word: on a busy machine the page then stays empty.

    What a person at a prompt has is left out: the history in a database and the thread that writes it, settings and
    start-up files, extensions, the debuggers, plots of matplotlib, and the heartbeat, which nobody listens to: the
    server looks at the process.
    """

    kernel_class = Type(SessionKernel, klass=Kernel)
    forked = Bool(False)
    """Whether it ends with its parent without looking whether that is there."""

    def parse_command_line(self, argv: Any = None) -> None:
        """Take the settings of a command line; a fork has none, and is told by arguments."""
        if not self.forked:
            super().parse_command_line(argv)

    def load_config_file(self, *args: Any, **kwargs: Any) -> None:
        """Read nothing: a user's settings must not change a published page."""

    def init_config_files(self) -> None:
        """Write none either."""

    def init_pdb(self) -> None:
        """Leave Python's debugger alone."""

    def init_poller(self) -> None:
        """Look from time to time whether the parent is there."""
        if not self.forked:
            super().init_poller()

    def init_iopub(self, context: Any) -> None:
        """Keep every message until it is read."""
        context.setsockopt(zmq.SNDHWM, 0)
        super().init_iopub(context)

    def init_heartbeat(self) -> None:
        """Have none."""

    def init_gui_pylab(self) -> None:
        """Draw with bqplot only."""

    def init_extensions(self) -> None:
        """Load none."""

    def init_code(self) -> None:
        """Run no start-up files."""

    def init_kernel(self) -> None:
        """Make the kernel."""
        leave_debugger_out()
        super().init_kernel()

    def initialize(self, argv: Any = None) -> None:
        """Let the page write only what it has to; ahead of a visitor, import what every dashboard needs."""
        self.update_config(Config({"HistoryManager": {"enabled": False}}))
        super().initialize(argv)
        # ipywidgets registers with the kernel that is there when it is imported; in a fork it was imported before.
        from ipywidgets import register_comm_target  # noqa: PLC0415

        from smwidgets.parts.first_question import wait_for_the_page  # noqa: PLC0415
        from smwidgets.parts.page_guard import guard_page  # noqa: PLC0415

        register_comm_target()
        guard_page()
        wait_for_the_page()
        if os.environ.get(WARM):
            import_ahead()


def leave_debugger_out() -> None:
    """Keep ipykernel from loading debugpy, which takes as long as all else that a kernel does to start."""
    sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]
    import_module("ipykernel.debugger")


if __name__ == "__main__":
    SessionKernelApp.launch_instance()
