"""The educators' image as far as it goes without building one: what its scripts do and its settings say."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from voila.configuration import VoilaConfiguration

pytestmark = pytest.mark.spec("X5")

ROOT = Path(__file__).parents[2]
BINDER = ROOT / "binder"


@pytest.fixture
def home(tmp_path):
    """Where the image keeps everything, with a program that writes down how it was called."""
    program = tmp_path / "bin" / "smwidgets"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$HOME/called"\n')
    program.chmod(0o755)
    return tmp_path


def run(home, *command):
    env = {"HOME": str(home), "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env, cwd=home, timeout=30)
    return dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)


def test_the_shop_that_is_built_is_the_one_that_is_opened(home):
    run(home, BINDER / "postBuild")
    called = (home / "called").read_text().split("\n")
    started = run(home, BINDER / "start", "env")
    assert called[:3] == ["demo", "--stories", "-o"]
    assert called[3] == started["SMWIDGETS_SHOP"]


def test_jupyter_is_told_how_to_publish_and_when_to_tidy_up(home):
    folder = Path(run(home, BINDER / "start", "env")["JUPYTER_CONFIG_PATH"])
    published = json.loads((folder / "voila.json").read_text("utf-8"))["VoilaConfiguration"]
    assert published["template"] == "smwidgets"
    assert set(published) <= set(VoilaConfiguration.class_trait_names())
    server = json.loads((folder / "jupyter_server_config.json").read_text("utf-8"))
    assert set(server["MappingKernelManager"]) <= set(MappingKernelManager.class_trait_names())
    assert server["MappingKernelManager"]["cull_idle_timeout"] > 0


def test_what_is_installed_is_pinned_and_leaves_the_images_lab_alone():
    lines = (BINDER / "requirements.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["-c ../constraints.txt", "."]
    assert (BINDER / "runtime.txt").read_text("utf-8").strip() == "python-3.11"


def test_the_readme_leads_to_notebooks_that_exist():
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.findall(r"urlpath=(?:lab/tree|voila/render)/([\w./-]+\.ipynb)", readme)
    assert len(found) >= 2
    assert [path for path in found if not (ROOT / path).is_file()] == []
