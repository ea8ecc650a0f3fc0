"""Figures of which one is looked at more closely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traitlets import Dict, List, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._options import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class PreviewTile:
    """A figure as it is written.

    Parameters
    ----------
    key
        Of the section's ``figures``, and what `PreviewTiles.value` becomes.
    label
        What is counted.
    help_text
        How, on hover and focus.
    value
        The figure with its unit.
    note
        What time it is of, or why it is missing.
    ready
        Whether there is something to look at.
    """

    key: str
    label: str
    help_text: str
    value: str
    note: str = ""
    ready: bool = True


class PreviewTiles(Choice):
    """Tiles abreast, each with a button that shows what is behind its figure; ``value`` is the key of the one shown.

    Each figure carries ``data-figure`` with its key, so that a page can be read back.
    """

    _esm: Any = Unicode(asset("js/node.js") + asset("js/preview_tiles.js")).tag(sync=True)

    tiles: Any = List(Dict()).tag(sync=True)
    """What `show` was given, as the browser reads it."""

    action: Any = Unicode().tag(sync=True)
    """What the buttons say."""

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """Label and value of each, as text."""
        return tuple((tile["label"], tile["value"]) for tile in self.tiles)

    def show(self, tiles: Sequence[PreviewTile], value: str, action: str, label: str = "") -> None:
        """Write the figures, in order, with one being looked at.

        Parameters
        ----------
        tiles
            The figures.
        value
            Key of the one being looked at.
        action
            What the buttons say.
        label
            What the tiles are together, for screen readers.

        Raises
        ------
        UnknownNameError
            ``value`` is the key of no tile.
        """
        with self.hold_sync():
            self.label, self.action = plain(label), plain(action, 40)
            self.tiles = [
                {
                    "key": one.key,
                    "label": plain(one.label, 80),
                    "help": plain(one.help_text),
                    "value": plain(one.value, 80),
                    "note": plain(one.note, 200),
                    "ready": one.ready,
                }
                for one in tiles
            ]
            self._offer([(one.key, one.label) for one in tiles], value)
