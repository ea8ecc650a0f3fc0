"""The base of every section of a dashboard."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

import pandas as pd
from traitlets import Int

from smwidgets.core.errors import EmptyPeriodError, MissingDataError, UnknownNameError
from smwidgets.core.known_attributes import KnownAttributes
from smwidgets.core.text import Text, say
from smwidgets.core.uncopied import Uncopied
from smwidgets.model.dashboard_model import check_model
from smwidgets.model.entitlement import notice
from smwidgets.parts import Card, Html, PeriodPicker, SettingsMenu, batch, markup, theme
from smwidgets.sections import _texts
from smwidgets.sections._answer import Answer, Explanation, Figures
from smwidgets.sections._lifecycle import Lifecycle
from smwidgets.sections._settings import differing, setting_names, to_json
from smwidgets.sections._table_export import TableExport
from smwidgets.sections._written import written_heading, written_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ipywidgets import Widget
    from traitlets import Bunch

    from smwidgets.core.periods import Period, Timeframe
    from smwidgets.core.trends import Trend
    from smwidgets.data.shop import Shop
    from smwidgets.model import DashboardModel
    from smwidgets.parts import Field
    from smwidgets.parts.written import Written

log = logging.getLogger(__name__)


class Section(KnownAttributes, Uncopied, Lifecycle):
    """A titled piece of a dashboard: what it needs, what it is made of, how it shows it.

    A section of your own states three verbs: :meth:`query`, :meth:`build` and :meth:`update`. Everything else is here:
    the card with title, help, period and settings; observing the model; the states loading, fresh, stale, empty and
    error; dropping late answers; :attr:`frame`, :attr:`figures`, :attr:`trends`, :meth:`explain`; closing.

    Parameters
    ----------
    model
        Shared by the sections of a dashboard.
    **settings
        Values of the traits tagged ``setting=True``.

    Raises
    ------
    UnknownNameError
        A keyword is no setting of this section.
    ConfigurationError
        A setting does not take the value, or `model` is none.

    Notes
    -----
    A section is built when it is first placed on a page, and does no work while hidden.
    """

    title: ClassVar[Text]
    """Name on the card, per language."""

    help: ClassVar[Text]
    """Definition of the numbers, shown on hover and focus, per language."""

    group: ClassVar[str] = "sales"
    """Shelf of the widget library."""

    size: ClassVar[tuple[int, int]] = (4, 9)
    """Columns and rows of the grid that it takes when first placed; a row is 48 pixels with its gap."""

    min_w: ClassVar[int] = 3
    """The fewest columns in which it can be read."""

    variants: ClassVar[Sequence[Mapping[str, Any]]] = ({},)
    """Settings with which the widget library offers it, one entry each."""

    picture: ClassVar[str] = "lines"
    """How the library draws it small: ``lines``, ``bars``, ``donut``, ``tiles``, ``rows`` or ``heat``."""

    follows: ClassVar[str] = ""
    """Registered name of the section that rules its period where both are on one board."""

    state_of_now: ClassVar[bool] = False
    """Whether the numbers are those of this moment, which the card then names where others offer a period."""

    settings_revision = Int()
    """Counts the changes of settings, however many changed at once."""

    _instead = "make another one over the same model, with the settings of this one"
    _leader: Section | None = None
    _tables: TableExport | None = None
    _picker: PeriodPicker | None = None
    _when: Html | None = None

    def __init__(self, model: DashboardModel, **settings: Any) -> None:
        check_model(model, type(self).__name__)
        names = setting_names(type(self))
        for name in settings:
            if name not in names:
                raise UnknownNameError(f"setting of {type(self).__name__}", name, names)
        super().__init__(model, **settings)
        self.add_class("smw-section")
        self._listen()
        self._under_construction = False

    def __repr__(self) -> str:
        settings = ", ".join(f"{name}={value!r}" for name, value in differing(self).items())
        return f"<{type(self).__name__}({settings:.100}) of {self.model.shop.name!r}>"

    # --- the three verbs -------------------------------------------------------------------------------------------

    def query(self, shop: Shop, period: Timeframe) -> Answer | pd.DataFrame | Any:
        """Say what the section needs: a frame, an :class:`Answer`, one Ibis expression, or a function that gives one.

        Expressions and functions are run off the main thread, and their answer is dropped if another question follows.

        Parameters
        ----------
        shop
            Cubes, facts and tables.
        period
            The section's period (or the dashboard's override), resolved at the model's clock.
        """
        raise NotImplementedError

    def build(self) -> Sequence[Widget]:
        """Make the widgets of the section's body, once."""
        raise NotImplementedError

    def update(self, frame: pd.DataFrame) -> None:
        """Show the frame by changing the widgets; called after every answer, language or currency."""
        raise NotImplementedError

    # --- what a section may say further ----------------------------------------------------------------------------

    def summarise(self, frame: pd.DataFrame) -> Figures:
        """Compute the figures of a bare frame: the sum of each numeric column."""
        return {str(name): float(column.sum()) for name, column in frame.select_dtypes("number").items()}

    def fields(self) -> Sequence[Field]:
        """List the entries of the settings menu, labelled in the model's language; none, no menu."""
        return ()

    def periods(self) -> Sequence[str]:
        """List the names the period picker offers; none, no picker."""
        return ()

    def tabs(self) -> Widget | None:
        """Make the control above the body, such as measure tabs."""
        return None

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Give :meth:`explain` two Ibis expressions: the rows counted, and the figures computed from them."""
        raise NotImplementedError

    # --- what everybody may read -----------------------------------------------------------------------------------

    @property
    def frame(self) -> pd.DataFrame:
        """The DataFrame behind the chart, computed at once; the caller's own."""
        return self._answer.frame.copy(deep=True)

    @property
    def figures(self) -> dict[str, float | None]:
        """The numbers shown, unformatted; ``None`` where a number does not exist."""
        return dict(self._answer.figures)

    @property
    def trends(self) -> dict[str, Trend]:
        """The trends shown, by the keys of :attr:`figures`."""
        return dict(self._answer.trends)

    @property
    def settings(self) -> dict[str, Any]:
        """The section's settings as JSON can carry them."""
        return {name: to_json(getattr(self, name)) for name in setting_names(self)}

    def timeframe(self) -> Timeframe:
        """Resolve the period in force: the dashboard's override, else that of the leader, else the own one, else today.

        Raises
        ------
        EmptyPeriodError
            The period has not begun.
        """
        ruled = self.model.override is not None and self.periods()
        period: Timeframe = self.model.timeframe(self.model.override if ruled else self._chosen())
        return period

    @classmethod
    def registered_name(cls) -> str:
        """Name of one of our own sections in a file: that of its class, ``sales_analytics``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Change several settings as one change: drawn once, told once."""
        before = self.settings
        for name in setting_names(self):
            self.unobserve(self._on_setting, name)
        try:
            yield
        finally:
            self._listen()
            if self.settings != before:
                self._on_setting()

    @batch()
    def follow(self, leader: Section | None) -> None:
        """Show the period of another section, now and whenever it changes there; the card names its dates.

        The section's own period stays as it was, and rules again when it follows no longer.

        Parameters
        ----------
        leader
            A section with a period of its own; a period of the whole dashboard rules both. None ends it.
        """
        if leader is not None and not leader.has_trait("period"):
            leader = None
        if leader is self._leader:
            return
        if self._leader is not None:
            self._leader.unobserve(self._on_leader, "period")
        self._leader = leader
        if leader is not None:
            leader.observe(self._on_leader, "period")
        if self._built:
            self._control()
            self._relabel()
            self._draw()

    def close(self) -> None:
        """Let go of the leader, stop observing and close every widget of the section; safe to call twice."""
        if self._leader is not None:
            self._leader.unobserve(self._on_leader, "period")
            self._leader = None
        if self._tables is not None:
            self._tables.close()
        super().close()

    def explain(self) -> Explanation:
        """Definition, exact bounds, row count and the SQL of the figures.

        Raises
        ------
        MissingDataError
            The shop lacks a table or column that the section needs.
        EmptyPeriodError
            The period has not begun.
        """
        shop, period = self.model.shop, self.timeframe()
        rows, figures = self.evidence(shop, period)
        return Explanation(
            title=self.say(self.title),
            definition=self.say(self.help),
            current=period.current,
            previous=period.previous if self.trends else None,
            rows=int(shop.execute(rows.count().name("rows").as_table()).iloc[0, 0]),
            sql=shop.sql(figures),
        )

    def note(self, text: str) -> None:
        """Write the quiet line at the foot of the card; the next drawing writes it anew."""
        self._card.note(text)

    def say(self, text: Text, count: float | None = None, **values: object) -> str:
        """Write a text in the model's language."""
        return say(text, self.model.locale, count, **values)

    @property
    def card(self) -> Card:
        """What the section stands on."""
        return self._card

    def written_heading(self) -> str:
        """Name the shop and the moment."""
        return written_heading(self.model)

    def written_sections(self) -> Sequence[Written]:
        """Say in text what the section's figures say, of which days, in the model's language."""
        return () if not self._built else (written_section(self),)

    # --- life on the page ------------------------------------------------------------------------------------------

    def _hold_place(self) -> None:
        self._card = Card()
        self._card.title(self.say(self.title), self.say(self.help))
        self.children = (theme(), self._card)

    def _assemble(self) -> None:
        self._menu = SettingsMenu() if self.fields() else None
        if self._menu is not None:
            self._menu.on_save(self._on_save)
        self._tables = TableExport(self)
        self._under_construction = True
        self._card.place(tabs=self.tabs(), body=tuple(self.build()))
        self._under_construction = False
        self._tables.wire(self._card)
        self._control()

    def _control(self) -> None:
        """Put period, or dates, and settings in the card's corner."""
        for old in (self._picker, self._when):
            if old is not None:
                old.close()
        led = self._leader is not None
        self._picker = PeriodPicker(names=tuple(self.periods())) if self.periods() and not led else None
        self._when = Html() if led or self.state_of_now else None
        if self._picker is not None:
            self._picker.observe(self._on_picker, "period")
        self._card.control(self._picker or self._when, self._menu)

    def _relabel(self) -> None:
        self._card.title(self.say(self.title), self.say(self.help))
        if self._menu is not None:
            values = {field.name: getattr(self, field.name) for field in self.fields()}
            self._menu.show(self.fields(), values, texts={key: self.say(text) for key, text in _texts.MENU.items()})
        if self._picker is not None:
            override = self.model.override
            self._picker.relabel(self.model.locale)
            self._picker.disable("" if override is None else self.say(_texts.OVERRIDDEN))
            self._picker.limit(last=self.model.now.date())
            self._picker.period = getattr(self, "period", "today") if override is None else override

    def _listen(self) -> None:
        for name in setting_names(self):
            self.observe(self._on_setting, name)

    @batch()
    def _on_setting(self, _: Bunch | None = None) -> None:
        if self._built and self._visible:
            self._relabel()
            self._draw()
        self.settings_revision += 1

    def _on_leader(self, _: Bunch) -> None:
        self._draw()

    @batch()
    def _on_picker(self, change: Bunch) -> None:
        if self.model.override is None:
            self.set_trait("period", change.new)

    @batch()
    def _on_save(self, values: Mapping[str, Any]) -> None:
        with self.together():
            for name, value in values.items():
                self.set_trait(name, value)

    # --- asking and drawing ----------------------------------------------------------------------------------------

    def _key(self) -> tuple[Any, ...]:
        own = tuple(getattr(self, name) for name in setting_names(self))
        return (self.model.shop, self.model.shop.revision, self.model.now, self.model.override, self._chosen(), own)

    def _chosen(self) -> str | Period:
        """Return the period that people chose for the section, or for the one it follows."""
        period: str | Period = getattr(self._leader or self, "period", "today")
        return period

    def _ask(self) -> Any:
        return self.query(self.model.shop, self.timeframe())

    def _settle(self, result: Any) -> Answer:
        if callable(result):
            result = result()
        if isinstance(result, Answer):
            return result
        frame = result if isinstance(result, pd.DataFrame) else self.model.shop.execute(result)
        return Answer(frame=frame, figures=self.summarise(frame))

    def _wait(self) -> None:
        self._card.status("loading")

    def _present(self) -> None:
        formats, shop = self.model.formats, self.model.shop
        self.update(self._answer.frame)
        if kept_back := notice(self.model):
            self._card.status("empty", kept_back)
        elif self.model.problem:
            self._card.status("stale", self.say(_texts.STALE, time=formats.moment(shop.refreshed_at)))
        else:
            self._card.status("fresh")
        self._note_freshness()
        if self._when is not None:
            now = self.say(_texts.AS_OF, time=formats.moment(self.model.now))
            text = now if self.state_of_now else formats.date_range(self.timeframe().current)
            self._when.value = markup('<span class="smw-when">{text}</span>', text=text)

    def _note_freshness(self) -> None:
        """Say in the foot when the data were read; on demand only where the header says the same (M10)."""
        self._card.note(self._freshness(), on_demand=self._as_fresh_as_the_header())

    def _freshness(self) -> str:
        return self.say(_texts.REFRESHED, time=self.model.formats.time(self.model.shop.refreshed_at))

    def _as_fresh_as_the_header(self) -> bool:
        time = self.model.formats.time
        return bool(time(self.model.shop.refreshed_at) == time(self.model.refreshed_at))

    def _fail(self, error: Exception) -> None:
        if self._when is not None:
            self._when.value = markup("")
        if isinstance(error, MissingDataError):
            self._card.status("unavailable", self.say(_texts.UNAVAILABLE, what=_texts.missing(error)))
        elif isinstance(error, EmptyPeriodError):
            self._card.status("empty", self.say(_texts.NOT_BEGUN))
        else:
            reference = uuid4().hex[:8]
            log.error("%s failed, reference %s", type(self).__name__, reference, exc_info=error)
            self._card.status("error", self.say(_texts.FAILED, reference=reference))
