"""The process that kernels are forked from: ``python -m smwidgets.apps.fork_server SOCKET SERVER``.

It has imported what every dashboard needs and runs one thread, so that a fork is whole. It holds no data of a shop: for
what somebody with some rights sees it forks a keeper, which reads that and forks in its turn (ADR 10). All that is
forked is adopted by the server, and ends with it.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import socket
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from smwidgets.apps.fork_requests import answer, received
from smwidgets.apps.linux_processes import close_all_but, end_with, name, orphan, threads
from smwidgets.apps.log_lines import write_log

if TYPE_CHECKING:
    from smwidgets.apps.fork_requests import Request
    from smwidgets.data.held import Held

log = logging.getLogger(__name__)

_LATER = (
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "bdb",
    "faulthandler",
    "ibis.backends.duckdb",
    "ibis.expr.types.groupby",
    "pandas.core.methods.to_dict",
    "psutil",
    "pyarrow.pandas_compat",
    "pyarrow.vendored.version",
    "smwidgets.parts.first_question",
    "tornado.platform.asyncio",
)
"""What a kernel imports when it starts, or for its first list of rows."""


def main() -> None:
    """Import, fork until the server is gone, and in a fork be what was asked for."""
    channel, server = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    end_with(server)
    name("smw-fork")
    write_log("fork server")
    _import()
    held = None
    while True:
        request, own = _serve(channel, held)
        channel.close()
        _begin(request, server, {file.fileno() for file in (own,) if file} | _files(held))
        if own is None:
            _run_kernel(request, server)
            return
        channel, held = own, _hold(request, own)


def _serve(channel: socket.socket, held: Held | None) -> tuple[Request, socket.socket | None]:
    """Fork for the server; return in a fork only."""
    gc.collect()
    gc.freeze()
    answer(channel, ready=True)
    while (asked := received(channel)) is not None:
        request, own = asked
        if threads() > 1:
            refused = "it has threads"
        elif held is not None and not held.is_current:
            answer(channel, refused="the store was replaced")
            break
        else:
            try:
                number = orphan()
            except OSError:
                refused = "there may be no more processes"
            else:
                if number == 0:
                    return request, own
                refused = ""
        if own is not None:
            own.close()
        answer(channel, **({"refused": refused} if refused else {"process": number}))
    sys.exit(0)


def _begin(request: Request, server: int, kept: set[int]) -> None:
    """Be a process of its own, which has nothing of the one it was forked from but what that has read."""
    os.setsid()
    end_with(server)
    name("smw-kernel" if request.keeps is None else "smw-keeper")
    write_log("kernel" if request.keeps is None else "keeper")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    close_all_but(kept)
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    os.chdir(request.directory)
    if (random := sys.modules.get("numpy.random")) is not None:
        random.seed()  # Python's own is seeded by the fork


def _run_kernel(request: Request, server: int) -> None:
    from smwidgets.apps.session_kernel import SessionKernelApp  # noqa: PLC0415 - imported before

    sys.argv = ["smwidgets"]
    app = SessionKernelApp.instance(connection_file=request.connection_file, parent_handle=server, forked=True)
    app.initialize([])
    app.start()


def _hold(request: Request, channel: socket.socket) -> Held:
    """Read what is to be kept, in a process apart: a database's threads and rows are nothing to be forked."""
    reading, writing = os.pipe()
    reader = os.fork()
    if reader == 0:
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(_read(request), pipe, protocol=pickle.HIGHEST_PROTOCOL)
        except BaseException:
            log.exception("what visitors see could not be read ahead; their kernels read it")
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    os.waitpid(reader, 0)
    held: Held | None = pickle.loads(content) if content else None  # noqa: S301 - this process's own words
    from smwidgets.data.held import hold  # noqa: PLC0415 - imported before
    from smwidgets.metrics.running import prepare  # noqa: PLC0415 - imported before

    try:
        if held is not None:
            hold(held)
            prepare(held.seen.cubes)
            return held
    except OSError:
        pass  # taken away meanwhile
    answer(channel, refused="there is nothing to keep yet")
    sys.exit(0)


def _read(request: Request) -> Held | None:
    from smwidgets.data import held  # noqa: PLC0415 - imported before
    from smwidgets.data.access import Rights  # noqa: PLC0415
    from smwidgets.data.connecting import ENVIRONMENT  # noqa: PLC0415

    return held.read(Path(os.environ[ENVIRONMENT]), Rights(**(request.keeps or {})))


def _files(held: Held | None) -> set[int]:
    from smwidgets.data.held import descriptors  # noqa: PLC0415 - imported before

    return descriptors() if held else set()


def _import() -> None:
    import_module("smwidgets.apps.session_kernel").leave_debugger_out()
    import_module("smwidgets.apps.imports_ahead").import_ahead()
    for module in _LATER:
        import_module(module)
    # DuckDB's connection for everybody, which nobody uses, has threads.
    import_module("duckdb").default_connection().close()


if __name__ == "__main__":
    main()
