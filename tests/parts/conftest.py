"""What the tests of parts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import comm
import pytest
from comm.base_comm import BaseComm
from ipywidgets.widgets import widget

from smwidgets.parts import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def living() -> Iterator[Callable[[], int]]:
    """How many widgets the kernel holds beyond those from before the test; the shared theme is one of those."""
    theme()
    before = set(widget._instances)
    yield lambda: len(set(widget._instances) - before)
    for model_id, made in list(widget._instances.items()):
        if model_id not in before:
            made.close()


@pytest.fixture
def listen(monkeypatch) -> Callable[[Callable[[str, str, dict, list], None]], None]:
    """From its call on a listener hears all a page is told: kind, identity of the widget, data and buffers."""

    def listen(listener):
        class Recorded(BaseComm):
            def publish_msg(self, msg_type, data=None, buffers=None, **_):
                listener(msg_type, self.comm_id, data or {}, buffers or [])

        monkeypatch.setattr(comm, "create_comm", Recorded)

    return listen
