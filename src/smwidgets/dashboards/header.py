"""The line over a dashboard: whose numbers, as of when, and how they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import HBox

from smwidgets.core.currencies import COMMON, currency_options
from smwidgets.core.text import Text, say
from smwidgets.model.entitlement import scope
from smwidgets.parts import ActionButton, Combobox, Html, Part, PeriodPicker, Select, batch, markup

if TYPE_CHECKING:
    from traitlets import Bunch

    from smwidgets.model.dashboard_model import DashboardModel

OWN_PERIODS: Text = {"pl": "Okres: własny w widżetach", "en": "Period: each widget's own"}
PERIOD: Text = {"pl": "Okres całego dashboardu", "en": "Period of the whole dashboard"}
UNNAMED: Text = {"pl": "Dashboardy", "en": "Dashboards"}
CURRENCY: Text = {"pl": "Waluta", "en": "Currency"}
CURRENCIES: dict[str, Text] = {
    "search": {"pl": "Szukaj waluty: kod lub nazwa", "en": "Search currencies: code or name"},
    "note": {
        "pl": "To tylko etykieta: kwoty nie są przeliczane.",
        "en": "This is a label only: amounts are not converted.",
    },
    "none": {"pl": "Nie ma takiej waluty", "en": "There is no such currency"},
}
LANGUAGE: Text = {"pl": "Język", "en": "Language"}
REFRESH: Text = {"pl": "Odśwież", "en": "Refresh"}
AS_OF: Text = {"pl": "stan na {time}", "en": "as of {time}"}
FRESH: Text = {"pl": "dane odświeżone {time}", "en": "data refreshed {time}"}
LANGUAGES = (("pl", "Polski"), ("en", "English"))
_OBSERVED = ("revision", "locale", "currency", "override")


class Header(Part, HBox):
    """Shop, time zone, as of, freshness; period override, currency, language, refresh.

    Notes
    -----
    Specification M1, M2, M9, M10, W7.
    """

    _resting = False

    @batch()
    def __init__(self, model: DashboardModel) -> None:
        self._model = model
        self._about = Html()
        self._period = PeriodPicker(label=PERIOD, none=OWN_PERIODS)
        self._currency, self._language = Combobox(), Select()
        self._refresh = ActionButton(icon="refresh")
        self._period.add_class("smw-select-period")
        super().__init__(children=(self._about, self._period, self._currency, self._language, self._refresh))
        self.add_class("smw-header")
        self._period.observe(self._on_period, "period")
        self._currency.observe(self._on_currency, "value")
        self._language.observe(self._on_language, "value")
        self._refresh.on_click(self._on_refresh)
        model.observe(self._show, _OBSERVED)
        self._show()

    def hide(self) -> None:
        """Stop working until shown again."""
        self._resting = True

    def show(self) -> None:
        """Come up to date and keep so."""
        if self._resting:
            self._resting = False
            self._show()

    @batch()
    def _show(self, _: Any = None) -> None:
        if self._resting:
            return
        model, locale, formats = self._model, self._model.locale, self._model.formats
        name, whose = model.shop.name.strip(), scope(model)
        self._about.value = markup(
            '<h1 class="smw-shop" data-shop="{shop:attr}">{name}</h1>'
            '<p class="smw-about"><span>{zone}</span><span>{as_of}</span><span>{fresh}</span>{scope}</p>',
            shop=name,
            name=name or say(UNNAMED, locale),
            zone=str(model.shop.timezone),
            as_of=say(AS_OF, locale, time=formats.moment(model.now)),
            scope=markup("<span>{scope}</span>", scope=whose) if whose else markup(""),
            fresh=say(FRESH, locale, time=formats.time(model.refreshed_at)),
        )
        self._period.relabel(locale)
        self._period.limit(last=model.now.date())
        self._period.period = model.override
        self._currency.show(
            say(CURRENCY, locale),
            currency_options(locale),
            model.currency,
            first=len(COMMON),
            texts={key: say(text, locale) for key, text in CURRENCIES.items()},
        )
        self._language.show(say(LANGUAGE, locale), LANGUAGES, locale)
        self._refresh.label = say(REFRESH, locale)

    @batch()
    def _on_period(self, change: Bunch) -> None:
        self._model.override = change.new

    @batch()
    def _on_currency(self, change: Bunch) -> None:
        if change.new != self._model.currency:  # else it was written here, and nobody chose
            self._model.currency = change.new

    @batch()
    def _on_language(self, change: Bunch) -> None:
        self._model.locale = change.new

    @batch()
    def _on_refresh(self, _: Any) -> None:
        self._model.refresh()

    def close(self) -> None:
        """Close the controls; safe to call twice."""
        if not self.closed:
            self._model.unobserve(self._show, _OBSERVED)
            for child in self.children:
                child.close()
        super().close()
