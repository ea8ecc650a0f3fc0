"""The question mark beside a title."""

from __future__ import annotations

from smwidgets.parts._html import Markup, markup


def help_button(text: str) -> Markup:
    """Button that shows a definition on hover and focus; nothing without a text."""
    if not text:
        return Markup()
    return markup(
        '<button type="button" class="smw-help" aria-label="{text:attr}" data-smw-help="{text:attr}">?</button>',
        text=text,
    )
