from __future__ import annotations

import IPython
import IPython.display
import pytest

from smwidgets.data.progress_display import shown_progress


@pytest.fixture
def published(monkeypatch):
    """What a notebook is told, in the order of the telling."""
    told = []

    class Handle:
        def update(self, bundle, *, raw):
            assert raw
            told.append(bundle["text/plain"])

    def display(bundle, *, raw, display_id):
        assert raw
        assert display_id
        assert "<progress" in bundle["text/html"]
        told.append(bundle["text/plain"])
        return Handle()

    monkeypatch.setattr(IPython.display, "display", display)
    monkeypatch.setattr(IPython, "get_ipython", type("Shell", (), {"kernel": object()}))
    return told


def test_long_work_is_shown_from_its_beginning_and_taken_away_in_the_end(published):
    with shown_progress("pl", at_once=True) as progress:
        assert published == ["Przygotowuję dane sklepu: 0 %"]
        progress("cubes", 0.42)
    assert published[1:] == ["Przygotowuję dane sklepu: 42 %", ""]


def test_it_is_taken_away_after_an_error_too(published):
    with pytest.raises(KeyError), shown_progress("en", at_once=True):
        raise KeyError
    assert published == ["Preparing the shop's data: 0 %", ""]


def test_short_work_shows_nothing(published):
    with shown_progress() as progress:
        progress("cubes", 0.9)
    assert published == []


def test_a_script_is_shown_nothing(published, monkeypatch):
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    with shown_progress(at_once=True) as progress:
        progress("cubes", 0.9)
    assert published == []
