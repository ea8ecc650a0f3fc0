"""The kernel of one page: ``python -m smwidgets.apps.session_kernel -f CONNECTION_FILE``."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import zmq
from ipykernel.kernelapp import IPKernelApp

from smwidgets.apps.warm_kernels import WARM


class SessionKernelApp(IPKernelApp):
    """A kernel that loses no message when a whole dashboard is drawn at once.

    Drawing one takes more than a thousand messages. ZeroMQ keeps a thousand for a reader that is slower, and drops the
    others without a word: on a busy machine the page then stays empty.
    """

    def init_iopub(self, context: Any) -> None:
        """Keep every message until it is read."""
        context.setsockopt(zmq.SNDHWM, 0)
        super().init_iopub(context)

    def initialize(self, argv: Any = None) -> None:
        """Let the page write only what it has to; ahead of a visitor, import what every dashboard needs."""
        super().initialize(argv)
        # ipywidgets registers with the kernel that is there when it is imported.
        from smwidgets.parts.page_guard import guard_page  # noqa: PLC0415

        guard_page()
        if os.environ.get(WARM):
            for module in ("smwidgets.dashboards", "smwidgets.data.connecting"):
                import_module(module)


if __name__ == "__main__":
    SessionKernelApp.launch_instance()
