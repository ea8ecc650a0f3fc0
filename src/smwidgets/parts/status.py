"""The states of a card or a tile, and what is said in each."""

from __future__ import annotations

from typing import Literal, get_args

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts._html import Markup, markup

Status = Literal["loading", "fresh", "stale", "empty", "error", "unavailable"]

STATUSES: tuple[Status, ...] = get_args(Status)
"""Loading holds the content's place, stale puts a banner over it; empty, error, unavailable show a message instead."""

_ICONS = {"stale": "⟳", "empty": "∅", "error": "!", "unavailable": "–"}


def status_class(kind: Status) -> str:
    """Class of an element in a state.

    Raises
    ------
    UnknownNameError
        There is no such state.
    """
    if kind not in STATUSES:
        raise UnknownNameError("status", kind, STATUSES)
    return f"smw-is-{kind}"


def status_markup(kind: Status, message: str) -> Markup:
    """Say a state: errors at once, everything else when the reader pauses; nothing while fresh or loading."""
    if kind in ("fresh", "loading") or not message:
        return Markup()
    role = "alert" if kind == "error" else "status"
    return markup(
        '<div class="smw-status-box" role="{role:attr}"><span class="smw-status-icon" aria-hidden="true">{icon}</span>'
        "<span>{message}</span></div>",
        role=role,
        icon=_ICONS[kind],
        message=message,
    )
