"""Tabs over a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traitlets import Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._options import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence


class MeasureTabs(Choice):
    """A segmented control; ``value`` is the key of the chosen segment."""

    _esm: Any = Unicode(asset("js/measure_tabs.js")).tag(sync=True)

    def show(self, options: Sequence[tuple[str, str]], value: str, label: str = "") -> None:
        """Offer segments, in order, with one chosen.

        Parameters
        ----------
        options
            Key and label of each.
        value
            Key of the chosen one.
        label
            What the segments choose, for screen readers.

        Raises
        ------
        UnknownNameError
            ``value`` is the key of no segment.
        """
        self.label = label
        self._offer(options, value)
