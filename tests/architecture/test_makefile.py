"""`make app` as a newcomer runs it, without what it installs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
METADATA = Path("src/smwidgets/data/metadata.py")
PROGRAM = """#!/bin/sh
echo "$@" >> ran
test "$1" = demo && : > "$3"
exit 0
"""


@pytest.fixture
def checkout(tmp_path):
    """A folder that looks installed, with a program that notes how it is called."""
    for name in ("voila_templates", "notebooks", ".venv/bin", METADATA.parent):
        (tmp_path / name).mkdir(parents=True)
    for name in ("Makefile", METADATA):
        shutil.copyfile(ROOT / name, tmp_path / name)
    for name in ("pyproject.toml", "constraints.txt", ".venv/.created", ".venv/.app"):
        (tmp_path / name).touch()
    program = tmp_path / ".venv/bin/smwidgets"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    return tmp_path


def make(checkout):
    (checkout / "ran").write_text("")
    subprocess.run(["make", "app"], cwd=checkout, check=True, capture_output=True)
    return [line.split() for line in (checkout / "ran").read_text().splitlines()]


def week():
    return "{}-W{:02}".format(*date.today().isocalendar())  # noqa: DTZ011 - the machine's, as make's


def test_the_sample_shop_is_written_once_and_anew_for_another_version_of_the_store(checkout):
    weeks = {week()}
    demo, serve = make(checkout)
    (shop,) = (checkout / "build").iterdir()
    assert demo == ["demo", "-o", f"build/{shop.name}"]
    assert serve[:2] == ["serve", f"build/{shop.name}"]
    assert make(checkout) == [serve]

    metadata = checkout / METADATA
    newer, found = re.subn(r"^SCHEMA_VERSION = \d+$", "SCHEMA_VERSION = 98", metadata.read_text(), flags=re.MULTILINE)
    assert found == 1
    metadata.write_text(newer)
    assert [called[0] for called in make(checkout)] == ["demo", "serve"]
    (other,) = (checkout / "build").iterdir()
    assert other.name != shop.name
    assert other.name in {f"sample-{one}-v98.duckdb" for one in weeks | {week()}}, "a week may end meanwhile"


TOOL = """#!/bin/sh
echo "${0##*/} $*" >> ran
case "${0##*/} $*" in $FAILS) exit 1;; esac
"""


@pytest.mark.parametrize(
    ("fails", "code"), [("none", 0), ("mypy*", 2), ("*not?browser", 2), ("*-m?browser", 2), ("ruff?check", 2)]
)
def test_whatever_fails_fails_the_whole(checkout, tmp_path, fails, code):
    for name in ("ruff", "lint-imports", "mypy", "python"):
        (tool := checkout / ".venv/bin" / name).write_text(TOOL)
        tool.chmod(0o755)
    (checkout / ".venv/.test").touch()
    (chromium := checkout / "chromium").write_text("#!/bin/sh\n")
    chromium.chmod(0o755)
    environment = os.environ | {"FAILS": fails, "PATH": f"{checkout}:{os.environ['PATH']}"}
    done = subprocess.run(["make", "test"], cwd=checkout, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == code, done.stdout + done.stderr
    ran = (checkout / "ran").read_text()
    assert fails != "none" or all(one in ran for one in ("ruff format", "lint-imports", "mypy", "not browser"))
