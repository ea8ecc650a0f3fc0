"""The wheel alone is enough: package, Voilà template and notebooks."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIND = """
from voila.paths import collect_template_paths
from smwidgets.apps.publication import notebooks
import smwidgets
print(collect_template_paths(["voila", "nbconvert"], "smwidgets", prune=True)[0])
print(notebooks())
print(smwidgets.__file__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    expected = {
        str(path.relative_to(ROOT / "src"))
        for path in (ROOT / "src" / "smwidgets").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected - set(names) == set()
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_wheel_holds_template_notebooks_and_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    shared = {name.partition(".data/data/")[2] for name in names if ".data/data/" in name}
    template = {
        f"share/jupyter/voila/templates/smwidgets/{path.name}"
        for path in (ROOT / "voila_templates/smwidgets").iterdir()
    }
    notebooks = {f"share/jupyter/smwidgets/notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert template | notebooks <= shared
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_installed_wheel_is_found_by_voila(wheel: Path, tmp_path: Path) -> None:
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed"]
    subprocess.run([*install, "--prefix", str(tmp_path), str(wheel)], check=True, timeout=120)
    (packages,) = tmp_path.glob("lib/python*/site-packages")
    env = os.environ | {"PYTHONPATH": str(packages), "JUPYTER_PATH": str(tmp_path / "share" / "jupyter")}
    done = subprocess.run(
        [sys.executable, "-c", FIND], env=env, capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert all(Path(line).is_relative_to(tmp_path) for line in done.stdout.splitlines())
