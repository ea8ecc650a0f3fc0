"""Folders of the Repository as people read them: those we name ourselves are one in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.text import say
from smwidgets.data.repository import RECOVERED
from smwidgets.sections import _export_texts, _repository_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from smwidgets.core.text import Text
    from smwidgets.data.repository import StoredFile

_OURS: tuple[Text, ...] = (_export_texts.USUAL_FOLDER, _export_texts.TABLES)
_SAME = {str(name): text for text in _OURS for name in text.values()}


def folder_text(folder: str, locale: str) -> str:
    """Name a folder; one that we name ourselves has a name in every language."""
    if folder == RECOVERED:
        return say(_repository_texts.RECOVERED, locale)
    return say(_SAME[folder], locale) if folder in _SAME else folder


def path_text(file: StoredFile, locale: str) -> str:
    """Write where a file is, as the list of folders names it."""
    return f"{folder_text(file.folder, locale)}/{file.name}"


def same_folder(folder: str) -> frozenset[str]:
    """Return the names under which a folder may be kept: in one language or another."""
    return frozenset(map(str, _SAME[folder].values())) if folder in _SAME else frozenset({folder})


def stored_as(folder: str, known: Collection[str]) -> str:
    """Return the name of a folder that is there already, in whatever language it was made; else its own."""
    return min(same_folder(folder) & {*known}, default=folder)


def once(folders: Iterable[str], locale: str) -> list[str]:
    """List folders by name, each once, however often it was made in another language."""
    names = {*folders}
    return sorted({stored_as(name, names) for name in names}, key=lambda name: folder_text(name, locale).casefold())
