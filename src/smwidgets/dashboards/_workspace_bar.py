"""The tabs of a workspace and the buttons beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.text import say
from smwidgets.dashboards import _workspace_texts as texts
from smwidgets.parts.tab_bar import BarButton, Tab, TabBar

if TYPE_CHECKING:
    from smwidgets.core.text import Text
    from smwidgets.dashboards.history import History


def show_bar(bar: TabBar, history: History, locale: str, *, managed: bool, arranging: bool, read_only: bool) -> None:
    """Write the tabs of a state, and the buttons that make sense now."""
    state = history.state
    bar.show(
        [Tab(one.id, one.title(locale), deletable=one.builtin != "main") for one in state.dashboards],
        state.open,
        _reading(locale) if read_only else _editing(history, locale, managed=managed, arranging=arranging),
        managed=managed,
        texts={"tabs": say(texts.TABS, locale), **{key: say(text, locale) for key, text in texts.TAB_ACTIONS.items()}},
    )


def _reading(locale: str) -> list[BarButton]:
    return [BarButton("link", say(texts.LINK, locale), "link")]


def _editing(history: History, locale: str, *, managed: bool, arranging: bool) -> list[BarButton]:
    def word(text: Text) -> str:
        return say(text, locale)

    steps = [
        BarButton("undo", word(texts.UNDO), "undo", enabled=history.can_undo),
        BarButton("redo", word(texts.REDO), "redo", enabled=history.can_redo),
        *_reading(locale),
    ]
    if arranging:
        return [
            *steps,
            BarButton("add", word(texts.ADD), look="plain"),
            BarButton("arrange", word(texts.ARRANGED), look="primary"),
        ]
    if managed:
        return [
            *steps,
            BarButton("new", word(texts.NEW), look="plain"),
            BarButton("manage", word(texts.DONE), look="primary"),
        ]
    return [
        *steps,
        BarButton("arrange", word(texts.ARRANGE)),
        BarButton("manage", word(texts.MANAGE)),
        BarButton("new", word(texts.NEW), look="plain"),
    ]
