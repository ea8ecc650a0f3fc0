"""What a dashboard is made of. Parts know no queries and no model: they are given texts and arrays."""

from smwidgets.parts._chart_texts import table_texts
from smwidgets.parts._html import Html, Markup, join, markup, plain
from smwidgets.parts._part import Part
from smwidgets.parts.action import ActionButton
from smwidgets.parts.banner import Banner
from smwidgets.parts.batch import batch
from smwidgets.parts.card import Card
from smwidgets.parts.check_box import CheckBox
from smwidgets.parts.combobox import Combobox
from smwidgets.parts.data_table import Column, DataTable
from smwidgets.parts.dialog import Dialog
from smwidgets.parts.donut import Donut
from smwidgets.parts.download import Download
from smwidgets.parts.figures import FigureStrip, FigureText
from smwidgets.parts.filter_menu import FilterField, FilterMenu
from smwidgets.parts.fold import Fold
from smwidgets.parts.form import Form, FormRow
from smwidgets.parts.grid import Grid
from smwidgets.parts.heat_map import HeatMap
from smwidgets.parts.legend import Legend, LegendItem
from smwidgets.parts.measure_tabs import MeasureTabs
from smwidgets.parts.pager import Pager
from smwidgets.parts.period_picker import PeriodPicker
from smwidgets.parts.placed import Placed
from smwidgets.parts.preview_tiles import PreviewTile, PreviewTiles
from smwidgets.parts.progress import Progress
from smwidgets.parts.select import Select
from smwidgets.parts.series import Series
from smwidgets.parts.settings_menu import Field, SettingsMenu
from smwidgets.parts.slice import Slice
from smwidgets.parts.text_field import TextField
from smwidgets.parts.theme import theme, theme_css
from smwidgets.parts.tile import Tile
from smwidgets.parts.time_chart import TimeChart
from smwidgets.parts.trend_text import TrendText

__all__ = [
    "ActionButton",
    "Banner",
    "Card",
    "CheckBox",
    "Column",
    "Combobox",
    "DataTable",
    "Dialog",
    "Donut",
    "Download",
    "Field",
    "FigureStrip",
    "FigureText",
    "FilterField",
    "FilterMenu",
    "Fold",
    "Form",
    "FormRow",
    "Grid",
    "HeatMap",
    "Html",
    "Legend",
    "LegendItem",
    "Markup",
    "MeasureTabs",
    "Pager",
    "Part",
    "PeriodPicker",
    "Placed",
    "PreviewTile",
    "PreviewTiles",
    "Progress",
    "Select",
    "Series",
    "SettingsMenu",
    "Slice",
    "TextField",
    "Tile",
    "TimeChart",
    "TrendText",
    "batch",
    "join",
    "markup",
    "plain",
    "table_texts",
    "theme",
    "theme_css",
]
