"""Things to choose from, with a picture each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anywidget import AnyWidget
from ipywidgets import CallbackDispatcher
from traitlets import Dict, List, Unicode

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts._assets import asset
from smwidgets.parts._html import Markup, plain
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

TEXTS = ("search", "add", "none")
"""Keys of the texts: what the search field is for, what the button does, and what is said when nothing matches."""


@dataclass(frozen=True)
class CatalogueItem:
    """One thing.

    Parameters
    ----------
    key
        Tells it from the others.
    shelf
        Heading that it stands under; items of one shelf follow one another.
    title, text
        What it is called and what it shows.
    """

    key: str
    shelf: str
    title: str
    text: str


class Catalogue(Part, AnyWidget):
    """Cards by shelf, each with a picture, a title, a few words and a button; a field finds them by their words.

    The search is the browser's own: nothing is asked while somebody types.
    """

    _esm: Any = Unicode(asset("js/catalogue.js")).tag(sync=True)

    items: Any = List(Dict()).tag(sync=True)
    """Key, shelf, title and text of each."""

    pictures: Any = Dict().tag(sync=True)
    """HTML by key, written by `markup` only."""

    texts: Any = Dict().tag(sync=True)
    """Texts by the keys of ``TEXTS``."""

    def __init__(self) -> None:
        self._on_pick = CallbackDispatcher()
        super().__init__()
        self.on_msg(self._receive)

    def show(self, items: Sequence[CatalogueItem], texts: Mapping[str, str]) -> None:
        """Replace all that is offered; pictures stay for the keys that do.

        Raises
        ------
        ConfigurationError
            Two items have one key.
        """
        keys = {item.key for item in items}
        if len(keys) < len(items):
            raise ConfigurationError("each item of a catalogue has a key of its own")
        with self.hold_sync():
            self.items = [
                {
                    "key": item.key,
                    "shelf": plain(item.shelf, 80),
                    "title": plain(item.title, 120),
                    "text": plain(item.text),
                }
                for item in items
            ]
            self.texts = dict(texts)
            self.pictures = {key: picture for key, picture in self.pictures.items() if key in keys}

    def illustrate(self, pictures: Mapping[str, Markup]) -> None:
        """Add pictures by key.

        Raises
        ------
        ConfigurationError
            One was not written by `markup`.
        """
        if not all(isinstance(picture, Markup) for picture in pictures.values()):
            raise ConfigurationError("a picture of a catalogue is what markup() returned")
        self.pictures = {**self.pictures, **pictures}

    def on_pick(self, callback: Callable[[str], None], *, remove: bool = False) -> None:
        """Call back with the key of what was chosen."""
        self._on_pick.register_callback(callback, remove=remove)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict) or content.get("kind") != "pick":
            return
        if content.get("key") in [item["key"] for item in self.items]:
            self._on_pick(content["key"])
