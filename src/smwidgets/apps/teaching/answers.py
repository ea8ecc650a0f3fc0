"""What the planted stories come to: rows counted one after another in plain Python, without facts, cubes or metrics."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from math import fsum
from typing import TYPE_CHECKING, Any, NamedTuple

from smwidgets.core.buckets import first_instant
from smwidgets.core.errors import ConfigurationError
from smwidgets.data.attribution import CLICK_KINDS, DIRECT
from smwidgets.data.sample.stories import CAMPAIGN, REASON, Stories

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smwidgets.data.attribution import Attribution
    from smwidgets.data.shop import Shop

_DAY = timedelta(days=1)
_OPT_OUT_DAYS = 7


class Order(NamedTuple):
    """A purchase; `at` is naive UTC."""

    contact: object
    at: datetime
    value: float


class Interaction(NamedTuple):
    """A marketing contact or a site entry; `at` is naive UTC."""

    at: datetime
    number: int
    kind: str
    channel: str
    own: bool


class Campaign(NamedTuple):
    """A planted campaign as the shop has it."""

    key: object
    name: str


def stories_of(shop: Shop) -> Stories:
    """Return what was planted in a shop.

    Raises
    ------
    ConfigurationError
        Nothing was.
    """
    if shop.first_at is not None and shop.has("campaigns"):
        began = shop.first_at.replace(tzinfo=UTC).astimezone(shop.timezone).date()
        stories = Stories(began.replace(day=1), shop.timezone)
        if any(one.name == CAMPAIGN for one in _campaigns_at(shop, stories.campaign_at)):
            return stories
    raise ConfigurationError(
        f"nothing was planted in {shop!r}; take sm.demo(stories=True), or a store of `smwidgets demo --stories`"
    )


def black_friday_revenue(shop: Shop, stories: Stories) -> float:
    """Sum the revenue of the day."""
    return fsum(order.value for order in _orders(shop, stories.black_friday))


def black_friday_trend(shop: Shop, stories: Stories) -> float:
    """Compare the revenue with that of the day before, in percent."""
    before = fsum(order.value for order in _orders(shop, stories.black_friday - _DAY))
    return (black_friday_revenue(shop, stories) - before) / before * 100


def black_friday_share(shop: Shop, stories: Stories) -> float:
    """Divide the day's revenue with an own last click by all of it."""
    return _last_click_share(shop, stories.black_friday)


def black_friday_campaign(shop: Shop, stories: Stories) -> Campaign:
    """Find the campaign that the day had of its own."""
    return next(one for one in _campaigns_at(shop, stories.campaign_at) if one.name == CAMPAIGN)


def broken_campaign(shop: Shop, stories: Stories) -> Campaign:
    """Find the newsletter without working links."""
    return _campaigns_at(shop, stories.broken_at)[0]


def broken_opt_outs(shop: Shop, stories: Stories) -> int:
    """Count the contacts that left for the content within seven days, the day of the broken campaign the first."""
    contacts = shop.table("contacts")
    start, end = _begin(shop, stories.broken_on), _begin(shop, stories.broken_on + _OPT_OUT_DAYS * _DAY)
    left = contacts.filter(contacts.opted_out_at >= start, contacts.opted_out_at < end)
    return sum(reason == REASON for reason in shop.execute(left.select("opt_out_reason"))["opt_out_reason"])


def outage_day(_: Shop, stories: Stories) -> date:
    """Return the whole day without tracking."""
    return stories.blind_on


def outage_orders(shop: Shop, stories: Stories) -> int:
    """Count the orders of that day."""
    return len(_orders(shop, stories.blind_on))


def outage_share(shop: Shop, stories: Stories) -> float:
    """Divide that day's revenue with an own last click by all of it."""
    return _last_click_share(shop, stories.blind_on)


def _begin(shop: Shop, day: date) -> datetime:
    return first_instant(day, shop.timezone).astimezone(UTC).replace(tzinfo=None)


def _orders(shop: Shop, day: date) -> list[Order]:
    events = shop.table("events")
    rows = events.filter(
        events.type == "PURCHASE",
        events.occurred_at >= _begin(shop, day),
        events.occurred_at < _begin(shop, day + _DAY),
    )
    return [Order(*row) for row in _rows(shop, rows, "contact_id", "occurred_at", "value")]


def _last_click_share(shop: Shop, day: date) -> float:
    orders = _orders(shop, day)
    histories = _histories(shop, day)
    won = fsum(one.value for one in orders if _last_click(one, histories[one.contact], shop.attribution))
    return won / fsum(one.value for one in orders)


def _histories(shop: Shop, day: date) -> dict[object, list[Interaction]]:
    """Return what each contact did before the day's end, as far back as an order looks, the newest first."""
    told = shop.table("interactions")
    since = _begin(shop, day) - shop.attribution.days * _DAY
    rows = told.filter(told.occurred_at >= since, told.occurred_at < _begin(shop, day + _DAY))
    found: dict[object, list[Interaction]] = defaultdict(list)
    for contact, *rest in _rows(shop, rows, "contact_id", "occurred_at", "interaction_id", "kind", "channel", "own"):
        found[contact].append(Interaction(*rest))
    for history in found.values():
        history.sort(reverse=True)
    return found


def _last_click(order: Order, history: Iterable[Interaction], policy: Attribution) -> bool:
    window = [one for one in history if order.at - policy.days * _DAY <= one.at < order.at]
    touched = any(one.own for one in [one for one in window if one.channel != DIRECT][: policy.interactions])
    came = [one for one in window if one.kind in CLICK_KINDS]
    if policy.last_click == "last_non_direct":
        came = [one for one in came if one.channel != DIRECT]
    return touched and bool(came) and came[0].own


def _campaigns_at(shop: Shop, moment: datetime) -> list[Campaign]:
    table = shop.table("campaigns")
    rows = table.filter(table.scheduled_at == moment.astimezone(UTC).replace(tzinfo=None), table.kind == "bulk")
    return [Campaign(*row) for row in _rows(shop, rows, "campaign_id", "name")]


def _rows(shop: Shop, rows: Any, *columns: str) -> Iterable[tuple[Any, ...]]:
    return shop.execute(rows.select(*columns)).itertuples(index=False, name=None)
