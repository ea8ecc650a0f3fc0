"""A quiet list of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traitlets import Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._options import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence


class Select(Choice):
    """The browser's own list, searched by typing; ``value`` is the chosen value."""

    _esm: Any = Unicode(asset("js/select.js")).tag(sync=True)

    def show(self, label: str, options: Sequence[tuple[str, str]], value: str) -> None:
        """Offer values.

        Parameters
        ----------
        label
            What is chosen, for screen readers and on hover.
        options
            Value and label of each, in order.
        value
            The chosen one.

        Raises
        ------
        UnknownNameError
            ``value`` is not offered.
        """
        self.label = label
        self._offer(options, value)
