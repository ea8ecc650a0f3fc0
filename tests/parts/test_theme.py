from __future__ import annotations

import re
from importlib.resources import files

from smwidgets.parts import Tile, theme, theme_css
from smwidgets.parts.palette import LIGHT


def test_a_kernel_has_one_theme_however_many_parts(living):
    first = theme()
    Tile()
    assert theme() is first
    first.close()
    assert theme() is not first
    assert theme().comm is not None


def test_the_style_sheet_asks_nobody():
    assert not re.search(r"url\(|@import|https?:", theme_css())
    for script in files("smwidgets.parts").joinpath("js").iterdir():
        text = script.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|innerHTML|insertAdjacentHTML|eval\(", text), script.name


def test_every_token_in_use_exists():
    sheet = theme_css()
    used = set(re.findall(r"var\(--smw-([a-z0-9-]+)", sheet))
    declared = set(re.findall(r"--smw-([a-z0-9-]+):", sheet)) | {"colour", "chars", "order"}
    assert used <= declared
    assert set(LIGHT) <= declared
