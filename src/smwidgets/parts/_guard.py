"""What the browser may write."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from ipywidgets import Widget
from traitlets import TraitError

_log = logging.getLogger(__name__)


class ClientGuard(Widget):
    """A widget that takes from the browser only the traits it declares.

    ipywidgets lets a page write any synced trait, read-only ones too. Here a class lists in ``_client_writable`` what
    its own front end has to send; everything else is dropped and logged, and so is a listed trait with a value that the
    trait refuses, in which case the page is told what still holds.
    """

    _client_writable: ClassVar[frozenset[str]] = frozenset()
    _shared: ClassVar[bool] = False
    """Whether it belongs to the kernel, so that closing a part that holds it leaves it alone."""

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the browser sent, where it may write."""
        for name, value in sync_data.items():
            if name not in self._client_writable:
                _log.warning("%s: the page wrote %r, which only Python may write", type(self).__name__, name[:60])
                continue
            try:
                super().set_state({name: value})
            except (TraitError, TypeError, ValueError) as error:
                _log.warning("%s: the page wrote a value that %r refuses: %.200s", type(self).__name__, name, error)
                self.send_state(name)
