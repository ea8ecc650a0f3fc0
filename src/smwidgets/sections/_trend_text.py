"""From a trend to what a person reads under a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from smwidgets.core.formats import NO_VALUE
from smwidgets.core.text import say
from smwidgets.parts import TrendText
from smwidgets.sections import _texts

if TYPE_CHECKING:
    from smwidgets.core.formats import Formats
    from smwidgets.core.periods import Timeframe
    from smwidgets.core.trends import Trend

Unit = Literal["count", "money", "cents", "share"]


def number_text(value: float | None, unit: Unit, formats: Formats) -> str:
    """Write a figure in its unit."""
    match unit:
        case "count":
            return formats.count(value)
        case "money":
            return formats.money(value)
        case "cents":
            return formats.money(value, cents=True)
        case "share":
            return formats.share(value)


def delta_text(value: float | None, unit: Unit, formats: Formats) -> str:
    """Write a signed change in its unit; a share changes by percentage points."""
    match unit:
        case "count":
            return formats.signed_count(value)
        case "money":
            return formats.signed_money(value)
        case "cents":
            return formats.signed_money(value, cents=True)
        case "share":
            return formats.signed_points(value)


def percent_text(trend: Trend, formats: Formats) -> str:
    """Write a change in percent without its sign, which the arrow tells.

    Returns
    -------
    str
        ``"0,5%"``. Where the previous value is 0 there is no percent: ``"new"``, or a dash where nothing came to be.
        Empty where one of the two values is missing.

    Notes
    -----
    Specification M5.
    """
    if trend.delta is None:
        return ""
    if trend.percent is None:
        return say(_texts.NEW, formats.locale) if trend.direction > 0 else NO_VALUE
    return formats.percent(abs(trend.percent))


def arrow_of(trend: Trend) -> int | None:
    """Return which way an arrow beside the percent points: -1, 0 or 1; None where there is no percent."""
    return None if trend.percent is None else trend.direction


def trend_text(
    trend: Trend, unit: Unit, period: Timeframe, formats: Formats, *, rise_is_good: bool = True
) -> TrendText:
    """Write the signed number, the percent with its arrow, and what to know about them (M5, M7); a dash for neither.

    A change within the usual variation is neither good nor bad: it has a remark and no colour.
    """
    locale, known = formats.locale, trend.delta is not None
    notes = [say(_texts.NOISY, locale)] if trend.noisy and known else []
    if trend.usual:
        notes.append(say(_texts.USUAL, locale))
    return TrendText(
        delta=delta_text(trend.delta, unit, formats),
        percent=percent_text(trend, formats),
        direction=arrow_of(trend),
        good=None if trend.direction == 0 or trend.usual else (trend.direction > 0) == rise_is_good,
        notes=tuple(notes),
        description=compared_dates(period, formats),
    )


def compared_dates(period: Timeframe, formats: Formats) -> str:
    """Name both periods of a comparison with their dates (M4)."""
    return say(
        _texts.COMPARED,
        formats.locale,
        current=formats.date_range(period.current),
        previous=formats.date_range(period.previous),
    )
