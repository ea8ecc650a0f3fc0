"""What a learner is told."""

import json
import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest

import smwidgets as sm
from smwidgets.apps.teaching.feedback import judge
from smwidgets.apps.teaching.questions import QUESTIONS
from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.core.text import check_text
from smwidgets.data.connecting import ENVIRONMENT
from smwidgets.data.sample import sample_tables

pytestmark = pytest.mark.spec("X5")

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.fixture(scope="module")
def shop():
    with sm.connect(sample_tables(7, date(2026, 3, 6), contacts=2_000, stories=True)) as shop:
        yield shop


@pytest.fixture
def lesson(shop):
    return sm.Lesson(shop, locale="en")


def test_every_known_answer_is_right(lesson):
    assert [name for name in lesson.questions if not lesson.check(name, lesson.answer(name)).right] == []


@pytest.mark.parametrize("name", [name for name, one in QUESTIONS.items() if one.tolerance])
def test_a_rounded_number_is_right_and_another_is_not(lesson, name):
    known = lesson.answer(name)
    rounded = round(known, {"share": 2, "percent": 0}.get(QUESTIONS[name].unit, 0))
    assert lesson.check(name, rounded).right
    assert lesson.check(name, known * 1.1).right is False


def test_a_count_is_exact(lesson):
    known = lesson.answer("outage_orders")
    assert [lesson.check("outage_orders", known + off).right for off in (-1, 0, 1)] == [False, True, False]
    assert lesson.check("outage_orders", float(known)).right


@pytest.mark.parametrize(("name", "factor"), [("outage_share", 100), ("black_friday_trend", 0.01)])
def test_a_right_number_in_the_wrong_unit_is_told(lesson, name, factor):
    feedback = lesson.check(name, lesson.answer(name) * factor)
    assert not feedback.right
    assert "unit" in str(feedback)


def test_a_campaign_is_named_or_numbered(lesson):
    known = lesson.answer("broken_campaign")
    for answer in (known.name, known.key, str(known.key), f" {known.name.upper()} "):
        assert lesson.check("broken_campaign", answer).right
    assert not lesson.check("broken_campaign", lesson.answer("black_friday_campaign").name).right


def test_a_day_is_a_date_a_moment_or_text(lesson):
    for answer in (date(2025, 9, 16), datetime(2025, 9, 16, 12, tzinfo=WARSAW), "2025-09-16"):
        assert lesson.check("outage_day", answer).right
    assert not lesson.check("outage_day", "2025-09-17").right


@pytest.mark.parametrize(("name", "answer"), [("outage_day", "Tuesday"), ("outage_orders", "many"), ("outage_day", 7)])
def test_what_cannot_be_read_is_explained(lesson, name, answer):
    feedback = lesson.check(name, answer)
    assert feedback.right is False
    assert "This takes" in str(feedback)
    assert str(answer) not in str(feedback)


def test_three_dots_are_no_answer_yet(lesson):
    assert lesson.check("outage_orders", ...).right is None


@pytest.mark.parametrize("locale", ["pl", "en"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_no_feedback_to_a_wrong_answer_gives_the_known_one_away(shop, locale, name):
    lesson = sm.Lesson(shop, locale=locale)
    known = lesson.answer(name)
    secret = getattr(known, "name", str(known))
    shown = json.dumps([repr(lesson.check(name, wrong)) for wrong in (..., -5, "x")], ensure_ascii=False)
    assert secret not in shown.replace("2026-01-06", "")


def test_in_a_notebook_feedback_is_a_paragraph_of_the_same_text(lesson):
    feedback = lesson.check("outage_share", ...)
    html = feedback._repr_html_()
    assert unescape(re.sub("<[^>]*>", "", html)) == repr(feedback) == feedback.text
    assert html.startswith("<p ")


ATTACKS = [
    "<img src=x onerror=hurt()>",
    "</p><script>hurt()</script>",
    '"><svg onload=hurt()>',
    "<b",
    "&lt;b&gt;",
    "a\u202eb",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("field", ["hint", "right"])
def test_no_text_of_feedback_becomes_markup(attack, field):
    question = replace(QUESTIONS["outage_orders"], **{field: {"pl": attack, "en": attack}})
    for given in (attack, 7, 8, ...):
        feedback = judge(question, given, 7, "en")
        html = feedback._repr_html_()
        assert re.findall("<[^>]*>", html) == ['<p class="mathjax_ignore">', "<bdi>", "</bdi>", "</p>"]
        assert unescape(re.sub("<[^>]*>", "", html)) == feedback.text.replace("\u202e", "")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_answer_becomes_markup(lesson, attack):
    for name in lesson.questions:
        html = lesson.check(name, attack)._repr_html_()
        assert re.findall("<[^>]*>", html) == ['<p class="mathjax_ignore">', "<bdi>", "</bdi>", "</p>"]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_question_is_asked_in_both_languages(question):
    for text in (question.ask, question.hint, question.right):
        check_text(text)


def test_chapters_ask_every_question_once(lesson):
    chapters = ("periods", "attribution", "broken_campaign", "outage", "explain", "exercises")
    text = "".join(str(lesson.chapter(name)) for name in chapters)
    assert [text.count(f"`{name}`") for name in lesson.questions] == [1] * len(QUESTIONS)


def test_where_and_when_to_look(lesson):
    assert lesson.period("black_friday") == sm.Period("2025-11-28", "2025-11-29")
    assert lesson.period("outage") == sm.Period("2025-09-01", "2025-10-01")
    assert lesson.moment("black_friday").isoformat() == "2025-11-29T12:00:00+01:00"
    assert lesson.moment("broken_campaign").isoformat() == "2025-04-01T12:00:00+02:00"


def test_unknown_names_suggest_one(lesson, shop):
    with pytest.raises(UnknownNameError, match="outage_orders"):
        lesson.check("outage_order", 1)
    with pytest.raises(UnknownNameError, match="periods"):
        lesson.chapter("period")
    with pytest.raises(UnknownNameError, match="outage"):
        lesson.moment("outages")
    with pytest.raises(UnknownNameError, match="language"):
        sm.Lesson(shop, locale="de")


def test_a_shop_without_stories_has_no_lesson(seed_shop):
    with pytest.raises(ConfigurationError, match="stories"):
        sm.Lesson(seed_shop)


def test_without_a_shop_the_environments_or_a_sample_is_taken(shop, seed_tables, tmp_path, monkeypatch):
    told, other = tmp_path / "told.duckdb", tmp_path / "other.duckdb"
    sm.import_shop(sample_tables(7, date(2026, 3, 6), contacts=300, stories=True), told, timezone="Europe/Warsaw")
    sm.import_shop(seed_tables, other, timezone="Europe/Warsaw")
    asked = []
    monkeypatch.setattr("smwidgets.apps.teaching.lesson.demo", lambda **wanted: asked.append(wanted) or shop)
    monkeypatch.setenv(ENVIRONMENT, str(told))
    lesson = sm.Lesson()
    assert lesson.shop is not shop
    assert lesson.check("outage_day", "2025-09-16").right
    monkeypatch.setenv(ENVIRONMENT, str(other))
    assert sm.Lesson().shop is shop
    monkeypatch.delenv(ENVIRONMENT)
    assert sm.Lesson(locale="en").shop is shop
    # The language is for telling how far the shop is.
    assert asked == [{"stories": True, "locale": "pl"}, {"stories": True, "locale": "en"}]
