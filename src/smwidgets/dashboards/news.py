"""What a workspace has to tell a person: on its page once there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.text import Text, say
from smwidgets.dashboards import _workspace_texts as texts

if TYPE_CHECKING:
    from smwidgets.dashboards.notices import Notice
    from smwidgets.model.dashboard_model import DashboardModel
    from smwidgets.parts.notice_bar import NoticeBar


class News:
    """The latest notices, in the language of the model.

    Parameters
    ----------
    model
        Gives the language.
    *notices
        To begin with.
    """

    def __init__(self, model: DashboardModel, *notices: Notice) -> None:
        self._model, self._notices = model, notices
        self._bar: NoticeBar | None = None

    def show(self, bar: NoticeBar) -> None:
        """Write them on the page, from now on."""
        self._bar = bar
        self.tell(*self._notices)

    def tell(self, *notices: Notice) -> None:
        """Replace what was told; without notices nothing is."""
        self._notices = notices
        if self._bar is not None:
            said = " ".join(notice.say(self._model.locale) for notice in notices)
            self._bar.say(said, say(texts.DISMISS, self._model.locale))

    def add(self, *notices: Notice) -> None:
        """Tell more, beside what was not taken away yet."""
        unread = self._notices if self._bar is None or self._bar.text else ()
        self.tell(*unread, *notices)

    def retract(self, text: Text) -> None:
        """Tell no longer what has ceased to be true."""
        if any(notice.text is text for notice in self._notices):
            self.tell(*(notice for notice in self._notices if notice.text is not text))

    def translate(self) -> None:
        """Write them in the language of now, unless they were taken away."""
        if self._bar is not None and self._bar.text:
            self.tell(*self._notices)
