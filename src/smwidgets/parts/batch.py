"""Telling the page once: what is made and changed together reaches it in its last state."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from ipykernel.kernelbase import Kernel
from ipywidgets import Widget
from ipywidgets.comm import create_comm, get_comm_manager

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smwidgets.parts._carrier import Carrier

Told: TypeAlias = "tuple[Batched, dict[str, Any], list[Any]]"
"""A message of what is new: the widget that it is for, its content and its buffers."""


class _Queue:
    """What the page has not been told yet, in the order in which it came about."""

    def __init__(self) -> None:
        self.depth = 0
        self.heard = True
        self.awaited = False
        self.made: dict[Batched, None] = {}
        self.changed: dict[Batched, dict[str, None]] = {}
        """Names in the order in which they were changed: the page's handlers run in it."""
        self.parcel: list[Told] | None = None
        self.carrier: Carrier | None = None

    def tell(self) -> None:
        """Send everything. What is placed on the page by that, and built for it, is sent too."""
        self.parcel = []
        try:
            while self.made or self.changed:
                if self.made:
                    next(iter(self.made))._open_now()  # noqa: SLF001 - the two are one mechanism
                else:
                    next(iter(self.changed))._send_now()  # noqa: SLF001 - the two are one mechanism
        finally:
            self.post()
            self.parcel = None

    def post(self) -> None:
        """Send what is new to widgets that the page knows: as one message if somebody there takes it apart."""
        told = [one for one in self.parcel or () if one[0].comm is not None]
        if not told:
            return
        self.parcel = None
        try:
            if len(told) > 1 and self.carrier is not None and self.carrier.comm is not None:
                self.carrier.carry(told)
            else:
                for widget, message, buffers in told:
                    widget._send(message, buffers)  # noqa: SLF001 - the two are one mechanism
        finally:
            self.parcel = []


_queue = _Queue()


@contextmanager
def batch() -> Iterator[None]:
    """Send nothing to the page before the end; then each widget once, however often it was changed.

    The page is told of a widget made inside when the state of another one names it, or a display: no message follows to
    say what it was meant to be, and what stands nowhere yet costs none. Batches may be nested; the outermost rules.
    Also a decorator: ``@batch()``.
    """
    _queue.depth += 1
    try:
        yield
    finally:
        try:
            if _queue.depth == 1:
                _queue.tell()
        finally:
            _queue.depth -= 1


def batching() -> bool:
    """Whether a batch has not ended yet."""
    return _queue.depth > 0


def carry_by(carrier: Carrier) -> None:
    """Leave to this widget what several are to be told at the same time, as long as the page knows it."""
    _queue.carrier = carrier


def page_is_awaited() -> bool:
    """Whether this kernel serves one page, which comes when the cells have run."""
    return _queue.awaited


def page_is_known() -> bool:
    """Whether a page has said that it is there, or is sure to come."""
    return _queue.awaited or _queue.carrier is not None


def hush() -> None:
    """Keep everything to the kernel: no page listens yet."""
    _queue.heard, _queue.awaited = False, True


def speak() -> None:
    """Tell the page from now on."""
    _queue.heard = True


def close_channel(widget: Widget) -> None:
    """Have the page forget a widget that may be opened again."""
    Widget.close(widget)
    # ipywidgets leaves a widget that can neither be displayed nor get another identity.
    vars(widget).pop("_repr_mimebundle_", None)
    widget._model_id = None  # noqa: SLF001 - nothing public takes the identity from a widget


class Batched(Widget):
    """A widget that waits for the end of a `batch`; mixed in before an ipywidgets class.

    Its state is written even where nobody hears it: that names the widgets in it, which are opened and built by that.
    """

    _unasked: ClassVar[bool] = False
    """Whether the page is told of it at the end of the batch though nothing names it."""

    _patient: ClassVar[bool] = False
    """Whether the page is told of it only when something names it, also outside of a batch."""

    _waiting = False
    """Whether it waits to be named. Nothing else holds it then: what nobody has a name for is forgotten by Python."""

    @property
    def model_id(self) -> str | None:
        """Identity in the page, which is told of the widget now if it has not been."""
        self._open_now()
        return None if self.comm is None else self.comm.comm_id

    @property
    def closed(self) -> bool:
        """Whether it was closed for good."""
        return self.comm is None and not self._waiting and self not in _queue.made

    def __del__(self) -> None:
        """Close it, as ipywidgets does; what the page never heard of has nothing to be closed."""
        if self.comm is not None:
            super().__del__()

    def wanted(self) -> None:
        """Have the page told of it at the end of the batch, though nothing may name it."""
        if not self._waiting:
            return
        if _queue.depth:
            self._waiting = False
            _queue.made[self] = None
        else:
            self._open_now()

    def open(self) -> None:
        """Tell the page of the widget, at the end of the batch."""
        if self.comm is None and _queue.depth and self._unasked:
            _queue.made[self] = None
        elif self.comm is None and (_queue.depth or self._patient):
            self._waiting = True
        else:
            self._open_channel()

    def send_state(self, key: str | Iterable[str] | None = None) -> None:
        """Tell the page what has changed, at the end of the batch."""
        names = dict.fromkeys(self.keys if key is None else [key] if isinstance(key, str) else key)
        if self.comm is None or not names:
            return
        if _queue.depth:
            _queue.changed.setdefault(self, {}).update(names)
        elif _queue.heard or key is None:
            super().send_state(names)
        else:
            self.get_state(names)

    def close(self) -> None:
        """Close it; what the page was not told yet it will never be."""
        self._waiting = False
        _queue.made.pop(self, None)
        _queue.changed.pop(self, None)
        super().close()

    def forget(self) -> None:
        """Have the page forget it, with an identity that is never used again; it waits to be named anew."""
        if self.comm is not None:
            _queue.changed.pop(self, None)
            close_channel(self)
            self._waiting = True

    def _send(self, msg: dict[str, Any], buffers: Any = None) -> None:
        if msg["method"] == "custom":
            # It may be about what the page has not been told.
            self._open_now()
            self._send_now()
            _queue.post()
        if msg["method"] == "update" and _queue.parcel is not None:
            _queue.parcel.append((self, msg, buffers or []))
        else:
            super()._send(msg, buffers=buffers)

    def _open_now(self) -> None:
        if self._waiting or self in _queue.made:
            self._waiting = False
            _queue.made.pop(self, None)
            self._open_channel()

    def _open_channel(self) -> None:
        if _queue.heard or self.comm is not None:
            super().open()
            return
        self.get_state()
        silent = create_comm(target_name="jupyter.widget", primary=False)
        if Kernel.initialized():
            # ipykernel's comm learns of the kernel with its first message; ipywidgets takes one without for closed.
            silent.kernel = Kernel.instance()
        get_comm_manager().register_comm(silent)
        self.comm: Any = silent

    def _send_now(self) -> None:
        names = _queue.changed.pop(self, None)
        if names and _queue.heard:
            super().send_state(names)
        elif names:
            self.get_state(names)
