"""The kernel of one page: ``python -m smwidgets.apps.session_kernel -f CONNECTION_FILE``."""

from __future__ import annotations

from typing import Any

import zmq
from ipykernel.kernelapp import IPKernelApp


class SessionKernelApp(IPKernelApp):
    """A kernel that loses no message when a whole dashboard is drawn at once.

    Drawing one takes more than a thousand messages. ZeroMQ keeps a thousand for a reader that is slower, and drops the
    others without a word: on a busy machine the page then stays empty.
    """

    def init_iopub(self, context: Any) -> None:
        """Keep every message until it is read."""
        context.setsockopt(zmq.SNDHWM, 0)
        super().init_iopub(context)


if __name__ == "__main__":
    SessionKernelApp.launch_instance()
