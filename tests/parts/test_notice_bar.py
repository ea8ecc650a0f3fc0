from __future__ import annotations

import pytest

from smwidgets.parts.notice_bar import NoticeBar


@pytest.fixture
def bar():
    made = NoticeBar()
    yield made
    made.close()


def test_it_is_there_while_something_is_said(bar):
    assert bar.layout.display == "none"
    bar.say("Plik <b>x</b> odłożono.", "Ukryj")
    assert bar.layout.display is None
    assert bar.text == "Plik <b>x</b> odłożono."
    assert "<b>" not in bar._text.value
    assert 'role="status"' in bar._text.value
    assert bar._dismiss.label == "Ukryj"
    bar._dismiss.click()
    assert bar.text == ""
    assert bar.layout.display == "none"


def test_it_leaves_nothing_behind(living):
    NoticeBar().close()
    assert living() == 0
