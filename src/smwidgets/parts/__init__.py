"""What a dashboard is made of. Parts know no queries and no model: they are given texts and arrays."""

from smwidgets.parts._html import Html, Markup, join, markup
from smwidgets.parts._part import Part
from smwidgets.parts.action import ActionButton
from smwidgets.parts.card import Card
from smwidgets.parts.figures import FigureStrip, FigureText
from smwidgets.parts.grid import Grid
from smwidgets.parts.legend import Legend, LegendItem
from smwidgets.parts.measure_tabs import MeasureTabs
from smwidgets.parts.period_picker import PeriodPicker
from smwidgets.parts.placed import Placed
from smwidgets.parts.select import Select
from smwidgets.parts.series import Series
from smwidgets.parts.settings_menu import Field, SettingsMenu
from smwidgets.parts.theme import theme, theme_css
from smwidgets.parts.tile import Tile
from smwidgets.parts.time_chart import TimeChart
from smwidgets.parts.trend_text import TrendText

__all__ = [
    "ActionButton",
    "Card",
    "Field",
    "FigureStrip",
    "FigureText",
    "Grid",
    "Html",
    "Legend",
    "LegendItem",
    "Markup",
    "MeasureTabs",
    "Part",
    "PeriodPicker",
    "Placed",
    "Select",
    "Series",
    "SettingsMenu",
    "Tile",
    "TimeChart",
    "TrendText",
    "join",
    "markup",
    "theme",
    "theme_css",
]
