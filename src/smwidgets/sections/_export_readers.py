"""Who will see an exported file, said before it is written (CA4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.text import say
from smwidgets.model.rights_of_users import users_with
from smwidgets.sections import _export_texts as texts
from smwidgets.sections._export_scope import ExportScope

if TYPE_CHECKING:
    from smwidgets.model import DashboardModel
    from smwidgets.sections._export import Export

MOST_NAMED = 5
"""Owners, and users, that are named; of more it is said how many."""


def readers_text(model: DashboardModel, export: Export, access: str, filtered: bool) -> str:
    """Name those who will see a file: by their rights and, on a published page, by their names."""
    locale = model.locale
    if access != "shared":
        return say(texts.READERS[access], locale)
    scope = ExportScope(model.shop.rights, export.owners(filtered)).rights()
    who = "all" if scope.owners is None else "owners"
    rights = say(texts.RIGHTS[who], locale, owners=_some(sorted(scope.owners or ())))
    if scope.personal:
        rights = say(texts.RIGHTS["personal"], locale, rights=rights)
    said = say(texts.READERS[access], locale, rights=rights)
    others = [user for user in users_with(scope) if user != model.user]
    return f"{said} {say(texts.NAMED_READERS, locale, names=_some(others))}" if others else said


def _some(names: list[str]) -> str:
    more = f" (+{len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
