"""The base of every section of a dashboard."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

import pandas as pd
from ipywidgets import VBox, Widget
from traitlets import Bunch, Instance

from smwidgets.core.errors import EmptyPeriodError, MissingDataError, UnknownNameError
from smwidgets.core.text import Text, say
from smwidgets.model.dashboard_model import DashboardModel
from smwidgets.parts import Card, PeriodPicker, Placed, SettingsMenu, theme
from smwidgets.sections import _texts
from smwidgets.sections._answer import Answer, Explanation, Figures
from smwidgets.sections._settings import setting_names, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smwidgets.core.periods import Period, Timeframe
    from smwidgets.core.trends import Trend
    from smwidgets.data.shop import Shop
    from smwidgets.parts import Field

log = logging.getLogger(__name__)

_OBSERVED = ("revision", "locale", "currency", "override")
_QUERIES = ThreadPoolExecutor(max_workers=2, thread_name_prefix="smwidgets-query")


class Section(Placed, VBox):
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

    model = Instance(DashboardModel)
    """What the sections of a dashboard share."""

    def __init__(self, model: DashboardModel, **settings: Any) -> None:
        self._card: Card | None = None
        self._visible = False
        self._token = 0
        self._answered: tuple[tuple[Any, ...], Answer] | None = None
        names = setting_names(type(self))
        for name in settings:
            if name not in names:
                raise UnknownNameError(f"setting of {type(self).__name__}", name, names)
        super().__init__(model=model, **settings)
        self.add_class("smw-section")
        self.model.observe(self._on_model, _OBSERVED)
        self.observe(self._on_setting, list(setting_names(self)))
        self._placeable = True

    # --- the three verbs -------------------------------------------------------------------------------------------

    def query(self, shop: Shop, period: Timeframe) -> Answer | pd.DataFrame | Any:
        """What the section needs: a frame, an :class:`Answer`, or one Ibis expression run off the main thread.

        Parameters
        ----------
        shop
            Cubes, facts and tables.
        period
            The section's period (or the dashboard's override), resolved at the model's clock.
        """
        raise NotImplementedError

    def build(self) -> Sequence[Widget]:
        """What the section is made of: the widgets of its body, made once."""
        raise NotImplementedError

    def update(self, frame: pd.DataFrame) -> None:
        """How the section shows it: change the widgets; called after every answer, language or currency."""
        raise NotImplementedError

    # --- what a section may say further ----------------------------------------------------------------------------

    def summarise(self, frame: pd.DataFrame) -> Figures:
        """Figures of a bare frame: the sum of each numeric column."""
        return {str(name): float(column.sum()) for name, column in frame.select_dtypes("number").items()}

    def fields(self) -> Sequence[Field]:
        """Entries of the settings menu, labelled in the model's language; none, no menu."""
        return ()

    def periods(self) -> Sequence[str]:
        """Names the period picker offers; none, no picker."""
        return ()

    def tabs(self) -> Widget | None:
        """Control above the body, such as measure tabs."""
        return None

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Ibis expressions behind :meth:`explain`: the rows counted, and the figures computed from them."""
        raise NotImplementedError

    # --- what everybody may read -----------------------------------------------------------------------------------

    @property
    def frame(self) -> pd.DataFrame:
        """The DataFrame behind the chart, computed at once."""
        return self.answer.frame

    @property
    def figures(self) -> dict[str, float | None]:
        """The numbers shown, unformatted; ``None`` where a number does not exist."""
        return dict(self.answer.figures)

    @property
    def trends(self) -> dict[str, Trend]:
        """The trends shown, by the keys of :attr:`figures`."""
        return dict(self.answer.trends)

    @property
    def settings(self) -> dict[str, Any]:
        """The section's settings as JSON can carry them."""
        return {name: to_json(getattr(self, name)) for name in setting_names(self)}

    @property
    def answer(self) -> Answer:
        """Frame, figures and trends of this moment; raises what went wrong."""
        key = self._key()
        if self._answered is None or self._answered[0] != key:
            self._answered = (key, self._settle(self.query(self.model.shop, self.timeframe())))
        return self._answered[1]

    def timeframe(self) -> Timeframe:
        """The period in force, resolved: the dashboard's override, else the section's own."""
        own = getattr(self, "period", "today")
        return self.model.timeframe(own if self.model.override is None or not self.periods() else self.model.override)

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
            previous=self.compared(period),
            rows=int(shop.execute(rows.count().name("rows").as_table()).iloc[0, 0]),
            sql=shop.sql(figures),
        )

    def compared(self, period: Timeframe) -> Period | None:
        """The previous period where the section compares with it."""
        return period.previous if self.answer.trends else None

    def say(self, text: Text, count: float | None = None, **values: object) -> str:
        """A text in the model's language."""
        return say(text, self.model.locale, count, **values)

    # --- life on the page ------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Build the section if it never was, and bring it up to date."""
        if not self._placeable or self._visible:
            return
        self._visible = True
        if self._card is None:
            self._card = Card()
            self._picker = PeriodPicker(names=tuple(self.periods())) if self.periods() else None
            self._menu = SettingsMenu() if self.fields() else None
            if self._picker is not None:
                self._picker.observe(self._on_picker, "period")
            if self._menu is not None:
                self._menu.on_save(self._on_save)
            self._card.place(
                picker=self._picker, settings=self._menu, tabs=self.tabs(), body=tuple(self.build()), footer=()
            )
            self.children = (theme(), self._card)
        self._relabel()
        self._draw()

    def hide(self) -> None:
        """Stop working until shown again."""
        self._visible = False

    def close(self) -> None:
        """Stop observing and close every widget of the section; safe to call twice."""
        self._placeable = self._visible = False
        self._token += 1
        if self.comm is not None:
            self.model.unobserve(self._on_model, _OBSERVED)
        super().close()

    # --- changes ---------------------------------------------------------------------------------------------------

    def _on_model(self, change: Bunch) -> None:
        if change.name in ("locale", "override"):
            self._relabel()
        self._draw()

    def _on_setting(self, change: Bunch) -> None:
        self._relabel()
        self._draw()

    def _on_picker(self, change: Bunch) -> None:
        if self.model.override is None:
            self.set_trait("period", change.new)

    def _on_save(self, values: Mapping[str, Any]) -> None:
        self.unobserve(self._on_setting, list(setting_names(self)))
        try:
            for name, value in values.items():
                self.set_trait(name, value)
        finally:
            self.observe(self._on_setting, list(setting_names(self)))
        self._relabel()
        self._draw()  # once, however many settings were saved

    def _relabel(self) -> None:
        if self._card is None or not self._visible:
            return
        self._card.title(self.say(self.title), self.say(self.help))
        if self._menu is not None:
            values = {field.name: getattr(self, field.name) for field in self.fields()}
            self._menu.show(self.fields(), values, texts={key: self.say(text) for key, text in _texts.MENU.items()})
        if self._picker is not None:
            self._picker.relabel(self.model.locale)
            self._picker.disable(self.say(_texts.OVERRIDDEN) if self.model.override is not None else "")
            self._picker.period = self.period if self.model.override is None else self.model.override

    # --- asking and drawing ----------------------------------------------------------------------------------------

    def _key(self) -> tuple[Any, ...]:
        own = tuple(getattr(self, name) for name in setting_names(self))
        return (self.model.shop, self.model.shop.revision, self.model.now, self.model.override, own)

    def _settle(self, result: Any) -> Answer:
        if isinstance(result, Answer):
            return result
        frame = result if isinstance(result, pd.DataFrame) else self.model.shop.execute(result)
        return Answer(frame=frame, figures=self.summarise(frame))

    def _draw(self) -> None:
        if self._card is None or not self._visible:
            return
        self._token += 1
        token, key = self._token, self._key()
        try:
            if self._answered is None or self._answered[0] != key:
                result = self.query(self.model.shop, self.timeframe())
                loop = _running_loop()
                if loop is not None and not isinstance(result, Answer | pd.DataFrame):
                    self._card.status("loading")
                    future = _QUERIES.submit(self._settle, result)
                    future.add_done_callback(
                        lambda done: loop.call_soon_threadsafe(self._receive, token, key, done),
                    )
                    return
                self._answered = (key, self._settle(result))
            self._present()
        except Exception as error:  # noqa: BLE001 one broken section must leave the others alive
            self._fail(error)

    def _receive(self, token: int, key: tuple[Any, ...], done: Future[Answer]) -> None:
        if token != self._token:
            return  # a late answer to an old question
        try:
            self._answered = (key, done.result())
            self._present()
        except Exception as error:  # noqa: BLE001 as in _draw
            self._fail(error)

    def _present(self) -> None:
        assert self._card is not None
        formats, shop = self.model.formats, self.model.shop
        self.update(self.answer.frame)
        if self.model.problem:
            self._card.status("stale", self.say(_texts.STALE, time=formats.moment(shop.refreshed_at)))
        else:
            self._card.status("fresh")
        self._card.note(self.say(_texts.REFRESHED, time=formats.time(shop.refreshed_at)))

    def _fail(self, error: Exception) -> None:
        assert self._card is not None
        if isinstance(error, MissingDataError):
            self._card.status("unavailable", self.say(_texts.UNAVAILABLE, what=_texts.missing(error)))
        elif isinstance(error, EmptyPeriodError):
            self._card.status("empty", self.say(_texts.NOT_BEGUN))
        else:
            reference = uuid4().hex[:8]
            log.error("%s failed, reference %s", type(self).__name__, reference, exc_info=error)
            self._card.status("error", self.say(_texts.FAILED, reference=reference))


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
