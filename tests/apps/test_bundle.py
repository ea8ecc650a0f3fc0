import gzip
import re
from pathlib import Path

import pytest
from jupyter_core.paths import jupyter_path
from voila.paths import collect_static_paths

from smwidgets.apps.bundle import assemble
from smwidgets.apps.publication import EXTENSIONS


@pytest.fixture
def static(tmp_path):
    (tmp_path / "voila.js").write_text("var _JUPYTERLAB; r.e(5); start()", encoding="utf-8")
    (tmp_path / "voila-style.js").write_text('"use strict"; style()', encoding="utf-8")
    (tmp_path / "5.voila.js").write_text("(self.webpackChunkv=self.webpackChunkv||[]).push([[5],{}])", encoding="utf-8")
    return tmp_path


def test_style_comes_first_and_the_runtime_last(static):
    text = assemble([static], []).content.decode()
    assert text.index("style()") < text.index(".push([[5]") < text.index("start()")


def test_strictness_stays_with_its_script_and_the_runtimes_name_is_the_windows(static):
    text = assemble([static], []).content.decode()
    assert re.search(r'\(function \(\) \{\n"use strict"; style\(\)\n\}\)\.call\(self\);', text)
    assert text.rstrip().endswith("\nvar _JUPYTERLAB; r.e(5); start()")


def test_the_address_changes_with_the_content(static):
    before = assemble([static], [])
    assert before.name == assemble([static], []).name
    (static / "5.voila.js").write_text("(self.webpackChunkv=self.webpackChunkv||[]).push([[5],{1:2}])")
    assert re.fullmatch(r"page\.[0-9a-f]{20}\.js", before.name)
    assert assemble([static], []).name != before.name
    assert gzip.decompress(before.compressed) == before.content


def test_scripts_that_are_not_as_expected_are_left_to_voila(static, caplog):
    (static / "voila-style.js").unlink()
    assert assemble([static], []) is None
    assert "Voilà's scripts are not put into one" in caplog.text


def test_of_what_is_installed_a_chunk_of_voila_and_of_each_extension_is_found():
    folders = [Path(path) for path in collect_static_paths(["voila", "nbconvert"], "smwidgets")]
    roots = [
        *map(Path, jupyter_path("labextensions")),
        *(Path(path, "labextensions") for path in jupyter_path("voila")),
    ]
    entries = [
        entry for root in roots for name in EXTENSIONS for entry in (root / name).glob("static/remoteEntry.*.js")
    ]
    bundle = assemble(folders, entries)
    pushed = set(re.findall(r"(?:webpack|rspack)Chunk\w*", bundle.content.decode()))
    assert len(pushed) >= 1 + len(EXTENSIONS)
    assert len(bundle.compressed) < 2_000_000
    assert b'typeset(document.createElement("div"))' not in bundle.content
