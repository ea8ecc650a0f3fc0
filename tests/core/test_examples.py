from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["clock", "formats", "text", "trends"])
def test_the_examples_in_the_docstrings_are_true(name):
    results = doctest.testmod(importlib.import_module(f"smwidgets.core.{name}"))
    assert results.attempted > 0
    assert results.failed == 0
