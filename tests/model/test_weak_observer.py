from __future__ import annotations

import gc

import pytest
from ipywidgets import Box

from smwidgets.parts import Part


class Reader(Part, Box):
    heard: list

    def __init__(self, heard):
        super().__init__()
        self.heard = heard

    def hear(self, change):
        self.heard.append(change.new)


def test_a_model_does_not_hold_a_part_that_observes_it(model):
    heard = []
    reader = Reader(heard)
    reader.forget()
    model.observe(reader.hear, "locale")
    model.locale = "en"
    del reader
    gc.collect()
    model.locale = "pl"
    model.locale = "en"
    assert heard == ["en"]


def test_one_method_is_heard_once_and_ended_by_itself(model):
    reader = Reader([])
    model.observe(reader.hear, "locale")
    model.observe(reader.hear, "locale")
    model.locale = "en"
    model.unobserve(reader.hear, "locale")
    model.locale = "pl"
    assert reader.heard == ["en"]
    reader.close()


def test_a_function_is_held_as_traitlets_holds_it(model):
    heard = []
    model.observe(lambda change: heard.append(change.new), "locale")
    gc.collect()
    model.locale = "en"
    assert heard == ["en"]
    with pytest.raises(ValueError, match="not in list"):
        model.unobserve(print, "locale")
