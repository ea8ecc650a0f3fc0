"""A section of one's own, in under 30 lines."""

from datetime import UTC

import smwidgets as sm
from smwidgets.parts import Html, markup


class LargestOrder(sm.Section):
    title = {"pl": "Największe zamówienie", "en": "Largest order"}
    help = {"pl": "Najwyższa wartość zamówienia w okresie.", "en": "The highest value of an order in the period."}
    period = sm.sections.PeriodTrait("last_30_days").tag(setting=True)

    def periods(self):
        return "last_7_days", "last_30_days"

    def query(self, shop, period):
        start, end = (at.astimezone(UTC).replace(tzinfo=None) for at in (period.current.start, period.current.end))
        inside = shop.orders.filter(shop.orders.occurred_at >= start, shop.orders.occurred_at < end)
        return inside.aggregate(largest=inside.value.max().cast("float64"))

    def build(self):
        self.text = Html()
        return [self.text]

    def update(self, frame):
        self.text.value = markup("<p>{value}</p>", value=self.model.formats.money(frame["largest"][0]))
