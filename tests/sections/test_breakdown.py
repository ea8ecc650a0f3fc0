from __future__ import annotations

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import MissingDataError
from smwidgets.sections._names import CHANNELS as CHANNEL_NAMES
from smwidgets.sections._names import told_apart
from smwidgets.sections.channel_sales import ChannelSales
from smwidgets.sections.module_sales import ModuleSales

CHANNELS = {"sms": 410, "email": 270, "carrier_pigeon": 30}
MODULES = {"workflow": 410, "bulk": 200, "<i>loft</i>": 30, "no_module": 70}


@pytest.fixture
def shown(garden):
    sections = []

    def make(section, **settings):
        sections.append(section(garden, **settings))
        sections[-1].show()
        return sections[-1]

    yield make
    for section in sections:
        section.close()


def slices(section):
    return {one.key: one for one in section._donut._whole.slices}


@pytest.mark.spec("D1", "E1")
@pytest.mark.parametrize(("section", "figures"), [(ChannelSales, CHANNELS), (ModuleSales, MODULES)])
def test_each_touchpoint_order_counts_once_for_its_newest_own_interaction(garden, section, figures):
    assert section(garden).figures == {**figures, "total": 710}


@pytest.mark.spec("D1", "E1")
@pytest.mark.parametrize("period", ["today", "last_7_days", "current_month", "last_12_months"])
def test_both_sums_equal_the_touchpoint_revenue(garden, period):
    touchpoint = sm.sections.SalesAnalytics(garden, attribution="touchpoint", period=period).figures["revenue"]
    assert ChannelSales(garden, period=period).figures["total"] == touchpoint > 0
    assert ModuleSales(garden, period=period).figures["total"] == touchpoint


@pytest.mark.spec("E1")
def test_the_largest_stands_first_and_orders_without_a_module_last(garden):
    frame = ModuleSales(garden).frame
    assert frame["module"].tolist() == ["workflow", "bulk", "<i>loft</i>", None]
    assert frame["orders"].tolist() == [2, 1, 1, 1]


@pytest.mark.spec("D2", "E1")
def test_hiding_labels_takes_slices_out_of_the_sum_and_leaves_the_other_figures(shown):
    section = shown(ModuleSales)
    section._donut.hidden = ("workflow", "no_module")
    assert section.hidden == ("workflow", "no_module")
    assert section.figures == {**MODULES, "total": 230}
    view = section._donut._ring.view
    assert view["total"].replace("\xa0", " ") == "230 zł"
    assert {one["key"]: one["share"] for one in view["slices"]} == {
        "workflow": "—",
        "bulk": "87,0%",
        "<i>loft</i>": "13,0%",
        "no_module": "—",
    }


@pytest.mark.spec("D2")
def test_with_all_labels_hidden_the_sum_is_zero_and_the_place_says_so(shown):
    section = shown(ChannelSales, hidden=tuple(CHANNELS))
    assert section.figures["total"] == 0
    assert section._donut._ring.view["message"] == "Wszystkie etykiety są ukryte"
    section.period = sm.Period("2024-11-01", "2024-11-02")
    assert section.figures == {"total": 0}
    assert section._donut._ring.view["message"] == "Brak transakcji w tym okresie"


@pytest.mark.spec("D1", "D2")
def test_a_channel_keeps_its_colour_whatever_is_hidden_and_whatever_the_period(shown):
    section = shown(ChannelSales)
    before = {key: one.colour for key, one in slices(section).items()}
    assert len(set(before.values())) == 3
    section.hidden = ("email",)
    section.period = "today"
    assert {key: one.colour for key, one in slices(section).items()} == {"sms": before["sms"]}


def test_known_names_are_translated_and_unknown_ones_stand_as_they_are(shown, garden):
    section = shown(ModuleSales)
    assert slices(section)["workflow"].label == "Workflow"
    assert slices(section)["<i>loft</i>"].label == "<i>loft</i>"
    assert slices(section)["no_module"].label == "bez modułu"
    garden.locale = "en"
    assert slices(section)["no_module"].label == "no module"


@pytest.mark.spec("E2")
def test_behind_a_slice_stand_its_campaigns_by_revenue_with_their_trend(garden):
    rows = ChannelSales(garden).behind("email")
    assert rows["name"].tolist() == ["<b>Zima</b>", None]
    assert rows["campaign_id"].astype(str).tolist() == ["1", "3"]
    assert rows["orders"].tolist() == [1, 1]
    assert rows["revenue"].tolist() == rows["aov"].tolist() == [200, 70]
    assert rows["previous_revenue"].tolist() == [50, 0]


@pytest.mark.spec("E2")
@pytest.mark.parametrize("key", MODULES)
def test_what_stands_behind_a_slice_adds_up_to_it(garden, key):
    assert ModuleSales(garden).behind(key)["revenue"].sum() == MODULES[key]


@pytest.mark.spec("E2")
def test_a_click_on_a_slice_opens_the_table_and_text_from_data_stays_text(shown):
    section = shown(ModuleSales)
    section._on_pick("bulk")
    dialog, table = section._drill_down.dialog, section._drill_down.table
    assert dialog.opened
    assert dialog.heading == "Całkowita sprzedaż: Moduły – Wysyłki masowe"
    row = dict(zip([column["key"] for column in table.columns], table.rows[0], strict=True))
    assert {key: text.replace("\xa0", " ") for key, text in row.items()} == {
        "name": "<b>Zima</b>",
        "kind": "Wysyłka masowa",
        "orders": "1",
        "revenue": "200 zł",
        "aov": "200,00 zł",
        "trend": "+150 zł  ▲ 300,0%",
    }
    section.model.locale = "en"
    assert table.rows[0][-1] == "Bulk message"


@pytest.mark.spec("E2")
def test_an_order_without_a_campaign_says_so(shown):
    section = shown(ModuleSales)
    section._on_pick("<i>loft</i>")
    assert section._drill_down.table.rows[0][0] == "bez kampanii"


@pytest.mark.spec("E2")
def test_without_a_table_of_campaigns_their_ids_stand_in_place_of_names(garden_tables):
    tables = {name: table for name, table in garden_tables.items() if name != "campaigns"}
    with sm.connect(tables, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = ModuleSales(sm.DashboardModel(shop, as_of="2025-01-20 12:00"))
        section.show()
        section._on_pick("workflow")
        assert section._drill_down.table.rows[0][0] == "2"
        assert [column["key"] for column in section._drill_down.table.columns] == [
            "name",
            "revenue",
            "orders",
            "aov",
            "trend",
        ]
        section.close()


def test_without_interactions_it_says_so(garden_tables, state):
    with sm.connect({"events": garden_tables["events"]}, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = ChannelSales(sm.DashboardModel(shop, as_of="2025-01-20 12:00"))
        with pytest.raises(MissingDataError, match="interactions"):
            section.figures  # noqa: B018
        section.show()
        assert state(section) == "unavailable"
        section.close()


def test_settings_rebuild_the_section(garden):
    section = ModuleSales(garden, hidden=("bulk",), period="last_7_days")
    assert section.settings == {"period": "last_7_days", "hidden": ["bulk"]}
    assert ModuleSales(garden, **section.settings).figures == section.figures


@pytest.mark.parametrize("section", [ChannelSales, ModuleSales])
def test_its_explanation_computes_the_same_figures(garden, run_garden_sql, section):
    made = section(garden)
    explanation = made.explain()
    rows = run_garden_sql(explanation.sql)
    expected = made.frame.sort_values(made.dimension)
    computed = rows.sort_values(made.dimension)
    assert computed["revenue"].astype(float).tolist() == expected["revenue"].tolist()
    assert explanation.rows == made.frame["orders"].sum()


@pytest.fixture(scope="module")
def crowded_shop():
    """Twelve modules of 100, 200 … zł, orders without a module, and names that read alike."""
    names = [f"m{number:02}" for number in range(12)] + ["other", "=other", "bulk", "Wysyłki masowe", None]
    orders = [(f"o{place}", f"c{place}", "PURCHASE", 100.0 * (place + 1)) for place in range(len(names))]
    touches = [(place, f"c{place}", "click", "email", True, name) for place, name in enumerate(names)]
    tables = {
        "events": pd.DataFrame(orders, columns=["event_id", "contact_id", "type", "value"]).assign(
            occurred_at=pd.Timestamp("2025-01-19 12:00")
        ),
        "interactions": pd.DataFrame(
            touches, columns=["interaction_id", "contact_id", "kind", "channel", "own", "module"]
        ).assign(occurred_at=pd.Timestamp("2025-01-18 12:00")),
    }
    with sm.connect(tables, timezone="Europe/Warsaw", currency="PLN") as shop:
        yield shop


@pytest.fixture
def crowded(crowded_shop):
    section = ModuleSales(sm.DashboardModel(crowded_shop, as_of="2025-01-20 12:00"))
    section.show()
    yield section
    section.close()


TOTAL = 100 * sum(range(1, 18))
SMALL = [f"m{number:02}" for number in range(10)]
"""Those that share the slice of the others: six have their own, and what has no module."""


@pytest.mark.spec("E1")
def test_the_largest_have_a_slice_each_and_the_others_one_in_a_colour_of_its_own(crowded):
    drawn = list(slices(crowded).values())
    assert [one.label for one in drawn[-2:]] == ["pozostałe (10)", "bez modułu"]
    assert len(drawn) == len({one.colour for one in drawn}) == len({one.label for one in drawn}) == 8
    assert sum(one.value for one in drawn) == crowded.figures["total"] == TOTAL
    assert len(crowded.figures) == 18  # each module, none, and the total
    assert crowded.model.shop.cube("module_sales")["module"].nunique() == 16


@pytest.mark.spec("E1", "D2")
def test_hiding_the_others_takes_all_of_them_out_of_the_sum(crowded):
    crowded._donut.hidden = ("other",)
    assert crowded.figures["total"] == TOTAL - sum(crowded.figures[name] for name in SMALL)
    assert crowded._donut._ring.view["total"].replace("\xa0", " ") == "9 800 zł"
    crowded._donut.hidden = ("m03",)  # one of them, from Python
    assert slices(crowded)["other"].value == sum(crowded.figures[name] for name in SMALL if name != "m03")
    assert crowded.figures["total"] == TOTAL - 400


@pytest.mark.spec("E2")
def test_the_others_open_as_a_list_from_which_each_opens(crowded):
    crowded._on_pick("other")
    window = crowded._drill_down
    assert window.dialog.opened
    assert window.dialog.heading == "Całkowita sprzedaż: Moduły – pozostałe (10)"
    assert [row[0] for row in window.table.rows] == SMALL[::-1]
    assert [text.replace("\xa0", " ") for text in window.table.rows[0][1:4]] == ["1 000 zł", "6,5%", "1"]
    crowded.model.locale = "en"
    assert window.dialog.heading == "Total sales: Modules – other (10)"
    assert window.table.columns[0]["label"] == "Name"
    window.table._receive(None, {"kind": "action", "key": "m03", "column": "details"}, None)
    assert window.dialog.heading.endswith("– m03")
    assert [column["key"] for column in window.table.columns][:2] == ["name", "revenue"]
    assert window.table.columns[-1]["kind"] != "action"


def test_a_module_that_is_called_as_a_key_of_ours_is_not_taken_for_it(crowded):
    assert crowded.figures["=other"] == 1300
    assert crowded.figures["==other"] == 1400
    assert [crowded.behind(key)["revenue"].sum() for key in ("=other", "==other", "no_module")] == [1300, 1400, 1700]


def test_two_names_that_read_alike_are_told_apart(crowded):
    found = {one.key: one.label for one in slices(crowded).values()}
    assert (found["bulk"], found["Wysyłki masowe"]) == ("Wysyłki masowe (bulk)", "Wysyłki masowe")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["email", "E-mail"], ["E-mail (email)", "E-mail"]),
        (["email", "sms"], ["E-mail", "SMS"]),
        (["a", "a\u202e", "a "], ["a", "a\u202e (2)", "a (3)"]),
    ],
)
def test_no_two_names_read_alike(keys, said):
    assert list(told_apart(CHANNEL_NAMES, keys, "en").values()) == said
