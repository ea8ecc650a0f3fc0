"""Kernels forked from a process that has everything: who makes them for a server (ADR 10)."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from smwidgets.apps.fork_requests import Request
from smwidgets.apps.forker import Forker, NotForkedError
from smwidgets.apps.linux_processes import adopt_orphans
from smwidgets.core.errors import SmwidgetsError
from smwidgets.data.connecting import ENVIRONMENT as SHOP
from smwidgets.model.identity import USER
from smwidgets.model.rights_of_users import rights_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smwidgets.apps.forked_process import ForkedProcess
    from smwidgets.data.access import Rights

log = logging.getLogger(__name__)

_SINGLE_THREADED = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "MALLOC_ARENA_MAX": "2",
}
_KEEPERS = 8
_STARTS = 3


class Forking:
    """The fork server of a server of dashboards and the keepers of what its visitors see.

    A keeper has the cubes of one revision, as those see them who have the same rights; what is forked from it has these
    and nobody else's. It ends when the store is replaced, and another one is forked from the fork server, which has
    read nothing: so no process ever has what was read for others. While a keeper reads, kernels are forked from the
    fork server and read for themselves.
    """

    def __init__(self) -> None:
        self._server: Forker | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._keepers: dict[Rights, Forker] = {}
        self._coming: dict[Rights, asyncio.Task[None]] = {}
        self._starts = 0

    def start(self) -> None:
        """Start the fork server; what it imports takes a second or two.

        Raises
        ------
        OSError
            The system has not what that needs.
        """
        adopt_orphans()
        self._starts += 1
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this Python, and numbers
                # -P: where the server happens to be started holds no modules of a kernel's
                [sys.executable, "-P", "-m", "smwidgets.apps.fork_server", str(theirs.fileno()), str(os.getpid())],
                env={**os.environ, **_SINGLE_THREADED},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._server = Forker(ours)

    async def fork(self, environment: Mapping[str, str], directory: str, connection_file: str) -> ForkedProcess:
        """Fork a kernel.

        Parameters
        ----------
        environment
            Its environment, which names the visitor.
        directory
            It works in.
        connection_file
            Where it listens.

        Raises
        ------
        NotForkedError
            There is none; the next one may be.
        """
        request = Request(environment, directory, connection_file)
        rights = _rights(environment)
        keeper = self._keeper(rights)
        if keeper is not None:
            try:
                return await keeper.fork(request)
            except NotForkedError:
                keeper.close()
                self.keep(rights)
        try:
            return await self._running().fork(request)
        except NotForkedError:
            self._start_again()
            raise

    def keep(self, rights: Rights | None) -> None:
        """Have somebody read in the background what is seen with some rights; needs a running event loop."""
        if rights is not None and rights not in self._coming and self._keeper(rights, start=False) is None:
            task = asyncio.get_running_loop().create_task(self._keep(rights))
            self._coming[rights] = task
            task.add_done_callback(lambda _: self._coming.pop(rights, None))

    def keep_for_anybody(self) -> None:
        """Do the same for who is not named: where no file gives rights, all see that."""
        self.keep(_rights(os.environ))

    def close(self) -> None:
        """Let the fork server and the keepers end; kernels are ended by who started them."""
        for forker in (self._server, *self._keepers.values()):
            if forker is not None:
                forker.close()
        self._keepers.clear()
        self._end_process()

    def _keeper(self, rights: Rights | None, *, start: bool = True) -> Forker | None:
        if rights is None:
            return None
        keeper = self._keepers.pop(rights, None)
        if keeper is not None and keeper.usable:
            self._keepers[rights] = keeper  # the last one used is the last one
            return keeper
        if start:
            self.keep(rights)
        return None

    async def _keep(self, rights: Rights) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        owners = None if rights.owners is None else sorted(rights.owners)
        request = Request(dict(os.environ), str(Path.cwd()), keeps={"owners": owners, "personal": rights.personal})
        keeper = Forker(ours)
        try:
            await self._running().fork(request, theirs)
            await keeper.ready()
        except NotForkedError as problem:
            log.info("kernels are forked without data: %s", problem)
            keeper.close()
        except BaseException:
            keeper.close()
            raise
        else:
            while len(self._keepers) >= _KEEPERS:
                self._keepers.pop(next(iter(self._keepers))).close()
            self._keepers[rights] = keeper

    def _running(self) -> Forker:
        if self._server is None or not self._server.usable:
            raise NotForkedError("the process that forks has ended")
        return self._server

    def _start_again(self) -> None:
        if self._server is not None and self._server.usable:
            return  # it refused this one
        self._end_process()
        if self._starts < _STARTS:
            log.warning("the process that kernels are forked from ended; it is started again")
            self.start()
        elif self._server is not None:
            log.error("the process that kernels are forked from ended again; kernels are started the ordinary way")
            self._server = None

    def _end_process(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _rights(environment: Mapping[str, str]) -> Rights | None:
    if not environment.get(SHOP):
        return None
    try:
        return rights_of(environment.get(USER) or None, {**environment, "SERVER_SOFTWARE": "voila/"})
    except SmwidgetsError:
        return None  # the kernel says why
