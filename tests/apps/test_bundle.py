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


def text_of(scripts):
    return "".join(script.content.decode() for script in scripts)


def test_style_comes_first_and_the_runtime_last(static):
    text = text_of(assemble([static], []))
    assert text.index("style()") < text.index(".push([[5]") < text.index("start()")


def test_strictness_stays_with_its_script_and_the_runtimes_name_is_the_windows(static):
    text = text_of(assemble([static], []))
    assert re.search(r'\(function \(\) \{\n"use strict"; style\(\)\n\}\)\.call\(self\);', text)
    assert text.rstrip().endswith("\nvar _JUPYTERLAB; r.e(5); start()")


def test_an_address_changes_with_its_content_alone(static):
    before = assemble([static], [])
    assert [one.name for one in before] == [one.name for one in assemble([static], [])]
    (static / "5.voila.js").write_text("(self.webpackChunkv=self.webpackChunkv||[]).push([[5],{1:2}])")
    after = assemble([static], [])
    changed = [one.name != other.name for one, other in zip(before, after, strict=True)]
    assert sum(changed) == 1
    assert all(re.fullmatch(r"page\.[0-9a-f]{20}\.js", one.name) for one in before)
    assert all(gzip.decompress(one.compressed) == one.content for one in before)


def test_scripts_are_of_about_the_same_length(static):
    for number in range(50):
        push = f"(self.webpackChunkv=self.webpackChunkv||[]).push([[{number}],{{}}])"
        (static / f"{number}.voila.js").write_text(push, encoding="utf-8")
    (static / "voila.js").write_text(" ".join(f"r.e({number});" for number in range(50)), encoding="utf-8")
    lengths = [len(one.content) for one in assemble([static], [])]
    assert len(lengths) == 4
    assert max(lengths) < 1.5 * min(lengths)


def test_scripts_that_are_not_as_expected_are_left_to_voila(static, caplog):
    (static / "voila-style.js").unlink()
    assert assemble([static], []) == []
    assert "Voilà's scripts are not put together" in caplog.text


def test_of_what_is_installed_a_chunk_of_voila_and_of_each_extension_is_found():
    folders = [Path(path) for path in collect_static_paths(["voila", "nbconvert"], "smwidgets")]
    roots = [
        *map(Path, jupyter_path("labextensions")),
        *(Path(path, "labextensions") for path in jupyter_path("voila")),
    ]
    entries = [
        entry for root in roots for name in EXTENSIONS for entry in (root / name).glob("static/remoteEntry.*.js")
    ]
    scripts = assemble(folders, entries)
    pushed = set(re.findall(r"(?:webpack|rspack)Chunk\w*", text_of(scripts)))
    assert len(pushed) >= 1 + len(EXTENSIONS)
    assert sum(len(script.compressed) for script in scripts) < 2_000_000
    assert 'typeset(document.createElement("div"))' not in text_of(scripts)
