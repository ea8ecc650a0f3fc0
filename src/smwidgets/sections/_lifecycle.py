"""From a change in the model to a drawing: asking, waiting, dropping what came too late, catching what went wrong."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from copy import deepcopy
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pandas as pd
from ipywidgets import VBox
from traitlets import Bunch, Instance

from smwidgets.model.dashboard_model import DashboardModel
from smwidgets.parts import Placed, batch
from smwidgets.parts.listening import output_is_kept
from smwidgets.sections._answer import Answer
from smwidgets.sections._event_loop import hand_back, running_loop

if TYPE_CHECKING:
    import asyncio

_OBSERVED = ("revision", "locale", "currency", "override")
_QUERIES = ThreadPoolExecutor(max_workers=2, thread_name_prefix="smwidgets-query")


class _Line:
    """Sections that wait to be built, one after another."""

    def __init__(self) -> None:
        self.waiting: deque[Lifecycle] = deque()
        self.moves = False

    def join(self, section: Lifecycle, loop: asyncio.AbstractEventLoop) -> None:
        self.leave(section)
        self.waiting.append(section)
        if not self.moves:
            self._move(loop)

    def leave(self, section: Lifecycle) -> None:
        if section in self.waiting:
            self.waiting.remove(section)

    def _move(self, loop: asyncio.AbstractEventLoop) -> None:
        self.moves = bool(self.waiting)
        if self.moves:
            loop.call_later(self.waiting[0]._patience or 0, self._take_turn, loop)  # noqa: SLF001 - see Lifecycle.defer

    def _take_turn(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            if self.waiting:
                self.waiting.popleft()._complete()  # noqa: SLF001 - see Lifecycle.defer
        finally:
            self._move(loop)


_lines: WeakKeyDictionary[asyncio.AbstractEventLoop, _Line] = WeakKeyDictionary()


class Lifecycle(Placed, VBox):
    """A widget that draws an answer of its model's shop: built when first placed, idle while hidden.

    A subclass says how it is built, asked, drawn and failed; the order in which that happens is here.
    """

    model = Instance(DashboardModel)
    """What the sections of a dashboard share."""

    # On the class: a constructor that raises leaves an object that Python still closes.
    _built = False
    _visible = False
    _held = False
    _patience: float | None = None
    _token = 0
    _answered: tuple[tuple[Any, ...], Answer] | None = None

    def __init__(self, model: DashboardModel, **traits: Any) -> None:
        super().__init__(model=model, **traits)
        self.model.observe(self._on_model, _OBSERVED)
        self._placeable = True

    @batch()
    def show(self) -> None:
        """Build the section if it never was, and bring it up to date."""
        if not self._placeable or self._visible:
            return
        self._visible = True
        self.wanted()
        loop = running_loop()
        if self._built:
            self._relabel()
            self._draw()
            return
        if not self._held:
            self._held = True
            self._hold_place()
        if self._patience is not None and loop is not None and not output_is_kept():
            _lines.setdefault(loop, _Line()).join(self, loop)
        else:
            self._complete()

    def defer(self, seconds: float) -> None:
        """Let the section hold its place when first shown, and be built this much after the one before it.

        Between two of them the kernel hears the page, which may be asking for what is there already. A page of many
        sections paints the first ones before the kernel has built the last. Without a running event loop the section is
        built at once all the same, and so it is where a cell's output is kept: that has to be whole.
        """
        self._patience = seconds

    def hide(self) -> None:
        """Stop working until shown again."""
        self._visible = False
        self._leave_line()

    def close(self) -> None:
        """Stop observing and close every widget of the section; safe to call twice."""
        self._placeable = self._visible = False
        self._token += 1
        self._leave_line()
        if not self.closed:
            self.model.unobserve(self._on_model, _OBSERVED)
        super().close()

    @property
    def answer(self) -> Answer:
        """Frame, figures and trends of this moment, computed at once, the caller's own; raises what went wrong."""
        return deepcopy(self._answer)

    @property
    def _answer(self) -> Answer:
        """The answer that is drawn and exported."""
        key = self._key()
        if self._answered is None or self._answered[0] != key:
            self._answered = (key, self._settle(self._ask()))
        return self._answered[1]

    # --- said by the subclass --------------------------------------------------------------------------------------

    def _hold_place(self) -> None:
        """Put up what stands in the section's place until it is built."""
        raise NotImplementedError

    def _assemble(self) -> None:
        """Make the widgets, once."""
        raise NotImplementedError

    def _relabel(self) -> None:
        """Write what does not depend on the answer: titles, menus."""
        raise NotImplementedError

    def _key(self) -> tuple[Any, ...]:
        """Return everything the answer depends on."""
        raise NotImplementedError

    def _ask(self) -> Any:
        """Ask the shop: an answer, or what :meth:`_settle` turns into one, slowly perhaps."""
        raise NotImplementedError

    def _settle(self, result: Any) -> Answer:
        """Turn what :meth:`_ask` returned into an answer; run off the main thread unless it is a frame already."""
        raise NotImplementedError

    def _wait(self) -> None:
        """Show that an answer is on its way."""
        raise NotImplementedError

    def _present(self) -> None:
        """Draw the answer."""
        raise NotImplementedError

    def _fail(self, error: Exception) -> None:
        """Show that there is no answer."""
        raise NotImplementedError

    # --- the order of things ---------------------------------------------------------------------------------------

    def _leave_line(self) -> None:
        for line in _lines.values():
            line.leave(self)

    @batch()
    def _complete(self) -> None:
        if not self._built and self._placeable and self._visible:
            self._assemble()
            self._built = True
            self._relabel()
            self._draw()

    @batch()
    def _on_model(self, change: Bunch) -> None:
        if self._built and self._visible:
            if change.name in {"locale", "override"}:
                self._relabel()
            self._draw()

    @batch()
    def _draw(self) -> None:
        if not (self._built and self._visible):
            return
        self._token += 1
        try:
            key = self._key()
            if self._answered is None or self._answered[0] != key:
                result = self._ask()
                loop = running_loop()
                if loop is not None and not isinstance(result, Answer | pd.DataFrame):
                    self._wait()
                    token = self._token
                    _QUERIES.submit(self._settle, result).add_done_callback(
                        lambda done: hand_back(loop, self._receive, token, key, done)
                    )
                    return
                self._answered = (key, self._settle(result))
            self._present()
        except Exception as error:  # noqa: BLE001 - one broken section must leave the others alive
            self._fail(error)

    @batch()
    def _receive(self, token: int, key: tuple[Any, ...], done: Future[Answer]) -> None:
        if token != self._token:
            return  # a late answer to an old question
        try:
            self._answered = (key, done.result())
            if self._visible:
                self._present()
        except Exception as error:  # noqa: BLE001 - as in _draw
            self._fail(error)
