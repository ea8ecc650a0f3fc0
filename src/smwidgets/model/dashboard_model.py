"""The one object every section of a dashboard observes."""

from __future__ import annotations

import logging
import os
import typing
from contextlib import nullcontext, suppress
from datetime import date, datetime
from enum import Enum as Choice

from traitlets import All, Any, Enum, HasTraits, Instance, Int, TraitError, Unicode, Union, validate

from smwidgets.core.clock import moment, now
from smwidgets.core.errors import ConfigurationError, SmwidgetsError
from smwidgets.core.formats import Formats, check_currency
from smwidgets.core.periods import PERIOD_NAMES, Period, Timeframe, resolve
from smwidgets.core.text import LOCALES
from smwidgets.data.audit import Audit
from smwidgets.data.connecting import connect
from smwidgets.data.repository import Repository
from smwidgets.data.shop import Shop
from smwidgets.model.local_user import local_user
from smwidgets.model.rights_of_users import rights_of
from smwidgets.model.weak_observer import WeakObserver

if typing.TYPE_CHECKING:
    from collections.abc import Mapping

    from smwidgets.data.access import Rights

log = logging.getLogger(__name__)


class _Default(Choice):
    LOCAL_USER = "the local user"


class DashboardModel(HasTraits):
    """What the sections of a dashboard share: the shop, the clock, the language and the currency.

    Notifications go down, data is pulled up: a section observes the traits below and asks the shop for what it needs.
    The shop reads its cubes once per revision, however many sections ask.

    Parameters
    ----------
    shop
        From :func:`smwidgets.connect` or :func:`smwidgets.demo`.
    currency
        ISO 4217 code shown as a suffix; the shop's own by default. Changing it changes no number (M9).
    locale
        ``"pl"`` or ``"en"``.
    as_of
        Moment at which the dashboard stands; naive moments are the shop's local time. ``None`` is the present, read at
        each refresh (M2).
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
        The Repository is another user's, or the file of rights makes no sense.
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
    """ISO 4217 code of the suffix on every amount."""

    locale = Enum(LOCALES, default_value="pl")
    """Language of everything a person reads."""

    user = Unicode(None, allow_none=True)
    """Who looks; ``None`` is anonymous. Another user's rights narrow what is seen, and never widen it."""

    override = Union([Enum(PERIOD_NAMES), Instance(Period)], default_value=None, allow_none=True)
    """Period that rules all sections; ``None`` leaves each its own (W7)."""

    now = Instance(datetime)
    """The clock's last reading, aware, in the shop's zone; set by :meth:`refresh`."""

    revision = Int(0)
    """Counts the refreshes: what sections observe to read their data again."""

    repository_revision = Int(0)
    """Counts what this model's sections kept, made or deleted in the Repository; lists of its files observe it."""

    problem = Unicode("")
    """Why the last refresh could not read the data; empty when it could."""

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
        self._repository = repository
        self.observe(lambda _: self.refresh(), ["as_of", "shop"])
        self.observe(lambda change: self._narrow(rights_of(change.new)), "user")

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
        return check_currency(proposal["value"])

    @validate("as_of")
    def _localise_as_of(self, proposal: dict[str, typing.Any]) -> datetime | None:
        value = proposal["value"]
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
        return Formats(self.locale, self.currency, self.shop.timezone)

    @property
    def repository(self) -> Repository:
        """Exported files as :attr:`user` sees them; with less than full rights the user's own only.

        Raises
        ------
        ConfigurationError
            ``SMWIDGETS_REPOSITORY`` is a relative path.
        """
        known, shared = self._repository, self._rights.are_full
        if not isinstance(known, Repository):
            known = self._repository = Repository(known, user=self.user, shared=shared)
        elif known.user != self.user or (known.shared and not shared):
            known = self._repository = Repository(known.root, user=self.user, shared=shared)
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
        with self.hold_trait_notifications():
            self.problem = problem
            self._read_clock()
            self.revision += 1

    def _narrow(self, rights: Rights) -> None:
        self._rights &= rights
        self.shop = self.shop.restricted(self._rights)

    def _read_clock(self) -> None:
        self.now = now(self.shop.timezone, self.as_of)
