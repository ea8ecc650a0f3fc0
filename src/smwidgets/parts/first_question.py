"""A published page is told nothing before it asks: until then it hears nothing, or only a part."""

from __future__ import annotations

from functools import wraps
from typing import Any

from ipywidgets import Widget

from smwidgets.parts.batch import hush, speak


def wait_for_the_page() -> None:
    """Tell of no widget of ours, and of no change, before a page has asked for the state of them all.

    Voilà runs the notebook first and lets the page connect afterwards, in the midst of what is built then. Such a page
    would be told of widgets that are made of others which it has not heard of, and would leave them out for good. Its
    question is answered with everything there is; what comes later is told as ever. And whatever nobody would have
    heard is not written.

    Notes
    -----
    For a kernel that serves one page: call it before the first widget is made.
    """
    handle = Widget._handle_control_comm_msg.__func__  # noqa: SLF001 - nothing public says that a page connects

    @wraps(handle)
    def answer(cls: type[Widget], message: dict[str, Any]) -> None:
        try:
            handle(cls, message)
        finally:
            speak()

    hush()
    Widget._handle_control_comm_msg = classmethod(answer)  # noqa: SLF001 - as above
