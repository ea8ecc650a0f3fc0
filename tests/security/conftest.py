"""Hostile names, for whatever takes names."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def hostile_names():
    """Names nobody may use, by what they try."""
    specification = importlib.util.spec_from_file_location(
        "hostile_names", Path(__file__).with_name("hostile_names.py")
    )
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.HOSTILE
