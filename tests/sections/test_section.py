from __future__ import annotations

import asyncio
import threading

import pandas as pd
import pytest
from ipywidgets import VBox, Widget
from traitlets import TraitError

import smwidgets as sm
from smwidgets.parts import Html, markup
from smwidgets.sections._settings import PeriodTrait


class BasketSize(sm.Section):
    """A user's own section, as short as the documentation promises."""

    title = {"pl": "Wielkość koszyka", "en": "Basket size"}
    help = {"pl": "Mediana wartości transakcji.", "en": "Median order value."}
    period = PeriodTrait("last_30_days").tag(setting=True)

    def query(self, shop, period):  # noqa: ARG002 - the verb's signature
        self.asked = getattr(self, "asked", 0) + 1
        return shop.orders.aggregate(median=shop.orders.value.cast("float64").median())

    def build(self):
        self.text = Html()
        return [self.text]

    def update(self, frame):
        self.text.value = markup("<p>{value}</p>", value=frame["median"][0])


@pytest.fixture
def basket(model):
    section = BasketSize(model)
    yield section
    section.close()


def test_a_section_of_ones_own_gives_its_frame_figures_and_settings(basket):
    assert basket.figures == {"median": basket.frame["median"][0]}
    assert basket.settings == {"period": "last_30_days"}


def test_it_is_built_when_placed_and_not_before(basket):
    assert basket.children == ()
    VBox([basket])
    assert basket._built
    assert "63315" in basket.text.value


def test_a_hidden_section_does_no_work(basket, model):
    basket.show()
    asked = basket.asked
    basket.hide()
    model.refresh()
    model.as_of = "2025-01-06 13:00"
    assert basket.asked == asked
    basket.show()
    assert basket.asked == asked + 1


def test_a_change_of_language_or_currency_asks_nothing(basket, model):
    basket.show()
    asked = basket.asked
    model.locale = "en"
    model.currency = "EUR"
    assert basket.asked == asked


def test_a_broken_section_says_so_with_a_reference_and_the_others_live(model, caplog, state):
    class Broken(BasketSize):
        def query(self, shop, period):  # noqa: ARG002 - the verb's signature
            raise RuntimeError("<b>secret</b>")

    broken, healthy = Broken(model), BasketSize(model)
    VBox([broken, healthy])
    model.refresh()
    assert (state(broken), state(healthy)) == ("error", "fresh")
    assert "secret" not in str(broken._card._status.value)
    reference = caplog.records[-1].getMessage().split()[-1]
    assert reference in broken._card._status.value
    broken.close()
    healthy.close()


def test_a_slow_query_leaves_the_kernel_free_and_a_late_answer_is_dropped(model, state):
    gates = {"last_7_days": threading.Event(), "yesterday": threading.Event()}

    class Slow(BasketSize):
        drawn = ()

        def query(self, shop, period):  # noqa: ARG002 - the verb's signature
            return period.name  # not a frame: settled off the main thread

        def _settle(self, result):
            gates[result].wait(10)
            return sm.Answer(pd.DataFrame({"median": [result]}))

        def update(self, frame):
            self.drawn += (frame["median"][0],)
            drawn.set()

    drawn = asyncio.Event()

    async def scene():
        section = Slow(model, period="last_7_days")
        section.show()
        assert state(section) == "loading"
        section.period = "yesterday"
        gates["yesterday"].set()
        await asyncio.wait_for(drawn.wait(), 10)
        gates["last_7_days"].set()
        await asyncio.sleep(0.05)
        section.close()
        return section.drawn

    assert asyncio.run(scene()) == ("yesterday",)


@pytest.mark.spec("W7")
def test_the_dashboards_period_rules_and_leaves_the_sections_own_as_it_was(model):
    section = sm.sections.SalesAnalytics(model, period="last_7_days")
    section.show()
    model.override = "yesterday"
    assert section.figures["revenue"] == 145_360
    assert section.period == "last_7_days"
    model.override = None
    assert section.figures["revenue"] == 445_360
    assert section._picker.period == "last_7_days"
    section.close()


@pytest.mark.spec("M10")
def test_each_section_shows_when_its_data_were_last_refreshed(model):
    section = sm.sections.SalesAnalytics(model)
    section.show()
    assert model.formats.time(model.shop.refreshed_at) in section._card._note.value
    section.close()


def test_closing_gives_everything_back_and_may_be_repeated(model):
    sm.sections.SalesAnalytics(model).close()
    before = set(Widget._instances) if hasattr(Widget, "_instances") else set()
    observers = len(model._trait_notifiers.get("revision", {}).get("change", []))
    section = sm.sections.SalesAnalytics(model, compare=True)
    section.show()
    section.close()
    section.close()
    assert len(model._trait_notifiers["revision"]["change"]) == observers
    assert set(Widget._instances if hasattr(Widget, "_instances") else ()) - before == set()


def test_a_deferred_section_holds_its_place_and_is_built_when_the_kernel_has_time(model, state):
    async def scene():
        section = BasketSize(model)
        section.defer(0.01)
        section.show()
        assert (section._built, state(section)) == (False, "loading")
        model.locale = "en"
        while state(section) == "loading":  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.005)
        title = section._card._head.value
        section.close()
        return title

    assert "Basket size" in asyncio.run(scene())


def test_a_deferred_section_that_was_closed_meanwhile_is_not_built(model):
    async def scene():
        section = BasketSize(model)
        section.defer(0.01)
        section.show()
        section.close()
        await asyncio.sleep(0.03)
        return section._built

    assert not asyncio.run(scene())


class Leader(BasketSize):
    def periods(self):
        return "last_7_days", "yesterday"


@pytest.mark.spec("CA2")
def test_a_follower_shows_its_leaders_period_and_keeps_its_own(model):
    leader, follower = Leader(model, period="yesterday"), Leader(model)
    leader.show()
    follower.show()
    revisions = follower.settings_revision
    follower.follow(leader)
    assert follower._picker is None
    assert follower.timeframe() == leader.timeframe()
    asked = follower.asked
    leader.period = "last_7_days"
    assert follower.asked == asked + 1
    assert follower.timeframe().name == "last_7_days"
    assert follower.settings == {"period": "last_30_days"}
    assert follower.settings_revision == revisions
    model.override = "today"
    assert follower.timeframe().name == "today"
    model.override = None
    follower.follow(None)
    assert follower._picker.period == follower.timeframe().name == "last_30_days"
    leader.close()
    follower.close()


def test_a_section_without_a_period_leads_nobody(model):
    follower, summary = Leader(model), sm.sections.SalesSummary(model)
    follower.show()
    follower.follow(summary)
    assert follower._picker is not None
    follower.close()
    summary.close()


def test_a_hidden_follower_asks_nothing_until_it_is_shown(model):
    leader, follower = Leader(model), Leader(model)
    follower.show()
    follower.follow(leader)
    follower.hide()
    asked = follower.asked
    leader.period = "yesterday"
    assert follower.asked == asked
    follower.show()
    assert follower.asked == asked + 1
    leader.close()
    follower.close()


def test_several_settings_are_drawn_and_told_once(model):
    section = sm.sections.SalesAnalytics(model)
    section.show()
    told, drawn, update = [], [], section.update
    section.observe(lambda change: told.append(change.new), "settings_revision")
    section.update = lambda frame: (drawn.append(1), update(frame))
    with section.together():
        section.measure, section.chart, section.compare = "orders", "bar", True
        assert drawn == []
    assert (len(told), len(drawn)) == (1, 1)
    with section.together():
        section.measure = "revenue"
        section.measure = "orders"
    assert (len(told), len(drawn)) == (1, 1)
    with pytest.raises(TraitError):
        section._on_save({"chart": "line", "measure": "none"})
    assert (section.chart, len(told)) == ("line", 2)
    section.measure = "aov"
    assert len(told) == 3
    section.close()


def test_registered_names_are_those_of_the_classes():
    assert sm.sections.SalesAnalytics.registered_name() == "sales_analytics"
    assert sm.sections.OptOutReasons.registered_name() == "opt_out_reasons"
