"""An observer that does not keep alive whose method it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakMethod

if TYPE_CHECKING:
    from collections.abc import Callable

    from traitlets import Bunch


class WeakObserver:
    """Calls a method as long as its object is there. Two of one method are equal, so that either ends the other.

    A model outlives the dashboards that are shown of it; traitlets would have it hold them all.

    Parameters
    ----------
    method
        A bound method.
    """

    def __init__(self, method: Callable[[Bunch], None]) -> None:
        self._method = WeakMethod(method)

    @classmethod
    def of(cls, handler: Any) -> Any:
        """Return what is to be registered for a handler: itself, unless its object says ``observes_weakly``."""
        return cls(handler) if getattr(getattr(handler, "__self__", None), "observes_weakly", False) else handler

    def __call__(self, change: Bunch) -> None:
        """Tell the object; where it is gone, observe no more."""
        method = self._method()
        if method is not None:
            method(change)
        else:
            change.owner.unobserve(self, change.name, change.type)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WeakObserver) and self._method == other._method

    def __hash__(self) -> int:
        return hash(self._method)
