"""The dashboard in smwidgets: six figures in a section of one's own, and five sections of the library."""

import smwidgets as sm

FIGURES = {
    "revenue": ("Revenue", "sales_all", "revenue"),
    "orders": ("Orders", "sales_all", "orders"),
    "aov": ("AOV", "sales_all", "aov"),
    "touchpoint_revenue": ("Touchpoint revenue", "sales_touchpoint", "revenue"),
    "touchpoint_orders": ("Touchpoint orders", "sales_touchpoint", "orders"),
    "last_click_revenue": ("Last click revenue", "sales_last_click", "revenue"),
}


class SixFigures(sm.Section):
    title = {"pl": "Liczby okresu", "en": "Figures of the period"}
    help = {"pl": "Sprzedaż okresu i jej zmiana.", "en": "Sales of the period and their change."}
    period = sm.sections.PeriodTrait("last_30_days").tag(setting=True)

    def periods(self):
        return "last_7_days", "last_30_days", "last_12_months"

    def query(self, shop, period):  # noqa: ARG002
        from_sections = {key: (dashboard.sections[name], figure) for key, (_, name, figure) in FIGURES.items()}
        return sm.Answer(
            frame=dashboard.sections["sales_all"].frame,
            figures={key: section.figures[figure] for key, (section, figure) in from_sections.items()},
            trends={key: section.trends[figure] for key, (section, figure) in from_sections.items()},
        )

    def build(self):
        self.tiles = {key: sm.parts.Tile() for key in FIGURES}
        return [sm.parts.Grid([(tile, 2) for tile in self.tiles.values()])]

    def update(self, frame):  # noqa: ARG002
        formats = self.model.formats
        for key, (label, _, figure) in FIGURES.items():
            value, trend = self.figures[key], self.trends[key]
            text = formats.count(value) if figure == "orders" else formats.money(value, cents=figure == "aov")
            change = sm.parts.TrendText("", formats.percent(abs(trend.percent)), trend.direction, trend.direction > 0)
            self.tiles[key].show(label, "", text, change)


model = sm.DashboardModel.from_environment()
model.override = "last_30_days"
sales = [
    sm.Place(f"sales_{name}", sm.sections.SalesAnalytics, 4, {"attribution": name, "compare": True})
    for name in ("all", "touchpoint", "last_click")
]
dashboard = sm.Dashboard(
    model,
    {
        "sales": (
            {"pl": "Sprzedaż", "en": "Sales"},
            [
                sm.Place("figures", SixFigures, 12, rows=4),
                *sales,
                sm.Place("channels", sm.sections.ChannelSales, 4),
                sm.Place("modules", sm.sections.ModuleSales, 4),
            ],
        )
    },
)
dashboard  # noqa: B018
