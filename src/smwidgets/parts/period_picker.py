"""Choosing a period by name or by two dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from anywidget import AnyWidget
from traitlets import Bunch, Dict, Instance, List, TraitError, Unicode, Union, observe, validate

from smwidgets.core.errors import PeriodError, UnknownNameError
from smwidgets.core.period_names import period_name
from smwidgets.core.periods import CUSTOM, PERIOD_NAMES, Period
from smwidgets.core.text import LOCALES, say
from smwidgets.parts import _period_texts
from smwidgets.parts._assets import asset
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.core.text import Text

_NONE = "none"
_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


class PeriodPicker(Part, AnyWidget):
    """A list of named periods and a custom range; `period` holds a name or a `Period`.

    People read and choose both ends of a range as included; in code the end is not, as everywhere.

    Parameters
    ----------
    names
        Periods on offer, in order.
    label
        What is chosen, for screen readers; by default a period.
    none
        What the first entry says, which chooses no period: `period` is None then. Without it there always is one.

    Raises
    ------
    UnknownNameError
        A name is no period's.

    Notes
    -----
    Specification M3.
    """

    _client_writable = frozenset({"value"})
    _esm: Any = Unicode(asset("js/popover.js") + asset("js/period_picker.js")).tag(sync=True)

    period: Any = Union([Unicode(), Instance(Period), Instance(type(None))])
    """The chosen period: a name, a `Period` of whole days in the shop's time, or None where that is on offer."""

    value: Any = Unicode().tag(sync=True)
    """Name of the chosen period in the page, ``none`` for no period; empty while a custom range is chosen."""

    options: Any = List().tag(sync=True)
    """Names and labels."""

    start: Any = Unicode().tag(sync=True)
    """First day of the custom range, ISO."""

    end: Any = Unicode().tag(sync=True)
    """Last day of the custom range, included, ISO."""

    first: Any = Unicode().tag(sync=True)
    """Earliest day that may be chosen, ISO; empty without a limit."""

    last: Any = Unicode().tag(sync=True)
    """Latest day that may be chosen, ISO; empty without a limit."""

    locale: Any = Unicode().tag(sync=True)
    """Language of labels and dates."""

    texts: Any = Dict().tag(sync=True)
    """Texts of the range's form."""

    reason: Any = Unicode().tag(sync=True)
    """Why the picker is out of force; empty while it is in force."""

    def __init__(
        self, names: Sequence[str] = PERIOD_NAMES, *, label: Text | None = None, none: Text | None = None
    ) -> None:
        for name in names:
            if name not in PERIOD_NAMES:
                raise UnknownNameError("period", name, PERIOD_NAMES)
        self._names, self._label, self._none = tuple(names), label or _period_texts.FORM["label"], none
        super().__init__()
        self.relabel(LOCALES[0])
        self.period = names[0] if none is None else None
        self.on_msg(self._receive)

    def relabel(self, locale: str) -> None:
        """Write everything in a language."""
        with self.hold_sync():
            self.locale = locale
            self._offer()
            said = {key: say(text, locale) for key, text in _period_texts.FORM.items()}
            self.texts = {**said, "label": say(self._label, locale), "custom": period_name(CUSTOM, locale)}

    def limit(self, first: date | None = None, last: date | None = None) -> None:
        """Offer only days from ``first`` to ``last``, both included; None is no limit."""
        with self.hold_sync():
            self.first, self.last = _iso(first), _iso(last)

    def disable(self, reason: str = "") -> None:
        """Put the picker out of force and say why; with no reason it is in force again."""
        self.reason = reason

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take a name from the browser, unless the picker is out of force."""
        super().set_state({} if self.reason else sync_data)

    def _offer(self) -> None:
        """List the names, and the one in force where a dashboard's own period is none of them."""
        names = dict.fromkeys([*self._names, *([self.period] if isinstance(self.period, str) and self.period else [])])
        none = [] if self._none is None else [[_NONE, say(self._none, self.locale)]]
        self.options = [*none, *([name, period_name(name, self.locale)] for name in names)]

    @validate("period")
    def _known(self, proposal: Bunch) -> str | Period | None:
        period: str | Period | None = proposal["value"]
        if (period is None and self._none is None) or (isinstance(period, str) and period not in PERIOD_NAMES):
            raise UnknownNameError("period", period, PERIOD_NAMES)
        return period

    @validate("value")
    def _listed(self, proposal: Bunch) -> str:
        value: str = proposal["value"]
        if value and value not in [name for name, _ in self.options]:
            raise TraitError(f"{value[:60]!r} is not on offer")
        return value

    @observe("value")
    def _on_value(self, change: Bunch) -> None:
        if change.new:
            self.period = None if change.new == _NONE else change.new

    @observe("period")
    def _on_period(self, change: Bunch) -> None:
        with self.hold_sync():
            self._offer()
            if not isinstance(change.new, Period):
                self.value = change.new or _NONE
                return
            self.start = _iso(change.new.start)
            self.end = _iso(change.new.end - _INSTANT)
            self.value = ""

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict) or content.get("kind") != "range" or self.reason:
            return
        problem = self._choose(content.get("start"), content.get("end"))
        self.send({"kind": "range", "message": say(problem, self.locale) if problem else ""})

    def _choose(self, start: object, end: object) -> Text | None:
        """Take a range of days, or say what is wrong with it."""
        try:
            first, last = date.fromisoformat(str(start)), date.fromisoformat(str(end))
        except ValueError:
            return _period_texts.INCOMPLETE
        if last < first:
            return _period_texts.BACKWARDS
        if (self.first and first.isoformat() < self.first) or (self.last and last.isoformat() > self.last):
            return _period_texts.OUTSIDE
        try:
            self.period = Period(first, last + _DAY)
        except (PeriodError, OverflowError):
            return _period_texts.INCOMPLETE
        return None


def _iso(day: date | datetime | None) -> str:
    if day is None:
        return ""
    return (day.date() if isinstance(day, datetime) else day).isoformat()
