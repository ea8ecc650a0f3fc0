"""Files that the code does not import but the project stands on."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import smwidgets

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MOST_CELLS = 8

# Written apart, so that this file does not name what it forbids.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted",
    "registry." + "npmjs",
    "deb." + "debian",
    "conda." + "anaconda",
    "static.crates" + ".io",
]
MACHINE_PATHS = ["/" + "work/", "/" + "root/", "/" + "tmp/", "/" + "home/"]


def _tracked_texts() -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    texts = {}
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file():
            texts[name] = path.read_bytes().decode("utf-8", errors="replace")
    return texts


def test_changelog_begins_with_the_packages_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## (\S+)", changelog, re.MULTILINE).group(1)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert newest == declared == smwidgets.__version__


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_is_thin(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    assert 1 <= len(notebook["cells"]) <= MOST_CELLS
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert notebook["metadata"]["title"]
    for cell in notebook["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert not re.search(r"^\s*(def|class|async def)\b", "".join(cell["source"]), re.MULTILINE)


def test_there_is_a_notebook_of_the_main_dashboard() -> None:
    assert "main_dashboard.ipynb" in {path.name for path in NOTEBOOKS}


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = [
        (name, word) for name, text in _tracked_texts().items() for word in (*HOSTS, *MACHINE_PATHS) if word in text
    ]
    assert found == []


def test_constraints_are_names_and_exact_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert [line for line in pinned if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.!+-]*", line)] == []
    names = [re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower() for line in pinned]
    assert len(names) == len(set(names))


def test_every_direct_dependency_is_constrained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        re.match(r"[A-Za-z0-9._-]+", requirement).group().lower()
        for requirement in (*project["dependencies"], *extras["lab"], *extras["test"])
    } - {"smwidgets"}
    pinned = {
        re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower()
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    }
    assert wanted - pinned == set()


def test_make_explains_every_target_that_people_run() -> None:
    said = subprocess.run(["make", "--no-print-directory"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    explained = set(re.findall(r"^  make (\w+) +\S", said, re.MULTILINE))
    assert explained >= {"app", "test", "lab", "lint", "bench", "browser", "clean"}
