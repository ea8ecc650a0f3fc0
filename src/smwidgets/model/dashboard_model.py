"""The one object every section of a dashboard observes."""

from __future__ import annotations

import logging
import os
import typing
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from datetime import date, datetime
from enum import Enum as Choice

from traitlets import All, Any, Enum, HasTraits, Instance, Int, TraitError, Unicode, validate

from smwidgets.core.arguments import check_argument, described
from smwidgets.core.clock import moment, now
from smwidgets.core.errors import ConfigurationError, SmwidgetsError
from smwidgets.core.formats import Formats, check_currency
from smwidgets.core.known_attributes import KnownAttributes, RefusedValueError
from smwidgets.core.period_meaning import unknown_period
from smwidgets.core.periods import PERIOD_NAMES, Period, Timeframe, resolve
from smwidgets.core.text import LOCALES
from smwidgets.core.uncopied import Uncopied
from smwidgets.data.access import Rights
from smwidgets.data.audit import Audit
from smwidgets.data.connecting import connect
from smwidgets.data.repository import Repository
from smwidgets.data.shop import Shop
from smwidgets.model.local_user import local_user
from smwidgets.model.rights_of_users import rights_of
from smwidgets.model.weak_observer import WeakObserver

log = logging.getLogger(__name__)


class _Default(Choice):
    LOCAL_USER = "the local user"


class DashboardModel(KnownAttributes, Uncopied, HasTraits):
    """What the sections of a dashboard share: the shop, the clock, the language and the currency.

    Notifications go down, data is pulled up: a section observes the traits below and asks the shop for what it needs.
    The shop reads its cubes once per revision, however many sections ask.

    Parameters
    ----------
    shop
        From :func:`smwidgets.connect` or :func:`smwidgets.demo`.
    currency
        ISO 4217 code shown as a suffix. Changing it changes no number (M9). When left out the shop's own, also after an
        import in another one, until somebody chooses.
    locale
        ``"pl"`` or ``"en"``.
    as_of
        Moment at which the dashboard stands; naive moments are the shop's local time, in whichever zone its newest data
        are. ``None`` is the present, read at each refresh (M2).
    user
        Who looks; ``None`` is anonymous. When left out the user of the operating system, but anonymous on a published
        page, whose visitor is somebody else.
    repository
        Where exports are kept: a directory, or a Repository of the same user. When left out
        :func:`~smwidgets.data.repository.default_root`.

    rights
        What the user may see of the shop. When left out everything in a notebook, and on a published page what
        :func:`~smwidgets.model.rights_of_users.rights_of` says; anonymous users see e-mail and names masked.

    Raises
    ------
    UnknownNameError
        The currency is no ISO 4217 code.
    ConfigurationError
        An argument is of another kind, the Repository is another user's, or the file of rights makes no sense.
    MissingDataError
        The rights name owners of contacts, and the shop knows none.

    Notes
    -----
    Specification M1, M2, M9, M10, R4, R5, W7.
    """

    shop = Instance(Shop)
    """The shop whose figures are shown; one that is set is restricted to what the user may see."""

    as_of = Any(None, allow_none=True)
    """Fixed moment of the dashboard; what is set is kept aware, in the shop's zone. ``None`` is the present."""

    currency = Unicode()
    """ISO 4217 code of the suffix on every amount; follows the shop until it is set."""

    locale = Enum(LOCALES, default_value="pl")
    """Language of everything a person reads."""

    user = Unicode(None, allow_none=True)
    """Who looks; ``None`` is anonymous. Another user's rights narrow what is seen, and never widen it."""

    override = Any(None, allow_none=True)
    """Period that rules all sections, a name or a Period; ``None`` leaves each its own (W7)."""

    now = Instance(datetime)
    """The clock's last reading, aware, in the shop's zone; set by :meth:`refresh`."""

    revision = Int(0)
    """Counts the refreshes: what sections observe to read their data again."""

    repository_revision = Int(0)
    """Counts what this model's sections kept, made or deleted in the Repository; lists of its files observe it."""

    problem = Unicode("")
    """Why the last refresh could not read the data; empty when it could."""

    _chosen = False
    _following = False
    _said: datetime | date | str | None = None
    _closed = True
    _instead = "make another one, sm.DashboardModel(shop), over the same shop or one connected anew"
    _refreshed_at: datetime
    _resolved_at: datetime | None = None
    _resolved: dict[str, Timeframe]

    def __init__(
        self,
        shop: Shop,
        *,
        currency: str | None = None,
        locale: str = "pl",
        as_of: datetime | date | str | None = None,
        user: str | _Default | None = _Default.LOCAL_USER,
        repository: str | os.PathLike[str] | Repository | None = None,
        rights: Rights | None = None,
    ) -> None:
        _check_shop(shop)
        check_argument(currency, str | None, "currency is an ISO 4217 code", "currency='PLN'")
        if not isinstance(locale, str) or locale not in LOCALES:
            raise RefusedValueError(f"locale is one of {', '.join(LOCALES)}, not {described(locale)}")
        check_argument(user, str | _Default | None, "user is a name, or None for nobody known")
        check_argument(
            repository, str | os.PathLike | Repository | None, "repository is a directory, or an sm.Repository"
        )
        check_argument(
            rights,
            Rights | None,
            "rights are an sm.Rights",
            "sm.Rights() is everything, sm.Rights(owners=['ewa']) what belongs to one owner",
        )
        user = local_user() if user is _Default.LOCAL_USER else user
        if isinstance(repository, Repository) and repository.user != user:
            raise ConfigurationError("the Repository is another user's than the model; name the same user for both")
        self._rights = rights_of(user) if rights is None else rights
        super().__init__(
            shop=shop,
            currency=currency or shop.currency,
            locale=locale,
            as_of=as_of,
            user=user,
            now=now(shop.timezone, as_of),
        )
        self._chosen = currency is not None
        self._refreshed_at = self.shop.refreshed_at
        self._repository = repository
        self.observe(lambda _: None if self._following else self.refresh(), ["as_of", "shop"])
        self.observe(lambda change: self._narrow(rights_of(change.new)), "user")
        self._under_construction = False

    def __repr__(self) -> str:
        clock = "at the present" if self.as_of is None else f"as of {self.as_of:%Y-%m-%d %H:%M}"
        return f"<DashboardModel of {self.shop!r}, {clock}, {self.currency}, {self.locale}>"

    @classmethod
    def from_environment(cls, shop: Shop | None = None) -> DashboardModel:
        """Build the model that ``smwidgets serve`` asked for through environment variables.

        Parameters
        ----------
        shop
            Connected by ``SMWIDGETS_SHOP`` (a path) when not given; without either, the sample shop.

        Returns
        -------
        DashboardModel
            With ``SMWIDGETS_AS_OF``, ``SMWIDGETS_LOCALE`` and ``SMWIDGETS_CURRENCY`` applied where set.
        """
        return cls(
            connect() if shop is None else shop,
            currency=os.environ.get("SMWIDGETS_CURRENCY") or None,
            locale=os.environ.get("SMWIDGETS_LOCALE") or "pl",
            as_of=os.environ.get("SMWIDGETS_AS_OF") or None,
        )

    def observe(self, handler: typing.Any, names: typing.Any = All, type: str = "change") -> None:  # noqa: A002
        """Call back at changes, as traitlets does; a widget of ours whose method is called is not held by that."""
        super().observe(WeakObserver.of(handler), names, type)

    def unobserve(self, handler: typing.Any, names: typing.Any = All, type: str = "change") -> None:  # noqa: A002
        """Call back no more."""
        observer = WeakObserver.of(handler)
        # While Python takes an object apart its methods are forgotten already, and equal to none.
        with suppress(ValueError) if isinstance(observer, WeakObserver) else nullcontext():
            super().unobserve(observer, names, type)

    @validate("shop")
    def _restrict(self, proposal: dict[str, typing.Any]) -> Shop:
        shop: Shop = proposal["value"]
        return shop.restricted(self._rights)

    @validate("currency")
    def _check_currency(self, proposal: dict[str, typing.Any]) -> str:
        code = check_currency(proposal["value"])
        self._chosen = self._chosen or not self._following
        return code

    @validate("override")
    def _check_override(self, proposal: dict[str, typing.Any]) -> str | Period | None:
        value = proposal["value"]
        if value is None or isinstance(value, Period) or (isinstance(value, str) and value in PERIOD_NAMES):
            return value
        raise unknown_period(value)

    @validate("as_of")
    def _localise_as_of(self, proposal: dict[str, typing.Any]) -> datetime | None:
        value = proposal["value"]
        if not self._following:
            self._said = value
        return None if value is None else moment(value, self.shop.timezone)

    @validate("now")
    def _check_now(self, proposal: dict[str, typing.Any]) -> datetime:
        value: datetime = proposal["value"]
        if value.tzinfo is None:
            raise TraitError("The clock of a model is an aware moment in the shop's zone.")
        return value

    @property
    def formats(self) -> Formats:
        """Numbers, amounts and dates as this model's locale, currency and zone write them."""
        # Another model of the same shop may have read newer data before this one refreshes.
        return Formats(self.locale, self.currency if self._chosen else self.shop.currency, self.shop.timezone)

    @property
    def refreshed_at(self) -> datetime:
        """When the data that all sections show were last made sure of, aware; a list may have looked since (M10)."""
        return self._refreshed_at

    @property
    def repository(self) -> Repository:
        """Exported files as :attr:`user` sees them: the own ones, and shared ones whose rows the user may see.

        Raises
        ------
        ConfigurationError
            ``SMWIDGETS_REPOSITORY`` is a relative path.
        """
        known, rights = self._repository, self.shop.rights
        if not isinstance(known, Repository):
            known = self._repository = Repository(known, user=self.user, rights=rights)
        elif known.user != self.user or known.rights & rights != known.rights:
            rights = known.rights & rights
            known = self._repository = Repository(known.root, user=self.user, shared=known.shared, rights=rights)
        return known

    def record(self, what: str, filters: Mapping[str, object], rows: int) -> None:
        """Note in the audit what is given out to the user.

        Parameters
        ----------
        what, filters, rows
            As for :meth:`smwidgets.data.audit.Audit.note`.

        Raises
        ------
        AuditError
            It has to be noted and cannot be.
        ConfigurationError
            ``SMWIDGETS_AUDIT`` or ``SMWIDGETS_REPOSITORY`` is a relative path.
        """
        Audit(self.repository.root).note(self.user, what, filters, rows)

    def timeframe(self, period: str | Period) -> Timeframe:
        """Resolve a period at the model's clock.

        Raises
        ------
        UnknownNameError
            No period has that name.
        EmptyPeriodError
            A custom range begins at or after the clock.
        """
        if not isinstance(period, str):
            return resolve(period, self.now)
        # What all sections ask of one moment is worked out once.
        if self._resolved_at is not self.now:
            self._resolved_at, self._resolved = self.now, {}
        if period not in self._resolved:
            self._resolved[period] = resolve(period, self.now)
        return self._resolved[period]

    def refresh(self) -> None:
        """Read the clock and, if the data changed, the data; then tell the sections.

        Data that cannot be read leave the last good figures standing: :attr:`problem` says why.
        """
        problem = ""
        try:
            self.shop.refresh()
        except SmwidgetsError as error:
            log.warning("The shop %r could not be read again.", self.shop.name, exc_info=True)
            problem = str(error)
        self._following = True
        try:
            with self.hold_trait_notifications():
                self._follow()
                self._refreshed_at = self.shop.refreshed_at
                self.problem = problem
                self._read_clock()
                self.revision += 1
        finally:
            self._following = False

    def _follow(self) -> None:
        """Take from the shop what nobody chose: it may have been imported in another currency or zone."""
        if not self._chosen:
            self.currency = self.shop.currency
        if self._said is not None:
            self.as_of = moment(self._said, self.shop.timezone)

    def _narrow(self, rights: Rights) -> None:
        self._rights &= rights
        self.shop = self.shop.restricted(self._rights)

    def _read_clock(self) -> None:
        self.now = now(self.shop.timezone, self.as_of)


def check_model(model: object, owner: str) -> None:
    """Refuse what is no model where one is needed, and say what to write.

    Parameters
    ----------
    model
        What was given.
    owner
        Who needs it: ``"MainDashboard"``.

    Raises
    ------
    ConfigurationError
        It is no model.
    """
    if isinstance(model, Shop):
        raise ConfigurationError(
            f"{owner} takes a DashboardModel, not the shop itself: {owner}(sm.DashboardModel(shop))"
        )
    check_argument(model, DashboardModel, f"{owner} takes a DashboardModel", f"{owner}(sm.DashboardModel(shop))")


def _check_shop(shop: object) -> None:
    source = isinstance(shop, str | os.PathLike | Mapping)
    check_argument(
        shop,
        Shop,
        "DashboardModel takes a shop",
        "DashboardModel(sm.connect(…)), with what you gave" if source else "DashboardModel(sm.connect('shop.duckdb'))",
    )
