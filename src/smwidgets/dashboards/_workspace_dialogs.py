"""What a workspace asks a person."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError
from smwidgets.core.text import say
from smwidgets.dashboards import _workspace_texts as texts
from smwidgets.dashboards import library
from smwidgets.dashboards.miniature import miniature
from smwidgets.parts import Dialog, Html, TextField, markup
from smwidgets.parts.address import Address
from smwidgets.parts.catalogue import Catalogue, CatalogueItem
from smwidgets.parts.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from smwidgets.core.text import Text
    from smwidgets.dashboards.library import Offer
    from smwidgets.model.dashboard_model import DashboardModel

_PICTURES_AT_ONCE = 4


class WorkspaceDialogs:
    """The windows of a workspace; each stands on the page from the start and takes no room.

    Parameters
    ----------
    model
        Gives the language, and the numbers of the library's pictures.
    """

    def __init__(self, model: DashboardModel) -> None:
        self._model = model
        self._question, self._name = Question(), TextField(first=True)
        self._library, self._catalogue, self._added = Dialog("wide"), Catalogue(), Html()
        self._link, self._address, self._about = Dialog("narrow"), Address(), Html()
        self._offers: dict[str, Offer] = {}
        self._taken: Callable[[Offer], None] | None = None
        self._catalogue.on_pick(self._on_pick)
        self._library.place((self._added, self._catalogue))
        self._link.place((self._about, self._address))
        self.widgets = (self._question, self._library, self._link)
        """To be placed on the page."""

    def name(self, title: Text, label: Text, value: str, named: Callable[[str], None]) -> None:
        """Ask for a name, and again until it is one."""

        def take() -> bool:
            try:
                named(self._name.value)
            except ConfigurationError:
                self._name.complain(self._say(texts.BAD_NAME))
                return False
            return True

        self._name.show(self._say(texts.NAME), value)
        self._name.on_enter(self._enter, remove=True)
        self._name.on_enter(self._enter)
        answers = [(self._say(label), take), (self._say(texts.CANCEL), lambda: None)]
        self._question.ask(self._say(title), "", answers, fields=(self._name,), close=self._say(texts.CLOSE))

    def confirm_delete(self, name: str, sections: int, delete: Callable[[], None]) -> None:
        """Ask before a dashboard goes."""
        self._question.ask(
            self._say(texts.DELETE_TITLE),
            self._say(texts.DELETE_WHAT, sections, name=name),
            [(self._say(texts.DELETE), delete), (self._say(texts.CANCEL), lambda: None)],
            danger=0,
            close=self._say(texts.CLOSE),
        )

    def settle_conflict(
        self, reload: Callable[[], None], overwrite: Callable[[], None], copy: Callable[[], None]
    ) -> None:
        """Ask what is to become of a change that another session got in the way of."""
        self._question.ask(
            self._say(texts.CONFLICT_TITLE),
            self._say(texts.CONFLICT_WHAT),
            [
                (self._say(texts.RELOAD), reload),
                (self._say(texts.COPY_MINE), copy),
                (self._say(texts.OVERWRITE), overwrite),
            ],
            danger=2,
            close=self._say(texts.CLOSE),
        )

    def open_library(self, taken: Callable[[Offer], None]) -> None:
        """Show everything there is to place."""
        self._taken = taken
        drafts = library.drafts(self._model)
        self._offers = {offer.key: offer for offer, _ in drafts}
        items = [
            CatalogueItem(
                offer.key,
                self._say(texts.GROUPS[one.group]) if one.group in texts.GROUPS else one.group,
                one.say(one.title),
                one.say(one.help),
            )
            for offer, one in drafts
        ]
        words = {"search": texts.SEARCH, "add": texts.TAKE, "none": texts.NOTHING_FOUND}
        self._catalogue.show(items, {key: self._say(text) for key, text in words.items()})
        for _, one in drafts:
            one.close()
        self._added.value = markup("")
        self._library.title(self._say(texts.LIBRARY_TITLE), self._say(texts.CLOSE))
        self._library.open_dialog()
        self._illustrate([*self._offers])

    def close_library(self) -> None:
        """Take the library away."""
        self._library.close_dialog()

    def show_link(self, query: str) -> None:
        """Offer a link."""
        self._link.title(self._say(texts.LINK_TITLE), self._say(texts.CLOSE))
        self._about.value = markup('<p class="smw-question-text">{text}</p>', text=self._say(texts.LINK_WHAT))
        self._address.show(
            query,
            label=self._say(texts.LINK_TITLE),
            copy=self._say(texts.COPY),
            copied=self._say(texts.COPIED),
        )
        self._link.open_dialog()

    def on_opened(self, callback: Callable[[str], None]) -> None:
        """Hand over the query that the page was opened with."""
        self._address.on_opened(callback)

    def close(self) -> None:
        """Close every window and what is in it."""
        for widget in (*self.widgets, self._name):
            widget.close()

    def _enter(self) -> None:
        if self._question.opened:
            self._question.press(0)

    def _on_pick(self, key: str) -> None:
        offer = self._offers[key]
        if self._taken is not None:
            self._taken(offer)
        title = next(item["title"] for item in self._catalogue.items if item["key"] == key)
        said = self._say(texts.ADDED, title=title)
        self._added.value = markup('<p class="smw-note" role="status">{text}</p>', text=said)

    def _illustrate(self, keys: list[str]) -> None:
        """Draw the pictures a few at a time, so that the window opens at once."""
        for key in keys[:_PICTURES_AT_ONCE]:
            section = self._offers[key].make(self._model)
            self._catalogue.illustrate({key: miniature(section)})
            section.close()
        if rest := keys[_PICTURES_AT_ONCE:]:
            try:
                asyncio.get_running_loop().call_later(0.02, self._illustrate, rest)
            except RuntimeError:  # no loop: a script or a test
                self._illustrate(rest)

    def _say(self, text: Text, count: float | None = None, **values: object) -> str:
        return say(text, self._model.locale, count, **values)
