from __future__ import annotations

import pytest

from smwidgets.parts import TextField
from smwidgets.parts.question import Question


@pytest.fixture
def question():
    made = Question()
    yield made
    made.close()


def test_an_answer_is_done_and_closes_the_window(question):
    done = []
    question.ask("Na pewno?", "<b>Wszystko</b>", [("Tak", lambda: done.append("yes")), ("Nie", lambda: None)])
    assert question.opened
    assert "<b>" not in question._text.value
    assert [button.label for button in question._answers.children] == ["Tak", "Nie"]
    question.press(0)
    assert done == ["yes"]
    assert not question.opened


def test_an_answer_that_does_not_do_keeps_it_open(question):
    answers = iter([False, None])
    question.ask("Nazwa", "", [("Zapisz", lambda: next(answers))])
    question.press(0)
    assert question.opened
    question.press(0)
    assert not question.opened


def test_an_answer_may_ask_the_next_question(question):
    question.ask("Pierwsze", "", [("Dalej", lambda: question.ask("Drugie", "", [("Koniec", lambda: None)]))])
    question.press(0)
    assert question.opened
    assert question._dialog.heading == "Drugie"
    question.press(0)
    assert not question.opened


def test_closing_the_window_is_no_answer(question):
    done = []
    question.ask("Na pewno?", "", [("Tak", lambda: done.append(1))])
    question._dialog._handle_custom_msg({"kind": "close"}, [])
    assert not question.opened
    assert done == []


@pytest.mark.parametrize("ended", ["closed", "answered", "asked anew"])
def test_an_answer_to_a_question_that_no_longer_stands_does_nothing(question, ended):
    done = []
    question.ask("Na pewno?", "", [("Tak", lambda: done.append("late")), ("Nie", lambda: None)])
    late = question._answers.children[0]
    if ended == "closed":
        question._dialog._handle_custom_msg({"kind": "close"}, [])
    elif ended == "answered":
        question.press(1)
    else:
        question.ask("Inne?", "", [("Tak", lambda: done.append("asked"))])
    late._handle_custom_msg({"event": "click"}, [])
    assert done == []
    assert question.opened is (ended == "asked anew")


def test_what_it_is_about_stands_over_the_text_and_is_no_html(question):
    question.ask("Usunąć?", "Na zawsze", [("Tak", lambda: None)], subject="<img src=x>.csv")
    assert "<img" not in question._text.value
    assert question._text.value.index("&lt;img src=x&gt;.csv") < question._text.value.index("Na zawsze")


def test_the_dangerous_answer_looks_like_it_and_the_first_one_stands_out_otherwise(question):
    question.ask("Usunąć?", "", [("Usuń", lambda: None), ("Anuluj", lambda: None)], danger=0)
    delete, _ = question._answers.children
    assert "smw-danger" in delete._dom_classes
    assert "smw-primary" not in delete._dom_classes
    question.ask("Zapisać?", "", [("Zapisz", lambda: None)])
    assert "smw-primary" in question._answers.children[0]._dom_classes


def test_it_leaves_nothing_behind_asked_or_not(living):
    Question().close()
    asked, field = Question(), TextField()
    asked.ask("Nazwa", "", [("A", lambda: None), ("B", lambda: None)], fields=(field,))
    asked.ask("Nazwa", "", [("C", lambda: None)])
    asked.close()
    field.close()
    assert living() == 0
