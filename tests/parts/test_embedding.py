from __future__ import annotations

import json
import re

import pytest
from ipywidgets import Box
from ipywidgets.embed import embed_data, embed_minimal_html

from smwidgets.parts import Html, Legend, Placed, markup


class Late(Placed, Box):
    def __init__(self):
        super().__init__()
        self._placeable = True

    def show(self):
        if not self.children:
            self.children = (Html(value=markup("<b>{text}</b>", text="12 345 PLN")), Legend())


@pytest.fixture(autouse=True)
def _no_widgets_of_other_tests(monkeypatch):
    """A file holds every widget there is, and of ipywidgets' own boxes that others left some hold what was closed."""
    monkeypatch.setattr("ipywidgets.widgets.widget._instances", {})


@pytest.mark.parametrize("options", [{}, {"drop_defaults": True}, {"drop_defaults": False}])
def test_what_was_never_shown_is_embedded_whole(options):
    late = Late()
    data = embed_data([late], **options)
    state = data["manager_state"]["state"]
    root = state[data["view_specs"][0]["model_id"]]
    names = re.findall(r"IPY_MODEL_(\w+)", json.dumps(root["state"]["children"]))
    assert len(names) == 2
    assert "12 345 PLN" in state[names[0]]["state"]["value"]
    assert set(state[names[1]]["state"]) >= {"_esm", "hidden", "items"}


def test_a_file_is_written_with_the_defaults_of_ipywidgets(tmp_path):
    embed_minimal_html(tmp_path / "page.html", views=Late(), title="a page")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "12 345 PLN" in html
    assert "_esm" in html
