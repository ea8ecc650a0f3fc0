"""Whatever a person gives to what is public, an error of ours says what to give instead."""

from __future__ import annotations

import copy
import inspect
import os
import pickle
import subprocess
import sys
from datetime import date, datetime

import ibis
import pandas as pd
import pytest
from ipywidgets import Widget

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError, StoreError, UnknownNameError

SECTIONS = [
    name
    for name in sm.sections.__all__
    if inspect.isclass(kind := getattr(sm.sections, name)) and issubclass(kind, sm.Section)
]
PUBLIC = {name: getattr(sm, name) for name in sm.__all__ if name != "sections" and not name.endswith("Error")} | {
    f"sections.{name}": getattr(sm.sections, name) for name in SECTIONS
}


class Odd:
    """An object that nothing takes."""


WRONG = {
    "a number": 5,
    "a negative number": -1,
    "a text": "no such thing",
    "an empty text": "",
    "an address": "postgresql://ola:secret@db/shop",
    "nothing": None,
    "a list": [],
    "a list of lists": [[1]],
    "a dict": {"a": 1},
    "a frame": pd.DataFrame({"a": [1]}),
    "an object": Odd(),
    "a class": Odd,
    "a flag": True,
    "a day": date(2026, 1, 1),
    "bytes": b"x",
}


def is_ours(error):
    """Whether it helps: one of ours, or Python's own about a missing or unknown argument."""
    return isinstance(error, sm.SmwidgetsError) or (isinstance(error, TypeError) and "argument" in str(error))


def refused(call, *arguments, **keywords):
    """Call, and return the error's text if there is one; any but a helpful one fails."""
    try:
        made = call(*arguments, **keywords)
    except Exception as error:
        if not is_ours(error):
            raise AssertionError(f"{type(error).__name__}: {error}") from error
        return str(error)
    if isinstance(made, Widget):
        made.close()
    return None


@pytest.fixture(scope="module")
def good(seed_shop):
    """One good value of each parameter that has to be given."""
    model = sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00")
    frame = pd.DataFrame({"a": [1]})
    return {
        "model": model,
        "shop": seed_shop,
        "start": "2026-01-01",
        "end": "2026-01-02",
        "frame": frame,
        "key": "sales",
        "section": sm.sections.SalesSummary,
        "text": {"pl": "Sprzedaż", "en": "Sales"},
        "boards": {},
        "snapshot": seed_shop._snapshot,
        "source": {"events": frame},
        "output": "/nowhere/shop.duckdb",
    }


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("name", PUBLIC)
def test_every_argument_of_everything_public_is_checked(name, wrong, good, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMWIDGETS_SHOP", str(tmp_path / "none.duckdb"))  # the default source: nothing is drawn
    call = PUBLIC[name]
    parameters = inspect.signature(call).parameters
    needed = {
        key: good[key]
        for key, one in parameters.items()
        if one.default is one.empty and one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)
    }
    for key, one in parameters.items():
        if one.kind in (one.VAR_KEYWORD, one.VAR_POSITIONAL) or (name == "demo" and (key, type(wrong)) in DRAWS):
            continue
        said = refused(call, **(needed | {key: wrong}))
        assert said is None or "secret" not in said
    if name != "demo":
        refused(call, wrong)
    assert refused(call, **needed, peroid=wrong)


DRAWS = {("seed", int), ("today", date), ("today", type(None)), ("stories", bool)}
"""What ``demo`` takes: its shop is drawn elsewhere."""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda _: sm.DashboardModel("shop.duckdb"), r"sm\.connect"),
        (lambda _: sm.DashboardModel("postgresql://ola:secret@db/shop"), "'postgresql://…'"),
        (lambda m: sm.MainDashboard(m.shop), r"MainDashboard\(sm\.DashboardModel\(shop\)\)"),
        (lambda m: sm.sections.PageViews(m.shop), r"PageViews\(sm\.DashboardModel\(shop\)\)"),
        (lambda m: sm.DashboardModel(m.shop, rights="all"), r"sm\.Rights\(\) is everything"),
        (lambda m: sm.DashboardModel(m.shop, repository=5), "directory.*not 5"),
        (lambda m: sm.DashboardModel(m.shop, as_of=5), "not a moment: 5"),
        (sm.Lesson, r"sm\.Lesson\(model\.shop\)"),
        (lambda _: sm.Lesson(5), r"sm\.demo\(stories=True\)"),
        (lambda _: sm.demo(seed=-1), "0 or above, as 7; not -1"),
        (lambda _: sm.demo(today="x"), "2026-01-06"),
        (lambda m: sm.Workspace(m, 5), r"sm\.Workspace\(model, 'dashboards\.json'\)"),
        (lambda _: sm.Rights(owners=5), r"owners=\['ewa', 'jan'\]"),
        (lambda m: sm.Dashboard(model=m, boards=[1]), r"\(title, layout\)"),
        (lambda _: sm.Place("a", "sales"), "class of a section"),
        (lambda _: sm.Shop(5), r"sm\.connect"),
        (lambda m: sm.sections.SalesAnalytics(m, measure=5), "measure.*orders"),
        (lambda m: sm.sections.SalesAnalytics(m, period="last_qarter"), "did you mean 'previous_quarter'.*last_7_days"),
        (lambda m: m.timeframe("last month"), "did you mean 'previous_month'"),
        (lambda m: setattr(m, "override", "30d"), "did you mean 'last_30_days'"),
        (lambda m: setattr(m, "override", 5), "give a name such as"),
        (lambda m: m.timeframe([]), "give a name such as"),
    ],
)
def test_the_error_says_what_to_write(good, wrong, said):
    with pytest.raises(ConfigurationError, match=f"(?s){said}"):
        wrong(good["model"])


@pytest.mark.parametrize("name", ["asof", "as_off", "curency", "local", "overide", "anything"])
def test_a_model_has_no_other_attributes(seed_shop, name):
    model = sm.DashboardModel(seed_shop)
    with pytest.raises(UnknownNameError, match="as_of"):
        setattr(model, name, "2025-01-06")
    with pytest.raises(ConfigurationError, match="read only"):
        model.formats = None
    with pytest.raises(ConfigurationError, match="locale"):
        model.locale = "de"


def test_a_misspelt_attribute_of_a_section_or_dashboard_is_refused(good):
    section = sm.sections.SalesAnalytics(good["model"])
    for name, meant in (("peroid", "period"), ("atribution", "attribution"), ("modle", "model")):
        with pytest.raises(UnknownNameError, match=f"did you mean '{meant}'"):
            setattr(section, name, "x")
    with pytest.raises(UnknownNameError, match="did you mean 'period'"):
        sm.sections.SalesAnalytics(good["model"], peroid="today")
    with pytest.raises(ConfigurationError, match="read only"):
        section.figures = {}
    section.close()
    for made in (sm.MainDashboard(good["model"]), sm.Workspace(good["model"])):
        with pytest.raises(UnknownNameError, match="did you mean 'model'"):
            made.modell = good["model"]
        made.close()


def test_a_section_of_somebodys_own_keeps_what_it_likes(good):
    class Own(sm.sections.SalesSummary):
        def build(self):
            self.modell = self.charts = ()
            return super().build()

    section = Own(good["model"])
    section.show()
    section.anything = 1
    section.close()


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, pickle.dumps])
def test_what_is_alive_is_neither_copied_nor_pickled(seed_shop, good, way):
    section, workspace = sm.sections.SalesSummary(good["model"]), sm.Workspace(good["model"])
    for one in (seed_shop, good["model"], section, workspace):
        with pytest.raises(ConfigurationError, match=r"neither copied nor pickled: (make|connect)"):
            way(one)
    section.close()
    workspace.close()


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301
def test_what_is_a_value_is(way):
    values = (sm.Period("2026-01-01", "2026-02-01"), sm.Rights(["ewa"], personal=False), sm.Attribution(days=30))
    assert all(way(one) == one for one in values)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Maindashboard", "sm.MainDashboard"),
        ("Salesanalytics", "sm.sections.SalesAnalytics"),
        ("sales_analytics", "sm.sections.SalesAnalytics"),
        ("PeriodError", "smwidgets.core.errors.PeriodError"),
    ],
)
def test_a_name_that_is_elsewhere_is_found(name, said):
    with pytest.raises(AttributeError, match=f"did you mean {said}"):
        getattr(sm, name)
    assert not hasattr(sm, "_ipython_display_")
    with pytest.raises(AttributeError, match=r"did you mean sm\.sections\.SalesAnalytics"):
        sm.sections.SalesAnalitics  # noqa: B018 - asked for


def test_what_is_shown_of_an_object_is_short_and_tells_of_nobody(good, tmp_path):
    model = sm.DashboardModel(good["shop"], user="ola@sklep.example", repository=tmp_path, locale="en")
    section, main = sm.sections.SalesAnalytics(model, period="last_7_days"), sm.MainDashboard(model)
    workspace = sm.Workspace(model)
    shown = [
        repr(one) for one in (model, model.shop, model.repository, section, main, workspace, sm.Rights(["ola@sklep"]))
    ]
    assert all(len(text) < 300 and "ola" not in text and str(tmp_path) not in text for text in shown), shown
    assert shown[0] == f"<DashboardModel of {model.shop!r}, at the present, PLN, en>"
    assert shown[3] == "<SalesAnalytics(period='last_7_days') of 'Sklep'>"
    assert repr(sm.Period("2026-01-01", "2026-01-08T12:00")) == "Period('2026-01-01', '2026-01-08T12:00:00')"
    for one in (section, main, workspace):
        one.close()


def test_a_shop_that_was_closed_says_so(seed_tables):
    shop = sm.connect(seed_tables)
    model = sm.DashboardModel(shop)
    sections = [getattr(sm.sections, name)(model) for name in SECTIONS if name != "Section"]
    orders = shop.orders
    day = datetime(2025, 1, 1)  # noqa: DTZ001 - naive UTC, as the shop's times are
    shop.close()
    assert "closed" in repr(shop)
    for ask in (
        lambda: shop.cube("sales"),
        lambda: shop.partial("sales", day, day),
        lambda: shop.slice("sales", day, day),
        lambda: shop.lookup("contacts", [1], []),
        lambda: shop.table("events"),
        lambda: shop.orders,
        lambda: shop.execute(orders),
        lambda: shop.restricted(sm.Rights(personal=False)).cube("sales"),
        *(lambda section=section: section.figures for section in sections if section.settings.get("period", 1)),
    ):
        said = refused(ask)
        assert said is None or "closed" in said or "the shop has no" in said or "list" in said, said
    with pytest.raises(StoreError, match="is closed"):
        shop.cube("sales")
    for section in sections:
        section.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda shop, odd: shop.cube(odd),
        lambda shop, odd: shop.partial(odd, odd, odd),
        lambda shop, odd: shop.partial("sales", odd, odd),
        lambda shop, odd: shop.slice("sales", odd, odd),
        lambda shop, odd: shop.table(odd),
        lambda shop, odd: shop.has(odd),
        lambda shop, odd: shop.require(odd),
        lambda shop, odd: shop.execute(odd),
        lambda shop, odd: shop.sql(odd),
        lambda shop, odd: shop.restricted(odd),
    ],
)
@pytest.mark.parametrize("odd", WRONG.values(), ids=WRONG)
def test_questions_to_a_shop_are_checked(seed_shop, ask, odd):
    assert refused(ask, seed_shop, odd)


def test_an_expression_of_another_place_is_refused(seed_shop):
    with pytest.raises(ConfigurationError, match=r"shop\.table\(name\)"):
        seed_shop.execute(ibis.table({"a": "int64"}, name="nowhere"))


def test_answers_of_a_lesson_are_asked_by_name(monkeypatch, seed_shop):
    monkeypatch.setattr("smwidgets.apps.teaching.lesson.stories_of", lambda _: None)
    lesson = sm.Lesson(seed_shop)
    for ask in (
        lambda: lesson.check([], 1),
        lambda: lesson.chapter([]),
        lambda: lesson.answer(5),
        lambda: lesson.period([]),
    ):
        with pytest.raises(UnknownNameError):
            ask()


ELSEWHERE = """
import os, sys
import smwidgets as sm
folder = os.path.join(os.getcwdb(), {name!a}.encode("utf-8", "surrogateescape"))
path = os.fsdecode(folder)
try:
    result = sm.import_shop(os.path.join(path, "events.csv"), os.path.join(path, "shop.duckdb"))
    with sm.connect(os.path.join(path, "shop.duckdb")) as shop:
        assert shop.cube("sales")["revenue_all"].sum() == 99.5
except sm.SmwidgetsError as error:
    print(type(error).__name__, ascii(str(error)))
    sys.exit(3)
"""


@pytest.mark.parametrize(("name", "utf8", "code"), [("żółw", "1", 0), ("żółw", "0", 3), ("\udcbf", "1", 3)])
def test_a_path_of_any_letters_where_the_language_is_none(tmp_path, utf8, name, code):
    folder = tmp_path / name
    folder.mkdir()
    (folder / "events.csv").write_text(
        "event_id,contact_id,type,occurred_at,value\n1,7,PURCHASE,2026-01-05 12:30,99.5\n"
    )
    environment = os.environ | {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": utf8, "PYTHONCOERCECLOCALE": "0"}
    ran = subprocess.run(
        [sys.executable, "-c", ELSEWHERE.format(name=name)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code, ran.stderr
