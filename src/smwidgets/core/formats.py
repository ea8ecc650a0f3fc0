"""Every number, amount and date as a person reads it, in one language, currency and zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from smwidgets.core import date_formats
from smwidgets.core.clock import place
from smwidgets.core.currencies import check_currency, currency_digits, currency_symbol
from smwidgets.core.errors import UnknownNameError
from smwidgets.core.number_formats import NO_VALUE, Number, exact, write, write_short, write_ticks
from smwidgets.core.text import LOCALES, Text, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from smwidgets.core.buckets import Grain
    from smwidgets.core.periods import Period

__all__ = ["NO_VALUE", "Formats", "check_currency"]

_NBSP = "\N{NO-BREAK SPACE}"
_POINTS: Text = {"pl": "p.p.", "en": "pp"}


@dataclass(frozen=True)
class Formats:
    r"""Writes for people; parses nothing.

    Numbers are rounded half up in decimal; None, NaN and infinities are written ``"—"``. Moments are written in
    ``timezone``, naive ones taken for its local time.

    Attributes
    ----------
    locale
        One of ``LOCALES``.
    currency
        One of ``currencies.CURRENCIES``: the suffix of every amount. Nothing is converted.
    timezone
        The shop's zone.

    Raises
    ------
    UnknownNameError
        No such language or currency.

    Notes
    -----
    Specification section 1 and M9.

    Examples
    --------
    >>> from smwidgets.core.clock import zone
    >>> polish = Formats("pl", "PLN", zone("Europe/Warsaw"))
    >>> polish.signed_money(-4310), polish.percent(6.45), polish.ticks([0, 20_000, 40_000])
    ('−4\xa0310\xa0zł', '6,5%', ['0', '20\xa0tys.', '40\xa0tys.'])
    """

    locale: str
    currency: str
    timezone: tzinfo

    def __post_init__(self) -> None:
        if self.locale not in LOCALES:
            raise UnknownNameError("language", self.locale, LOCALES)
        check_currency(self.currency)

    @property
    def suffix(self) -> str:
        """The currency's sign in this language."""
        return currency_symbol(self.currency, self.locale)

    def money(self, amount: Number, cents: bool = False) -> str:
        """Write an amount: ``"445 360 zł"``; with ``cents`` all the decimals its currency has."""
        return self._money(amount, cents=cents, signed=False)

    def signed_money(self, amount: Number, cents: bool = False) -> str:
        """Write a change of an amount: ``"+2 149 zł"``; zero has no sign."""
        return self._money(amount, cents=cents, signed=True)

    def _money(self, amount: Number, *, cents: bool, signed: bool) -> str:
        digits = currency_digits(self.currency) if cents else 0
        written = self._write(amount, digits, signed=signed)
        return written if written == NO_VALUE else written + _NBSP + self.suffix

    def count(self, number: Number) -> str:
        """Write a whole number: ``"10 318"``."""
        return self._write(number, 0)

    def mean(self, number: Number) -> str:
        """Write a mean of counts, one decimal: 12.34 is ``"12,3"``."""
        return self._write(number, 1)

    def signed_count(self, number: Number) -> str:
        """Write a change of a count: ``"+402"``."""
        return self._write(number, 0, signed=True)

    def percent(self, percent: Number) -> str:
        """Write a number of percent, one decimal: 0.485 is ``"0,5%"``."""
        return self._percent(exact(percent))

    def signed_percent(self, percent: Number) -> str:
        """Write a change in percent: ``"+0,5%"``."""
        return self._percent(exact(percent), signed=True)

    def share(self, share: Number) -> str:
        """Write a share of 0 to 1 in percent: 0.549 is ``"54,9%"``."""
        number = exact(share)
        return self._percent(None if number is None else number.scaleb(2))

    def signed_points(self, difference: Number) -> str:
        """Write the difference of two shares of 0 to 1 in percentage points: 0.012 is ``"+1,2 p.p."``."""
        number = exact(difference)
        if number is None:
            return NO_VALUE
        return self._write(number.scaleb(2), 1, signed=True) + _NBSP + say(_POINTS, self.locale)

    def _percent(self, number: Number, *, signed: bool = False) -> str:
        written = self._write(number, 1, signed=signed)
        return written if written == NO_VALUE else written + "%"

    def _write(self, number: Number, decimals: int, *, signed: bool = False) -> str:
        value = exact(number)
        return NO_VALUE if value is None else write(value, decimals, self.locale, signed=signed)

    def compact(self, number: Number, money: bool = False) -> str:
        """Write about three digits and a unit: ``"445 tys."``, ``"1,9 mln"``; with ``money`` the currency."""
        value = exact(number)
        if value is None:
            return NO_VALUE
        return write_short(value, self.locale) + (_NBSP + self.suffix) * money

    def ticks(self, values: Sequence[Number], money: bool = False) -> list[str]:
        """Write an axis's ticks, all with the same unit and decimals, zero bare; with ``money`` the currency."""
        written = write_ticks(values, self.locale)
        return [tick if tick == NO_VALUE or not money else tick + _NBSP + self.suffix for tick in written]

    def date(self, day: date) -> str:
        """Write a date: ``"5 sty 2026"``."""
        return date_formats.write_date(self._local(day) if isinstance(day, datetime) else day, self.locale)

    def time(self, at: datetime) -> str:
        """Write a time of day: ``"14:32"``."""
        return date_formats.write_time(self._local(at), self.locale)

    def moment(self, at: datetime) -> str:
        """Write a date and time: ``"22 lis 2026, 14:32"``."""
        return date_formats.write_moment(self._local(at), self.locale)

    def date_range(self, period: Period) -> str:
        """Write a period, its last day included: ``"30 gru 2025 – 5 sty 2026"``; a to-date one ends with its time."""
        return date_formats.write_range(self._local(period.start), self._local(period.end), self.locale)

    def bucket_tick(self, start: datetime, grain: Grain) -> str:
        """Write a bucket under an axis: ``"14:00"``, ``"5 sty"``, ``"lut"``; January with its year."""
        return date_formats.write_bucket_tick(self._local(start), grain, self.locale)

    def bucket_ticks(self, starts: Sequence[datetime], grain: Grain) -> list[str]:
        """Write the buckets under an axis; those that would read alike carry the year: ``"lis 2024"``."""
        return date_formats.write_bucket_ticks([self._local(start) for start in starts], grain, self.locale)

    def end(self, period: Period) -> str:
        """Name the end of a period: its last day, ``"29 lis 2026"``; that of a to-date one with its time."""
        return date_formats.write_end(self._local(period.start), self._local(period.end), self.locale)

    def bucket_title(self, start: datetime, end: datetime, grain: Grain) -> str:
        """Write a bucket in full: ``"pon., 5 sty 2026"``; a clipped one with the times it covers."""
        return date_formats.write_bucket(self._local(start), self._local(end), grain, self.locale)

    def month_name(self, number: int, short: bool = False) -> str:
        """Return the name of month 1 to 12: ``"styczeń"``, ``"sty"``."""
        return date_formats.month_name(number, self.locale, short=short)

    def weekday_name(self, number: int, short: bool = False) -> str:
        """Return the name of weekday 0 (Monday) to 6: ``"poniedziałek"``, ``"pon."``."""
        return date_formats.weekday_name(number, self.locale, short=short)

    def _local(self, at: datetime) -> datetime:
        return place(at, self.timezone)
