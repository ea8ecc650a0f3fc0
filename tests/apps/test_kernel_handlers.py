from __future__ import annotations

import warnings
from types import SimpleNamespace

from tornado.websocket import WebSocketProtocol13, _WebSocketParams

from smwidgets.apps.kernel_handlers import PageChannel

INTERVAL = 30_000
timeout = PageChannel.ping_timeout.fget


def test_a_connection_outlives_the_check_that_runs_once_an_interval():
    """At the first check the last sign of life is the opening, a little more than one interval ago."""
    assert timeout(SimpleNamespace(ws_connection=object(), ping_interval=INTERVAL)) > 2 * INTERVAL


def test_tornado_is_told_what_it_accepts():
    handler = SimpleNamespace(ws_connection=None, ping_interval=INTERVAL)
    parameters = _WebSocketParams(ping_interval=INTERVAL, ping_timeout=timeout(handler))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        protocol = WebSocketProtocol13.__new__(WebSocketProtocol13)
        protocol.params = parameters
        assert protocol.ping_timeout == INTERVAL
