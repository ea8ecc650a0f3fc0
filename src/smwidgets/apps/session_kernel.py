"""The kernel of one page: ``python -m smwidgets.apps.session_kernel -f CONNECTION_FILE``."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import zmq
from ipykernel import ipkernel
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from traitlets import Bool, Type, default
from traitlets.config import Config

from smwidgets.apps.imports_ahead import import_ahead
from smwidgets.apps.log_lines import Printed, write_log
from smwidgets.apps.warm_kernels import WARM

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)


class _NoModules:
    """Python's ``sys``, but with nothing loaded."""

    modules: Mapping[str, Any] = MappingProxyType({})

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


class SessionShell(ZMQInteractiveShell):
    """A shell whose errors are logged: a page is not told of them."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        log.error("a cell or a callback failed", exc_info=(etype, evalue, getattr(evalue, "__traceback__", None)))
        super()._showtraceback(etype, evalue, stb)


class SessionKernel(IPythonKernel):
    """A kernel without a debugger."""

    shell_class = Type(SessionShell)

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
    capture_fd_output = Bool(False)
    """What libraries print by themselves goes to the log as it is, and not to the page."""
    forked = Bool(False)
    """Whether it ends with its parent without looking whether that is there."""

    @default("log")
    def _to_the_log(self) -> logging.Logger:
        return log

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

    def init_io(self) -> None:
        """Have all that is logged or printed in the server's log, whether or not a page hears it too."""
        write_log(f"kernel {Path(self.connection_file).stem.removeprefix('kernel-')[:8]}")
        os.dup2(2, 1)
        super().init_io()
        sys.stdout.echo = Printed("stdout")  # type: ignore[union-attr]
        sys.stderr.echo = Printed("stderr")  # type: ignore[union-attr]

    def init_crash_handler(self) -> None:
        """Leave errors that end it to the log."""

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
