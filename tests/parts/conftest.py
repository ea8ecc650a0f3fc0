"""What the tests of parts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
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
