from __future__ import annotations

import asyncio
import errno
import logging
import os
import socket
from types import SimpleNamespace

import pytest
from tornado.web import Application, RequestHandler

from smwidgets.apps import connections
from smwidgets.apps.connections import Connections
from smwidgets.apps.open_files import room_for

HALF = b"GET / HTTP/1.1\r\nHost: local"
WHOLE = b"GET / HTTP/1.1\r\nHost: LocalHost:80\r\n\r\n"


class Host(RequestHandler):
    def get(self):
        self.finish(self.request.host)


class Slow(RequestHandler):
    async def get(self):
        await self.settings["go"].wait()


async def serve(most):
    server = Connections(Application([("/", Host), ("/slow", Slow)], go=asyncio.Event()), most=most)
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    server.add_sockets([listening])
    return server, listening.getsockname()


async def opened(address, sent):
    reader, writer = await asyncio.open_connection(*address)
    writer.write(sent)
    await writer.drain()
    return reader, writer


async def settled(server, count):
    async with asyncio.timeout(20):
        while len(server._connections) != count:  # noqa: ASYNC110 - Tornado has no event for it
            await asyncio.sleep(0)


@pytest.fixture
def run():
    def run(test, most=3):
        async def whole():
            server, address = await serve(most)
            try:
                await test(server, address)
            finally:
                server.stop()
                await server.close_all_connections()

        asyncio.run(whole())

    return run


def test_whoever_waits_longest_with_half_a_request_gives_way(run):
    async def test(server, address):
        halves = [await opened(address, HALF) for _ in range(3)]
        await settled(server, 3)
        reader, writer = await opened(address, WHOLE)
        assert await reader.readline() == b"HTTP/1.1 200 OK\r\n"
        assert await halves[0][0].read() == b""
        for _, half in [*halves, (reader, writer)]:
            half.close()

    run(test)


def test_where_all_are_being_answered_the_newest_is_closed(run, caplog):
    async def test(server, address):
        asked = [await opened(address, WHOLE.replace(b" / ", b" /slow ")) for _ in range(3)]
        await settled(server, 3)
        async with asyncio.timeout(20):
            while server._waiting:  # noqa: ASYNC110 - nor for this
                await asyncio.sleep(0)
        reader, writer = await opened(address, b"")
        assert await reader.read() == b""
        server.request_callback.settings["go"].set()
        for answer, _ in asked:
            assert await answer.readline() == b"HTTP/1.1 200 OK\r\n"
        for _, other in [*asked, (reader, writer)]:
            other.close()

    run(test)
    assert [record.message for record in caplog.records if record.name == connections.__name__] == [
        "refused: a connection; 3 are being answered"
    ]


@pytest.mark.parametrize("sent", [b"", HALF, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf"])
def test_a_request_that_does_not_come_ends(run, monkeypatch, sent):
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.05)

    async def test(server, address):
        reader, writer = await opened(address, sent)
        async with asyncio.timeout(20):
            assert b"200" not in await reader.read()
        writer.close()

    run(test)


def test_names_of_hosts_are_taken_in_any_case(run):
    async def test(_, address):
        reader, writer = await opened(address, WHOLE)
        answer = await reader.readuntil(b"localhost:80")
        assert answer.startswith(b"HTTP/1.1 200")
        writer.close()

    run(test)


def test_without_a_file_left_there_is_a_pause_and_one_line(run, caplog, monkeypatch):
    monkeypatch.setattr(connections, "PAUSE_SECONDS", 0.05)
    refusals = iter(range(2))

    async def test(server, address):
        reading = [await opened(address, HALF)]
        await settled(server, 1)
        listening = next(iter(server._sockets.values()))
        accept = listening.accept
        tries = []

        def exhausted():
            tries.append(asyncio.get_running_loop().time())
            if next(refusals, None) is not None:
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
            return accept()

        server._handlers.popitem()[1]()
        again = SimpleNamespace(fileno=listening.fileno, accept=exhausted, close=listening.close)
        server._sockets.clear()
        server.add_sockets([again])
        reader, writer = await opened(address, WHOLE)
        assert await reader.readline() == b"HTTP/1.1 200 OK\r\n"
        assert await reading[0][0].read() == b""  # who waited made room
        assert tries[1] - tries[0] >= 0.04
        writer.close()
        reading[0][1].close()

    run(test)
    lines = [record for record in caplog.records if record.name == connections.__name__]
    assert [record.levelno for record in lines] == [logging.ERROR] * 2
    assert lines[0].message == f"no connection is accepted for a second: {os.strerror(errno.EMFILE)}"
    assert not any(record.exc_info for record in lines)


@pytest.mark.parametrize(
    ("allowed", "most", "pages", "set_to", "connections", "told"),
    [
        (1024, 500_000, 40, 2150, 550, False),
        (1024, 1024, 40, None, 341, True),
        (500_000, 500_000, 40, None, 550, False),
        (64, 64, 40, None, 32, True),
        (1024, -1, 40, 2150, 550, False),
    ],
)
def test_what_may_be_open_goes_by_the_limit(monkeypatch, caplog, allowed, most, pages, set_to, connections, told):
    resource = pytest.importorskip("resource")
    asked = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (allowed, most))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits[0]))
    assert room_for(pages) == connections
    assert [limit for limit in asked if limit != allowed] == ([] if set_to is None else [set_to])
    assert ("LimitNOFILE" in caplog.text) == told
